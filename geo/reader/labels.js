// Place names on the map: HTML text in a pane of its own, laid out so that no two overlap.
// Priority decides who stays; a name that finds no room is left out until the reader zooms in.
import {el} from "./dom.js";

const GAP = 3;
const MIN_ZOOM = {1: 0, 2: 6, 3: 7.5, 4: 9};

function boxAt(point, size, anchor) {
  const [w, h] = size;
  const at = {
    right: [point.x + 9, point.y - h / 2],
    left: [point.x - w - 9, point.y - h / 2],
    top: [point.x - w / 2, point.y - h - 9],
    bottom: [point.x - w / 2, point.y + 9],
    centre: [point.x - w / 2, point.y - h / 2],
  }[anchor];
  return {x: at[0], y: at[1], w, h};
}

const overlaps = (a, b) =>
  a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h + GAP && b.y < a.y + a.h + GAP;

const holds = ({min, max}, box) =>
  box.x >= min.x && box.x + box.w <= max.x && box.y >= min.y && box.y + box.h <= max.y;

export function createLabels(L, map) {
  const pane = map.createPane("names");
  pane.classList.add("names");
  let items = [];

  function layout() {
    const taken = [];
    const zoom = map.getZoom();
    const wanted = items.filter((item) => zoom >= MIN_ZOOM[item.rank] && item.visible());
    measure(wanted);
    const asked = new Set(wanted);
    const frame = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    for (const item of items) {
      const place = asked.has(item) && findRoom(item, taken, frame);
      show(item, Boolean(place));
      if (!place) continue;
      taken.push(place);
      const at = L.point(Math.round(place.x), Math.round(place.y));
      if (!L.DomUtil.getPosition(item.node)?.equals(at)) L.DomUtil.setPosition(item.node, at);
    }
  }

  /** What stays as it is is not touched: most names do at most changes. */
  function show({node}, shown) {
    if (node.hidden === shown) node.hidden = !shown;
  }

  /** The first of its places that is free and wholly in the frame, else the first that is free. */
  function findRoom(item, taken, frame) {
    const point = map.latLngToLayerPoint(item.latlng);
    const boxes = item.anchors.map((anchor) => boxAt(point, item.size, anchor));
    const free = item.must ? boxes : boxes.filter((box) => !taken.some((other) => overlaps(box, other)));
    return free.find((box) => holds(frame, box)) ?? free[0] ?? null;
  }

  /** All names are shown first and measured after that, so that the page is laid out once and not for each. */
  function measure(wanted) {
    const unknown = wanted.filter((item) => !item.size);
    for (const item of unknown) show(item, true);
    for (const item of unknown) item.size = [item.node.offsetWidth, item.node.offsetHeight];
  }

  const keyOf = ({text, lang, cls, latlng}) => [lang, cls, latlng.lat, latlng.lng, text].join("|");
  const written = ({text, lang, cls}) => el("span", {class: `name ${cls}`, lang, "aria-hidden": "true", hidden: true}, text);

  map.on("zoomend viewreset", layout);
  return {
    layout,
    /** labels: [{text, lang, cls, latlng, rank, anchors, visible(), must}] by falling priority. A name that is
     * written as before keeps its node and its size. */
    replace(labels) {
      const before = new Map(items.map((item) => [keyOf(item), item]));
      items = labels.map((label) => {
        const {node, size} = before.get(keyOf(label)) ?? {node: written(label)};
        before.delete(keyOf(label));
        return {...label, node, size};
      });
      const kept = new Set(items.map((item) => item.node));
      for (const node of [...pane.children]) if (!kept.has(node)) node.remove();
      pane.append(...[...kept].filter((node) => !node.parentNode));
      layout();
    },
  };
}
