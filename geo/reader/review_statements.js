// The statements as the review stands: who says what, where and when. Who says it can be set by hand.
import {calm, el} from "./dom.js";

const TENSE = {past: "past", future: "to come", ongoing: "under way"};
const LONGEST = 120; // characters of a speaker

export function createStatements({host, actions}) {
  const heading = el("h2", {}, "");
  const list = el("ol", {});
  host.append(el("details", {class: "statements-fold", open: true}, el("summary", {}, heading), list));
  let drawn = null;
  let rows = new Map(); // by what they say: only what changed is made anew, for a long article has thousands

  function row(one) {
    const {start, end, words} = one;
    const language = actions.state().facts.language || null;
    return el("li", {"data-sentence": one.sentence},
      el("p", {class: "statement-facts"}, el("b", {}, one.date_text), ` · ${TENSE[one.tense]}${one.claim === "inferred" ? " · date inferred" : ""}`
        + (one.place_basis ? " · place inferred" : "")),
      el("blockquote", {lang: language, dir: "auto", "data-start": start, "data-end": end}, words),
      el("div", {class: "statement-joined"},
        one.places.length ? one.places.map((place) => link(place.id, place.name)) : el("span", {class: "soft"}, "no place"),
        one.dates.map((id) => link(id, actions.items().find((item) => item.id === id)?.text ?? one.edtf)),
        el("label", {}, el("span", {}, "Who says it"), el("input", {type: "text", value: one.speaker, maxlength: String(LONGEST), "data-hold": `speaker-${one.sentence}`,
          onchange: (event) => actions.act({do: "speaker", sentence: one.sentence, name: event.target.value})}))));
  }

  const link = (id, text) => el("button", {type: "button", onclick: () => {
    actions.go(id, "statement");
    host.previousElementSibling.scrollIntoView({block: "start", behavior: calm() ? "auto" : "smooth"});
  }}, text);

  function paint() {
    const {statements} = actions.state();
    const typed = document.activeElement;
    if (drawn === statements || (list.contains(typed) && typed.value !== typed.defaultValue && typed.localName === "input")) return;
    drawn = statements;
    heading.textContent = `Statements (${statements.length})`;
    host.hidden = !statements.length;
    const known = rows;
    rows = new Map(statements.map((one) => [JSON.stringify([one, actions.state().facts.language]), one]).map(([told, one]) => [told, known.get(told) ?? row(one)]));
    const nodes = [...rows.values()];
    if (nodes.length === list.children.length && nodes.every((node, at) => node === list.children[at])) return;
    const held = host.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    list.replaceChildren(...nodes);
    if (held) list.querySelector(`[data-hold="${held}"]`)?.focus();
  }
  return {paint};
}
