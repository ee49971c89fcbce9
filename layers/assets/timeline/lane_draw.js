// The lanes as SVG: what was open for whom as a strip, closures as bars over it; placed anew when the scale changes.

import { clear, svg } from "../core/dom.js";
import { coverOf, reachOf, stretchesOf } from "./lanes.js";
import { fillOf } from "./lane_colours.js";
import { spanOf, xOf } from "./time_scale.js";

const TAIL = 16; // pixels of a bar whose end is not known
const PART_HEIGHT = 3.5; // pixels of a bar that stands for a part of its row
const LEAST = 2;
const LEAST_HIT = 10;

/**
 * Draw lanes into an SVG element. `name(closure)` and `label(lane)` are what bars and lanes are called. Gives back
 * {pieces, bars}: pieces are placed with placePieces(); bars are [{lane, closure, from, to, node}] in order.
 */
export function drawLanes(node, lanes, { status, tree }, names, stamp) {
  const pieces = [];
  const bars = [];
  clear(node).append(patterns(stamp));
  for (const lane of lanes) {
    const group = svg("g", { transform: `translate(0 ${lane.top})`, role: "group", "aria-label": names.label(lane), class: lane.chosen ? "dl-lane dl-lane-chosen" : "dl-lane" });
    group.append(svg("rect", { class: "dl-lane-ground", x: 0, y: 0, width: "100%", height: lane.height }));
    lane.rows.forEach((row) => status.course(lane.index, row.flow, row.direction).forEach((span) => addPiece(group, pieces, stripOf(span, row, stamp))));
    const begun = status.closures(lane.index).map((closure) => ({ closure, reach: reachOf(closure, status) }));
    begun.sort((one, other) => one.reach[0] - other.reach[0]);
    for (const { closure, reach } of begun) {
      const rows = lane.rows.map((row) => [row, coverOf(closure, row, tree)]).filter(([, cover]) => cover);
      if (rows.length) {
        const bar = barNode(closure, reach, rows, lane, names.name(closure), { pieces, status, stamp });
        group.append(bar);
        bars.push({ lane: lane.index, closure, from: reach[0], to: reach[1], node: bar });
      }
    }
    group.append(svg("line", { class: "dl-lane-rule", x1: 0, x2: "100%", y1: lane.height - 0.5, y2: lane.height - 0.5 }));
    node.append(group);
  }
  return { pieces, bars };
}

/** Put all pieces where a scale has them. */
export function placePieces(pieces, scale) {
  for (const { node, from, to, least, tail } of pieces) {
    if (tail) {
      const turned = scale.mirrored ? " scale(-1 1)" : "";
      node.setAttribute("transform", `translate(${xOf(scale, from).toFixed(1)} 0)` + turned);
    } else {
      const [x, width] = spanOf(scale, from, to, least);
      node.setAttribute("x", x.toFixed(1));
      node.setAttribute("width", width.toFixed(1));
    }
  }
}

function addPiece(group, pieces, piece) {
  if (piece) {
    group.append(piece.node);
    pieces.push(piece);
  }
}

/** A stretch of a row in which one state held; where nothing was ever said there is nothing. */
function stripOf({ from, to, state, knowledge }, row, stamp) {
  if (state === "unknown") {
    const dots = svg("rect", { y: row.y + row.height / 2 - 0.5, height: 1, class: "dl-strip-unknown", fill: `url(#dl-dots-${stamp})` });
    return knowledge === "never_reported" ? null : { node: dots, from, to };
  }
  const fill = state === "restricted" ? `url(#dl-stripes-${stamp})` : fillOf(state);
  return { node: svg("rect", { y: row.y, height: row.height, fill, class: "dl-strip dl-strip-" + state }), from, to };
}

/** A closure as one thing to press, with a part in each of its rows. */
function barNode(closure, reach, rows, lane, name, { pieces, status, stamp }) {
  const group = svg("g", { class: "dl-closure-bar", role: "button", tabindex: -1, "aria-label": name }, svg("title", {}, name));
  addPiece(group, pieces, { node: svg("rect", { class: "dl-closure-hit", y: 0, height: lane.height }), from: reach[0], to: reach[1], least: LEAST_HIT });
  const { early, sure, late, open } = stretchesOf(closure, status);
  for (const [row, cover] of rows) {
    const height = cover === "whole" ? row.height : PART_HEIGHT;
    const y = row.y + (row.height - height) / 2;
    const rect = (span, fill, least) => span && addPiece(group, pieces, { node: svg("rect", { y, height, fill }), from: span[0], to: span[1], least });
    rect(early, `url(#dl-hatch-${stamp})`, sure ? 0 : LEAST);
    rect(sure || (early ? null : [closure.start[1], closure.start[1]]), fillOf("closed"), LEAST);
    rect(late, `url(#dl-hatch-${stamp})`, 0);
    if (open) {
      addPiece(group, pieces, { node: tailNode(open, y, height, stamp), from: sure ? sure[1] : closure.start[1], tail: true });
    }
  }
  return group;
}

/** What stands at the end of a bar without one: an arrow while it is said to hold, a hatch that fades where no end was said. */
function tailNode(open, y, height, stamp) {
  const middle = y + height / 2;
  if (open === "held") {
    return svg("path", { d: `M0 ${middle - height / 2 - 1} L${height / 2 + 3} ${middle} L0 ${middle + height / 2 + 1} Z`, fill: fillOf("closed") });
  }
  const mark = svg("path", { d: `M${TAIL - 3} ${middle - 2.5} L${TAIL} ${middle} L${TAIL - 3} ${middle + 2.5}`, fill: "none", stroke: fillOf("closed"), "stroke-width": 1.2 });
  return svg("g", {}, svg("rect", { x: 0, y, width: TAIL - 4, height, fill: `url(#dl-hatch-${stamp})`, opacity: 0.75 }), mark);
}

/** Hatch for what is uncertain, stripes for restricted, dots for unknown. */
function patterns(stamp) {
  const closed = fillOf("closed");
  const restricted = fillOf("restricted");
  const pattern = (name, width, height, ...children) => svg("pattern", { id: `dl-${name}-${stamp}`, width, height, patternUnits: "userSpaceOnUse" }, children);
  return svg(
    "defs",
    {},
    pattern("hatch", 4, 4, svg("path", { d: "M-1 1L1 -1M0 4L4 0M3 5L5 3", stroke: closed, "stroke-width": 1.3 })),
    pattern("stripes", 5, 5, svg("rect", { width: 5, height: 5, fill: restricted, opacity: 0.5 }), svg("path", { d: "M-1 1L1 -1M0 5L5 0M4 6L6 4", stroke: restricted, "stroke-width": 1.6 })),
    pattern("dots", 4, 4, svg("rect", { width: 1.5, height: 4, class: "dl-strip-dot" })),
  );
}
