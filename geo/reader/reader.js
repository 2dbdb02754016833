// One story, one state, five views that follow each other: map, excerpts, dates, card, layers.
import {createArticle} from "./article.js";
import {createAtlas} from "./atlas.js";
import {createCompare} from "./compare.js";
import {toDay} from "./days.js";
import {createDetails} from "./details.js";
import {el, svg} from "./dom.js";
import {calmGestures} from "./gestures.js";
import {createKeys} from "./keys.js";
import {createLegend} from "./legend.js";
import {createSearch} from "./search.js";
import {createStore} from "./store.js";
import {createTimeline} from "./timeline.js";
import {LANGUAGES, readView, viewQuery} from "./view.js";

// Names wait for the second painting: to lay them out, each has to be measured.
const SHAPES = new Set(["from", "to", "layers"]);
const UNSEEN_MS = 1000; // another site's frame below the fold is not painted at all: its words come after this
const EVERYTHING = new Set(["from", "to", "selected", "hover", "layers", "lang", "compare", "split"]);

function skeleton(story, embed) {
  const part = (cls, props = {}) => el("div", {class: cls, ...props});
  const parts = {
    tools: part("tools"), map: part("map", {"aria-label": "Map of the story", role: "region"}),
    legend: part("legend"), details: el("aside", {class: "details", "aria-label": "Selected feature", hidden: true}),
    article: el("section", {class: "article", "aria-label": "Article excerpts", tabindex: "0"}),
    timeline: el("section", {class: "timeline", "aria-label": "Dates"}),
    differences: el("section", {class: "differences", "aria-label": "What differs", hidden: true}),
    notices: part("notices", {role: "alert"}), credits: el("footer", {class: "credits"}),
    fullMap: embed && el("a", {class: "full-map", target: "_blank", rel: "noopener"}, "Open the full map"),
  };
  const head = el("header", {class: "masthead"},
    el("p", {class: "kicker"}, [story.publisher, story.published].filter(Boolean).join(" · ")),
    el("h1", {}, story.title), el("p", {class: "standfirst"}, story.summary), parts.fullMap, parts.tools);
  const jump = el("nav", {class: "jump", "aria-label": "Parts of this page"},
    [["Map", parts.map], ["Dates", parts.timeline], ["Article", parts.article], ["Legend", parts.legend]].map(([text, target]) =>
      el("button", {type: "button", onclick: () => target.scrollIntoView({block: "start"})}, text)));
  const stage = part("stage");
  const side = part("side");
  stage.append(parts.map, parts.legend);
  side.append(parts.details, embed ? el("details", {class: "folded"}, el("summary", {}, "What the article says, in short excerpts"), parts.article) : parts.article);
  return {parts, nodes: [head, parts.notices, el("div", {class: "desk"}, stage, el("div", {class: "dates"}, parts.timeline, parts.differences), side), parts.credits, jump]};
}

/** Hatching means schematic; a pattern of its own for each zone, so that colour is not needed to tell them. */
function hatches() {
  const pattern = (id, gap, turn) => svg("pattern", {id, class: "hatch", width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})`},
    svg("path", {d: `M0 0V${gap}`}));
  return svg("svg", {class: "hatches", width: 0, height: 0, "aria-hidden": "true"},
    svg("defs", {}, pattern("reader-hatch", 8, 45), pattern("reader-hatch-other", 8, -45), pattern("reader-hatch-dense", 4, 45)));
}

function creditsOf(payload) {
  const lines = [...new Set(payload.layers.flatMap((l) => l.attribution.split("; ")).filter(Boolean))];
  return [el("p", {}, el("b", {}, "Article "), payload.story.attribution),
    el("p", {}, el("b", {}, "Data "), lines.join(" · "), payload.basemap_attribution && ` · Background: ${payload.basemap_attribution}`),
    el("p", {}, "Lines and zones are claims of their sources, drawn as exactly as the sources allow; none is a survey.")];
}

/** Mounts a reader in `root`. `view`: what `readView` gives. `onView(query, isStep)`: the view as an address has it,
 * after each change; a step (a selection, a preset) is worth going back to, a drag is not. `onSettled()`: the hand
 * rests. `onReady()`: all is there. `online`: whether online tiles may be offered. `embed`: null, or {fullMap(query)}
 * → the address of the whole page, for a reader inside another's page. */
export function createReader({L, root, drawMap, payload, view, messages, onView, onSettled, onReady = () => {}, online = true, embed = null}) {
  const store = createStore(payload, view);
  const {parts, nodes} = skeleton(payload.story, embed);
  root.classList.toggle("embed", Boolean(embed));
  root.classList.toggle("comparing", Boolean(store.state.compare));
  root.replaceChildren(hatches(), ...nodes);
  if (embed) parts.fullMap.href = embed.fullMap(viewQuery(store));
  parts.credits.append(...creditsOf(payload));
  const views = {};
  let returnTo = null;
  let restoring = false;

  const actions = {
    hover: (id) => store.set({hover: id}),
    /** `beneath`: what else lies where the map was clicked; from the card it stays as it was. */
    pick(id, from, beneath = from === "card" && id ? store.state.beneath : []) {
      if (from !== "card") returnTo = document.activeElement;
      store.set({selected: id, beneath, at: views.atlas.where(Boolean(id))});
      if (id) follow(id, from);
      else returnTo?.focus?.({preventScroll: true});
      settled(true);
    },
    /** `moved`: the end that the reader's hand is on; the other gives way. */
    moveWindow(a, b, moved, isStep = false) {
      store.setWindow(a, b, moved);
      views.timeline.include(store.state.from, store.state.to);
      settled(isStep);
    },
    /** Two dates side by side; leaving brings back the days from before. */
    compare(on) {
      const {from, to, compare} = store.state;
      const [first] = payload.pairs;
      const pair = from < to ? {from, to} : {from: toDay(first.from), to: toDay(first.to)};
      store.set(on ? {...pair, compare: {from, to}, split: views.atlas.middle()} : {...compare, compare: null});
      views.timeline.include(store.state.from, store.state.to);
      settled(true);
    },
    looked() {
      store.set({at: views.atlas.where(Boolean(store.state.selected))});
      settled();
    },
    settled,
    showExcerpt(id) {
      if (embed) parts.article.parentNode.open = true;
      views.article.reveal(id);
    },
    panTo: ([lng, lat]) => views.atlas.map.setView([lat, lng], Math.max(9, views.atlas.map.getZoom())),
    tiles: (on) => views.atlas.setTiles(on),
    tilesRefused(host) {
      views.legend.untile();
      notice(`${host} did not give its tiles. The bundled background stays.`);
    },
    summary,
  };

  function follow(id, from) {
    const related = store.related(id);
    const target = [...related.ids].find((x) => views.atlas.has(x));
    const placed = from === "url" && store.state.at; // the address says where to look
    if (from !== "map" && target && !placed) views.atlas.goTo(target);
    if (from !== "text" && related.excerpts.length && !embed) views.article.reveal(related.excerpts[0]);
    views.timeline.reveal(id);
  }

  /** A flight ends with a view of its own: whoever waits for the hand to rest hears of both at once. */
  function settled(isStep = false) {
    if (restoring) return;
    const query = viewQuery(store);
    if (embed) parts.fullMap.href = embed.fullMap(query);
    onView(query, isStep);
    if (!views.atlas.flying()) onSettled();
  }

  /** Show what an address says: back and forward come through here, and nothing of it is a new step. */
  function restore(query) {
    restoring = true;
    const {view: asked, messages: refused} = readView(query, payload);
    refused.forEach(notice);
    store.restore(asked);
    views.atlas.look(store.state.at);
    views.timeline?.include(store.state.from, store.state.to);
    if (store.state.selected && views.article) follow(store.state.selected, "url");
    restoring = false;
    if (embed) parts.fullMap.href = embed.fullMap(viewQuery(store));
    onSettled();
  }

  function notice(text) {
    parts.notices.append(el("p", {}, text, el("button", {type: "button", "aria-label": "Dismiss", onclick: (e) => e.target.parentNode.remove()}, "×")));
  }

  function summary() {
    const total = (layers) => layers.reduce((sum, l) => {
      const {all, shown} = store.counts(l.id);
      return {all: sum.all + all, shown: sum.shown + (store.state.layers.has(l.id) ? shown : 0)};
    }, {all: 0, shown: 0});
    const of = (test, word) => {
      const {all, shown} = total(payload.layers.filter(test));
      return all ? `${shown} of ${all} ${word}` : null;
    };
    const words = [
      of((l) => store.ofPlaces(l.id), "places"),
      of((l) => l.id.endsWith("article-statements"), "statements"),
      of((l) => l.group === "boundaries" || l.group === "peacekeepers", payload.layers.some((l) => l.group === "peacekeepers") ? "boundaries, zones and posts" : "outlines"),
      store.state.layers.has("context-events") ? of((l) => l.id === "context-events", "context events") : null,
    ];
    return `${words.filter(Boolean).join(" · ")} ${store.state.compare ? "on one date or both" : "shown"}`;
  }

  /** The map is on the screen first; the words around it follow in the next task. */
  function furnish() {
    if (!root.isConnected || views.article) return;
    views.article = createArticle({host: parts.article, store, actions});
    views.details = createDetails({host: parts.details, store, actions});
    views.legend = createLegend({host: parts.legend, store, actions, tileHost: online ? views.atlas.tileHost : null, open: legendOpens()});
    views.timeline = createTimeline({host: parts.timeline, store, actions});
    views.compare = createCompare({L, map: views.atlas.map, host: parts.map, list: parts.differences, root, store, actions, layoutNames: views.atlas.layoutNames});
    views.keys = createKeys({root, host: parts.credits});
    if (embed) calmGestures({host: parts.map});
    paint(EVERYTHING);
    if (store.state.selected) follow(store.state.selected, "url");
    root.classList.add("ready");
    onReady();
  }

  /** Over a narrow map the open legend would hide half of it. */
  function legendOpens() {
    return !embed && (views.atlas.isWide() || getComputedStyle(parts.legend).position === "static");
  }

  views.search = createSearch({host: parts.tools, store, labels: payload.labels, actions});
  if (hasLocalNames()) parts.tools.append(languageChoice());
  views.atlas = createAtlas({L, host: parts.map, drawMap, store, labels: payload.labels, actions, underLegend: !embed});
  parts.map.append(el("button", {type: "button", class: "home", "aria-label": "Back to the whole story", title: "Back to the whole story", onclick: () => views.atlas.goHome()}, "⌂"));

  /** An article from elsewhere has hardly any Azerbaijani, Armenian or Russian names to choose. */
  function hasLocalNames() {
    const places = payload.features.filter((f) => f.layer === "article-places");
    return places.filter((f) => f.names.az || f.names.hy || f.names.ru).length * 2 >= places.length;
  }

  function languageChoice() {
    const select = el("select", {"aria-label": "Language of place names", onchange: () => {
      store.set({lang: select.value});
      settled(true);
    }}, Object.entries(LANGUAGES).map(([code, name]) => el("option", {value: code, lang: code, selected: code === store.state.lang}, name)));
    views.language = {paint: () => (select.value = store.state.lang)};
    return el("label", {class: "language"}, el("span", {}, "Names in"), select);
  }

  function paint(changed) {
    const parted = changed.size === 1 && changed.has("split"); // the divider is under the hand: nothing else changes
    const concerned = parted ? ["compare"] : ["atlas", "article", "details", "legend", "timeline", "compare", "language"];
    if (changed.has("compare")) root.classList.toggle("comparing", Boolean(store.state.compare));
    for (const key of concerned) views[key]?.paint(changed);
  }

  store.listen((changed) => {
    if (changed.size === 1 && changed.has("at")) return;
    paint(changed);
    if (changed.has("layers")) settled(true);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.state.selected) actions.pick(null, "key");
    if (/^(input|select|textarea)$/i.test(event.target.localName) && event.target.type !== "range") return;
    if (event.key === "/") {
      event.preventDefault();
      views.search.focus();
    }
    if (event.key === "?") views.keys?.open();
  });
  for (const text of messages) notice(text);
  paint(SHAPES);
  const unseen = setTimeout(furnish, UNSEEN_MS);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    clearTimeout(unseen);
    setTimeout(furnish);
  }));
  return {store, map: views.atlas.map, restore, destroy: () => { views.timeline?.stop(); views.atlas.map.remove(); }};
}
