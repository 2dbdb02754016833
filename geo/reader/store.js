// The one state of a reader, and every question the views ask of it. No DOM here.
import {toDay} from "./days.js";

const LANGUAGES = ["en", "az", "hy", "ru"];

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
  const state = {
    from: view.from ? toDay(view.from) : home.from,
    to: view.to ? toDay(view.to) : home.to,
    layers: new Set(view.layers ?? home.layers),
    lang: LANGUAGES.includes(view.lang) ? view.lang : "en",
    selected: features.has(view.sel) ? view.sel : null,
    hover: null,
  };
  const listeners = [];

  const store = {
    payload, features, excerpts, layers, limits, home, state,
    listen: (fn) => listeners.push(fn),
    set(change) {
      const changed = Object.keys(change).filter((k) => state[k] !== change[k]);
      if (!changed.length) return;
      Object.assign(state, change);
      for (const fn of listeners) fn(new Set(changed));
    },
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
    inWindow: (f) => f.spans.some(([a, b]) => a <= state.to && b >= state.from),
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

/** The state as the URL carries it; whatever equals the story's own setting is left out. */
export function viewQuery(store, toIso) {
  const {state, home} = store;
  const on = store.payload.layers.map((l) => l.id).filter((id) => state.layers.has(id));
  const query = {};
  if (state.from !== home.from) query.from = toIso(state.from);
  if (state.to !== home.to) query.to = toIso(state.to);
  if (state.selected) query.sel = state.selected;
  if (on.join() !== home.layers.join()) query.layers = on.join(",");
  if (state.lang !== "en") query.lang = state.lang;
  return query;
}
