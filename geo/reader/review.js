// The review of one's own article: text and mini-map side by side, one thing after another. Nothing here decides:
// every step is an action that Python applies, writes down and answers with the state of the draft.
import {createCard} from "./review_card.js";
import {createKept} from "./review_kept.js";
import {createMinimap} from "./review_map.js";
import {createTabs} from "./review_tabs.js";
import {createStatements} from "./review_statements.js";
import {createText} from "./review_text.js";
import {createTop} from "./review_top.js";
import {el} from "./dom.js";

const OPEN = new Set(["unreviewed", "unverified"]);
const SETTLES = {accept: "verified", choose: "verified", reject: "rejected", unidentifiable: "unidentifiable", unreview: "unreviewed"};

let made = 0; // in the order of time, within a millisecond too
const newId = () => `${Date.now().toString(36)}-${String(made++ % 1e4).padStart(4, "0")}-${Math.random().toString(36).slice(2, 8)}`;
const typing = (target) => /^(input|select|textarea)$/i.test(target.localName);

export function createReview({L, root, drawMap, id, draft, labels, outlines, onActions, onSearch, onSave}) {
  let state = draft;
  let current = null;
  let toAll = false;
  let adding = false; // words were added here: their item comes next

  let inOrder = null; // the items of this state in the order of the text: a long article has thousands
  const items = () => {
    if (inOrder?.of !== state) inOrder = {of: state, list: [...state.places, ...state.dates].sort((a, b) => a.start - b.start || b.end - a.end)};
    return inOrder.list;
  };
  const item = () => items().find((one) => one.id === current) ?? null;
  const namesakes = (one) => state.places.filter((other) => other.text.toLowerCase() === one.text.toLowerCase());
  const isPlace = (one) => one && "candidates" in one;

  const views = {};
  const live = el("p", {class: "sr-only", role: "status"});
  let said = "";
  const actions = {
    state: () => state, items, item, namesakes, isPlace,
    toAll: (value) => (value === undefined ? toAll : ((toAll = value), paint())),
    go(id, from) {
      current = id;
      toAll = false;
      paint(from);
    },
    step(by) {
      const list = items();
      const at = list.findIndex((one) => one.id === current);
      const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
      if (next) actions.go(next.id, "key");
    },
    /** One action on the item at hand; those that settle it lead on to the next that is open. */
    act(words, {leave = false} = {}) {
      const action = {id: newId(), ...words};
      adding = action.do === "add";
      preview(action);
      if (leave) nextOpen();
      paint("act");
      kept.add(action);
    },
    onItem(kind, extra = {}) {
      const one = item();
      if (!one) return;
      const all = toAll && isPlace(one) && namesakes(one).length > 1 ? {all: true} : {};
      const settles = kind in SETTLES && kind !== "unreview";
      if (kind === "accept" && !canAccept(one)) return refuse(isPlace(one) ? `“${one.text}” has no place yet: search for it, or mark it on the map.` : `“${one.text}” has no date yet: set it, or the article's.`);
      actions.act({do: kind, item: one.id, ...all, ...extra}, {leave: settles});
    },
    canAccept,
    save: onSave,
    search: onSearch,
    selectArea: (done) => views.map.draw(done),
    selectPoint: (done) => views.map.point(done),
  };

  function canAccept(one) {
    return Boolean(isPlace(one) ? one.choice || one.point || one.geometry : one.edtf);
  }

  function refuse(problem) {
    state = {...state, problem};
    paint();
  }

  /** What will surely come of it is shown at once; the answer of Python replaces it. */
  function preview(action) {
    const status = SETTLES[action.do];
    const before = items().find((one) => one.id === action.item);
    if (!status || !before || typeof (action.candidate ?? "") !== "string") return;
    const change = (one) => one.id !== action.item ? one : {...one, status, choice: action.candidate ?? one.choice};
    said = `${before.text}: ${status}.`;
    const reviewed = state.progress.reviewed + OPEN.has(before.status) - OPEN.has(status);
    state = {...state, places: state.places.map(change), dates: state.dates.map(change), progress: {...state.progress, reviewed}, can_undo: true};
  }

  function nextOpen() {
    const list = items();
    const at = list.findIndex((one) => one.id === current);
    const after = [...list.slice(at + 1), ...list.slice(0, at)];
    const next = after.find((one) => one.status === "unreviewed") ?? after.find((one) => OPEN.has(one.status)); // what was decided for it comes last
    if (next) current = next.id;
    toAll = false;
  }

  /** For who does not see it: what became of the last item, and which is at hand. */
  function tell() {
    const one = item();
    const at = one ? `${one.text}, ${isPlace(one) ? "place" : "date"} ${items().indexOf(one) + 1} of ${items().length}.` : "";
    const words = [said, at].filter(Boolean).join(" ");
    if (live.textContent !== words) live.textContent = words;
  }

  function paint(from) {
    for (const view of Object.values(views)) view.paint(from);
    if (from === "act" || from === "key") tell();
    said = from === "act" || from === "key" ? "" : said;
  }

  const part = (cls, props = {}) => el("div", {class: cls, ...props});
  const parts = {
    top: el("header", {class: "review-top"}),
    map: part("map review-map", {role: "region", "aria-label": "Map of the candidates"}),
    card: el("section", {class: "review-card", "aria-label": "The item under review", tabindex: "-1"}),
    text: el("section", {class: "review-text", "aria-label": "The article's text", tabindex: "0"}),
    statements: el("section", {class: "review-statements", "aria-label": "Statements"}),
  };
  root.replaceChildren(parts.top, el("div", {class: "review-desk"}, el("div", {class: "review-side"}, parts.map, parts.card), parts.text), parts.statements, live);
  const first = items().find((one) => OPEN.has(one.status)) ?? items()[0];
  current = first?.id ?? null;
  views.top = createTop({host: parts.top, actions});
  views.map = createMinimap({L, host: parts.map, drawMap, labels, outlines, actions});
  views.card = createCard({host: parts.card, actions});
  views.text = createText({host: parts.text, actions});
  views.statements = createStatements({host: parts.statements, actions});

  const KEYS = {
    j: () => actions.step(1), k: () => actions.step(-1),
    a: () => actions.onItem("accept"), r: () => actions.onItem("reject"),
    n: () => isPlace(item()) && actions.onItem("unidentifiable"),
    l: () => isPlace(item()) && actions.toAll(!toAll),
    u: () => actions.act({do: "undo"}),
  };
  function onKey(event) {
    if (typing(event.target) || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      actions.act({do: event.shiftKey ? "redo" : "undo"});
      return;
    }
    const number = Number(event.key);
    const candidate = isPlace(item()) && number >= 1 && number <= 5 && item().candidates[number - 1];
    if (candidate) actions.onItem("choose", {candidate: candidate.id});
    else if (KEYS[event.key.toLowerCase()]) KEYS[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  }
  document.addEventListener("keydown", onKey);

  const kept = createKept({draft: id, send: onActions, late: views.top.late, done: () => tabs.tell()});
  const tabs = createTabs({draft: id, others: views.top.others, changed: kept.go});
  kept.heard(new Set(draft.applied));
  kept.waiting().forEach(preview);
  kept.begin();
  paint("start");
  root.classList.add("ready");
  return {
    map: views.map.map,
    /** The draft as Python has it now; what it has not seen yet stays in front of it. */
    update(next) {
      kept.heard(new Set([...next.applied, ...next.heard]));
      const known = new Set(items().map((one) => one.id));
      const added = next.places.concat(next.dates).find((one) => !known.has(one.id));
      state = next;
      if (added && adding) current = added.id;
      if (added) adding = false;
      kept.waiting().forEach(preview);
      paint("update");
    },
    destroy() {
      document.removeEventListener("keydown", onKey);
      kept.destroy();
      tabs.destroy();
      views.text.destroy();
      views.map.map.off("moveend").remove(); // a move under way would still end, on a map that is no more
    },
  };
}
