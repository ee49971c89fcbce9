// Schematic corridors.

import { reader } from "../core/columns.js";
import { el } from "../core/dom.js";
import { followTheme } from "../core/follow.js";
import { decodeParts } from "../core/geometry.js";
import { tableLayer } from "./lines.js";
import { bindPopup } from "./markers.js";
import { paneOf } from "./panes.js";
import { namesNode, pairs } from "./popup.js";
import { symbol } from "./symbols.js";

/** The corridors from their packed table. */
export function routes(packed, options, t) {
  const read = reader(packed);
  const look = () => symbol("route", options.styles);
  return tableLayer("routes", options, t, { swatch: "route", count: packed.rows }, (map) => {
    const pane = paneOf(map, "routes");
    const renderer = window.L.svg({ pane, padding: 0.3 });
    const layers = [];
    for (let row = 0; row < packed.rows; row += 1) {
      const parts = decodeParts(read.get("parts", row), packed.decimals);
      const line = window.L.polyline(parts, { pane, renderer, color: look().colour, weight: look().size, opacity: 0.55, lineJoin: "round", smoothFactor: 0.5 });
      bindPopup(line, () => routePopup(read, row, t));
      layers.push(line);
    }
    return { layers: [...layers, followTheme(() => layers.forEach((line) => line.setStyle({ color: look().colour })))] };
  });
}

function routePopup(read, row, t) {
  return el(
    "article",
    { dir: t.direction },
    namesNode(read, row, read.text("name_en", row)),
    el("p", { class: "dl-quiet" }, t("popup.schematic")),
    pairs([[t("popup.via"), t.list(read.list("via", row))], [t("popup.notes"), read.text("notes", row)]]),
  );
}
