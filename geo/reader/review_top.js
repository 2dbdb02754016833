// Head of the review: how far it is, undo and redo, what the article is, what the reader of it should know.
import {el} from "./dom.js";

const FIELDS = [["title", "Title", "text"], ["publisher", "Publisher", "text"], ["author", "Author", "text"], ["published", "Date of publication", "date"]];
const SAVED = "Every step is kept on this machine.";
const LANGUAGES = [["en", "English"], ["fr", "Français"], ["", "another"]];

export function createTop({host, actions}) {
  const title = el("h1", {}, "");
  const bar = el("progress", {max: "1", value: "0", "aria-label": "Reviewed"});
  const count = el("p", {class: "review-count"});
  const saved = el("p", {class: "review-saved", role: "status"}, SAVED);
  const undo = el("button", {type: "button", title: "Undo (U or Ctrl+Z)", onclick: () => actions.act({do: "undo"})}, "↶ Undo");
  const redo = el("button", {type: "button", title: "Redo (Ctrl+Shift+Z)", onclick: () => actions.act({do: "redo"})}, "↷ Redo");
  const notes = el("ul", {class: "review-notes"});
  const told = el("details", {class: "review-told"}, el("summary", {}, "What to know about this text"), notes);
  const inputs = new Map(FIELDS.map(([name, label, type]) => [name, el("input", {type, "aria-label": label, onchange: type === "date" ? (event) => published(event) : (event) => fact(name, event.target.value)})]));
  const language = el("select", {"aria-label": "Language", onchange: (event) => fact("language", event.target.value)},
    LANGUAGES.map(([code, name]) => el("option", {value: code}, name)));
  /** A year is typed digit by digit, and each is a change: 0002 is no year of an article. */
  const published = (event) => (!event.target.value || Number(event.target.value.slice(0, 4)) >= 1000) && fact("published", event.target.value);
  const waits = el("span", {});
  const ask = el("p", {class: "review-ask", hidden: true}, el("label", {}, waits, el("input", {type: "date", "aria-label": "Published on", onchange: published})));
  const beside = el("p", {class: "review-beside", role: "status", hidden: true}, "This draft is open in another tab too. Both show every step; Undo takes back the last step of either.");
  const problem = el("p", {class: "review-problem", role: "alert"});
  const right = el("input", {type: "checkbox", onchange: (event) => fact("right", event.target.checked ? "whole" : "")});
  const facts = el("details", {class: "review-facts"}, el("summary", {}, "About the article"),
    el("div", {class: "review-fields"}, FIELDS.map(([name, label]) => el("label", {}, el("span", {}, label), inputs.get(name))),
      el("label", {}, el("span", {}, "Language"), language)),
    el("label", {class: "check"}, right, el("span", {}, "I have the right to publish the whole text. Without it, what is exported holds short excerpts only.")));
  const keys = el("details", {class: "review-keys"}, el("summary", {}, "Keys"),
    el("p", {}, [["J", "next"], ["K", "previous"], ["1–5", "choose"], ["A", "accept"], ["R", "reject"], ["N", "not identifiable"], ["L", "for all mentions"], ["U", "undo"]]
      .map(([key, what]) => [el("kbd", {}, key), ` ${what}  `])));
  host.append(title, el("div", {class: "review-bar"}, bar, count, undo, redo, saved), problem, beside, ask, el("div", {class: "review-folds"}, facts, told, keys));

  function fact(name, value) {
    actions.act({do: "facts", name, value});
  }

  /** Without the article's day, words such as "on Saturday" are no dates: asked for where nobody can miss it. */
  function askDay(known) {
    const waiting = known.published ? [] : actions.items().filter((one) => !actions.isPlace(one) && !one.edtf && one.status === "unreviewed");
    ask.hidden = !waiting.length;
    if (waiting.length) waits.textContent = `When was the article published? ${waiting.length === 1 ? "One date waits" : `${waiting.length} dates wait`} for that, such as “${waiting[0].text}”.`;
  }

  function paint(from) {
    const {facts: known, progress, can_undo: back, can_redo: forth, messages, problem: refused} = actions.state();
    title.textContent = known.title || "Untitled article";
    bar.value = progress.total ? progress.reviewed / progress.total : 1;
    count.textContent = `${progress.reviewed} of ${progress.total} reviewed`;
    problem.textContent = refused ?? "";
    askDay(known);
    undo.disabled = !back;
    redo.disabled = !forth;
    if (from === "key") return;
    for (const [name, input] of inputs) if (input !== document.activeElement) input.value = known[name] ?? "";
    language.value = LANGUAGES.some(([code]) => code === known.language) ? known.language : "";
    right.checked = known.right === "whole";
    notes.replaceChildren(...messages.map((text) => el("li", {}, text)));
    told.hidden = !messages.length;
    if (from === "start") told.open = messages.some((text) => text.startsWith("Only ")); // part of the article is missing
  }
  /** Steps the server has not heard of for long, 0 when it has. */
  function late(count) {
    saved.textContent = count ? `${count === 1 ? "One step waits" : `${count} steps wait`} for the app, which does not answer. This browser keeps them and sends them again.` : SAVED;
    saved.classList.toggle("late", count > 0);
  }
  return {paint, late, others: (count) => (beside.hidden = !count)};
}
