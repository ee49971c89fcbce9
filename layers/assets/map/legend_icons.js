// The small pictures of the legend.

import { el, svg } from "../core/dom.js";
import { cellLook, cellSteps } from "./grid_counts.js";
import { badge, cellNode, dot, shapeNode, symbol } from "./symbols.js";

/** How a badge is read, and what a small mark is. */
export function crossingKey(t, icon) {
  return [
    el("div", { class: "dl-key" }, icon(() => badge([["cargo", "open"], ["people", "closed"]], 18)), el("span", {}, t("legend.cargo_cell"), el("br"), t("legend.people_cell"))),
    el("p", { class: "dl-quiet" }, icon(() => dot(["open", "unknown"], 5)), " ", t("legend.small")),
  ];
}

/** A state in a cell for cargo and one for people. */
export function cellIcon(state) {
  return svg("svg", { width: 36, height: 18, "aria-hidden": "true" }, cellNode("cargo", state, 18), svg("g", { transform: "translate(18 0)" }, cellNode("people", state, 18)));
}

/** The shape of a kind of incident. */
export function kindIcon(kind) {
  return shapeIcon(symbol(kind), 7);
}

/** The ring within which something is placed. */
export function radiusIcon(key) {
  return key ? shapeIcon(symbol(key), 7) : null;
}

/** The squares that stand for many incidents, from few to many. */
export function squaresKey() {
  return svg("svg", { width: cellSteps().length * 11, height: 12, "aria-hidden": "true" }, cellSteps().map((from, at) => svg("rect", { x: at * 11 + 0.5, y: 0.5, width: 10, height: 10, fill: cellLook(from)[0], stroke: "#8f8a94", "stroke-width": 0.6 })));
}

/** The symbol of a layer that has one: a shape or a piece of its line. */
export function swatch(summary) {
  if (!summary.swatch) {
    return null;
  }
  const style = symbol(summary.swatch);
  if (style.shape !== "line") {
    return shapeIcon(style, 6);
  }
  return svg("svg", { width: 24, height: 10, "aria-hidden": "true" }, svg("line", { x1: 0, y1: 5, x2: 24, y2: 5, stroke: style.colour, "stroke-width": style.size, "stroke-dasharray": summary.dash || null }));
}

function shapeIcon(style, radius) {
  const dotted = style.pattern === "dotted";
  return svg("svg", { width: 16, height: 16, "aria-hidden": "true" }, shapeNode(style, 8, 8, Math.min(radius, style.size), { "stroke-width": 1, "stroke-dasharray": dotted ? "2 2" : null }));
}
