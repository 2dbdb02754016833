// The dates: a histogram with one mark a statement (and a context event), and the two ends of the window.
import {axisMarks, humanDay, humanWindow, shiftDay, toDay, toIso} from "./days.js";
import {el, toggleAttribute} from "./dom.js";

const DOT = 11;
const LANE = 9;
const TICK_MS = 900;

export function createTimeline({host, store, actions}) {
  const {limits, payload} = store;
  const view = {...padded(store.state.from, store.state.to)};
  const plot = el("div", {class: "plot"});
  const shade = el("div", {class: "shade"});
  const marks = el("div", {class: "marks"});
  const axis = el("div", {class: "axis", "aria-hidden": "true"});
  const from = handle("From");
  const to = handle("To");
  const title = el("output", {class: "window-title"});
  const count = el("p", {class: "shown-count", role: "status"});
  const exact = [dateField("First day", "Date on the left", "from"), dateField("Last day", "Date on the right", "to")];
  const play = el("button", {type: "button", class: "play", onclick: () => (timer ? stop() : start())});
  const pair = el("button", {type: "button", class: "chip compare", onclick: () => {
    stop();
    actions.compare(!store.state.compare);
  }}, "Compare two dates");
  const presets = payload.presets.map((p) => preset(p, false));
  const pairs = payload.pairs.map((p) => preset(p, true));
  let timer = null;

  host.append(
    el("div", {class: "timeline-top"},
      el("h2", {class: "sr-only"}, "Dates"),
      el("div", {class: "window-words"}, title, count),
      el("div", {class: "controls"},
        button("Step back", "‹", () => step(-1)), play, button("Step forward", "›", () => step(1)),
        button("Show a longer time", "−", () => zoom(2)), button("Show a shorter time", "+", () => zoom(0.5)),
        button("Reset the dates", "Reset", () => jump(store.home.from, store.home.to)))),
    el("div", {class: "presets", role: "group", "aria-label": "Chosen days"}, presets, pairs, pair),
    plot,
    el("div", {class: "exact"}, exact.map((f) => f.label)),
  );
  plot.append(shade, marks, axis, from, to);
  setPlay(false);

  function preset(days, isPair) {
    return el("button", {type: "button", class: "chip", [isPair ? "data-pair" : "data-preset"]: days.id,
      onclick: () => jump(toDay(days.from), toDay(days.to))}, days.label);
  }

  /** Of presets and pairs only those that fit what is shown: days in a row, or two dates. */
  function paintPresets({from: first, to: last, compare}) {
    const chips = [...presets.map((chip, i) => [chip, payload.presets[i], !compare]), ...pairs.map((chip, i) => [chip, payload.pairs[i], compare])];
    for (const [chip, days, fits] of chips) {
      chip.hidden = !fits;
      chip.setAttribute("aria-pressed", String(toDay(days.from) === first && toDay(days.to) === last));
    }
    pair.setAttribute("aria-pressed", String(Boolean(compare)));
    play.hidden = Boolean(compare);
  }

  function button(label, text, onclick) {
    return el("button", {type: "button", class: "chip square", "aria-label": label, title: label, onclick}, text);
  }

  function handle(label) {
    return el("input", {
      type: "range", class: `handle handle-${label.toLowerCase()}`, "aria-label": label, step: 1,
      oninput: (event) => moved(label, Number(event.target.value)),
      onchange: () => actions.settled(),
    });
  }

  function dateField(label, compared, which) {
    const input = el("input", {
      type: "date", min: toIso(limits.lo), max: toIso(limits.hi),
      onchange: () => {
        const day = toDay(input.value);
        if (Number.isNaN(day)) return paintInputs();
        const {state} = store;
        actions.moveWindow(which === "from" ? day : state.from, which === "to" ? day : state.to, which, true);
      },
    });
    const words = el("span");
    const say = (comparing) => (words.textContent = comparing ? compared : label);
    return {input, which, say, label: el("label", {}, words, input)};
  }

  function moved(label, day) {
    const {state} = store;
    if (label === "From") store.setWindow(day, state.to, "from");
    else store.setWindow(state.from, day, "to");
  }

  function padded(a, b) {
    const pad = Math.max(5, Math.round((b - a) * 0.15));
    return {lo: Math.max(limits.lo, a - pad), hi: Math.min(limits.hi, b + pad)};
  }

  /** The plot always holds the whole window. */
  function include(a, b) {
    if (a < view.lo || b > view.hi) Object.assign(view, padded(Math.min(a, view.lo), Math.max(b, view.hi)));
    draw();
  }

  function jump(a, b) {
    stop();
    Object.assign(view, padded(a, b));
    store.setWindow(a, b);
    draw();
    actions.settled(true);
  }

  function zoom(factor) {
    const {state} = store;
    const middle = (state.from + state.to) / 2;
    const half = Math.max((view.hi - view.lo) * factor / 2, (state.to - state.from) / 2 + 3);
    view.lo = Math.max(limits.lo, Math.round(Math.min(middle - half, state.from)));
    view.hi = Math.min(limits.hi, Math.round(Math.max(middle + half, state.to)));
    draw();
  }

  const unit = () => (view.hi - view.lo <= 90 ? "day" : view.hi - view.lo <= 1500 ? "month" : "year");

  function step(sign) {
    const {state} = store;
    const length = state.to - state.from;
    const a = shiftDay(state.from, unit(), sign);
    if (a < limits.lo || a + length > limits.hi) return false;
    actions.moveWindow(a, a + length, "from");
    return true;
  }

  function start() {
    const {state} = store;
    if (state.to >= view.hi) store.setWindow(view.lo, view.lo + state.to - state.from);
    timer = setInterval(() => {
      if (store.state.to >= view.hi || !step(1)) stop();
    }, TICK_MS);
    setPlay(true);
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    setPlay(false);
  }

  function setPlay(on) {
    play.textContent = on ? "❚❚ Pause" : "▶ Play";
    play.setAttribute("aria-pressed", String(on));
  }

  const days = () => view.hi - view.lo + 1;
  const at = (day) => ((day - view.lo) / days()) * 100;

  function datedItems() {
    const out = [];
    for (const f of store.features.values()) {
      if (f.kind !== "statement" && f.kind !== "event") continue;
      if (!store.state.layers.has(f.layer)) continue;
      const [a, b] = f.spans[0] ?? [];
      if (a === undefined || a > view.hi || b < view.lo) continue;
      out.push({f, a, b});
    }
    return out.sort((p, q) => p.a - q.a || q.b - p.b);
  }

  /** Short ones stack into a histogram at their day; long and open ones lie below it as bars. */
  function draw() {
    const width = plot.clientWidth || 600;
    const perDay = width / days();
    const bin = Math.max(DOT + 1, Math.min(perDay, 34));
    const columns = new Map();
    const lanes = [];
    const dots = [];
    const bars = [];
    for (const item of datedItems()) {
      const long = (item.b - item.a + 1) * perDay > Math.max(bin, perDay) * 1.5;
      if (long) bars.push({...item, lane: laneFor(lanes, item)});
      else {
        const x = (((item.a + item.b + 1) / 2 - view.lo) / days()) * width;
        const column = Math.floor(x / bin);
        const level = columns.get(column) ?? 0;
        columns.set(column, level + 1);
        dots.push({...item, x: perDay >= bin ? x : (column + 0.5) * bin, level});
      }
    }
    const most = Math.max(3, ...columns.values());
    const size = Math.max(4, Math.min(DOT, 110 / most));
    const wide = size < DOT ? bin - 2 : size - 1; // crowded columns become a histogram of bricks
    const stack = Math.max(36, most * size) + 6;
    const barTop = stack + 6;
    const height = barTop + lanes.length * LANE + 4;
    plot.style.setProperty("--plot-height", `${height}px`);
    marks.replaceChildren(
      ...dots.map(({f, x, level}) => mark(f, size < DOT ? "brick" : "dot", `left:${x - wide / 2}px;top:${stack - (level + 1) * size}px;width:${wide}px;height:${size - 1}px`)),
      ...bars.map(({f, a, b, lane}) => {
        const [left, right] = [Math.max(0, at(a)), Math.min(100, at(b + 1))];
        const open = b === Infinity ? " open-end" : "";
        return mark(f, `bar${open}`, `left:${left}%;width:${Math.max(0.4, right - left)}%;top:${barTop + lane * LANE}px`);
      }));
    axis.replaceChildren(...axisMarks(view.lo, view.hi, Math.floor(width / 70)).map(({day, text}) =>
      el("span", {style: `left:${at(day) + (perDay > 14 && unit() === "day" ? 50 / days() : 0)}%`, class: perDay > 14 && unit() === "day" ? "mid" : ""}, text)));
    const inset = 50 / days();
    for (const input of [from, to]) {
      input.min = view.lo;
      input.max = view.hi;
      input.style.left = `calc(${inset}% - 22px)`;
      input.style.width = `calc(${100 - 2 * inset}% + 44px)`;
    }
    paint(new Set(["from", "selected"]));
  }

  function laneFor(lanes, item) {
    const end = Math.min(item.b, view.hi);
    let lane = lanes.findIndex((until) => until < item.a);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = end;
    return lane;
  }

  function mark(f, cls, style) {
    return el("button", {
      type: "button", class: `tick ${cls} ${f.kind} ${f.verification && f.verification !== "verified" ? "doubtful" : ""}`,
      "data-feature-id": f.id, "aria-label": `${f.date_text}: ${f.title}`, title: `${f.date_text}: ${f.title}`, style,
      onclick: () => actions.pick(f.id, "timeline"),
      onmouseenter: () => actions.hover(f.id), onmouseleave: () => actions.hover(null),
      onfocus: () => actions.hover(f.id), onblur: () => actions.hover(null),
    });
  }

  function paintInputs() {
    const {state} = store;
    from.value = state.from;
    to.value = state.to;
    from.setAttribute("aria-valuetext", humanWindow(state.from, state.from));
    to.setAttribute("aria-valuetext", humanWindow(state.to, state.to));
    for (const {input, which, say} of exact) {
      input.value = toIso(state[which]);
      say(Boolean(state.compare));
    }
    shade.style.left = `${at(state.from)}%`;
    shade.style.width = `${at(state.to + 1) - at(state.from)}%`;
  }

  function paint(changed) {
    if (changed.has("layers")) return draw();
    const {state} = store;
    if (changed.has("from") || changed.has("to")) {
      paintInputs();
      title.textContent = state.compare ? `${humanDay(state.from)} and ${humanDay(state.to)}` : humanWindow(state.from, state.to);
      count.textContent = actions.summary();
      paintPresets(state);
    }
    const chosen = store.related(state.selected).ids;
    const hovered = store.related(state.hover).ids;
    for (const tick of marks.children) {
      const f = store.features.get(tick.dataset.featureId);
      tick.classList.toggle("outside", !store.inWindow(f));
      tick.classList.toggle("hovered", hovered.has(f.id));
      toggleAttribute(tick, "aria-current", chosen.has(f.id));
    }
    return undefined;
  }

  let drawnWidth = plot.clientWidth;
  new ResizeObserver(() => {
    if (plot.clientWidth === drawnWidth) return;
    drawnWidth = plot.clientWidth;
    draw();
  }).observe(plot);
  return {
    paint, draw, include, stop,
    /** Bring a feature's mark into the plot, if its days lie outside. */
    reveal(id) {
      const f = store.features.get(id);
      const days = (f?.spans ?? []).flat().filter(Number.isFinite);
      if (!days.length || (Math.max(...days) >= view.lo && Math.min(...days) <= view.hi)) return;
      include(Math.min(...days, store.state.from), Math.max(...days, store.state.to));
    },
  };
}
