// One story, one state, five views that follow each other: map, excerpts, dates, card, layers.
import {createArticle} from "./article.js";
import {createAtlas} from "./atlas.js";
import {toIso} from "./days.js";
import {createDetails} from "./details.js";
import {el, svg} from "./dom.js";
import {createLegend} from "./legend.js";
import {createSearch} from "./search.js";
import {createStore, viewQuery} from "./store.js";
import {createTimeline} from "./timeline.js";

const LANGUAGES = {en: "English", az: "Azərbaycanca", hy: "Հայերեն", ru: "Русский"};
// Names wait for the second painting: to lay them out, each has to be measured.
const SHAPES = new Set(["from", "to", "layers"]);
const EVERYTHING = new Set(["from", "to", "selected", "hover", "layers", "lang"]);

function skeleton(story) {
  const part = (cls, props = {}) => el("div", {class: cls, ...props});
  const parts = {
    tools: part("tools"), map: part("map", {"aria-label": "Map of the story", role: "region"}),
    legend: part("legend"), details: el("aside", {class: "details", "aria-label": "Selected feature", hidden: true}),
    article: el("section", {class: "article", "aria-label": "Article excerpts", tabindex: "0"}),
    timeline: el("section", {class: "timeline", "aria-label": "Dates"}),
    notices: part("notices", {role: "alert"}), credits: el("footer", {class: "credits"}),
  };
  const head = el("header", {class: "masthead"},
    el("p", {class: "kicker"}, [story.publisher, story.published].filter(Boolean).join(" · ")),
    el("h1", {}, story.title), el("p", {class: "standfirst"}, story.summary), parts.tools);
  const jump = el("nav", {class: "jump", "aria-label": "Parts of this page"},
    [["Map", parts.map], ["Dates", parts.timeline], ["Article", parts.article], ["Legend", parts.legend]].map(([text, target]) =>
      el("button", {type: "button", onclick: () => target.scrollIntoView({block: "start"})}, text)));
  const stage = part("stage");
  const side = part("side");
  stage.append(parts.map, parts.legend);
  side.append(parts.details, parts.article);
  return {parts, nodes: [head, parts.notices, el("div", {class: "desk"}, stage, parts.timeline, side), parts.credits, jump]};
}

/** Hatching means schematic; a pattern of its own for each zone, so that colour is not needed to tell them. */
function hatches() {
  const pattern = (id, gap, turn) => svg("pattern", {id, class: "hatch", width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})`},
    svg("path", {d: `M0 0V${gap}`}));
  return svg("svg", {class: "hatches", width: 0, height: 0, "aria-hidden": "true"},
    svg("defs", {}, pattern("reader-hatch", 8, 45), pattern("reader-hatch-other", 8, -45), pattern("reader-hatch-dense", 4, 45)));
}

function creditsOf(payload) {
  const lines = [...new Set(payload.layers.map((l) => l.attribution).filter(Boolean))];
  return [el("p", {}, el("b", {}, "Article "), payload.story.attribution),
    el("p", {}, el("b", {}, "Data "), lines.join(" · "), payload.basemap_attribution && ` · Background: ${payload.basemap_attribution}`),
    el("p", {}, "Lines and zones are claims of their sources, drawn as exactly as the sources allow; none is a survey.")];
}

export function createReader({L, root, drawMap, payload, view, messages, onView, onSettled, online = true}) {
  const store = createStore(payload, view);
  const {parts, nodes} = skeleton(payload.story);
  root.replaceChildren(hatches(), ...nodes);
  parts.credits.append(...creditsOf(payload));
  const views = {};
  let returnTo = null;

  const actions = {
    hover: (id) => store.set({hover: id}),
    pick(id, from) {
      if (from !== "card") returnTo = document.activeElement;
      store.set({selected: id});
      if (id) follow(id, from);
      else returnTo?.focus?.({preventScroll: true});
      settled();
    },
    /** `moved`: the end that the reader's hand is on; the other gives way. */
    moveWindow(a, b, moved) {
      store.setWindow(a, b, moved);
      views.timeline.include(store.state.from, store.state.to);
      settled();
    },
    settled,
    showExcerpt: (id) => views.article.reveal(id),
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
    if (from !== "map" && target) views.atlas.goTo(target);
    if (from !== "text" && related.excerpts.length) views.article.reveal(related.excerpts[0]);
    views.timeline.reveal(id);
  }

  function settled() {
    onView(viewQuery(store, toIso), store);
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
      of((l) => l.id === "article-places", "places"),
      of((l) => l.id === "article-statements", "statements"),
      of((l) => l.group === "boundaries" || l.group === "peacekeepers", "boundaries, zones and posts"),
      store.state.layers.has("context-events") ? of((l) => l.id === "context-events", "context events") : null,
    ];
    return `${words.filter(Boolean).join(" · ")} shown`;
  }

  /** The map is on the screen first; the words around it follow in the next task. */
  function furnish() {
    if (!root.isConnected) return;
    views.article = createArticle({host: parts.article, store, actions});
    views.details = createDetails({host: parts.details, store, actions});
    views.legend = createLegend({host: parts.legend, store, actions, tileHost: online ? views.atlas.tileHost : null});
    views.timeline = createTimeline({host: parts.timeline, store, actions});
    paint(EVERYTHING);
    if (store.state.selected) follow(store.state.selected, "url");
    root.classList.add("ready");
  }

  views.search = createSearch({host: parts.tools, store, labels: payload.labels, actions});
  parts.tools.append(languageChoice());
  views.atlas = createAtlas({L, host: parts.map, drawMap, store, labels: payload.labels, actions});
  parts.map.append(el("button", {type: "button", class: "home", "aria-label": "Back to the whole story", title: "Back to the whole story", onclick: () => views.atlas.goHome()}, "⌂"));

  function languageChoice() {
    const select = el("select", {"aria-label": "Language of place names", onchange: () => {
      store.set({lang: select.value});
      settled();
    }}, Object.entries(LANGUAGES).map(([code, name]) => el("option", {value: code, lang: code, selected: code === store.state.lang}, name)));
    return el("label", {class: "language"}, el("span", {}, "Names in"), select);
  }

  function paint(changed) {
    for (const key of ["atlas", "article", "details", "legend", "timeline"]) views[key]?.paint(changed);
  }

  store.listen((changed) => {
    paint(changed);
    if (changed.has("layers")) settled();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.state.selected) actions.pick(null, "key");
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.localName)) {
      event.preventDefault();
      views.search.focus();
    }
  });
  for (const text of messages) notice(text);
  paint(SHAPES);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(furnish)));
  return {store, map: views.atlas.map, destroy: () => { views.timeline?.stop(); views.atlas.map.remove(); }};
}
