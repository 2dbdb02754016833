// One search box over every place, in every script and spelling the story knows.
import {el} from "./dom.js";

const SPECIAL = {ə: "e", ı: "i", ø: "o", ß: "ss", ё: "е", "’": "'", "և": "եւ"};

/** Fold case, accents and a few letters that Unicode does not decompose, so that old spellings meet. */
export function fold(text) {
  return text.toLocaleLowerCase("en").normalize("NFKD").replace(/\p{M}/gu, "").replace(/[əıøßё’և]/gu, (c) => SPECIAL[c]);
}

function indexOf(store, labels) {
  const rows = [];
  const seen = new Set();
  const add = (key, names, target) => {
    if (seen.has(key)) return;
    seen.add(key);
    rows.push({names: names.filter(Boolean), folded: names.filter(Boolean).map(fold), target});
  };
  const rank = (f) => (store.ofPlaces(f.layer) ? 0 : f.layer === "context-places" ? 1 : 2);
  const places = [...store.features.values()]
    .filter((f) => !["statement", "event", "mention"].includes(f.kind))
    .sort((a, b) => rank(a) - rank(b));
  for (const f of places) add(f.names.en, [...Object.values(f.names), ...(f.other_names ?? [])], {id: f.id, layer: f.layer});
  for (const l of labels) add(l.names.en, Object.values(l.names), {label: l});
  return rows;
}

export function createSearch({host, store, labels, actions}) {
  const rows = indexOf(store, labels);
  const list = el("ul", {class: "hits", role: "listbox", id: "reader-hits", hidden: true, "aria-label": "Places found"});
  const input = el("input", {
    type: "search", class: "search-box", placeholder: "Find a place", role: "combobox", "aria-label": "Find a place, in any of its languages",
    "aria-expanded": "false", "aria-controls": "reader-hits", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    oninput: () => show(find(input.value)), onkeydown: key, onblur: () => setTimeout(close, 150),
  });
  let hits = [];
  let active = 0;
  host.append(el("div", {class: "search"}, input, list));

  function find(query) {
    const q = fold(query.trim());
    if (!q) return [];
    const scored = [];
    for (const row of rows) {
      const best = Math.max(...row.folded.map((n) => (n === q ? 3 : n.startsWith(q) ? 2 : n.includes(q) ? 1 : 0)));
      if (best) scored.push([best, row]);
    }
    return scored.sort((a, b) => b[0] - a[0]).slice(0, 8).map(([, row]) => row);
  }

  function show(found) {
    hits = found;
    active = 0;
    list.replaceChildren(...(hits.length ? hits.map(option) : [el("li", {class: "none"}, "No such place in this story")]));
    const open = input.value.trim() !== "";
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    mark();
  }

  function option(row, i) {
    const [first, ...others] = [...new Set(row.names)];
    const where = row.target.layer ? store.layers.get(row.target.layer)?.title : "Background map";
    return el("li", {role: "option", id: `reader-hit-${i}`, onmousedown: (e) => e.preventDefault(), onclick: () => choose(row)},
      el("b", {}, first), " ", el("span", {}, others.slice(0, 3).join(" · ")), el("small", {}, where));
  }

  function mark() {
    [...list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === active)));
    if (hits.length) input.setAttribute("aria-activedescendant", `reader-hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function key(event) {
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && hits[active]) return choose(hits[active]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % Math.max(1, hits.length);
    return mark();
  }

  function choose(row) {
    close();
    input.value = row.names[0];
    if (row.target.id) actions.pick(row.target.id, "search");
    else actions.panTo(row.target.label.point);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  return {focus: () => input.focus()};
}
