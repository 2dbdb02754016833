// Plain pages: a tree of our own tags, drawn as elements and text nodes. Nothing in it can be markup.
import {el} from "./dom.js";
import {paintTheme} from "./theme.js";

const TAGS = new Set(["a", "article", "b", "blockquote", "caption", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "header", "li", "ol", "p", "section", "small", "span", "table", "tbody", "td", "th", "thead", "tr", "ul"]);
const ATTRIBUTES = ["class", "id", "lang", "scope", "data-excerpt-id", "data-layer-id", "tabindex", "role", "aria-label"];

const safeLink = (href) => (/^(https?:\/\/|\.\/|#)/.test(href) ? href : null);

function draw(node) {
  if (typeof node === "string") return node;
  const props = Object.fromEntries(ATTRIBUTES.filter((name) => name in node).map((name) => [name, node[name]]));
  if (node.href) Object.assign(props, {href: safeLink(node.href), rel: "noopener noreferrer"});
  return el(TAGS.has(node.tag) ? node.tag : "span", props, node.children.map(draw));
}

export function mountProse(component) {
  const root = component.parentElement.querySelector(".reader");
  paintTheme(root);
  root.replaceChildren(...component.data.blocks.map(draw));
}
