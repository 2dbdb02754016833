// The mount in a page of its own: one file, no server. The view is in the address, after #.
import {toDay, toIso} from "./days.js";
import {createDownloads} from "./downloads.js";
import {createReader} from "./reader.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** What the address asks for; what it asks in vain is told and left out. */
function readHash(payload, usual) {
  const query = Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
  const view = {...usual};
  const messages = [];
  const refuse = (key, why) => messages.push(`ignored: ${key}=${query[key].slice(0, 60)} (${why})`);
  for (const key of ["from", "to"]) {
    if (!(key in query)) continue;
    const day = toDay(query[key]);
    if (Number.isNaN(day) || toIso(day) !== query[key]) refuse(key, "not a day; write it as 2023-09-20");
    else if (query[key] < payload.extent.from || query[key] > payload.extent.to) refuse(key, `outside ${payload.extent.from} to ${payload.extent.to}`);
    else view[key] = query[key];
  }
  const [from, to] = [view.from ?? payload.window.from, view.to ?? payload.window.to];
  if (from > to) {
    messages.push(`ignored: the window would end on ${to}, before it starts on ${from}`);
    Object.assign(view, {from: usual.from, to: usual.to});
  }
  if (query.sel && !payload.features.some((f) => f.id === query.sel)) refuse("sel", "there is no such feature in this story");
  else if (query.sel) view.sel = query.sel;
  if ("layers" in query) {
    const asked = query.layers.split(",").filter(Boolean);
    const known = payload.layers.map((l) => l.id).filter((id) => asked.includes(id));
    if (known.length < asked.length) refuse("layers", "there is no such layer in this story");
    if (known.length || !asked.length) view.layers = known;
  }
  if (query.lang) view.lang = query.lang;
  return {view, messages};
}

/** In a frame without an address of its own (a notebook) there is none to write to. */
function writeHash(query) {
  const hash = new URLSearchParams(query).toString();
  try {
    window.history.replaceState(null, "", hash ? `#${hash}` : window.location.href.split("#")[0]);
  } catch {
    // the view is simply not in the address
  }
}

export function mountAlone(L, drawMap) {
  const {payload, view: usual, problems, collections} = JSON.parse(document.getElementById("story").textContent);
  const root = document.querySelector(".reader");
  const shelf = document.querySelector(".downloads");
  let reader = null;

  function open() {
    reader?.destroy();
    const {view, messages} = readHash(payload, usual);
    reader = createReader({
      L, root, drawMap, payload, view, messages: [...messages, ...problems], online: false,
      onView: writeHash,
      onSettled() {},
    });
    reader.store.listen((changed) => downloads.paint(changed));
    downloads.follow(reader.store);
    root.reader = reader;
  }

  const downloads = createDownloads({host: shelf, payload, collections});
  const paint = () => (document.documentElement.dataset.theme = root.dataset.theme = shelf.dataset.theme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", paint);
  window.addEventListener("hashchange", open);
  paint();
  open();
}
