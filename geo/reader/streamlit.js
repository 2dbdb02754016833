// The mount in Streamlit (Components v2): called again on every update, with the same element.
import {createReader} from "./reader.js";
import {paintTheme} from "./theme.js";
import {KEYS} from "./view.js";

const QUIET_MS = 350; // Python hears of a change once the reader's hand rests
const HEIGHT = "article-on-the-map:height";
const readers = new WeakMap();

/** This page's address with another view in it. */
function addressOf(query) {
  const url = new URL(window.location.href);
  for (const key of KEYS) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return legible(url);
}

/** Commas and slashes as people read and write them; a query may hold both. */
function legible(url) {
  url.search = url.search.replaceAll("%2C", ",").replaceAll("%2F", "/");
  return url;
}

/** Only steps are worth a place in the history, and none inside another's page: its Back is not ours. */
function writeAddress(query, isStep) {
  const url = addressOf(query);
  if (url.href === window.location.href) return;
  if (isStep) window.history.pushState({}, "", url);
  else window.history.replaceState(window.history.state, "", url);
}

/** Back and forward within the map stay here: Streamlit would clear the page and run it again. Another page or
 * another story is for Streamlit to open. */
function listenToHistory(isShown, restore) {
  const {pathname} = window.location;
  const heard = (event) => {
    const asked = new URL(window.location.href);
    if (asked.pathname !== pathname || !isShown(asked.searchParams.get("story"))) return;
    event.stopImmediatePropagation();
    restore(Object.fromEntries(asked.searchParams));
  };
  window.addEventListener("popstate", heard, true);
  return () => window.removeEventListener("popstate", heard, true);
}

function fullMap(query) {
  const url = addressOf(query);
  for (const key of ["embed", "embed_options"]) url.searchParams.delete(key);
  return legible(url).href;
}

/** The page around us learns how high we are, as {type, height in CSS pixels}; what it does with that is its own. */
function tellHeight(root) {
  const scrolled = root.closest('[data-testid="stMain"]')?.scrollTop ?? window.scrollY;
  window.parent.postMessage({type: HEIGHT, height: Math.ceil(root.getBoundingClientRect().bottom + scrolled + 12)}, "*");
}

export function mountIn(L, drawMap) {
  return (component) => {
    const {data, parentElement} = component;
    const root = parentElement.querySelector(".reader");
    paintTheme(root);
    const known = readers.get(parentElement);
    if (known) {
      known.component = component;
      return known.cleanup;
    }
    const entry = {component, timer: null};
    let pending = null;
    const tell = () => {
      clearTimeout(entry.timer);
      entry.timer = setTimeout(() => pending && entry.component.setStateValue("view", pending), QUIET_MS);
    };
    const reader = createReader({
      L, root, drawMap, payload: data.payload, view: data.view, messages: data.messages, embed: data.embed ? {fullMap} : null,
      onView(query, isStep) {
        writeAddress(query, isStep && !data.embed);
        pending = query;
      },
      onSettled: tell,
      onReady: () => data.embed && tellHeight(root),
    });
    root.reader = reader;
    const deaf = listenToHistory((story) => (story ?? data.usual_story) === data.payload.story.id, (query) => {
      pending = Object.fromEntries(Object.entries(query).filter(([key]) => KEYS.includes(key)));
      reader.restore(query);
    });
    const grown = new ResizeObserver(() => tellHeight(root));
    if (data.embed) grown.observe(root);
    entry.cleanup = () => {
      clearTimeout(entry.timer);
      readers.delete(parentElement);
      deaf();
      grown.disconnect();
      reader.destroy();
    };
    readers.set(parentElement, entry);
    const asked = new URL(window.location.href).searchParams.get("story");
    if (!data.embed && asked !== data.asked_story) window.dispatchEvent(new PopStateEvent("popstate")); // Back came first
    return entry.cleanup;
  };
}
