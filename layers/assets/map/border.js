// The border line, dashed and named by policy.

import { reader } from "../core/columns.js";
import { followTheme } from "../core/follow.js";
import { decodeParts } from "../core/geometry.js";
import { tableLayer } from "./lines.js";
import { paneOf } from "./panes.js";
import { symbol } from "./symbols.js";
import { isDark } from "../core/theme.js";

/** The line from its packed table. */
export function border(packed, options, t) {
  const read = reader(packed);
  const look = () => symbol("border", options.styles);
  return tableLayer("border", options, t, { swatch: "border", dash: options.dash, name: options.name }, (map) => {
    const pane = paneOf(map, "border");
    const renderer = window.L.svg({ pane, padding: 0.3 });
    const lines = [];
    const labels = [];
    const draw = (parts, halo) => lines.push({ halo, line: window.L.polyline(parts, { pane, renderer, interactive: false, smoothFactor: 1, lineJoin: "round", ...lineLook(look(), halo, options.dash) }) });
    for (let row = 0; row < packed.rows; row += 1) {
      const parts = decodeParts(read.get("parts", row), packed.decimals);
      draw(parts, true);
      draw(parts, false);
      parts.forEach((part) => labels.push(...namesAlong(part, options.name)));
    }
    const paint = () => lines.forEach(({ line, halo }) => line.setStyle(lineLook(look(), halo, options.dash)));
    return { layers: [...lines.map(({ line }) => line), followTheme(paint)], labels };
  });
}

/** The line itself, or the stripe of the ground's colour under it. */
function lineLook({ colour, size }, halo, dash) {
  return halo ? { color: isDark() ? "#15181c" : "#ffffff", weight: size + 2.6, opacity: 0.75, lineCap: "round" } : { color: colour, weight: size, opacity: 1, dashArray: dash, lineCap: "butt" };
}

function namesAlong(part, name) {
  return part.length < 40
    ? []
    : [0.12, 0.3, 0.47, 0.7, 0.88].map((share) => ({ at: part[Math.floor(part.length * share)], lines: [[name, ""]], class: "dl-name-border", pane: "names", priority: 22, around: [-6, -6, 6, 6] }));
}
