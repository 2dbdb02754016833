// The item at hand: what its words may mean and why, and everything that can be decided about it.
import {el} from "./dom.js";

const USES = [["literal place", "the place itself"], ["metonymic actor", "a government or army (Moscow said …)"], ["institutional organisation", "part of an organisation's name"],
  ["demonymic actor", "people or nationality"], ["literal background", "background, not where it happens"]];
const STATUS = {unreviewed: "not reviewed yet", verified: "verified", unverified: "unverified", unidentifiable: "not identifiable", rejected: "not a place"};
const SIDES = new Set(["AZ", "AM", ""]);
const AROUND = 90; // characters of context on each side

export function createCard({host, actions}) {
  let query = "";
  let shown = null;
  let drawn = ""; // what stands there: an answer that changes nothing must not close a list that somebody opened

  function paint(from) {
    const look = JSON.stringify([actions.item(), actions.items().length, actions.toAll(), actions.state().search, actions.state().progress, actions.item() && chained(actions.item())]);
    if (look === drawn && from !== "start") return;
    if (host.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox])") && document.activeElement.dataset.item === actions.item()?.id && !actions.state().search) return;
    drawn = look;
    const one = actions.item();
    const held = document.activeElement?.dataset?.hold;
    if (!one) host.replaceChildren(el("p", {}, "Nothing was found in this text. Select words in it to add a place or a date."));
    else host.replaceChildren(...[allDone(), ...(actions.isPlace(one) ? placeCard(one) : dateCard(one))].filter(Boolean));
    if (one?.id !== shown) {
      host.scrollTop = 0;
      if (from === "act" && matchMedia("(max-width: 760px)").matches) host.scrollIntoView({block: "start"}); // one column: the next card may be shorter
    }
    shown = one?.id;
    if (held && host.querySelector(`[data-hold="${held}"]:not(:disabled)`)) host.querySelector(`[data-hold="${held}"]`).focus();
    else if (held) host.focus();
  }

  function head(one, kind) {
    const list = actions.items();
    return el("header", {},
      el("p", {class: "review-steps"}, step(-1, "‹", "Previous", "previous", list.indexOf(one) === 0), step(1, "›", "Next", "next", list.indexOf(one) === list.length - 1)),
      el("p", {class: "review-where"}, `${list.indexOf(one) + 1} of ${list.length} · ${kind} · `, el("b", {class: `status ${one.status}`}, kind === "date" && one.status === "rejected" ? "not a date" : STATUS[one.status])),
      el("p", {class: "review-quote", lang: actions.state().facts.language || null, dir: "auto"}, ...around(one)));
  }

  const step = (by, sign, label, hold, disabled) => el("button", {type: "button", "aria-label": label, "data-hold": hold, disabled, onclick: () => actions.step(by)}, sign);

  function allDone() {
    const {reviewed, total} = actions.state().progress;
    return reviewed === total && el("p", {class: "review-done"}, el("span", {}, "All is reviewed. "), el("button", {type: "button", class: "primary", "data-hold": "save", onclick: actions.save}, "Show it on the map"));
  }

  function around(one) {
    const points = [...actions.state().text];
    const before = points.slice(Math.max(0, one.start - AROUND), one.start).join("").split("\n").at(-1);
    const after = points.slice(one.end, one.end + AROUND).join("").split("\n")[0];
    const cut = {left: one.start > AROUND && before.length > AROUND - 2, right: after.length >= AROUND};
    return [cut.left && "… ", cut.left ? before.replace(/^\S*\s/, "") : before, el("mark", {}, points.slice(one.start, one.end).join("")),
      cut.right ? after.replace(/\s\S*$/, "") : after, cut.right && " …"].filter(Boolean);
  }

  function placeCard(one) {
    const same = actions.namesakes(one).length;
    return [head(one, "place"),
      el("div", {class: "review-buttons review-decide"},
        button("Accept", "A", "accept", {class: "primary", disabled: !actions.canAccept(one)}), button("Not a place", "R", "reject"),
        button("Not identifiable", "N", "unidentifiable"), one.status !== "unreviewed" && button("Review again", "", "unreview")),
      chain(one),
      same > 1 && el("label", {class: "check"}, el("input", {type: "checkbox", "data-hold": "all", checked: actions.toAll(), onchange: (event) => actions.toAll(event.target.checked)}), el("span", {}, `For all ${same} mentions of “${one.text}” `, el("kbd", {}, "L"))),
      one.candidates.length ? el("ol", {class: "candidates"}, one.candidates.slice(0, 5).map((candidate, at) => row(one, candidate, at))) : el("p", {class: "soft"}, "No place of this name is known here. Search for another name, or mark it on the map."),
      uses(one), another(one), shape(one)];
  }

  /** What the words go back to, and which words go back to them. */
  function chained(one) {
    const {places} = actions.state();
    return [places.find((other) => other.id === one.refers_to), places.filter((other) => other.refers_to === one.id)];
  }

  function chain(one) {
    const [before, after] = chained(one);
    const link = (other) => el("button", {type: "button", "data-goes": other.id, onclick: () => actions.go(other.id, "card")}, `“${other.text}”`);
    return (before || after.length > 0) && el("p", {class: "review-chain"}, before ? ["Goes back to ", link(before)] : ["Meant again by ", after.map(link)]);
  }

  function button(text, key, kind, props = {}) {
    return el("button", {type: "button", "data-hold": kind, onclick: () => actions.onItem(kind), ...props}, text, key && [" ", el("kbd", {}, key)]);
  }

  function row(one, candidate, at) {
    const percent = Math.round(100 * candidate.confidence);
    return el("li", {}, el("button", {
      type: "button", class: "candidate", "aria-pressed": String(one.choice === candidate.id), "data-candidate": candidate.id, "data-hold": candidate.id,
      onclick: () => actions.onItem("choose", {candidate: candidate.id}),
    },
    el("kbd", {}, at + 1),
    el("span", {class: "candidate-name"}, candidate.name, other(candidate)),
    el("span", {class: "candidate-sure", style: null}, el("meter", {min: "0", max: "100", value: percent, "aria-label": "Confidence"}), ` ${percent} %`),
    el("span", {class: "candidate-kind"}, [candidate.kind, candidate.admin].filter(Boolean).join(" · ")),
    el("span", {class: "candidate-why"}, [...candidate.reasons, candidate.note, candidate.source].filter(Boolean).join(" · "))));
  }

  /** Both local names where the sides differ: Lisbon's are of no help to anybody. */
  function other(candidate) {
    const names = !SIDES.has(candidate.country) ? [] : ["az", "hy"].map((lang) => [lang, candidate.names?.[lang]]).filter(([, name]) => name && name !== candidate.name);
    return names.length ? el("span", {class: "soft"}, " ", names.map(([lang, name], i) => [i ? " · " : "", el("span", {lang}, name)])) : null;
  }

  function uses(one) {
    const known = `${one.usage} ${one.role}`;
    const choices = USES.some(([value]) => value === known) ? USES : [[known, known], ...USES];
    return el("div", {class: "review-uses"},
      el("label", {}, el("span", {}, "Here it is"), el("select", {"data-hold": "use", onchange: (event) => {
        const [usage, role] = event.target.value.split(" ");
        actions.onItem("role", {usage, role});
      }}, choices.map(([value, name]) => el("option", {value, selected: value === known}, name)))),
      el("label", {class: "check"}, el("input", {type: "checkbox", "data-hold": "marker", checked: one.marker, onchange: (event) => actions.onItem("marker", {on: event.target.checked})}), el("span", {}, "Show it on the map")));
  }

  function another(one) {
    const found = actions.state().search;
    const results = found && found.item === one.id ? found.results : null;
    return el("form", {class: "review-search", onsubmit: (event) => {
      event.preventDefault();
      query = event.target.elements[0].value.trim();
      if (query) actions.search(query, one.id);
    }},
    el("label", {}, el("span", {}, "Another place"), el("input", {type: "search", "data-item": one.id, "data-hold": "search", value: results ? found.query : "", placeholder: "Name of a town, region, country …", maxlength: "80"})),
    el("button", {type: "submit"}, "Find"),
    results && (results.length ? el("ul", {class: "candidates"}, results.map((candidate) => el("li", {}, el("button", {type: "button", class: "candidate", onclick: () => actions.onItem("candidate", {candidate})},
      el("span", {class: "candidate-name"}, candidate.name, other(candidate)), el("span", {class: "candidate-kind"}, [candidate.kind, candidate.admin].filter(Boolean).join(" · ")))))) : el("p", {class: "soft"}, `No place called “${found.query}” is known here.`)));
  }

  function shape(one) {
    const say = el("p", {class: "soft", role: "status"}, one.geometry ? "Its area was drawn by hand." : one.point ? "Its marker was placed by hand." : "Drag the marker to move it, or draw an area.");
    const start = el("button", {type: "button", onclick: () => {
      say.textContent = "Click the corners on the map (by keyboard: move the map under the cross, then space). Enter or a double click ends, Escape leaves it.";
      const stop = actions.selectArea((geometry) => {
        ends.replaceWith(start);
        if (geometry && actions.item()?.id === one.id) actions.onItem("draw", {geometry});
        else say.textContent = "Nothing was drawn: an area needs three corners.";
      });
      const ends = el("span", {class: "review-buttons"},
        el("button", {type: "button", class: "primary", onclick: () => stop(true)}, "Area is done"),
        el("button", {type: "button", onclick: () => stop(false)}, "Cancel"));
      start.replaceWith(ends);
    }}, "Draw an area");
    const put = el("button", {type: "button", onclick: () => {
      say.textContent = "Click the map where it is (by keyboard: move the map under the cross, then space). Escape leaves it.";
      actions.selectPoint((at) => {
        if (at && actions.item()?.id === one.id) actions.onItem("move", {lon: at[0], lat: at[1]});
        else say.textContent = "Nothing was marked.";
      });
    }}, "Mark on the map");
    return el("div", {class: "review-shape"}, start, put, say, el("ul", {class: "soft"}, one.reasons.map((reason) => el("li", {}, reason))));
  }

  function dateCard(one) {
    const exact = {4: "year", 7: "month", 10: "day"};
    const value = el("input", {type: "text", value: one.edtf, "data-item": one.id, "aria-label": "Date (EDTF)", spellcheck: "false", placeholder: "2023-09-20, 2023-09 or 1991",
      oninput: () => (precision.value = exact[value.value.trim().length] ?? precision.value)});
    const precision = el("select", {"aria-label": "Precision"}, ["day", "month", "year"].map((name) => el("option", {value: name, selected: name === one.precision}, name)));
    const basis = {absolute: "stated in full", dateline: "reckoned from the article's date: it moves with it", earlier: "reckoned from a date mentioned before"}[one.basis] ?? one.basis;
    return [head(one, "date"),
      el("div", {class: "review-buttons review-decide"}, button("Accept", "A", "accept", {class: "primary", disabled: !actions.canAccept(one)}), button("Not a date", "R", "reject"), one.status !== "unreviewed" && button("Review again", "", "unreview")),
      el("form", {class: "review-date", onsubmit: (event) => {
        event.preventDefault();
        actions.onItem("when", {edtf: value.value.trim(), precision: precision.value});
      }},
      el("label", {}, el("span", {}, "Date"), value), el("label", {}, el("span", {}, "exact to the"), precision), el("button", {type: "submit"}, "Set")),
      el("p", {class: "soft"}, [one.edtf && basis, ...one.reasons].filter(Boolean).join(" · "))];
  }
  return {paint};
}
