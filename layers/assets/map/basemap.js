// Land, provinces, rivers, towns and their names.

import { reader } from "../core/columns.js";
import { followTheme } from "../core/follow.js";
import { decodeParts, middle } from "../core/geometry.js";
import { tableLayer } from "./lines.js";
import { paneOf } from "./panes.js";
import { symbol } from "./symbols.js";

// The zoom from which a town of each rank has its name.
const TOWN_ZOOM = { 0: 4, 1: 5, 2: 6.5, 3: 7.25, 4: 8 };
const FALLBACK_ZOOM = 14;

/** The base map from its packed table: land, lakes, rivers, lines; points of countries, provinces and towns are names. */
export function basemap(packed, options, t) {
  const read = reader(packed);
  return tableLayer("basemap", options, t, { plain: true }, (map) => {
    map.getContainer().classList.add("dl-basemap");
    if (!Number.isFinite(map.getMaxZoom())) {
      map.setMaxZoom(FALLBACK_ZOOM);
    }
    const pane = paneOf(map, "basemap");
    const shared = { pane, renderer: window.L.canvas({ pane, padding: 0.3 }), interactive: false, smoothFactor: 1, opacity: 1 };
    const drawn = [];
    const labels = [];
    const towns = [];
    for (let row = 0; row < packed.rows; row += 1) {
      const parts = decodeParts(read.get("parts", row), packed.decimals);
      if (parts.length) {
        const kind = read.text("kind", row);
        const rank = read.get("rank", row);
        const names = nameOf(kind, parts, read.text("name_" + t.language, row) || read.text("name_en", row), typeof rank === "number" ? rank : 3);
        labels.push(...names);
        if (kind === "town") {
          const dot = window.L.circleMarker(parts[0][0], { ...shared, ...townStyle(options.styles), named: true });
          towns.push({ dot, minZoom: names[0].minZoom });
          names[0].dot = dot;
        } else if (parts[0].length > 1) {
          drawn.push(shapeOf(kind, parts, read.text("class", row), shared, options.styles));
        }
      }
    }
    drawn.sort((one, other) => one.order - other.order);
    const paint = () => {
      drawn.forEach(({ shape, style }) => shape.setStyle(style()));
      towns.forEach(({ dot }) => dot.setStyle(townStyle(options.styles)));
    };
    return { layers: [window.L.layerGroup(drawn.map(({ shape }) => shape)), townLayer(towns), followTheme(paint)], labels };
  });
}

const ORDERS = { country: 0, land: 0, province: 1, lake: 2, river: 3 };

/** {shape, style, order}: an area or a line, how it looks on the ground of now, and what it is drawn over. */
function shapeOf(kind, parts, standing, shared, changes) {
  const order = kind in ORDERS ? ORDERS[kind] : 4;
  if (kind === "land" || kind === "lake" || kind === "country") {
    const style = () => areaStyle(symbol(kind === "lake" ? "lake" : "land", changes));
    return { shape: window.L.polygon(parts, { ...shared, ...style() }), style, order };
  }
  const key = kind === "river" ? "river" : kind === "boundary" ? "boundary_" + (standing === "disputed" ? "disputed" : "recognised") : "province";
  const style = () => lineStyle(symbol(key, changes));
  return { shape: window.L.polyline(parts, { ...shared, ...style() }), style, order };
}

function areaStyle({ colour, size, fill }) {
  return { color: colour, weight: size, fillColor: fill, fillOpacity: 1 };
}

function lineStyle({ colour, size, pattern }) {
  return { color: colour, weight: size, dashArray: pattern === "dotted" ? "1 4" : null };
}

function townStyle(changes) {
  const { colour, size, fill } = symbol("town", changes);
  return { radius: size, color: colour, weight: 1.2, fillColor: fill, fillOpacity: 1 };
}

function nameOf(kind, parts, name, rank) {
  const at = parts[0].length > 1 ? middle(parts) : parts[0][0];
  const label = { at, lines: [[name, ""]], pane: "names", anchor: "centre" };
  if (kind === "country") {
    return [{ ...label, class: "dl-name-country", priority: 60, maxZoom: 7.5 }];
  }
  if (kind === "province") {
    return [{ ...label, class: "dl-name-province", priority: 10, minZoom: 7 }];
  }
  if (kind === "town") {
    return [{ ...label, anchor: "point", class: rank <= 1 ? "dl-name-city" : "dl-name-town", priority: 50 - rank * 4, minZoom: TOWN_ZOOM[rank] || 8, around: [-3, -3, 3, 3] }];
  }
  return [];
}

/** The dots of towns, each from the zoom on at which its name may show. */
function townLayer(towns) {
  const group = window.L.layerGroup();
  let map = null;
  const sift = () => towns.forEach(({ dot, minZoom }) => group[map.getZoom() >= minZoom ? "addLayer" : "removeLayer"](dot));
  group.on("add", () => {
    map = group._map;
    map.on("zoomend", sift);
    sift();
  });
  group.on("remove", () => map.off("zoomend", sift));
  return group;
}
