// The article's words, each found name and date in its place. Offsets are code points, as everywhere.
import {el, calm} from "./dom.js";

const LINGER = 400; // milliseconds: a finger on a button first takes the selection away, then presses it
const length = (text) => [...text].length;

export function createText({host, actions}) {
  const add = el("div", {class: "review-add", hidden: true, onpointerdown: (event) => event.preventDefault(), onmousedown: (event) => event.preventDefault()},
    el("button", {type: "button", onclick: () => addSelected("place")}, "Add as a place"),
    el("button", {type: "button", onclick: () => addSelected("date")}, "Add as a date"));
  const body = el("div", {class: "review-words"});
  const missed = el("input", {type: "text", "aria-label": "Words that were missed", placeholder: "Missed? Select the words, or type them here", maxlength: "120"});
  const answer = el("p", {class: "soft", role: "status"});
  host.append(el("form", {class: "review-missed", onsubmit: addTyped}, missed, el("button", {type: "submit", value: "place"}, "Add place"), el("button", {type: "submit", value: "date"}, "Add date"), answer), body, add);
  let selected = null;
  let closing = 0;
  let drawn = ""; // the items that stand in the words
  const marks = new Map(); // their nodes, by item

  function piece(start, words) {
    return el("span", {"data-start": start}, words);
  }

  function mark(one, words) {
    const node = el("span", {
      "data-start": one.start, "data-item": one.id, role: "button", tabindex: "0",
      onclick: () => window.getSelection().isCollapsed && actions.go(one.id, "text"),
      onkeydown: (event) => event.key === "Enter" && actions.go(one.id, "text"),
    }, words);
    marks.set(one.id, node);
    return node;
  }

  /** How an item stands. Only what changed is touched: a long article has thousands. */
  function show(one) {
    const node = marks.get(one.id);
    if (!node) return; // inside another
    const kind = actions.isPlace(one) ? "place" : "date";
    const look = ["found", `found-${kind}`, one.status, one.marker === false && "no-marker", sureness(one)].filter(Boolean).join(" ");
    if (node.className === look) return;
    node.className = look;
    node.setAttribute("aria-label", `${node.textContent}: ${kind}, ${one.status}`);
  }

  const sureness = (one) => one.confidence === undefined || one.confidence >= 0.8 ? "" : one.confidence >= 0.5 ? "check" : "doubt";

  function draw(state) {
    const points = [...state.text];
    const list = actions.items();
    let paragraph = el("p");
    const paragraphs = [paragraph];
    const write = (from, to) => {
      let start = from;
      for (const line of points.slice(from, to).join("").split(/(\n+)/)) {
        if (line.startsWith("\n")) paragraphs.push((paragraph = el("p")));
        else if (line) paragraph.append(piece(start, line));
        start += length(line);
      }
    };
    let at = 0;
    marks.clear();
    for (const one of list) {
      if (one.start < at) continue;
      write(at, one.start);
      paragraph.append(mark(one, points.slice(one.start, one.end).join("")));
      at = one.end;
    }
    write(at, points.length);
    body.replaceChildren(...paragraphs.filter((p) => p.childNodes.length));
  }

  function offsetOf(node, offset) {
    const span = (node.nodeType === Node.TEXT_NODE ? node.parentNode : node).closest?.("[data-start]");
    if (!span || !body.contains(span)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(span.dataset.start) + length(before);
  }

  function close() {
    add.hidden = true;
    selected = null;
  }

  function onSelection() {
    const selection = window.getSelection();
    clearTimeout(closing);
    if (selection.isCollapsed || !selection.rangeCount) {
      closing = setTimeout(close, LINGER);
      return;
    }
    close();
    const range = selection.getRangeAt(0);
    let [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return;
    const words = [...actions.state().text].slice(start, end).join("");
    start += length(words) - length(words.trimStart());
    end -= length(words) - length(words.trimEnd());
    if (end <= start || end - start > 120 || words.trim().includes("\n")) return;
    selected = {start, end};
    const box = range.getBoundingClientRect();
    const frame = host.getBoundingClientRect();
    add.style.top = `${box.bottom - frame.top + host.scrollTop + 6}px`;
    add.style.left = `${Math.max(0, Math.min(box.left - frame.left, frame.width - 260))}px`;
    add.hidden = false;
  }
  document.addEventListener("selectionchange", onSelection);

  /** Without a mouse or a finger: the first place where the typed words stand and nothing is listed yet. */
  function addTyped(event) {
    event.preventDefault();
    const words = missed.value.trim();
    const text = actions.state().text;
    const free = ({start, end}) => !actions.items().some((one) => one.start < end && start < one.end);
    let found = null;
    for (let at = text.indexOf(words); words && at >= 0 && !found; at = text.indexOf(words, at + 1)) {
      const start = length(text.slice(0, at));
      if (free({start, end: start + length(words)})) found = {start, end: start + length(words)};
    }
    answer.textContent = found || !words ? "" : `“${words}” does not stand in the text, or is listed already.`;
    if (!found) return;
    actions.act({do: "add", kind: event.submitter?.value ?? "place", ...found});
    missed.value = "";
  }

  function addSelected(kind) {
    if (!selected) return;
    actions.act({do: "add", kind, ...selected});
    close();
    window.getSelection().removeAllRanges();
  }

  function paint(from) {
    const state = actions.state();
    const list = actions.items();
    const standing = list.map((one) => `${one.id}:${one.start}`).join();
    if (drawn !== standing) draw(state);
    drawn = standing;
    list.forEach(show);
    body.lang = state.facts.language || "";
    const one = actions.item();
    for (const node of body.querySelectorAll("[aria-current]")) node.removeAttribute("aria-current");
    const node = one && marks.get(one.id);
    node?.setAttribute("aria-current", "true");
    if (node && from !== "text" && from !== "start") scrollTo(node);
  }

  /** Only the text moves, never the page: on a phone, the card would be lost. */
  function scrollTo(node) {
    const frame = host.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    if (host.scrollHeight <= host.clientHeight || (box.top >= frame.top + 40 && box.bottom <= frame.bottom - 40)) return;
    host.scrollTo({top: host.scrollTop + box.top - frame.top - host.clientHeight / 3, behavior: calm() ? "auto" : "smooth"});
  }
  return {paint, destroy: () => document.removeEventListener("selectionchange", onSelection)};
}
