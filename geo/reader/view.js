// What an address says ↔ what a reader shows. A query and a hash are read alike: nothing here knows where the words stood.
import {toDay, toIso} from "./days.js";

export const LANGUAGES = {en: "English", az: "Azərbaycanca", hy: "Հայերեն", ru: "Русский"};
export const VERSION = "1";
/** The keys that belong to the reader; `story` says which one and is left as it is. */
export const KEYS = ["v", "from", "to", "sel", "layers", "lang", "at", "cmp", "split"];
const CAMERA = /^(\d{1,3}(?:\.\d{1,6})?)\/(-?\d{1,3}(?:\.\d{1,6})?)\/(-?\d{1,3}(?:\.\d{1,6})?)$/;

/** The state as an address carries it; whatever equals the story's own setting is left out. */
export function viewQuery({state, home, payload}) {
  const on = payload.layers.map((l) => l.id).filter((id) => state.layers.has(id));
  const days = state.compare ?? state;
  const query = {};
  if (days.from !== home.from) query.from = toIso(days.from);
  if (days.to !== home.to) query.to = toIso(days.to);
  if (state.selected) query.sel = state.selected;
  if (on.join() !== home.layers.join()) query.layers = on.join(",");
  if (state.lang !== "en") query.lang = state.lang;
  if (state.at) query.at = cameraText(state.at);
  if (state.compare) Object.assign(query, {cmp: `${toIso(state.from)},${toIso(state.to)}`, split: String(state.split)});
  return Object.keys(query).length ? {v: VERSION, ...query} : query;
}

/** Zoom, latitude, longitude: to a hundredth of a step and about ten metres. */
export const cameraText = ([zoom, lat, lng]) => [+zoom.toFixed(2), +lat.toFixed(4), +lng.toFixed(4)].join("/");

/** An address as plain keys → {view, messages}: what is absent or cannot be read is null in the view, and said. */
export function readView(query, payload) {
  const messages = [];
  const refuse = (key, why) => {
    messages.push(`ignored: ${key}=${String(query[key]).slice(0, 60)} (${why})`);
    return null;
  };
  if (query.v !== undefined && query.v !== VERSION) {
    refuse("v", `this map reads links of version ${VERSION}; the story's own view is shown`);
    return {view: {}, messages};
  }
  const readers = {from: readDay, to: readDay, sel: readSelection, layers: readLayers, lang: readLanguage, at: readCamera, cmp: readPair, split: readSplit};
  const view = {};
  for (const [key, read] of Object.entries(readers))
    view[key] = query[key] === undefined ? null : read(query[key], payload, (why) => refuse(key, why), query);
  const days = {from: view.from ?? payload.window.from, to: view.to ?? payload.window.to};
  if (days.from > days.to) {
    refuse(view.from ? "from" : "to", `the window would end on ${days.to}, before it starts on ${days.from}`);
    Object.assign(view, {from: null, to: null});
  }
  return {view, messages};
}

function readDay(text, {extent}, refuse) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(toDay(text)) || toIso(toDay(text)) !== text) return refuse("not a day; write it as 2023-09-20");
  return text < extent.from || text > extent.to ? refuse(`outside ${extent.from} to ${extent.to}`) : text;
}

function readSelection(text, {features}, refuse) {
  if (!text) return null;
  return features.some((f) => f.id === text) ? text : refuse("there is no such feature in this story");
}

function readLayers(text, {layers}, refuse) {
  const asked = text.split(",").filter(Boolean);
  const known = layers.map((l) => l.id).filter((id) => asked.includes(id));
  if (known.length < new Set(asked).size) refuse("there is no such layer in this story");
  return asked.length && !known.length ? null : known;
}

const readLanguage = (text, _, refuse) => (Object.hasOwn(LANGUAGES, text) ? text : refuse(`not one of ${Object.keys(LANGUAGES).join(", ")}`));

function readCamera(text, _, refuse) {
  const [zoom, lat, lng] = (CAMERA.exec(text) ?? []).slice(1).map(Number);
  if (zoom === undefined) return refuse("not a zoom, latitude and longitude; write it as 7.5/39.91/46.52");
  return zoom <= 20 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? [zoom, lat, lng] : refuse("outside the map");
}

function readPair(text, payload, refuse) {
  const days = text.split(",");
  if (days.length !== 2 || days.some((day) => !readDay(day, payload, () => null)))
    return refuse(`not two days from ${payload.extent.from} to ${payload.extent.to}; write them as 2019-06-01,2021-06-01`);
  return days[0] <= days[1] ? days : refuse("the first day is after the second");
}

function readSplit(text, _, refuse, query) {
  if (!("cmp" in query)) return refuse("there are no two dates to compare: cmp is missing");
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : refuse("not a whole number from 0 to 100");
}
