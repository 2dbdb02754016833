// What the keyboard can do, in a small list: "?" opens it, and so does a button at the foot of the page.
import {el} from "./dom.js";

const KEYS = [
  ["?", "This list"],
  ["/", "Find a place"],
  ["Tab, Enter", "Go through the features of the map, the text and the dates; open one"],
  ["Escape", "Close the card, back to where you were"],
  ["← →", "In the article: the statement before, the next one; on a handle of the dates or on the divider: move it"],
  ["Home, End", "In the article: the first and the last statement; on the divider: one date alone"],
  ["+ −", "On the map: nearer, farther; the arrows move it"],
];

export function createKeys({root, host}) {
  let dialog = null;

  function build() {
    const rows = KEYS.map(([keys, what]) => [el("dt", {}, keys.split(" ").map((k) => el("kbd", {}, k.replace(",", "")))), el("dd", {}, what)]);
    const node = el("dialog", {class: "keys", "aria-label": "Keys", onkeydown: (e) => e.stopPropagation()}, el("h2", {}, "Keys"), el("dl", {}, rows),
      el("form", {method: "dialog"}, el("button", {class: "chip", autofocus: true}, "Close")));
    root.append(node);
    return node;
  }

  function open() {
    dialog ??= build();
    if (!dialog.open) dialog.showModal();
  }

  host.append(el("p", {}, el("button", {type: "button", class: "link", onclick: open}, "Keys of this page (press ?)")));
  return {open};
}
