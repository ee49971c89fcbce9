// The border line, dashed and named by policy.

import { reader } from "./columns.js";
import { decodeParts } from "./geometry.js";
import { tableLayer } from "./lines.js";
import { paneOf } from "./panes.js";
import { symbol } from "./symbols.js";

/** The line from its packed table. */
export function border(packed, options, t) {
  const read = reader(packed);
  const style = symbol("border", options.styles);
  return tableLayer("border", options, t, { swatch: "border", dash: options.dash, name: options.name }, (map) => {
    const pane = paneOf(map, "border");
    const renderer = window.L.svg({ pane, padding: 0.3 });
    const layers = [];
    const labels = [];
    const draw = (parts, look) => layers.push(window.L.polyline(parts, { pane, renderer, interactive: false, smoothFactor: 1, lineJoin: "round", ...look }));
    for (let row = 0; row < packed.rows; row += 1) {
      const parts = decodeParts(read.get("parts", row), packed.decimals);
      draw(parts, { color: "#ffffff", weight: style.size + 2.6, opacity: 0.75, lineCap: "round" });
      draw(parts, { color: style.colour, weight: style.size, opacity: 1, dashArray: options.dash, lineCap: "butt" });
      parts.forEach((part) => labels.push(...namesAlong(part, options.name)));
    }
    return { layers, labels };
  });
}

function namesAlong(part, name) {
  return part.length < 40
    ? []
    : [0.12, 0.3, 0.47, 0.7, 0.88].map((share) => ({ at: part[Math.floor(part.length * share)], lines: [[name, ""]], class: "dl-name-border", pane: "names", priority: 22, around: [-6, -6, 6, 6] }));
}
