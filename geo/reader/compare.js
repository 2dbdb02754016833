// Two dates on one map: what stands on one of them only is cut off at a divider that the reader moves.
import {humanDay} from "./days.js";
import {el, svg} from "./dom.js";

const STEP = 2; // percent of the map's width; with Shift, or by page, five of them
const FEW = 6; // as many names of a layer are shown at once; more are unfolded on demand

export function createCompare({L, map, host, list, root, store, actions, layoutNames}) {
  const cuts = {left: svg("rect", {}), right: svg("rect", {})};
  root.querySelector(".hatches defs").append(
    svg("clipPath", {id: "reader-left"}, cuts.left), svg("clipPath", {id: "reader-right"}, cuts.right));
  const dates = {left: el("span", {class: "date-left"}), right: el("span", {class: "date-right"})};
  const strip = el("p", {class: "compared-dates"}, dates.left, dates.right);
  const divider = el("div", {
    class: "divider", role: "slider", tabindex: "0", "aria-label": "Divider between the two dates",
    "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "horizontal",
    onkeydown: key, onpointerdown: grasp, onpointermove: drag, onpointerup: release, onpointercancel: release,
  });
  const told = el("p", {class: "told", role: "status"});
  const columns = el("div", {class: "columns"});
  list.append(el("h2", {}, "What differs"), told, columns);
  L.DomEvent.disableClickPropagation(divider);
  host.append(strip, divider);

  /** The divider in pixels of the map, and the two halves in the drawing's own coordinates, even while it zooms. */
  function place() {
    if (!store.state.compare) return;
    const x = Math.round((host.clientWidth * store.state.split) / 100);
    divider.style.left = `${x}px`;
    strip.style.setProperty("--split", `${x}px`);
    const drawing = host.querySelector(".leaflet-overlay-pane svg");
    const [left, top, width, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
    const box = drawing.getBoundingClientRect();
    const cut = left + ((host.getBoundingClientRect().left + host.clientLeft + x - box.left) * width) / box.width;
    span(cuts.left, left - width, cut, top, height);
    span(cuts.right, cut, left + 2 * width, top, height);
  }

  function span(rect, from, to, top, height) {
    for (const [name, value] of Object.entries({x: from, width: Math.max(0, to - from), y: top - height, height: 3 * height}))
      rect.setAttribute(name, value);
  }

  let zooming = false;
  function follow() {
    place();
    if (zooming && host.isConnected) requestAnimationFrame(follow);
  }
  map.on("move zoom viewreset resize moveend", place);
  map.on("moveend", () => store.state.compare && layoutNames());
  map.on("zoomanim", () => {
    if (!store.state.compare) return;
    zooming = true;
    follow();
  });
  map.on("zoomend", () => (zooming = false));

  function move(split) {
    store.set({split: Math.min(100, Math.max(0, Math.round(split)))});
  }

  function key(event) {
    const {split} = store.state;
    const far = event.shiftKey ? 5 : 1;
    const to = {ArrowLeft: split - STEP * far, ArrowDown: split - STEP * far, ArrowRight: split + STEP * far, ArrowUp: split + STEP * far,
      PageDown: split - 5 * STEP, PageUp: split + 5 * STEP, Home: 0, End: 100}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
    actions.settled();
  }

  function grasp(event) {
    event.preventDefault();
    divider.focus({preventScroll: true});
    divider.setPointerCapture(event.pointerId);
  }

  function drag(event) {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    move(((event.clientX - host.getBoundingClientRect().left - host.clientLeft) / host.clientWidth) * 100);
  }

  function release(event) {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    divider.releasePointerCapture(event.pointerId);
    actions.settled();
  }

  function button(f) {
    return el("li", {}, el("button", {type: "button", class: "link", "data-feature-id": f.id, onclick: () => actions.pick(f.id, "list"),
      onmouseenter: () => actions.hover(f.id), onmouseleave: () => actions.hover(null)}, f.title ?? store.name(f)));
  }

  function group([layer, features]) {
    const names = el("ul", {}, features.map(button));
    const {title: name, group} = store.layers.get(layer);
    const title = group === "article" ? `${name} (on the days it speaks of)` : name;
    if (features.length <= FEW) return el("li", {}, el("h4", {}, title), names);
    return el("li", {}, el("details", {}, el("summary", {}, `${title} (${features.length})`), names));
  }

  function column(title, features) {
    const layers = new Map();
    for (const f of features) layers.set(f.layer, [...(layers.get(f.layer) ?? []), f]);
    return el("section", {}, el("h3", {}, title), features.length ? el("ul", {}, [...layers].map(group)) : el("p", {class: "note"}, "Nothing"));
  }

  function paintList(left, right) {
    const on = [...store.features.values()].filter((f) => f.kind !== "mention" && store.state.layers.has(f.layer));
    const [onLeft, onRight, onBoth] = ["left", "right", "both"].map((side) => on.filter((f) => store.side(f) === side));
    told.textContent = `Only on the left: ${onLeft.length}. Only on the right: ${onRight.length}. On both: ${onBoth.length}.`;
    columns.replaceChildren(column(`Only on the left, ${left}`, onLeft), column(`Only on the right, ${right}`, onRight));
  }

  function paint(changed) {
    const {compare, from, to, split} = store.state;
    for (const node of [strip, divider, list]) node.hidden = !compare;
    if (!compare) return;
    const [left, right] = [humanDay(from), humanDay(to)];
    dates.left.textContent = left;
    dates.right.textContent = right;
    divider.setAttribute("aria-valuenow", split);
    divider.setAttribute("aria-valuetext", `${split} %: ${left} on the left, ${right} on the right`);
    place();
    if (["compare", "from", "to", "layers", "lang"].some((name) => changed.has(name))) paintList(left, right);
    if (changed.has("split")) requestAnimationFrame(layoutNames);
  }

  return {paint};
}
