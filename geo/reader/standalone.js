// The mount in a page of its own: one file, no server. The view is in the address, after #.
import {createDownloads} from "./downloads.js";
import {createReader} from "./reader.js";
import {readView} from "./view.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** What the address asks for, its absent keys being the story's own setting; without any, the view of the file. */
function readHash(payload, usual) {
  const query = Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
  return Object.keys(query).length ? readView(query, payload) : {view: usual, messages: []};
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
  const downloads = createDownloads({host: shelf, payload, collections});
  const paint = () => (document.documentElement.dataset.theme = root.dataset.theme = shelf.dataset.theme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", paint);
  paint();
  const {view, messages} = readHash(payload, usual);
  const reader = createReader({
    L, root, drawMap, payload, view, messages: [...messages, ...problems], online: false,
    onView: writeHash,
    onSettled() {},
  });
  reader.store.listen((changed) => downloads.paint(changed));
  downloads.follow(reader.store);
  root.reader = reader;
  window.addEventListener("hashchange", () => reader.restore(Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)))));
}
