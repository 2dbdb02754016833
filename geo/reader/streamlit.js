// The mount in Streamlit (Components v2): called again on every update, with the same element.
import {createReader} from "./reader.js";
import {paintTheme} from "./theme.js";

const OWN_KEYS = ["from", "to", "sel", "layers", "lang"];
const QUIET_MS = 350; // Python hears of a change once the reader's hand rests
const readers = new WeakMap();

function writeUrl(query) {
  const url = new URL(window.location.href);
  for (const key of OWN_KEYS) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  window.history.replaceState(window.history.state, "", url);
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
      L, root, drawMap, payload: data.payload, view: data.view, messages: data.messages,
      onView(query) {
        writeUrl(query);
        pending = query;
      },
      onSettled: tell,
    });
    root.reader = reader;
    entry.cleanup = () => {
      clearTimeout(entry.timer);
      readers.delete(parentElement);
      reader.destroy();
    };
    readers.set(parentElement, entry);
    return entry.cleanup;
  };
}
