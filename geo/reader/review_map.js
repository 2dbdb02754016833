// The mini-map: the candidates of the item at hand, numbered as in its card, among what is settled already.
import {calm, el, stillAtPress} from "./dom.js";
import {createLabels} from "./labels.js";

const NEAR = 7.5; // zoom at which a town is seen with its surroundings
const COUNTRY = 4.5;
const MOST_NAMES = 100; // on the map at once
const WIDEST_M = 1e6; // a wider ring would only darken the map
const SAME_PX = 8;
const REACH_DEG = 15; // of longitude
const WIDE = new Set(["country", "region", "continent", "sea", "ocean"]);

export function createMinimap({L, host, drawMap, labels, outlines, actions}) {
  const bound = Object.create(L);
  bound.map = (_id, given) => L.map(host, {...given, minZoom: 1});
  const map = drawMap(bound);
  stillAtPress(host);
  map.doubleClickZoom.disable();
  L.control.scale({position: "bottomright", imperial: true}).addTo(map);
  host.append(el("p", {class: "map-credit"}, "Natural Earth · © OpenStreetMap contributors · GeoNames"));
  const names = createLabels(L, map);
  const background = [...labels].sort((a, b) => a.rank - b.rank).map((label) => ({
    text: label.names.en, lang: "en", rank: label.rank, cls: `base-${label.kind}`, latlng: L.latLng(label.point[1], label.point[0]), anchors: ["centre"], visible: () => true,
  }));
  const settled = new Map(); // what is settled, by item: drawn once, and again where it changed
  const pins = L.layerGroup().addTo(map);
  let shown = null;
  let ending = null; // ends what is being drawn: `ending(keep)`
  let drawnFor = null;
  let named = null;

  const areas = new Map(); // outlines by candidate: null while they are fetched

  /** The outline of what is meant, where it is known and nobody contests it; fetched when it is first needed. */
  function outline(one) {
    const found = one.point || one.geometry ? null : outlines()?.[one.choice];
    if (!found) return null;
    if (typeof found !== "string") return found;
    if (!areas.has(one.choice)) {
      areas.set(one.choice, null);
      fetch(new URL(found, document.baseURI)).then((answer) => answer.json()).then((area) => {
        areas.set(one.choice, area);
        shown = null;
        paint("outline");
      }).catch(() => {}); // without it, the ring stays
    }
    return areas.get(one.choice);
  }

  const chosen = (one) => one.candidates.find((candidate) => candidate.id === one.choice);
  const where = (one) => one.point ?? (chosen(one) ? [chosen(one).lon, chosen(one).lat] : null);
  const latLng = ([lon, lat]) => L.latLng(lat, lon);

  function pin(text, cls, title) {
    const icon = L.divIcon({html: el("span", {}, text), className: `pin ${cls}`, iconSize: [28, 28]});
    return {icon, title, keyboard: false};
  }

  function drawSettled(state, one) {
    const gone = new Set(settled.keys());
    for (const other of state.places) {
      const at = where(other);
      if (!at || other === one || !other.marker || ["rejected", "unidentifiable"].includes(other.status)) continue;
      gone.delete(other.id);
      const area = outline(other);
      const look = `${other.status} ${at} ${JSON.stringify(other.geometry)} ${area ? "outlined" : ""}`;
      if (settled.get(other.id)?.look === look) continue;
      settled.get(other.id)?.layer.remove();
      settled.set(other.id, {look, layer: settledLayer(other, at, area)});
    }
    for (const id of gone) {
      settled.get(id).layer.remove();
      settled.delete(id);
    }
  }

  function settledLayer(other, at, area) {
    const group = L.layerGroup().addTo(map);
    const go = () => actions.go(other.id, "map");
    if (area) L.geoJSON(area, {style: {className: `settled-outline ${other.status}`, fill: false}}).on("click", go).addTo(group);
    else L.circleMarker(latLng(at), {radius: 5, className: `settled ${other.status}`, interactive: true}).on("click", go).addTo(group);
    if (other.geometry) L.geoJSON(other.geometry, {style: {className: "settled-area"}, interactive: false}).addTo(group);
    return group;
  }

  function drawPins(one) {
    pins.clearLayers();
    if (!one || !actions.isPlace(one)) return [];
    const area = outline(one);
    if (area) L.geoJSON(area, {style: {className: "current-outline"}, interactive: false}).addTo(pins);
    const points = [];
    const drag = (marker) => marker.on("dragend", () => {
      const {lng, lat} = marker.getLatLng();
      actions.onItem("move", {lon: round(lng), lat: round(lat)});
    });
    for (const [at, candidate] of one.candidates.slice(0, 5).entries()) {
      const mine = candidate.id === one.choice && !one.point;
      const marker = L.marker(latLng([candidate.lon, candidate.lat]), {...pin(String(at + 1), mine ? "chosen" : "", candidate.name), draggable: mine, zIndexOffset: mine ? 500 : 0}).addTo(pins);
      if (mine) drag(marker);
      else marker.on("click", () => actions.onItem("choose", {candidate: candidate.id}));
      points.push(marker.getLatLng());
      if (mine && !area && candidate.precision_m && candidate.precision_m <= WIDEST_M) L.circle(marker.getLatLng(), {radius: candidate.precision_m, className: "precision-ring", interactive: false}).addTo(pins);
    }
    if (one.point) {
      const marker = L.marker(latLng(one.point), {...pin("✓", "chosen", one.text), draggable: true, zIndexOffset: 500}).addTo(pins);
      drag(marker);
      points.push(marker.getLatLng());
    }
    if (one.geometry) L.geoJSON(one.geometry, {style: {className: "drawn-area"}, interactive: false}).addTo(pins);
    return points;
  }

  /** The places of the article near what is seen first, then the background's names where there is room. */
  function drawNames() {
    const one = actions.item();
    const near = map.getBounds().pad(0.5);
    const known = new Map();
    for (const place of [one, ...actions.state().places]) {
      const at = place && actions.isPlace(place) && place.marker && where(place);
      if (at && known.size < MOST_NAMES && !known.has(at.join()) && near.contains(latLng(at))) known.set(at.join(), {text: chosen(place)?.name ?? place.text, at, cls: place === one ? "of-current" : ""});
    }
    const told = [...known.keys()].join(" ") + [...known.values()].map(({text, cls}) => text + cls);
    if (told === named) return;
    named = told;
    names.replace([...[...known.values()].map(({text, at, cls}) => ({
      text, lang: "en", rank: 1, cls: `of-article-places ${cls}`, latlng: latLng(at), anchors: ["right", "left", "top", "bottom"], visible: () => true,
    })), ...background]);
  }
  map.on("moveend", drawNames);

  const round = (degrees) => Math.round(degrees * 1e5) / 1e5;

  function look(one, points) {
    const at = where(one);
    const focus = at ? latLng(at) : points[0];
    if (!focus) return null;
    const kind = chosen(one)?.kind;
    const area = outline(one);
    const box = area && boxNear(area, focus);
    if (box?.isValid()) return map.fitBounds(box, {maxZoom: NEAR, animate: Boolean(shown) && !calm()});
    const zoom = WIDE.has(kind) ? COUNTRY : NEAR;
    return map.setView(focus, zoom, {animate: Boolean(shown) && !calm()});
  }

  /** The box of an outline's parts near a point: islands on the other side of the world would leave nothing to see. */
  function boxNear(area, at) {
    const parts = area.type === "MultiPolygon" ? area.coordinates : [area.coordinates];
    const boxes = parts.map(([ring]) => L.latLngBounds(ring.map(latLng)));
    const near = boxes.filter((box) => box.contains(at) || Math.abs(box.getCenter().lng - at.lng) < REACH_DEG);
    return near.reduce((all, box) => all.extend(box), L.latLngBounds([]));
  }

  function paint(from) {
    const state = actions.state();
    const one = actions.item();
    if (ending && drawnFor !== one?.id) ending(false); // another item is at hand
    drawnFor = one?.id;
    drawSettled(state, one);
    const points = drawPins(one);
    const fresh = `${one?.id} ${one?.choice}`;
    if (one && actions.isPlace(one) && fresh !== shown && from !== "map") look(one, points);
    else if (!shown) overview(state);
    shown = fresh;
    drawNames();
  }

  function overview(state) {
    const points = state.places.map(where).filter(Boolean).map(latLng);
    if (points.length) map.fitBounds(L.latLngBounds(points), {maxZoom: NEAR, animate: false});
    else map.setView([30, 20], 2);
  }

  /** Corners by click; ends with a double click or Enter; Escape gives up. Calls back with a GeoJSON Polygon or null.
   * Returns what ends it from outside: `stop(keep)`. */
  function draw(done) {
    ending?.(false);
    const corners = [];
    let again = false; // whether the last click was where the one before it was
    const line = L.polygon([], {className: "drawn-area", interactive: false}).addTo(map);
    host.classList.add("drawing");
    host.focus();
    const add = (event) => {
      const last = corners.at(-1);
      again = Boolean(last) && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(event.latlng)) < SAME_PX;
      if (again) return;
      corners.push(event.latlng);
      line.setLatLngs(corners);
    };
    const stop = (keep) => {
      ending = null;
      map.off("click", add).off("dblclick", finish);
      document.removeEventListener("keydown", key, true);
      host.classList.remove("drawing");
      line.remove();
      const ring = corners.map(({lng, lat}) => [round(lng), round(lat)]);
      done(keep && ring.length > 2 ? {type: "Polygon", coordinates: [[...ring, ring[0]]]} : null);
    };
    const finish = () => again && stop(true); // two quick taps at two places are two corners
    const key = drawingKey({mark: () => add({latlng: map.getCenter()}), stop});
    ending = stop;
    map.on("click", add).on("dblclick", finish);
    document.addEventListener("keydown", key, true);
    return stop;
  }

  /** By keyboard the arrows move the map under its cross: the space bar marks what lies there. */
  function drawingKey({mark, stop}) {
    return (event) => {
      const marks = event.key === " " && host.contains(event.target);
      const ends = event.key === "Escape" || (event.key === "Enter" && event.target.localName !== "button");
      if (!marks && !ends) return;
      event.preventDefault();
      event.stopPropagation();
      if (marks) mark();
      else stop(event.key === "Enter");
    };
  }

  /** One point by click, or by the space bar in the middle of the map; calls back with [lon, lat], or null. */
  function point(done) {
    ending?.(false);
    host.classList.add("drawing");
    host.focus();
    const end = (latlng) => {
      ending = null;
      map.off("click", put);
      document.removeEventListener("keydown", key, true);
      host.classList.remove("drawing");
      done(latlng ? [round(latlng.lng), round(latlng.lat)] : null);
    };
    const put = ({latlng}) => end(latlng);
    const key = drawingKey({mark: () => end(map.getCenter()), stop: (keep) => end(keep ? map.getCenter() : null)});
    ending = () => end(null);
    map.on("click", put);
    document.addEventListener("keydown", key, true);
  }

  new ResizeObserver(() => map.invalidateSize({pan: false})).observe(host);
  return {map, paint, draw, point};
}
