// From time to pixels and back, and where the axis has its marks; runs from right to left where the script does.

import { DAY, dayNumber, dayOf, dayText, startOfDay } from "../core/moments.js";

const SHORTEST = 7 * DAY; // what is seen when one is nearest
const ZONE = "PK";
const BEYOND = 40; // pixels that something may reach beyond the edge: longer ones are cut there

// How far apart marks are, from near to far: [days, months, pixels that a label needs].
const UNITS = [
  [1, 0, 82],
  [7, 0, 82],
  [0, 1, 72],
  [0, 3, 72],
  [0, 6, 72],
  [0, 12, 46],
  [0, 24, 46],
  [0, 60, 46],
  [0, 120, 46],
];

/** The scale of a part of time over a width in pixels. */
export function timeScale(from, to, width, mirrored) {
  return { from, to, width, mirrored: mirrored === true };
}

/** The scale of a timeline as it is seen now. */
export function scaleOf({ memory, plot, mirrored }) {
  return timeScale(memory.part[0], memory.part[1], Math.max(1, plot.clientWidth), mirrored);
}

/** Pixels from the left edge to a second. */
export function xOf({ from, to, width, mirrored }, second) {
  const x = ((second - from) / (to - from)) * width;
  return mirrored ? width - x : x;
}

/** The second at so many pixels from the left edge. */
export function secondAt({ from, to, width, mirrored }, x) {
  return from + ((mirrored ? width - x : x) / width) * (to - from);
}

/** Left edge and width of a span, cut a little beyond the edges, at least so wide. */
export function spanOf(scale, start, end, least) {
  const inside = (x) => Math.min(scale.width + BEYOND, Math.max(-BEYOND, x));
  const [left, right] = [xOf(scale, start), xOf(scale, end)].map(inside).sort((one, other) => one - other);
  return [left, Math.max(least || 0, right - left)];
}

/** The part of time seen after zooming by a factor about a second: [from, to] within the bounds. */
export function zoomedPart({ from, to }, factor, about, [first, last]) {
  const length = Math.min(last - first, Math.max(SHORTEST, (to - from) / factor));
  const share = (about - from) / (to - from);
  return withinBounds(about - share * length, length, first, last);
}

/** The part of time seen after moving it by so many pixels to the right. */
export function pannedPart({ from, to, width, mirrored }, pixels, [first, last]) {
  const seconds = ((to - from) / width) * pixels * (mirrored ? 1 : -1);
  return withinBounds(from + seconds, to - from, first, last);
}

/** The part of the same length that has a second in it; the part itself where it does already. */
export function partWith({ from, to }, second, [first, last]) {
  if (second >= from && second <= to) {
    return [from, to];
  }
  const length = to - from;
  return withinBounds(second < from ? second - length * 0.2 : second - length * 0.8, length, first, last);
}

function withinBounds(from, length, first, last) {
  const start = Math.max(first, Math.min(from, last - length));
  return [start, Math.min(last, start + length)];
}

/** The marks of the axis: [{second, day, unit}], unit "day", "month" or "year", as close as labels have room. */
export function axisMarks({ from, to, width }) {
  const perDay = (width / (to - from)) * DAY;
  const [days, months] = UNITS.find(([unitDays, unitMonths, room]) => perDay * (unitDays || unitMonths * 30.4) >= room) || UNITS[UNITS.length - 1];
  const marks = [];
  let day = firstMark(dayOf(from, ZONE), days, months);
  while (startOfDay(day, ZONE) <= to) {
    const second = startOfDay(day, ZONE);
    if (second >= from) {
      marks.push({ second, day, unit: days ? "day" : months < 12 ? "month" : "year" });
    }
    day = days ? day + days : monthsOn(day, months);
  }
  return marks;
}

function firstMark(day, days, months) {
  if (days) {
    return day - ((((day + 3) % days) + days) % days); // weeks begin on Monday
  }
  const [year, month] = dayText(day).split("-").map(Number);
  const count = Math.floor((year * 12 + month - 1) / months) * months;
  return dayNumber(monthText(count));
}

function monthsOn(day, months) {
  const [year, month] = dayText(day).split("-").map(Number);
  return dayNumber(monthText(year * 12 + month - 1 + months));
}

function monthText(count) {
  return String(Math.floor(count / 12)).padStart(4, "0") + "-" + String((count % 12) + 1).padStart(2, "0") + "-01";
}
