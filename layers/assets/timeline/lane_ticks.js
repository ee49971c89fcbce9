// Incidents below the rows of their lanes: one mark a pixel, higher where there are several, in the colour of the kind.

import { startOfDay, DAY } from "../core/moments.js";
import { fillOf } from "./lane_colours.js";
import { xOf } from "./time_scale.js";

const WIDE = 2;
const HIGHEST = 5;
const BESIDE = 0.28; // how strong incidents are that lie outside the window

/**
 * Marks by lane and pixel: Map of lane index to [{x, count, shown, kind}] in order; `near` is the place of each row's
 * crossing in `ids`. Rows that `shown` leaves out are counted apart; `others(row)` says whether they are drawn at all.
 */
export function tickMarks(incidents, ids, lanes, scale, shown, others) {
  const laneOf = new Map(lanes.map((lane) => [lane.index, lane]));
  const laneByCode = incidents.dictionary("near").map((id) => laneOf.get(ids.indexOf(id)) || null);
  const marks = new Map(lanes.map((lane) => [lane.index, new Map()]));
  const [first, last] = [scale.from / DAY - 1, scale.to / DAY + 1];
  for (let row = 0; row < incidents.rows; row += 1) {
    const lane = incidents.near[row] < 0 ? null : laneByCode[incidents.near[row]];
    if (!lane || incidents.first[row] < first || incidents.first[row] > last || !(shown[row] || others(row))) {
      continue;
    }
    const x = Math.round(xOf(scale, startOfDay(incidents.first[row], "PK") + DAY / 2));
    const here = marks.get(lane.index);
    const mark = here.get(x) || { x, count: 0, shown: false, kind: -1 };
    if (mark.kind < 0 || (shown[row] && !mark.shown)) {
      mark.kind = incidents.kind[row];
    }
    mark.count += 1;
    mark.shown = mark.shown || shown[row] === 1;
    here.set(x, mark);
  }
  return marks;
}

/** Draw the marks on a canvas that lies over the lanes. */
export function drawTicks(canvas, incidents, lanes, marks, width) {
  const height = lanes.reduce((sum, lane) => sum + lane.height, 0);
  const ratio = window.devicePixelRatio || 1;
  const [pixelsWide, pixelsHigh] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelsWide || canvas.height !== pixelsHigh) {
    [canvas.width, canvas.height] = [pixelsWide, pixelsHigh];
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const kinds = incidents.dictionary("kind");
  lanes.forEach((lane) => {
    const foot = lane.top + lane.ticks + HIGHEST;
    marks.get(lane.index).forEach(({ x, count, shown, kind }) => {
      const high = Math.min(HIGHEST, 3 + count);
      context.globalAlpha = shown ? 1 : BESIDE;
      context.fillStyle = fillOf(kinds[kind] || "other");
      context.fillRect(x - WIDE / 2, foot - high, WIDE, high);
    });
  });
}
