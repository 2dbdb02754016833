// The one state of a reader, and every question the views ask of it. No DOM here.
import {toDay} from "./days.js";
import {LANGUAGES} from "./view.js";

/** What an address says of the view, as state. While two dates are compared, `from` and `to` are the left and the
 * right one, and `compare` holds the days to go back to. */
function stateOf(view, home, features) {
  const days = {from: view.from ? toDay(view.from) : home.from, to: view.to ? toDay(view.to) : home.to};
  return {
    ...(view.cmp ? {from: toDay(view.cmp[0]), to: toDay(view.cmp[1])} : days),
    compare: view.cmp ? days : null,
    split: view.split ?? 50,
    layers: new Set(view.layers ?? home.layers),
    lang: Object.hasOwn(LANGUAGES, view.lang) ? view.lang : "en",
    selected: features.has(view.sel) ? view.sel : null,
    at: view.at ?? null,
    beneath: [],
  };
}

function prepare(feature) {
  const spans = feature.spans.map(([a, b]) => [a ? toDay(a) : -Infinity, b ? toDay(b) : Infinity]);
  return {...feature, spans};
}

export function createStore(payload, view) {
  const features = new Map(payload.features.map((f) => [f.id, prepare(f)]));
  const excerpts = new Map(payload.excerpts.map((x) => [x.id, x]));
  const layers = new Map(payload.layers.map((l) => [l.id, l]));
  const byPlace = new Map();
  for (const f of features.values()) {
    if (!f.place) continue;
    if (!byPlace.has(f.place)) byPlace.set(f.place, []);
    byPlace.get(f.place).push(f);
  }
  const limits = {lo: toDay(payload.extent.from), hi: toDay(payload.extent.to)};
  const home = {
    from: toDay(payload.window.from),
    to: toDay(payload.window.to),
    layers: payload.layers.filter((l) => l.on).map((l) => l.id),
  };
  const state = {...stateOf(view, home, features), hover: null};
  const listeners = [];

  const store = {
    payload, features, excerpts, layers, limits, home, state,
    listen: (fn) => listeners.push(fn),
    set(change) {
      const changed = Object.keys(change).filter((k) => state[k] !== change[k]);
      if (!changed.length) return;
      Object.assign(state, change);
      if (changed.includes("compare")) changed.push("from"); // other features are there, on whatever days
      for (const fn of listeners) fn(new Set(changed));
    },
    /** Show what an address says, as if the page had been opened with it. */
    restore: (asked) => store.set(stateOf(asked, home, features)),
    /** Both days of the window are included; a handle that passes the other pushes it along. */
    setWindow(from, to, moved = "to") {
      const clamp = (d) => Math.min(limits.hi, Math.max(limits.lo, d));
      let [a, b] = [clamp(from), clamp(to)];
      if (a > b) [a, b] = moved === "from" ? [a, a] : [b, b];
      store.set({from: a, to: b});
    },
    toggleLayer(id, on) {
      const next = new Set(state.layers);
      if (on) next.add(id);
      else next.delete(id);
      store.set({layers: next});
    },
    existsIn: (f, from, to) => f.spans.some(([a, b]) => a <= to && b >= from),
    /** Of two compared dates, the one a feature exists on: "left", "right", "both" or null. */
    side(f) {
      const [left, right] = [store.existsIn(f, state.from, state.from), store.existsIn(f, state.to, state.to)];
      return left && right ? "both" : left ? "left" : right ? "right" : null;
    },
    /** Layers of the places that an article names: the story's own, or those of compared stories. */
    ofPlaces: (layer) => layer === "article-places" || layer === "shared" || layer.startsWith("only-"),
    inWindow: (f) => (state.compare ? store.side(f) !== null : store.existsIn(f, state.from, state.to)),
    shown: (f) => state.layers.has(f.layer) && store.inWindow(f),
    at: (place) => byPlace.get(place) ?? [],
    /** Everything that lights up together with this feature. */
    related(id) {
      const f = features.get(id);
      if (!f) return {ids: new Set(), excerpts: []};
      const ids = new Set([id]);
      if (f.place) ids.add(f.place);
      for (const other of byPlace.get(id) ?? []) if (other.kind === "statement") ids.add(other.id);
      const marks = f.excerpt_ids.filter((x) => excerpts.has(x));
      return {ids, excerpts: marks};
    },
    name(f, lang = state.lang) {
      return f.names?.[lang] || f.names?.en || f.title || f.id;
    },
    counts(layer) {
      let all = 0;
      let shown = 0;
      for (const f of features.values()) {
        if (f.layer !== layer) continue;
        all += 1;
        if (store.inWindow(f)) shown += 1;
      }
      return {all, shown};
    },
    /** Where the window has to go for a hidden feature: its own days if few, else its nearest day. */
    nearestWindow(f) {
      const [a, b] = f.spans[0];
      if (b - a <= 31) return [a, b];
      const day = b < state.from ? b : a;
      return [day, day];
    },
  };
  return store;
}
