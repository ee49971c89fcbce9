// The lanes of the timeline: which crossings, how high, which row stands for which flow, what a closure covers of it.

import { leavesOf } from "../core/gather.js";
import { DAY, dayOf, dayText } from "../core/moments.js";
import { HEADLINE, WAYS } from "../core/vocabulary.js";

const FORMAL = "formal_international";
const ROW = 8; // pixels
const GAP = 1;
const EDGE = 2;
const CHOSEN_ROW = 12; // high enough for the name of the row beside it, below that of the crossing
const CHOSEN_HEAD = 19;
const TICKS = 5; // incidents stand below the rows

/** The rows of a lane, each {flow, direction}: cargo above people, or the flow chosen; by direction where it is split. */
export function laneRows({ flow, direction }, tree, split) {
  const flows = flow === "all" ? tree.all || ["all"] : [flow];
  const ways = split && direction === "both" ? WAYS : [direction];
  return flows.flatMap((one) => ways.map((way) => ({ flow: one, direction: way })));
}

/** The crossings that have a lane, formal ones first: those with a closure, incident or known state, and the chosen one. */
export function laneOrder(status, near, { crossings, chosen }, wanted) {
  const has = ({ id }, index) => id === chosen || ((!crossings.length || crossings.includes(id)) && (wanted ? wanted(index) : status.closures(index).length > 0 || near.has(id)));
  const places = status.crossings.map((crossing, index) => ({ crossing, index })).filter(({ crossing, index }) => has(crossing, index));
  const rank = ({ crossing }) => (crossing.kind === FORMAL ? 0 : 1);
  return places.sort((one, other) => rank(one) - rank(other) || one.index - other.index).map(({ index }) => index);
}

/** The lanes one below the other: [{index, top, height, rows: [{flow, direction, y, height}], ticks}]. */
export function layLanes(order, state, tree, status) {
  let top = 0;
  return order.map((index) => {
    const chosen = status.crossings[index].id === state.chosen;
    const [head, high] = chosen ? [CHOSEN_HEAD, CHOSEN_ROW] : [EDGE, ROW];
    const rows = laneRows(state, tree, chosen).map((row, at) => ({ ...row, y: head + at * (high + GAP), height: high }));
    const ticks = head + rows.length * (high + GAP);
    const lane = { index, chosen, top, height: ticks + TICKS + EDGE, rows, ticks };
    top += lane.height;
    return lane;
  });
}

/** How much of a row a closure covers: "", "part" or "whole"; of a branch the whole, if the flow that speaks for it. */
export function coverOf(closure, row, tree) {
  const shut = closure.flows.flatMap((flow) => leavesOf(flow, tree));
  const leaves = leavesOf(row.flow, tree);
  const speaks = HEADLINE[row.flow] ? [HEADLINE[row.flow]] : leaves;
  if (!leaves.some((leaf) => shut.includes(leaf)) || (closure.direction !== "both" && row.direction !== "both" && closure.direction !== row.direction)) {
    return "";
  }
  return speaks.every((leaf) => shut.includes(leaf)) && (closure.direction === "both" || closure.direction === row.direction) ? "whole" : "part";
}

/**
 * A closure as stretches of time: {early, sure, late} are [from, to] or null, early and late those in which it may have
 * begun and ended; `open` is "" where the end is known, else "held" while it is still said to hold at the end of all,
 * or "unsaid" where nobody said that it ended.
 */
export function stretchesOf(closure, status) {
  const { start, end, daysMin } = closure;
  const early = start[1] > start[0] ? [start[0], start[1]] : null;
  if (end) {
    return { early, sure: end[0] > start[1] ? [start[1], end[0]] : null, late: end[1] > end[0] ? [Math.max(start[1], end[0]), end[1]] : null, open: "" };
  }
  const until = Math.min(status.range.last, start[1] + daysMin * DAY);
  const open = status.phase(closure, { second: status.range.last }) === "shut" ? "held" : "unsaid";
  return { early, sure: until > start[1] ? [start[1], until] : null, late: null, open };
}

/** From where to where a closure is drawn. */
export function reachOf(closure, status) {
  const { sure } = stretchesOf(closure, status);
  return [closure.start[0], closure.end ? closure.end[1] : sure ? sure[1] : closure.start[1]];
}

/** The moment at which a closure surely began: the instant where it is known, else the day. */
export function beginning({ start, side }) {
  const [earliest, latest] = start;
  return earliest === latest ? { second: earliest } : { day: dayText(dayOf(latest, side === "AF" ? "AF" : "PK")) };
}

/**
 * The bar that a key leads to from bar `at`: the one before or after it in its lane, the first or last of it, or the
 * nearest in time of the lane above or below; `bars` are {lane, from}. `at` itself where there is none.
 */
export function barAt(bars, at, key, direction) {
  const { lane, from } = bars[at];
  const own = places(bars, (bar) => bar.lane === lane);
  const within = own.indexOf(at);
  const ahead = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const next = own[within + (key === ahead ? 1 : -1)];
      return next === undefined ? at : next;
    }
    case "Home":
      return own[0];
    case "End":
      return own[own.length - 1];
    case "ArrowUp":
    case "ArrowDown":
      return nearestIn(bars, at, from, lane, key === "ArrowUp" ? -1 : 1);
    default:
      return at;
  }
}

function nearestIn(bars, at, from, lane, step) {
  const lanes = Array.from(new Set(bars.map((bar) => bar.lane)));
  const goal = lanes[lanes.indexOf(lane) + step];
  const found = places(bars, (bar) => goal !== undefined && bar.lane === goal);
  return found.reduce((best, place) => (best === at || Math.abs(bars[place].from - from) < Math.abs(bars[best].from - from) ? place : best), at);
}

function places(bars, test) {
  return bars.map((bar, place) => (test(bar) ? place : -1)).filter((place) => place >= 0);
}
