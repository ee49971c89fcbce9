// The timeline below the map: a lane a crossing, closures as bars, incidents as marks, and the moment that is shown.

import { barButton, sign } from "../panel/controls.js";
import { el, svg } from "../core/dom.js";
import { MASK_KEYS } from "../core/filter.js";
import { drawNoMore } from "../core/frame.js";
import { timelineKey } from "./lane_words.js";
import { DAY, endOf } from "../core/moments.js";
import { differs } from "../core/store.js";
import { onTheme } from "../core/theme.js";
import { redrawSoon, redrawTimeline } from "./timeline_draw.js";
import { listenTo, middleOf, seeMoment, seePart, zoomBy } from "./timeline_moves.js";

const PAST = 820 * DAY; // what is seen at first before the moment shown, and after it
const AHEAD_OF = 275 * DAY;
const TIMES = 1.8; // as often a button zooms
const LANE_KEYS = ["crossings", "flow", "direction", "chosen"];

const timelines = new WeakMap(); // part seen and whether it is folded, by the node of the instrument

/** Build the timeline in its place; gives back the function that ends it. */
export function addTimeline(node, model) {
  const line = makeTimeline(node, model);
  const view = (state, before) => {
    if (differs(state, before, ["on"])) {
      seeMoment(line, state);
    }
    if (differs(state, before, LANE_KEYS)) {
      line.due.lanes = true;
    }
    if (differs(state, before, MASK_KEYS)) {
      line.due.ticks = true;
    }
    redrawSoon(line);
  };
  model.store.subscribe(view);
  const sized = new ResizeObserver(() => {
    line.due.lanes = true;
    redrawSoon(line);
  });
  sized.observe(line.plot);
  const leaveTheme = onTheme(() => {
    line.due.lanes = true;
    redrawSoon(line);
  });
  const print = window.matchMedia("print");
  const onPrint = () => {
    line.due.lanes = true;
    redrawTimeline(line); // at once: paper does not wait for the next frame
  };
  print.addEventListener("change", onPrint);
  view(model.store.get(), null);
  return () => {
    print.removeEventListener("change", onPrint);
    sized.disconnect();
    leaveTheme();
    drawNoMore(line.redraw);
  };
}

/** The part of time that is seen: [from, to] in seconds. */
export function partOf(model) {
  const { first, last } = model.status.range;
  const memory = timelines.get(model.root);
  return memory ? memory.part : firstPart(endOf(model.store.get().on, "PK"), first, last);
}

function makeTimeline(node, model) {
  const t = model.t();
  const { first, last } = model.status.range;
  const now = endOf(model.store.get().on, "PK");
  const memory = timelines.get(model.root) || { part: firstPart(now, first, last), folded: false };
  timelines.set(model.root, memory);
  const stamp = window.L.Util.stamp(model.map);
  const near = new Set(model.incidents ? model.incidents.dictionary("near") : []);
  const names = el("div", { class: "dl-time-names" });
  const axis = el("div", { class: "dl-time-axis", "aria-hidden": "true", title: t("timeline.hint") });
  const lanes = svg("svg", { class: "dl-time-lanes", role: "group", "aria-label": t("timeline.lanes") });
  const canvas = el("canvas", { class: "dl-time-ticks", "aria-hidden": "true" });
  const shade = el("div", { class: "dl-time-window" });
  const moment = el("div", { class: "dl-time-now", "aria-hidden": "true" }, el("span", { class: "dl-time-handle" }));
  const plot = el("div", { class: "dl-time-plot" }, axis, shade, lanes, canvas, moment);
  const body = el("div", { class: "dl-time-body", id: "dl-time-" + stamp }, names, plot);
  const line = { model, t, memory, stamp, near, names, axis, lanes, canvas, shade, moment, plot, body, range: [first, last], laid: [], bars: [], pieces: [], roving: null, due: { lanes: true, scale: true, ticks: true }, redraw: () => redrawTimeline(line), mirrored: t.direction === "rtl", dragged: false };
  node.setAttribute("role", "region");
  node.setAttribute("aria-label", t("timeline.title"));
  node.append(headOf(line), body);
  listenTo(line);
  return line;
}

function firstPart(now, first, last) {
  const end = Math.min(last, now + AHEAD_OF);
  return [Math.max(first, end - PAST - AHEAD_OF), end];
}

function headOf(line) {
  const { t, memory, body } = line;
  const fold = barButton("fold", [sign("down"), t("timeline.title")], { class: "dl-bar-button dl-time-title", "aria-controls": body.id }, () => {
    memory.folded = !memory.folded;
    show();
  });
  const zoom = (name, factor) => barButton("zoom-" + name, sign(name), { title: t("timeline.zoom_" + name), "aria-label": t("timeline.zoom_" + name) }, () => zoomBy(line, factor, middleOf(line)));
  const all = barButton("zoom-all", t("timeline.all"), {}, () => seePart(line, line.range));
  const head = el("div", { class: "dl-time-head" }, fold, zoom("minus", 1 / TIMES), zoom("plus", TIMES), all, timelineKey(t, line.stamp));
  const show = () => {
    body.hidden = memory.folded;
    head.classList.toggle("dl-folded", memory.folded);
    fold.setAttribute("aria-expanded", String(!memory.folded));
  };
  show();
  return head;
}
