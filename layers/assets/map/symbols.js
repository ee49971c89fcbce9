// Shapes and badges from the style table.

import { svg } from "../core/dom.js";
import { isDark } from "../core/theme.js";

const styles = new Map();

/** Keep the symbols of the style table. */
export function addStyles(table) {
  for (const [key, style] of Object.entries(table)) {
    styles.set(key, style);
  }
}

/** One symbol on the ground of now, a layer's own changes laid over it; what is not in the table looks like "other". */
export function symbol(key, changes) {
  const given = styles.has(key) ? styles.get(key) : styles.get("other");
  const style = given.dark && isDark() ? { ...given, ...given.dark } : given;
  const own = changes && Object.prototype.hasOwnProperty.call(changes, key) ? changes[key] : null;
  return own ? { ...style, ...own } : style;
}

/** Symbols of one layer in their order: [[key, style], ...]. */
export function symbolsOf(layer) {
  return Array.from(styles.entries())
    .filter(([, style]) => style.layer === layer)
    .sort((one, other) => one[1].order - other[1].order);
}

const TURN = Math.PI * 2;

/** Corners of a shape about the origin at radius 1, or null for a circle. */
export function corners(shape) {
  const ring = (count, turn, inner) =>
    Array.from({ length: inner ? count * 2 : count }, (none, at) => {
      const angle = turn + (TURN * at) / (inner ? count * 2 : count);
      const radius = inner && at % 2 ? inner : 1;
      return [Math.cos(angle) * radius, Math.sin(angle) * radius];
    });
  switch (shape) {
    case "star":
      return ring(6, -TURN / 4, 0.55);
    case "triangle":
      return ring(3, -TURN / 4).map(([x, y]) => [x * 1.1, y * 1.1 + 0.15]);
    case "square":
      return ring(4, TURN / 8).map(([x, y]) => [x * 1.2, y * 1.2]);
    case "diamond":
      return ring(4, 0).map(([x, y]) => [x * 1.1, y * 1.1]);
    case "hexagon":
      return ring(6, 0);
    case "octagon":
      return ring(8, TURN / 16).map(([x, y]) => [x * 1.06, y * 1.06]);
    case "cross":
    case "plus":
      return plus(shape === "cross" ? TURN / 8 : 0);
    case "wave":
      return [[-1, 0.8], [-0.2, -1], [0.2, -0.2], [0.45, -0.6], [1.1, 0.8]];
    case "arrow":
      return [[-1, -0.4], [0.1, -0.4], [0.1, -1], [1.1, 0], [0.1, 1], [0.1, 0.4], [-1, 0.4]];
    default:
      return null;
  }
}

function plus(turn) {
  const arm = 0.38;
  const points = [[arm, -1.1], [arm, -arm], [1.1, -arm], [1.1, arm], [arm, arm], [arm, 1.1], [-arm, 1.1], [-arm, arm], [-1.1, arm], [-1.1, -arm], [-arm, -arm], [-arm, -1.1]];
  return points.map(([x, y]) => [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)]);
}

/** Add a shape to a canvas path. */
export function tracePath(context, shape, x, y, radius) {
  const points = corners(shape);
  context.beginPath();
  if (!points) {
    context.arc(x, y, radius, 0, TURN);
  } else {
    points.forEach(([px, py], at) => (at ? context.lineTo(x + px * radius, y + py * radius) : context.moveTo(x + px * radius, y + py * radius)));
    context.closePath();
  }
}

/** The same shape as an SVG element. */
export function shapeNode(style, x, y, radius, attributes) {
  const look = { fill: style.fill, stroke: style.colour, ...attributes };
  const points = corners(style.shape);
  if (!points) {
    return svg("circle", { cx: x, cy: y, r: radius, ...look });
  }
  return svg("polygon", { points: points.map(([px, py]) => [x + px * radius, y + py * radius].map((n) => n.toFixed(1)).join(",")).join(" "), ...look });
}

const GLYPHS = {
  // A truck and a walker on a field of 16 by 16.
  cargo: ["M1 4.2h8.2v6.6H1z", "M10 6.2h2.7l2.3 2.4v2.2h-5z", "M3.9 10.2a1.6 1.6 0 1 1-.01 0z", "M12 10.2a1.6 1.6 0 1 1-.01 0z"],
  people: ["M8.6 1a1.55 1.55 0 1 1-.01 0z", "M7.4 4.6l2 .1 1 2 1.9.9-.5 1.1-2.4-1-.5-.9-.5 2.2 1.9 2 .5 3.2-1.4.2-.5-2.8-2.2-2-1.4 4.8-1.4-.4 1.8-6.5.3-1.4-1 .8-.5 2-1.2-.3.7-2.7z"],
};

/** One cell of a badge: the state as shape, colour and pattern, with the glyph of the flow in it. */
export function cellNode(flow, state, size, changes) {
  const style = symbol(state, changes);
  const half = size / 2;
  const ring = { "stroke-width": 1.2, stroke: style.pattern === "question" ? style.colour : "#ffffff" };
  const dashed = style.pattern === "question" ? { "stroke-dasharray": "2.4 1.8" } : {};
  const radius = half - 1.2;
  const scale = (size * 0.62) / 16;
  const glyph = svg(
    "g",
    { transform: `translate(${half - 8 * scale} ${half - 8 * scale}) scale(${scale})`, fill: style.colour, opacity: style.pattern === "question" ? 0.4 : 1 },
    GLYPHS[flow].map((d) => svg("path", { d })),
  );
  const shape = shapeNode(style.shape === "square" ? { ...style, shape: "square" } : style, half, half, radius, { ...ring, ...dashed });
  return svg("g", {}, shape, under(style, half, radius), glyph, over(style, half, radius));
}

function under(style, half, radius) {
  if (style.pattern !== "striped") {
    return null;
  }
  const reach = radius * 0.8;
  return [-0.62, 0.62].map((at) =>
    svg("line", { x1: half - reach * 0.4 + at * reach, y1: half + reach, x2: half + reach * 0.4 + at * reach, y2: half - reach, stroke: "#ffffff", "stroke-width": 1.6, opacity: 0.75 }),
  );
}

function over(style, half, radius) {
  if (style.pattern === "barred") {
    const reach = radius * 0.66;
    const ends = { x1: half - reach, y1: half - reach, x2: half + reach, y2: half + reach };
    return [svg("line", { ...ends, stroke: style.fill, "stroke-width": 3.6 }), svg("line", { ...ends, stroke: style.colour, "stroke-width": 1.7 })];
  }
  if (style.pattern === "question") {
    return svg("text", { x: half, y: half + radius * 0.52, "text-anchor": "middle", "font-size": radius * 1.5, "font-weight": 700, fill: style.colour, "font-family": "sans-serif" }, "?");
  }
  return null;
}

/** A badge of one or two cells [[flow, state], ...], with a tip at the bottom where it stands on the map. */
export function badge(cells, size, changes) {
  const width = (size + 1) * cells.length + 3;
  const height = size + 4;
  return svg(
    "svg",
    { width, height: height + 7, viewBox: `0 0 ${width} ${height + 7}`, "aria-hidden": "true", class: "dl-badge" },
    svg("path", { d: `M${width / 2 - 5} ${height - 1} L${width / 2} ${height + 6} L${width / 2 + 5} ${height - 1} Z`, class: "dl-badge-tip" }),
    svg("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 5, class: "dl-badge-plate" }),
    cells.map(([flow, state], at) => svg("g", { transform: `translate(${2 + at * (size + 1)} 2)` }, cellNode(flow, state, size, changes))),
  );
}

/** A small mark for a lesser crossing: a half for each of two states, or the whole for one. */
export function dot(states, radius, changes) {
  const size = radius * 2 + 3;
  const centre = size / 2;
  const looks = states.map((state) => symbol(state, changes));
  const stroke = (look) => (look.pattern === "question" ? "none" : look.fill);
  const half = (look, right) => svg("path", { d: `M${centre} ${centre - radius} A${radius} ${radius} 0 0 ${right} ${centre} ${centre + radius} Z`, fill: look.fill, stroke: stroke(look) });
  const unknown = looks.every((look) => look.pattern === "question");
  return svg(
    "svg",
    { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true", class: "dl-dot" },
    looks.length === 1 ? svg("circle", { cx: centre, cy: centre, r: radius, fill: looks[0].fill }) : looks.map(half),
    svg("circle", { cx: centre, cy: centre, r: radius, fill: "none", stroke: "#4a4f57", "stroke-width": 1.2, "stroke-dasharray": unknown ? "2 1.6" : null }),
  );
}
