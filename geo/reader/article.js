// The excerpts in the order of the text. A selected excerpt's exact words get the role of a mark.
import {el, toggleAttribute} from "./dom.js";
import {createFullText} from "./fulltext.js";

const SPOKEN = {future: "planned", ongoing: "ongoing", past: null};

/** Split an excerpt's words at its mentions; offsets are code points, so count in code points. */
function wordsOf(excerpt, store, actions) {
  const points = [...excerpt.exact];
  const parts = [];
  let at = 0;
  const outer = excerpt.marks.filter((m, i, all) => !all.some((o, j) => j !== i && o.start <= m.start && m.end <= o.end && (o.end - o.start > m.end - m.start)));
  const chosen = pickMarks(excerpt.marks, outer);
  for (const mark of chosen) {
    if (mark.start < at) continue;
    parts.push(points.slice(at, mark.start).join(""));
    parts.push(mention(mark, points.slice(mark.start, mark.end).join(""), store, actions));
    at = mark.end;
  }
  parts.push(points.slice(at).join(""));
  return parts.filter((p) => p !== "");
}

/** Where mentions nest ("the Azerbaijani town of Yevlakh"), the one with a marker wins, else the outer. */
function pickMarks(marks, outer) {
  const located = marks.filter((m) => m.role === "place");
  const inside = (m) => located.some((p) => p !== m && m.start <= p.start && p.end <= m.end && m.role !== "place");
  const innermost = located.filter((m) => !located.some((o) => o !== m && m.start <= o.start && o.end <= m.end && o.end - o.start < m.end - m.start));
  const rest = outer.filter((m) => m.role !== "place" && !inside(m));
  return [...innermost, ...rest].sort((a, b) => a.start - b.start);
}

/** The article's own words first; then who or what is meant, if that is not the same. */
function spoken(words, feature, store) {
  const name = feature ? store.name(feature) : words;
  return name === words ? words : `${words} (${name})`;
}

function mention(mark, text, store, actions) {
  const feature = store.features.get(mark.feature_id);
  return el("span", {
    class: `mention role-${mark.role}`, "data-feature-id": mark.feature_id, "data-mention-id": mark.mention_id,
    role: "button", tabindex: "0", "aria-label": spoken(text, feature, store),
    onclick: (event) => {
      event.stopPropagation();
      actions.pick(mark.feature_id, "text");
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      actions.pick(mark.feature_id, "text");
    },
    onmouseenter: () => actions.hover(mark.feature_id),
    onmouseleave: () => actions.hover(null),
    onfocus: () => actions.hover(mark.feature_id),
    onblur: () => actions.hover(null),
  }, text);
}

function headOf(excerpt, store, actions) {
  const statement = store.features.get(excerpt.statement_ids[0]);
  if (!statement) return el("p", {class: "excerpt-head"}, el("span", {class: "excerpt-undated"}, "Undated description"));
  const badge = SPOKEN[statement.tense];
  const said = [statement.date_text, badge, statement.attributed_to].filter(Boolean).join(" ");
  return el("button", {
    class: "excerpt-head", type: "button", "data-feature-id": statement.id, "aria-label": `${said}: ${statement.title}`,
    onclick: (event) => {
      event.stopPropagation();
      actions.pick(statement.id, "text");
    },
    onmouseenter: () => actions.hover(statement.id),
    onmouseleave: () => actions.hover(null),
  },
  el("span", {class: "excerpt-date"}, statement.date_text),
  badge && el("span", {class: "badge"}, badge),
  el("span", {class: "excerpt-speaker"}, statement.attributed_to));
}

export function createArticle({host, store, actions}) {
  const {story, excerpts} = store.payload;
  const status = el("p", {class: "article-status", role: "status"});
  const byline = el("p", {class: "byline"});
  const body = el("div", {class: "excerpts"});
  const rows = new Map();
  const full = createFullText({story, excerpts, text: store.payload.text, show: showText, reset: showExcerpts});
  const statements = [...new Set(excerpts.flatMap((x) => x.statement_ids))].filter((id) => store.features.has(id));
  host.addEventListener("keydown", guide);
  host.append(
    el("header", {class: "article-top"},
      el("h2", {}, story.sha256 ? "What the article says" : "What the articles say"),
      byline,
      status,
      full.node),
    body);
  full.start();

  /** Guided reading: the arrows lead from statement to statement in the order of the text. */
  function guide(event) {
    if (/^(input|select|textarea|summary)$/i.test(event.target.localName) || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = statements.indexOf(store.state.selected);
    const last = statements.length - 1;
    const to = {ArrowRight: Math.min(at + 1, last), ArrowLeft: at < 0 ? last : Math.max(at - 1, 0), Home: 0, End: last}[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    if (to !== at) actions.pick(statements[to], "guide");
  }

  function say(what) {
    byline.textContent = [[story.publisher, story.published].filter(Boolean).join(", "), ...what].filter(Boolean).join(" · ");
  }

  function showExcerpts() {
    say(["short excerpts, in order", story.coverage_text]);
    rows.clear();
    const paragraphs = new Map();
    for (const excerpt of excerpts) {
      if (!paragraphs.has(excerpt.paragraph)) paragraphs.set(excerpt.paragraph, []);
      paragraphs.get(excerpt.paragraph).push(row(excerpt));
    }
    body.replaceChildren(...[...paragraphs].map(([number, nodes]) =>
      el("section", {class: "paragraph", "aria-label": `Paragraph ${number}`}, el("span", {class: "pilcrow", "aria-hidden": "true"}, `¶ ${number}`), nodes)));
    paint(new Set(["selected"]));
  }

  /** The reader's own copy of the text, whole, with the excerpts in their places. */
  function showText(points, found) {
    say(["the text, with its excerpts marked"]);
    rows.clear();
    const parts = [];
    let at = 0;
    for (const {excerpt, start, end} of found) {
      parts.push(points.slice(at, start).join(""), inline(excerpt));
      at = end;
    }
    parts.push(points.slice(at).join(""));
    body.replaceChildren(el("div", {class: "whole-text quote", lang: story.language}, parts));
    paint(new Set(["selected"]));
  }

  function inline(excerpt) {
    const words = el("span", {class: "words"}, wordsOf(excerpt, store, actions));
    return known(excerpt, words, el("span", {class: "excerpt inline", "data-excerpt-id": excerpt.id, onclick: () => pickExcerpt(excerpt)}, words));
  }

  function pickExcerpt(excerpt) {
    if (String(window.getSelection())) return;
    const target = excerpt.statement_ids[0] ?? excerpt.marks.find((m) => m.role === "place")?.feature_id;
    if (target) actions.pick(target, "text");
  }

  function row(excerpt) {
    const words = el("span", {class: "words"}, wordsOf(excerpt, store, actions));
    const node = el("article", {
      class: "excerpt", "data-excerpt-id": excerpt.id,
      onclick: () => pickExcerpt(excerpt),
    }, headOf(excerpt, store, actions), el("p", {class: "quote", lang: excerpt.language ?? story.language}, "“", words, "”"));
    return known(excerpt, words, node);
  }

  /** What is painted at every change is looked up once. */
  function known({id}, words, node) {
    rows.set(id, {node, words, parts: [...node.querySelectorAll("[data-feature-id]")]});
    return node;
  }

  function reveal(id) {
    const {node} = rows.get(id) ?? {};
    if (!node) return;
    // At once, not smoothly: whoever clicks a place wants the words, and a long glide only delays them.
    if (host.scrollHeight <= host.clientHeight) node.scrollIntoView({block: "start"});
    else host.scrollBy({top: node.getBoundingClientRect().top - host.getBoundingClientRect().top - host.clientHeight / 3});
  }

  function paint(changed) {
    const {selected} = store.state;
    const related = store.related(selected);
    const marked = new Set(related.excerpts);
    const hovered = store.related(store.state.hover);
    const lit = new Set(hovered.excerpts);
    let shown = 0;
    for (const [id, {node, words, parts}] of rows) {
      const excerpt = store.excerpts.get(id);
      const statements = excerpt.statement_ids.map((s) => store.features.get(s)).filter(Boolean);
      const inside = !statements.length || statements.some((s) => store.inWindow(s));
      if (inside) shown += 1;
      node.classList.toggle("outside", !inside);
      node.classList.toggle("hovered", lit.has(id));
      toggleAttribute(node, "aria-current", marked.has(id));
      toggleAttribute(words, "role", marked.has(id) && "mark");
      for (const part of parts) {
        toggleAttribute(part, "aria-current", related.ids.has(part.dataset.featureId));
        part.classList.toggle("hovered", hovered.ids.has(part.dataset.featureId));
        if (changed.has("lang") && part.classList.contains("mention")) relabel(part);
      }
    }
    status.textContent = `${shown} of ${rows.size} excerpts fall ${store.state.compare ? "on one of the two dates" : "in the chosen days"}`;
  }

  function relabel(part) {
    const feature = store.features.get(part.dataset.featureId);
    part.setAttribute("aria-label", spoken(part.textContent, feature, store));
  }

  return {paint, reveal};
}
