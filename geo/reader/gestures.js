// Inside another's page the map must not catch the hand that scrolls past it.
import {el} from "./dom.js";

const HINT_MS = 1600;
const ctrl = () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl");

/** The wheel scrolls the page unless Ctrl or ⌘ is held or the map was clicked; one finger scrolls it, two move the
 * map. Leaflet's listeners sit on the same element: what shall not reach them is stopped on the way down. */
export function calmGestures({host}) {
  const hint = el("p", {class: "gesture-hint", role: "status"});
  let awake = false;
  let timer = null;
  host.append(hint);

  function say(text) {
    hint.textContent = text;
    hint.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => hint.classList.remove("shown"), HINT_MS);
  }

  const listen = (name, fn) => host.addEventListener(name, fn, {capture: true, passive: true});
  listen("wheel", (event) => {
    if (awake || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    say(`Hold ${ctrl()} or click the map to zoom with the wheel`);
  });
  for (const name of ["touchstart", "touchmove"])
    listen(name, (event) => {
      if (event.touches.length > 1) return hint.classList.remove("shown");
      if (name === "touchmove") say("Use two fingers to move the map");
      return event.stopPropagation();
    });
  listen("click", () => (awake = true));
  listen("keydown", (event) => (awake = awake && event.key !== "Escape"));
  host.addEventListener("pointerleave", () => (awake = false));
}
