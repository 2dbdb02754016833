// The card of the selected feature: what it is, when, how exact, who says so, and the words behind it.
import {el, linkOrText} from "./dom.js";
import {humanWindow} from "./days.js";

const LANGUAGE_NAMES = {az: "Azerbaijani", hy: "Armenian", ru: "Russian"};
const SURE = {certain: "Certain", "less-certain": "Less certain", uncertain: "Uncertain"};
const KINDS = {
  statement: "Statement in the article", event: "Event around the story", mention: "Mention in the article",
  city: "Place", region: "Region (no exact point)", country: "Country", area: "Area", line: "Line", district: "District",
  zone: "Zone, schematic", corridor: "Corridor", road: "Road", headquarters: "Peacekeepers' headquarters",
  battalion: "Peacekeepers' battalion", post: "Peacekeepers' post",
};
const REVIEWED = {unreviewed: "Not reviewed", unverified: "Unverified", unidentifiable: "Not identifiable"};
const ROLES = {
  actor: "An actor, not a place: the name stands for a government or a force, so it has no marker.",
  organisation: "Part of the name of an organisation or office, so it has no marker.",
  background: "Background, so it has no marker of its own.",
};

export const metres = (m) => (m >= 1000 ? `± ${Math.round(m / 100) / 10} km`.replace(".0 ", " ") : `± ${m} m`);

export function createDetails({host, store, actions}) {
  function paint(changed) {
    if (!["selected", "beneath", "from", "to", "layers", "lang"].some((k) => changed.has(k))) return;
    const feature = store.features.get(store.state.selected);
    host.hidden = !feature;
    host.replaceChildren(...(feature ? card(feature) : []));
  }

  function card(f) {
    return [
      el("header", {},
        el("p", {class: "kind"}, KINDS[f.kind] ?? f.kind, !f.in_article && el("span", {class: "badge grey"}, "Not from the article"),
          f.verification && f.verification !== "verified" && el("span", {class: "badge warn"}, f.verification === "partly" ? "Partly verified" : "Not verified"),
          REVIEWED[f.review] && el("span", {class: "badge warn"}, REVIEWED[f.review])),
        el("h3", {tabindex: "-1"}, f.title ?? store.name(f)),
        el("button", {type: "button", class: "close", "aria-label": "Close the card", onclick: () => actions.pick(null, "card")}, "×")),
      hiddenBecause(f),
      alsoHere(f),
      localNames(f),
      el("dl", {}, facts(f)),
      f.status && el("p", {class: "status"}, f.status),
      f.note && el("p", {class: "note"}, f.note),
      quotes(f),
      linked(f),
      here(f),
      f.sources?.length ? sources(f) : null,
    ].filter(Boolean);
  }

  function hiddenBecause(f) {
    const reasons = [];
    if (!store.inWindow(f)) {
      const [a, b] = store.nearestWindow(f);
      reasons.push(el("p", {class: "hidden-because"}, store.state.compare ? "There on neither of the two dates. " : "Outside the chosen days. ",
        el("button", {type: "button", class: "chip", onclick: () => actions.moveWindow(a, b, "to", true)}, `Move the dates to ${humanWindow(a, b)}`)));
    }
    if (!store.state.layers.has(f.layer)) {
      reasons.push(el("p", {class: "hidden-because"}, `Its layer, “${store.layers.get(f.layer)?.title ?? f.layer}”, is off. `,
        el("button", {type: "button", class: "chip", onclick: () => store.toggleLayer(f.layer, true)}, "Show the layer")));
    }
    return reasons.length ? el("div", {}, reasons) : null;
  }

  /** What lies under the same point of the map: a click reaches the topmost alone. */
  function alsoHere(f) {
    const others = store.state.beneath.filter((id) => id !== f.id).map((id) => store.features.get(id)).filter((o) => o && store.shown(o));
    if (!others.length) return null;
    return el("p", {class: "also-here"}, "Also here: ", others.map((o, i) => [i > 0 && " · ",
      el("button", {type: "button", class: "link", "data-feature-id": o.id, onclick: () => actions.pick(o.id, "card")}, store.name(o))]));
  }

  function localNames(f) {
    if (f.title) return null;
    const rows = Object.entries(LANGUAGE_NAMES)
      .filter(([lang]) => f.names[lang])
      .map(([lang, label]) => el("li", {}, el("span", {class: "lang"}, label), el("span", {lang}, f.names[lang])));
    if (store.state.lang !== "en") rows.unshift(el("li", {}, el("span", {class: "lang"}, "English"), f.names.en));
    if (f.other_names?.length) rows.push(el("li", {}, el("span", {class: "lang"}, "Also"), f.other_names.join("; ")));
    return rows.length ? el("ul", {class: "local-names"}, rows) : null;
  }

  function facts(f) {
    const place = f.place && store.features.get(f.place);
    const rows = [
      ["When", f.date_text && `${f.date_text}${f.date_precision && f.date_precision !== "day" ? ` (to the ${f.date_precision})` : ""}`],
      ["Where", f.kind === "statement" && !place ? "No place on the map" : place && place !== f && f.kind !== "mention"
        ? el("button", {type: "button", class: "link", onclick: () => actions.pick(place.id, "card")}, store.name(place)) : null],
      ["Exact to", f.precision_m ? metres(f.precision_m) : null],
      ["How sure", SURE[f.certainty]],
      ["Who says so", f.attributed_to],
      ["Role", ROLES[f.role]],
      ["Licence", f.licence],
    ];
    return rows.filter(([, value]) => value).map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]);
  }

  function quotes(f) {
    const list = f.excerpt_ids.map((id) => store.excerpts.get(id)).filter(Boolean);
    if (!list.length) return null;
    return el("details", {class: "quotes", open: list.length < 4}, el("summary", {}, list.length === 1 ? "The article's words" : `The article's words (${list.length} excerpts)`),
      list.map((x) => el("blockquote", {lang: x.language ?? store.payload.story.language},
        el("button", {type: "button", class: "link quote", onclick: () => actions.showExcerpt(x.id)}, `“${x.exact}”`))));
  }

  /** The way back from words to lines: what else on the map these words are about. */
  function linked(f) {
    if (f.kind !== "statement") return null;
    const mine = new Set(f.excerpt_ids);
    const others = [...store.features.values()].filter((o) =>
      !["statement", "mention", "event"].includes(o.kind) && o.id !== f.place && o.excerpt_ids.some((x) => mine.has(x)));
    if (!others.length) return null;
    return el("section", {class: "linked"}, el("h4", {}, "On the map, these words are also about"),
      el("ul", {}, others.map((o) => el("li", {},
        el("button", {type: "button", class: "link", "data-feature-id": o.id, onclick: () => actions.pick(o.id, "card")}, store.name(o))))));
  }

  function here(f) {
    const events = store.at(f.id).filter((e) => e.kind === "event");
    if (!events.length) return null;
    const inside = events.filter((e) => store.inWindow(e));
    return el("section", {class: "events-here"},
      el("h4", {}, "Around the story, not from the article"),
      el("p", {class: "note"}, `${inside.length} of ${events.length} events here fall in the chosen days`),
      el("ul", {}, inside.slice(0, 40).map((e) => el("li", {},
        el("button", {type: "button", class: "link", "data-feature-id": e.id, onclick: () => actions.pick(e.id, "card")},
          el("b", {}, e.date_text), ` ${e.title}`,
          e.verification !== "verified" && el("span", {class: "badge warn"}, e.verification === "partly" ? "partly verified" : "not verified"))))));
  }

  function sources(f) {
    return el("details", {class: "sources"}, el("summary", {}, "Sources"),
      el("ul", {}, f.sources.map((s) => el("li", {}, linkOrText(s)))));
  }

  return {paint, focus: () => host.querySelector("h3")?.focus({preventScroll: true})};
}
