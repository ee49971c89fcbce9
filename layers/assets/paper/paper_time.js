// The timeline on paper: the part of time seen and its lanes, drawn once more at a fixed width, all of it as lines.

import { shortName } from "../map/crossing_look.js";
import { svg } from "../core/dom.js";
import { windowDays } from "../core/filter.js";
import { fillOf } from "../timeline/lane_colours.js";
import { drawLanes, placePieces } from "../timeline/lane_draw.js";
import { tickMarks } from "../timeline/lane_ticks.js";
import { markWords } from "../timeline/lane_words.js";
import { laneOrder, layLanes } from "../timeline/lanes.js";
import { endOf, startOfDay } from "../core/moments.js";
import { axisMarks, spanOf, timeScale, xOf } from "../timeline/time_scale.js";

const WIDTH = 900;
const NAMES = 168;
const AXIS = 22;
const TICK = 5;

/** The lanes with a closure in a part of time [from, to], as SVG; null where there is none. */
export function paperTime(model, part, t, stamp) {
  const { status, incidents } = model;
  const state = { ...model.store.get(), chosen: "" };
  const mirrored = t.direction === "rtl";
  const scale = timeScale(part[0], part[1], WIDTH - NAMES, mirrored);
  const inPart = (index) => status.closures(index).some(({ start, end }) => start[0] <= scale.to && (end ? end[1] : start[1]) >= scale.from);
  const lanes = layLanes(laneOrder(status, new Set(), state, inPart), state, model.tree, status);
  if (!lanes.length) {
    return null;
  }
  const height = lanes.reduce((sum, lane) => sum + lane.height, 0);
  const plot = svg("svg", { x: mirrored ? 0 : NAMES, y: AXIS, width: scale.width, height });
  const { pieces } = drawLanes(plot, lanes, model, { name: () => "", label: () => "" }, stamp);
  placePieces(pieces, scale);
  const live = ["role", "tabindex", "aria-label", "class"]; // what makes a lane or a bar one to be used
  plot.querySelectorAll("[role], [tabindex]").forEach((node) => live.forEach((name) => node.removeAttribute(name)));
  plot.querySelectorAll("title, .dl-closure-hit").forEach((node) => node.remove());
  plot.append(...(incidents && incidents.near ? ticks(model, state, lanes, scale) : []), momentOf(state, scale, height));
  const names = lanes.map((lane) => svg("text", { x: mirrored ? WIDTH - 4 : 4, y: AXIS + lane.top + lane.height / 2 + 4, class: "dl-paper-lane" }, shortName(model.name(lane.index))));
  const axis = svg("svg", { x: mirrored ? 0 : NAMES, y: 0, width: scale.width, height: AXIS + height }, windowOf(state, scale, height), axisMarks(scale).map((mark) => axisLine(mark, scale, height, t)));
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${AXIS + height}`, class: "dl-paper-time", role: "img", "aria-label": t("timeline.title"), direction: t.direction }, axis, plot, names);
}

function axisLine(mark, scale, height, t) {
  const x = xOf(scale, mark.second);
  const aside = scale.mirrored ? -4 : 4;
  return svg("g", {}, svg("line", { class: "dl-paper-rule", x1: x, x2: x, y1: 0, y2: AXIS + height }), svg("text", { class: "dl-paper-mark-word", x: (x + aside).toFixed(1), y: 15 }, markWords(mark, t)));
}

function windowOf(state, scale, height) {
  const [since, until] = windowDays(state);
  if (state.window.kind === "all") {
    return null;
  }
  const [x, width] = spanOf(scale, startOfDay(since, "PK"), startOfDay(until + 1, "PK"), 0);
  return svg("rect", { class: "dl-paper-window", x, y: AXIS, width, height });
}

function momentOf(state, scale, height) {
  const x = xOf(scale, endOf(state.on, "PK")).toFixed(1);
  return svg("line", { class: "dl-paper-now", x1: x, x2: x, y1: 0, y2: height });
}

function ticks({ incidents, status }, state, lanes, scale) {
  const kinds = incidents.dictionary("kind");
  const marks = tickMarks(incidents, status.crossings.map(({ id }) => id), lanes, scale, incidents.mask(state), () => false);
  return lanes.flatMap((lane) => Array.from(marks.get(lane.index).values(), ({ x, count, kind }) => {
    const high = Math.min(TICK, 3 + count);
    return svg("rect", { x: x - 1, y: lane.top + lane.ticks + TICK - high, width: 2, height: high, fill: fillOf(kinds[kind] || "other") });
  }));
}
