// What one does in the timeline: seeing another part of time, moving the date, going from bar to bar.

import { goToCrossing } from "../map/fly.js";
import { onceAFrame } from "../core/frame.js";
import { followPointers } from "./lane_moves.js";
import { closureName } from "./lane_words.js";
import { barAt, beginning } from "./lanes.js";
import { dayOf, dayText, endOf } from "../core/moments.js";
import { pannedPart, partWith, scaleOf, secondAt, xOf, zoomedPart } from "./time_scale.js";
import { NARROW_PLOT, redrawSoon, rove } from "./timeline_draw.js";

/** Listen to pointers, wheel and keys on the plot. */
export function listenTo(line) {
  const { plot, lanes, model, memory } = line;
  const isAxis = (target) => line.axis.contains(target) || line.moment.contains(target);
  const on = {
    pan: (pixels) => seePart(line, pannedPart(scaleOf(line), pixels, line.range)),
    zoom: (factor, x) => zoomBy(line, factor, x),
    scrub: onceAFrame((x) => model.store.send({ type: "on", on: momentAt(line, x) })),
    release: (moved) => {
      line.dragged = moved;
      setTimeout(() => (line.dragged = false));
      line.due.lanes = line.due.lanes || scaleOf(line).width < NARROW_PLOT;
      redrawSoon(line);
    },
  };
  followPointers(plot, on, isAxis);
  const barOf = (event) => line.bars.findIndex(({ node }) => node.contains(event.target));
  lanes.addEventListener("click", (event) => {
    const at = barOf(event);
    if (at >= 0 && !line.dragged) {
      jump(line, at);
    }
  });
  lanes.addEventListener("keydown", (event) => onBarKey(event, line, barOf(event)));
  lanes.addEventListener("focusin", (event) => {
    const at = barOf(event);
    if (at >= 0) {
      rove(line, at);
      seePart(line, partWith({ from: memory.part[0], to: memory.part[1] }, line.bars[at].from, line.range));
    }
  });
}

function momentAt(line, x) {
  const second = Math.min(line.range[1], Math.max(line.range[0], secondAt(scaleOf(line), x)));
  return { day: dayText(dayOf(second, "PK")) };
}

function onBarKey(event, line, at) {
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    jump(line, at);
    return;
  }
  const next = barAt(line.bars, at, event.key, line.t.direction);
  if (next !== at || /^(Arrow|Home|End)/.test(event.key)) {
    event.preventDefault();
    rove(line, next);
    line.bars[next].node.focus();
  }
}

/** Go to where a closure begins: its date, its crossing, its place on the map. */
function jump(line, at) {
  const { closure } = line.bars[at];
  const { store, announce } = line.model;
  rove(line, at);
  store.send({ type: "play", playing: false });
  store.send({ type: "on", on: beginning(closure) });
  goToCrossing(line.model, closure.crossing);
  announce(closureName(closure, line.model, line.t));
}

/** Where the buttons zoom about: the moment shown where it is in view, else the middle. */
export function middleOf(line) {
  const scale = scaleOf(line);
  const x = xOf(scale, endOf(line.model.store.get().on, "PK"));
  return x > 0 && x < scale.width ? x : scale.width / 2;
}

/** Zoom by a factor about so many pixels from the left. */
export function zoomBy(line, factor, x) {
  const scale = scaleOf(line);
  seePart(line, zoomedPart(scale, factor, secondAt(scale, x), line.range));
}

/** See another part of time. */
export function seePart(line, part) {
  if (part[0] !== line.memory.part[0] || part[1] !== line.memory.part[1]) {
    line.memory.part = part;
    line.due.scale = true;
    redrawSoon(line);
  }
}

/** Have the moment of a state in view. */
export function seeMoment(line, state) {
  const [from, to] = line.memory.part;
  seePart(line, partWith({ from, to }, endOf(state.on, "PK"), line.range));
}
