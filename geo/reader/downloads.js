// Every layer as GeoJSON, made in the page from what is in it: the visible window or everything.
import {toIso} from "./days.js";
import {el} from "./dom.js";

/** The same file as the app gives: its features by the days, its record of what is in it by the features. */
export function chosen(collection, isIn, days) {
  const features = collection.features.filter((f) => isIn(f.id));
  const quoted = new Set(features.flatMap((f) => f.properties.excerpt_ids));
  const metadata = {
    ...collection.metadata,
    window: days,
    features: {...collection.metadata.features, here: features.length},
    excerpts: collection.metadata.excerpts.filter((x) => quoted.has(x.id)),
  };
  return {...collection, metadata, features};
}

function save(name, data) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data)], {type: "application/geo+json"}));
  el("a", {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

export function createDownloads({host, payload, collections}) {
  let store = null;
  const rows = payload.layers.map((layer) => {
    const visible = el("button", {type: "button", class: "chip", onclick: () => saveVisible(layer.id)});
    const everything = el("button", {type: "button", class: "chip", onclick: () => save(`${layer.id}_all.geojson`, collections[layer.id])},
      `Everything (${collections[layer.id].features.length})`);
    const words = el("span", {}, el("b", {}, layer.title), " ", el("small", {}, layer.licence));
    return {layer, visible, node: el("li", {"data-layer-id": layer.id}, words, visible, everything)};
  });
  host.replaceChildren(el("details", {}, el("summary", {}, "Download the layers as GeoJSON"),
    el("p", {}, "RFC 7946, WGS 84, with sources, licence, dates and precision inside. The files are made here, from what is in this page."),
    el("ul", {}, rows.map((row) => row.node))));
  host.hidden = false;

  const isIn = (id) => store.inWindow(store.features.get(id));
  const days = () => ({from: toIso(store.state.from), to: toIso(store.state.to)});

  function saveVisible(id) {
    const {from, to} = days();
    save(`${id}_${from}_${to}.geojson`, chosen(collections[id], isIn, {from, to}));
  }

  function paint(changed) {
    if (!changed.has("from") && !changed.has("to")) return;
    for (const {layer, visible} of rows) visible.textContent = `On these days (${store.counts(layer.id).shown})`;
  }

  return {
    paint,
    follow(next) {
      store = next;
      paint(new Set(["from"]));
    },
  };
}
