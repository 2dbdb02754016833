// The map: runs the script that folium made once, then only shows, hides and marks what is there.
import {calm, el, stillAtPress, toggleAttribute} from "./dom.js";
import {createLabels} from "./labels.js";

const VAGUE_M = 20000; // beyond this a place is drawn as a ring with its true uncertainty, not as a point
const BACKGROUND = [[32, 22], [58, 62]]; // latitude, longitude: where the bundled background ends
const REACH_PX = 22; // half of a 44 px touch target
const TILE_HOST = "tile.openstreetmap.org";

const anchorsOf = (kind) => (kind === "sea" || kind === "country" || kind === "lake" ? ["centre"] : ["right", "left", "top", "bottom"]);

/** A stand-in for Leaflet whose `map` opens in our element and at once where it shall look: no id has to be
 * looked up in the document, and nothing is drawn twice. */
function leafletIn(L, host, open, more) {
  const bound = Object.create(L);
  bound.map = (_id, given) => open(L.map(host, {...given, ...more, center: undefined, zoom: undefined, trackResize: false}));
  return bound;
}

export function createAtlas({L, host, drawMap, store, labels, actions, underLegend}) {
  const box = store.payload.home;
  const home = L.latLngBounds([[box[1], box[0]], [box[3], box[2]]]);
  const map = drawMap(leafletIn(L, host, (m) => lookAt(m, store.state.at), store.payload.worldwide && {minZoom: 1}));
  const drawn = new Map();
  map.eachLayer((layer) => layer.feature && drawn.set(layer.feature.id, layer));
  map.attributionControl?.remove();
  L.control.scale({position: "bottomright", imperial: true}).addTo(map);
  const ring = L.circle([0, 0], {radius: 1, className: "precision-ring", interactive: false});
  const tip = el("div", {class: "tip", hidden: true, "aria-hidden": "true"});
  host.append(tip);
  const names = createLabels(L, map);
  if (!store.payload.worldwide) map.setMaxBounds(BACKGROUND);
  stillAtPress(host);
  let flying = false; // towards what was selected
  let led = false; // moved by us, not by the reader's hand
  map.on("moveend", () => {
    flying = false;
    if (!led) actions.looked();
  });
  const credit = el("p", {class: "map-credit"}, creditLine());
  host.append(credit);

  /** Always on the map: whose article, whose data. The long form stands below it. */
  function creditLine(online) {
    const {story} = store.payload;
    return [story.publisher, "© OpenStreetMap contributors", "Natural Earth", online && "tiles: OpenStreetMap"].filter(Boolean).join(" · ");
  }

  for (const [id, layer] of drawn) {
    const feature = store.features.get(id);
    const path = layer.getElement?.();
    if (!feature || !path) continue;
    prepare(path, feature, layer);
  }

  function prepare(path, feature, layer) {
    path.setAttribute("data-feature-id", feature.id);
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", "0");
    path.classList.add(`kind-${feature.kind.replace(/[^a-z0-9]+/gi, "-")}`);
    if (!feature.point) path.classList.add("outline");
    if (feature.review) path.classList.add(`review-${feature.review}`);
    if (feature.precision_m > VAGUE_M && feature.point) path.classList.add("vague");
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      actions.pick(feature.id, "map");
    });
    path.addEventListener("focus", () => actions.hover(feature.id));
    path.addEventListener("blur", () => actions.hover(null));
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      actions.pick(nearestPoint(event.containerPoint) ?? feature.id, "map", under(event.originalEvent));
    });
    layer.on("mouseover", () => actions.hover(feature.id));
    layer.on("mousemove", (event) => showTip(feature, event.containerPoint));
    layer.on("mouseout", () => {
      tip.hidden = true;
      actions.hover(null);
    });
  }

  /** Every feature at the pointer, the topmost first: areas lie on each other, and a click reaches but one. */
  function under({clientX, clientY}) {
    const paths = document.elementsFromPoint(clientX, clientY).filter((node) => host.contains(node) && node.dataset.featureId);
    return [...new Set(paths.map((node) => node.dataset.featureId))];
  }

  function showTip(feature, at) {
    tip.textContent = store.name(feature);
    tip.hidden = false;
    L.DomUtil.setPosition(tip, at.add([14, 14]));
  }

  /** A finger is wider than a dot: the closest visible point within reach is meant. */
  function nearestPoint(at) {
    let best = null;
    let reach = REACH_PX;
    for (const [id, layer] of drawn) {
      const feature = store.features.get(id);
      if (!layer.getLatLng || !feature || !visibleAt(feature, layer.getLatLng())) continue;
      const gap = map.latLngToContainerPoint(layer.getLatLng()).distanceTo(at);
      if (gap < reach) [best, reach] = [id, gap];
    }
    return best;
  }

  /** Whether a point is drawn: while two dates are compared, only on the side of its date. */
  function visibleAt(feature, latlng) {
    if (!store.shown(feature)) return false;
    const side = store.state.compare ? store.side(feature) : "both";
    if (side === "both") return true;
    return (map.latLngToContainerPoint(latlng).x <= (host.clientWidth * store.state.split) / 100) === (side === "left");
  }

  map.on("click", (event) => {
    const id = nearestPoint(event.containerPoint);
    if (id) actions.pick(id, "map");
  });

  /** Whether the legend and a map have room beside each other. */
  function isWide() {
    return host.clientWidth > 640;
  }

  function padding() {
    return {paddingTopLeft: underLegend && isWide() ? [290, 16] : [16, 16], paddingBottomRight: [24, 24]};
  }

  function goTo(id) {
    const layer = drawn.get(id);
    if (!layer) return;
    const feature = store.features.get(id);
    const options = {...padding(), animate: !calm(), duration: 0.6, maxZoom: 9.5};
    if (layer.getBounds && !layer.getRadius) map.flyToBounds(layer.getBounds(), options);
    else map.flyToBounds(layer.getLatLng().toBounds(2 * Math.max(feature.precision_m ?? 0, 12000)), options);
    flying = options.animate;
  }

  /** Where the whole story fits beside the legend: the same sum for any size of the map. */
  function homeOf(m) {
    const {paddingTopLeft: before, paddingBottomRight: after} = padding();
    const zoom = m.getBoundsZoom(home, false, L.point(before[0] + after[0], before[1] + after[1]));
    const middle = m.project(home.getSouthWest(), zoom).add(m.project(home.getNorthEast(), zoom)).divideBy(2);
    return [m.unproject(middle.add([(after[0] - before[0]) / 2, (after[1] - before[1]) / 2]), zoom), zoom];
  }

  function lookAt(m, at) {
    return at ? m.setView([at[1], at[2]], at[0], {animate: false}) : m.setView(...homeOf(m), {animate: false});
  }

  /** Zoom, latitude, longitude; null at home. With a selection it is told there too: without a place, an address
   * that selects something leads to it. */
  function where(evenAtHome) {
    const {lat, lng} = map.getCenter();
    return isHome() && !evenAtHome ? null : [map.getZoom(), lat, lng];
  }

  function isHome() {
    const [latlng, zoom] = homeOf(map);
    return zoom === map.getZoom() && map.project(latlng).distanceTo(map.project(map.getCenter())) < 3;
  }

  /** Move the map without the address learning of it as the reader's own move. */
  function lead(move) {
    led = true;
    move();
    led = false;
  }

  /** Where the middle of the part beside the legend is, in percent of the map's width. */
  function middle() {
    const {paddingTopLeft: before, paddingBottomRight: after} = padding();
    return Math.round(50 + (50 * (before[0] - after[0])) / host.clientWidth);
  }

  function fitSize() {
    const before = map.getSize();
    map.invalidateSize({animate: false});
    if (!flying && store.state.at && !before.equals(map.getSize())) lookAt(map, store.state.at);
  }

  function drawLabels() {
    const {lang, selected} = store.state;
    const out = [];
    for (const [id, layer] of drawn) {
      const feature = store.features.get(id);
      if (!feature || (!layer.getLatLng && !store.ofPlaces(feature.layer))) continue;
      const rank = store.ofPlaces(feature.layer) ? 1 : feature.layer === "context-places" ? 3 : 4;
      out.push({
        text: store.name(feature), lang, rank: id === selected ? 1 : rank, must: id === selected,
        cls: store.ofPlaces(feature.layer) ? "of-article-places" : `of-${feature.layer}`, latlng: layer.getLatLng?.() ?? layer.getCenter(), anchors: anchorsOf(feature.kind === "country" ? "town" : feature.kind),
        visible: () => visibleAt(feature, layer.getLatLng?.() ?? layer.getCenter()),
      });
    }
    out.sort((a, b) => Number(b.must) - Number(a.must) || a.rank - b.rank);
    const story = new Set(out.map((o) => o.text));
    for (const label of [...labels].sort((a, b) => a.rank - b.rank)) {
      const text = label.names[lang] || label.names.en;
      const [lng, lat] = label.point;
      out.push({
        text, lang, rank: label.rank, cls: `base-${label.kind}`, latlng: L.latLng(lat, lng),
        anchors: anchorsOf(label.kind), visible: () => !(story.has(text) && storyShows(text)),
      });
    }
    names.replace(out);
  }

  const storyShows = (text) =>
    [...drawn.keys()].some((id) => {
      const f = store.features.get(id);
      return f?.point && store.name(f) === text && store.shown(f);
    });

  function paint(changed) {
    const {selected} = store.state;
    const chosen = store.related(selected).ids;
    const hovered = store.related(store.state.hover).ids;
    for (const [id, layer] of drawn) {
      const feature = store.features.get(id);
      const path = layer.getElement?.();
      if (!feature || !path) continue;
      const side = store.state.compare && store.side(feature);
      path.classList.toggle("off", !store.shown(feature));
      path.classList.toggle("only-left", side === "left");
      path.classList.toggle("only-right", side === "right");
      path.classList.toggle("hovered", hovered.has(id));
      toggleAttribute(path, "aria-current", chosen.has(id));
      if (changed.has("lang")) path.setAttribute("aria-label", store.name(feature));
    }
    if (changed.has("selected") || changed.has("from") || changed.has("layers")) paintRing();
    if (["lang", "selected"].some((k) => changed.has(k))) drawLabels();
    else if (!changed.has("hover")) names.layout();
  }

  function paintRing() {
    const marker = [...store.related(store.state.selected).ids].find((id) => drawn.get(id)?.getRadius);
    const feature = store.features.get(marker);
    ring.remove();
    if (!feature?.precision_m || !store.shown(feature)) return;
    ring.setLatLng(drawn.get(marker).getLatLng()).setRadius(feature.precision_m).addTo(map);
    ring.bringToBack();
  }

  let tiles = null;
  function setTiles(on) {
    tiles?.remove();
    tiles = null;
    host.classList.toggle("with-tiles", on);
    credit.textContent = creditLine(on);
    if (!on) return;
    tiles = L.tileLayer(`https://${TILE_HOST}/{z}/{x}/{y}.png`, {maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin"});
    tiles.once("tileerror", () => {
      setTiles(false);
      actions.tilesRefused(TILE_HOST);
    });
    tiles.addTo(map);
  }

  const resized = new ResizeObserver(() => host.isConnected && lead(fitSize));
  resized.observe(host);
  map.on("unload", () => resized.disconnect());
  return {
    map, drawn, goTo, setTiles, paint,
    middle,
    where, isWide,
    flying: () => flying,
    look: (at) => lead(() => lookAt(map, at)),
    layoutNames: () => names.layout(),
    tileHost: TILE_HOST,
    has: (id) => drawn.has(id),
    goHome: () => map.flyTo(...homeOf(map), {animate: !calm(), duration: 0.6}),
  };
}
