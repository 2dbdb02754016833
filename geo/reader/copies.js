// Texts to take along, each with a button that copies it and says so.
import {el} from "./dom.js";
import {paintTheme} from "./theme.js";

/** Where the clipboard is not allowed (plain http, a frame), the old way: what is selected in the field. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

function row({label, text, lines}, index) {
  const id = `copy-${index}-${label.toLowerCase().replace(/\W+/g, "-")}`;
  const field = el("textarea", {id, readonly: true, rows: lines, spellcheck: "false", onfocus: () => field.select()}, text);
  const said = el("span", {class: "said", role: "status"});
  const button = el("button", {type: "button", class: "chip", "aria-label": `Copy: ${label}`, async onclick() {
    const done = await copy(field);
    said.textContent = done ? "Copied" : "Press Ctrl+C";
    button.focus({preventScroll: true});
  }}, "Copy");
  return el("div", {class: "copy-row"}, el("label", {for: id}, label), field, el("p", {}, button, said));
}

export function mountCopies(component) {
  const root = component.parentElement.querySelector(".reader");
  paintTheme(root);
  const told = JSON.stringify(component.data.rows);
  if (root.told === told) return; // a rerun takes away neither the focus nor the word "Copied"
  root.told = told;
  root.replaceChildren(...component.data.rows.map(row));
}
