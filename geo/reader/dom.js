// Every word reaches the page through here: strings become text nodes, never markup.
const SVG = "http://www.w3.org/2000/svg";

function build(node, props, children) {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") node.style.cssText = value; // a strict content policy refuses the attribute
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

export const el = (tag, props = {}, ...children) => build(document.createElement(tag), props, children);
export const svg = (tag, props = {}, ...children) => build(document.createElementNS(SVG, tag), props, children);

/** Null or false: without it. What is so already is not touched, or the browser would style it anew. */
export function toggleAttribute(node, name, value) {
  const wanted = value === null || value === false ? null : String(value);
  if (node.getAttribute(name) === wanted) return;
  if (wanted === null) node.removeAttribute(name);
  else node.setAttribute(name, wanted);
}

export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Only http(s) addresses become links; anything else stays text. */
export function linkOrText(text) {
  const found = /https?:\/\/[^\s<>"]+/.exec(text);
  if (!found || !URL.canParse(found[0])) return [text];
  return [
    text.slice(0, found.index),
    el("a", {href: found[0], target: "_blank", rel: "noopener noreferrer"}, new URL(found[0]).hostname),
    text.slice(found.index + found[0].length),
  ];
}

/** Leaflet would focus a map at a press and let the page scroll to it: what was pressed moves off under the finger. */
export function stillAtPress(host) {
  host.addEventListener("mousedown", () => host.focus({preventScroll: true}), true);
}
