// Layer control and legend in one: every switch shows its symbol, its count and how sure it is.
import {el, svg} from "./dom.js";

function swatch(layer, ofPlaces) {
  const kind = layer.id.replace(/^[a-d]-(?=article-)/, ""); // whose of compared articles it is shows in the title
  const box = (cls) => svg("rect", {x: 2, y: 2, width: 22, height: 12, class: `feature ${cls}`});
  const shapes = {
    "article-places": () => [svg("circle", {cx: 9, cy: 8, r: 5, class: "feature layer-article-places"})],
    "context-places": () => [svg("circle", {cx: 13, cy: 8, r: 4, class: "feature layer-context-places"})],
    "peacekeeper-posts": () => [svg("circle", {cx: 13, cy: 8, r: 4.5, class: "feature layer-peacekeeper-posts"})],
    "line-of-contact": () => [svg("path", {d: "M2 11 L10 5 L16 10 L24 4", class: "feature layer-line-of-contact"})],
    "article-statements": () => [svg("rect", {x: 9, y: 4, width: 8, height: 8, class: "swatch-dot"})],
    "article-mentions": () => [svg("rect", {x: 3, y: 4, width: 20, height: 9, class: "swatch-mark"})],
    "context-events": () => [svg("rect", {x: 9, y: 4, width: 8, height: 8, class: "swatch-dot context"})],
  };
  const draw = shapes[kind] ?? (() => [ofPlaces ? svg("circle", {cx: 13, cy: 8, r: 5, class: `feature layer-${layer.id}`}) : box(`layer-${layer.id}`)]);
  return svg("svg", {class: "swatch", viewBox: "0 0 26 16", width: 26, height: 16, "aria-hidden": "true"}, draw());
}

const SURE = [
  ["M2 8 H24", "sure-solid", "Solid: an agreed or documented line"],
  ["M2 8 H24", "sure-dashed", "Dashed: approximate, or disputed"],
];
const HATCHED = ["hatch", "sure-hatch", "Hatched: schematic, never surveyed"];
const RING = ["ring", "sure-ring", "Ring: a region, no exact point"];
const UNREVIEWED = ["ring", "feature layer-article-places review-unreviewed", "Grey, hollow: nobody has reviewed it yet"];

/** How sure what is shown here can be; a sign that this story never draws is not explained. */
function surenesses(store) {
  const hatched = store.payload.layers.some((l) => l.style === "hatched");
  const reviewed = [...store.features.values()].some((f) => f.review);
  return [...SURE, ...(hatched ? [HATCHED] : []), RING, ...(reviewed ? [UNREVIEWED] : [])];
}

function sureRow([shape, cls, text]) {
  const mark = shape === "hatch" ? svg("rect", {x: 2, y: 2, width: 22, height: 12, class: cls})
    : shape === "ring" ? svg("circle", {cx: 13, cy: 8, r: 6, class: cls}) : svg("path", {d: shape, class: cls});
  return el("li", {}, svg("svg", {class: "swatch", viewBox: "0 0 26 16", width: 26, height: 16, "aria-hidden": "true"}, mark), text);
}

export function createLegend({host, store, actions, tileHost, open}) {
  const counters = new Map();
  const boxes = new Map();
  const rows = new Map();
  let tileBox = null;
  const summary = el("summary", {}, "Legend and layers");
  const panel = el("details", {class: "legend-body", open}, summary);
  const known = new Set(store.payload.groups.map((g) => g.id));
  for (const group of [...store.payload.groups, {id: null, title: "Besides"}]) {
    const layers = store.payload.layers.filter((l) => (known.has(l.group) ? l.group : null) === group.id);
    if (layers.length) panel.append(el("fieldset", {}, el("legend", {}, group.title), layers.map(row)));
  }
  panel.append(
    el("fieldset", {}, el("legend", {}, "How sure"), el("ul", {class: "sure"}, surenesses(store).map(sureRow))),
    tileHost ? el("fieldset", {}, el("legend", {}, "Background"), tileChoice()) : "");
  host.append(panel);

  function row(layer) {
    const box = el("input", {type: "checkbox", onchange: () => store.toggleLayer(layer.id, box.checked)});
    const counter = el("span", {class: "count"});
    boxes.set(layer.id, box);
    counters.set(layer.id, counter);
    const line = el("label", {class: "layer-row", title: layer.description, "data-layer-id": layer.id},
      box, swatch(layer, store.ofPlaces(layer.id)), el("span", {class: "layer-title"}, layer.title), counter);
    rows.set(layer.id, line);
    return line;
  }

  function tileChoice() {
    tileBox = el("input", {type: "checkbox", onchange: () => actions.tiles(tileBox.checked)});
    return el("label", {class: "layer-row"}, tileBox,
      el("span", {class: "layer-title"}, "OpenStreetMap's online tiles ", el("small", {}, `(your browser then asks ${tileHost})`)));
  }

  function paint(changed) {
    if (!["from", "to", "layers"].some((k) => changed.has(k))) return;
    for (const [id, counter] of counters) {
      const {all, shown} = store.counts(id);
      const on = store.state.layers.has(id);
      boxes.get(id).checked = on;
      rows.get(id).classList.toggle("empty", !on || shown === 0);
      counter.textContent = on ? `${shown} of ${all}` : `off (${all})`;
    }
  }

  return {paint, untile: () => (tileBox.checked = false)};
}
