// Drawing the timeline: lanes when they change, bars and axis when the scale does, the moment whenever it moves.

import { shortName } from "../map/crossing_look.js";
import { clear, el } from "../core/dom.js";
import { windowDays } from "../core/filter.js";
import { goToCrossing } from "../map/fly.js";
import { drawSoon } from "../core/frame.js";
import { drawLanes, placePieces } from "./lane_draw.js";
import { drawTicks, tickMarks } from "./lane_ticks.js";
import { closureName, markWords } from "./lane_words.js";
import { laneOrder, layLanes } from "./lanes.js";
import { endOf, onText, startOfDay } from "../core/moments.js";
import { axisMarks, scaleOf, spanOf, xOf } from "./time_scale.js";

export const NARROW_PLOT = 480; // pixels below which only lanes with a bar in view are there

/** Draw what is due with the next frame. */
export function redrawSoon(line) {
  drawSoon(line.redraw);
}

/** Draw what is due now. */
export function redrawTimeline(line) {
  const scale = scaleOf(line);
  if (line.memory.folded || scale.width < 2) {
    return;
  }
  const state = line.model.store.get();
  if (line.due.lanes) {
    redrawLanes(line, state, scale);
  }
  if (line.due.scale || line.due.lanes) {
    placePieces(line.pieces, scale);
    redrawAxis(line, scale);
  }
  redrawMoment(line, state, scale);
  if (line.due.ticks || line.due.scale || line.due.lanes) {
    redrawTicks(line, state, scale);
  }
  line.due = { lanes: false, scale: false, ticks: false };
}

function redrawLanes(line, state, scale) {
  const { model, t, near, lanes, names, stamp } = line;
  const { status } = model;
  const inView = (index) => status.closures(index).some(({ start, end }) => start[0] <= scale.to && (end ? end[1] : start[1]) >= scale.from);
  line.laid = layLanes(laneOrder(status, near, state, scale.width < NARROW_PLOT ? inView : null), state, model.tree, status);
  const focused = line.bars.find(({ node }) => node === document.activeElement);
  const drawn = drawLanes(lanes, line.laid, model, { name: (closure) => closureName(closure, model, t), label: ({ index }) => model.name(index) }, stamp);
  Object.assign(line, drawn);
  const height = line.laid.reduce((sum, lane) => sum + lane.height, 0);
  lanes.setAttribute("height", height);
  clear(names).append(el("div", { class: "dl-time-corner" }), ...line.laid.map((lane) => laneName(lane, line)));
  const place = focused ? focused.closure.place : line.roving;
  const at = line.bars.findIndex(({ closure }) => closure.place === place);
  rove(line, at < 0 ? 0 : at);
  if (focused && at >= 0) {
    line.bars[at].node.focus({ preventScroll: true });
  }
}

/** The name of a lane, which chooses its crossing; with the rows of a chosen one named too. */
function laneName({ index, height, chosen, rows }, { model, t }) {
  const button = el("button", { type: "button", class: "dl-lane-name", "aria-pressed": String(chosen), "data-keep": "lane-" + index, title: model.name(index) }, el("span", { dir: "auto" }, shortName(model.name(index))), chosen ? rows.map((row) => rowName(row, t)) : null);
  button.style.blockSize = height + "px";
  button.addEventListener("click", () => (chosen ? model.store.send({ type: "choose", id: "" }) : goToCrossing(model, index)));
  return button;
}

/** What a row of the chosen lane stands for, beside it. */
function rowName({ flow, direction, y }, t) {
  const node = el("small", {}, t("timeline.row", { flow: t.word("flow", flow), way: t("timeline.way_" + direction) }));
  node.style.insetBlockStart = y + "px";
  return node;
}

function redrawAxis({ axis, t }, scale) {
  clear(axis).append(...axisMarks(scale).map((mark) => axisMark(mark, scale, t)));
}

function axisMark(mark, scale, t) {
  const node = el("span", { class: "dl-time-mark" }, markWords(mark, t));
  node.style.left = xOf(scale, mark.second).toFixed(1) + "px";
  return node;
}

function redrawMoment({ moment, shade }, state, scale) {
  moment.style.left = xOf(scale, endOf(state.on, "PK")).toFixed(1) + "px";
  moment.dataset.on = onText(state.on);
  const [since, until] = windowDays(state);
  const from = since === -Infinity ? scale.from : startOfDay(since, "PK");
  const [x, width] = spanOf(scale, from, startOfDay(until + 1, "PK"), 0);
  shade.style.left = x + "px";
  shade.style.width = width + "px";
  shade.hidden = state.window.kind === "all";
}

function redrawTicks({ model, canvas, laid }, state, scale) {
  const { incidents, status } = model;
  if (!incidents || !incidents.near) {
    return;
  }
  const hidden = new Set(state.hiddenKinds.map((kind) => incidents.dictionary("kind").indexOf(kind)));
  const loose = state.search.trim() === "" && state.precision === "any";
  const others = (row) => loose && !hidden.has(incidents.kind[row]);
  const ids = status.crossings.map(({ id }) => id);
  drawTicks(canvas, incidents, laid, tickMarks(incidents, ids, laid, scale, incidents.mask(state), others), scale.width);
}

/** One bar alone is reached by Tab; the arrows lead to the others. */
export function rove(line, at) {
  line.bars.forEach(({ node }, place) => node.setAttribute("tabindex", place === at ? "0" : "-1"));
  line.roving = line.bars[at] ? line.bars[at].closure.place : null;
}
