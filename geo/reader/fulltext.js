// Whoever has the article's text can read it whole beside the map. It is opened here and never leaves the browser.
import {el} from "./dom.js";

/** The excerpts found in a text, in its order: by their offsets, else by their words if these stand there once. */
export function locate(points, excerpts) {
  const text = points.join("");
  const found = [];
  for (const excerpt of excerpts) {
    const {start, end, exact} = excerpt;
    if (points.slice(start, end).join("") === exact) found.push({excerpt, start, end});
    else {
      const quote = `${excerpt.prefix}${exact}${excerpt.suffix}`;
      const at = text.indexOf(quote);
      if (at < 0 || text.indexOf(quote, at + 1) >= 0) continue;
      const from = [...text.slice(0, at + excerpt.prefix.length)].length;
      found.push({excerpt, start: from, end: from + [...exact].length});
    }
  }
  found.sort((a, b) => a.start - b.start);
  return found.filter((f, i) => i === 0 || f.start >= found[i - 1].end);
}

async function isSame(bytes, sha256) {
  if (!window.crypto?.subtle) return false; // only on https and localhost; the offsets are checked either way
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((b) => b.toString(16).padStart(2, "0")).join("") === sha256;
}

/** `show(points, found)` lays the text out; `reset()` brings the excerpts back. `text` is the whole text, where this
 * machine has it: it is shown at once. */
export function createFullText({story, excerpts, text, show, reset}) {
  const said = el("p", {class: "article-status", role: "status"});
  const back = el("button", {type: "button", class: "chip", hidden: true, onclick: close}, "Back to the excerpts");
  const input = el("input", {type: "file", accept: ".txt,text/plain", onchange: () => input.files[0] && open(input.files[0])});

  async function open(file) {
    const bytes = await file.arrayBuffer();
    const points = [...new TextDecoder().decode(bytes)];
    const found = locate(points, excerpts);
    if (!found.length) {
      said.textContent = `None of the excerpts stands in ${file.name}. Open the article as plain text (UTF-8).`;
      return;
    }
    const same = await isSame(bytes, story.sha256);
    said.textContent = same ? "This is the text the excerpts were taken from."
      : `Another version of the text: ${found.length} of ${excerpts.length} excerpts stand in it.`;
    back.hidden = false;
    show(points, found);
  }

  function close() {
    input.value = "";
    said.textContent = "";
    back.hidden = true;
    reset();
  }

  if (!story.sha256) return {node: "", start: reset}; // compared articles have no one text
  if (text) {
    const points = [...text];
    const found = locate(points, excerpts);
    const choice = el("input", {type: "checkbox", checked: true, onchange: () => (choice.checked ? show(points, found) : reset())});
    const node = el("label", {class: "full-text whole"}, choice, " The whole text. It stays on this machine: shared maps and downloads hold the excerpts");
    return {node, start: () => show(points, found)};
  }
  const node = el("details", {class: "full-text"}, el("summary", {}, "Have the whole text? Read it here"),
    el("p", {class: "note"}, "Open it as a text file. It stays in this browser and is sent nowhere."),
    el("label", {}, el("span", {class: "sr-only"}, "The article as a text file"), input), back, said);
  return {node, start: reset};
}
