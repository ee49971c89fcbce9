// Crossings: badges that say at a glance what is open for whom, small marks for the lesser ones.

import { reader } from "./columns.js";
import { ageLabel, crossingPopup } from "./crossing_popup.js";
import { FAR } from "./labels.js";
import { tableLayer } from "./lines.js";
import { mark } from "./markers.js";
import { paneOf } from "./panes.js";
import { badge, dot, symbol, symbolsOf } from "./symbols.js";

const RADIUS = 5.5;

/** The crossings from their packed table. */
export function crossings(packed, options, t, tree) {
  const read = reader(packed);
  const counts = ["cargo_state", "people_state"].map((column) => countStates(read, column, packed.rows));
  return tableLayer("crossings", options, t, { states: symbolsOf("crossings").map(([key]) => [key, counts.map((count) => count[key] || 0)]), count: packed.rows }, (map) => {
    const pane = paneOf(map, "crossings");
    const layers = [];
    const labels = [];
    const marks = [];
    for (const row of read.located()) {
      const drawn = drawCrossing(read, row, pane, options, t, tree);
      layers.push(drawn.marker);
      labels.push(drawn.label);
      marks.push({ at: drawn.label.at, box: drawn.label.around, lesser: !drawn.label.firm });
    }
    scaleBadges(map);
    return { layers, labels, marks };
  });
}

/** Badges shrink where the whole line is only a few hundred pixels long. */
function scaleBadges(map) {
  const scale = () => map.getContainer().classList.toggle("dl-far", map.getZoom() < FAR);
  map.on("zoomend", scale);
  scale();
}

/** How many crossings are in each state, for cargo or for people. */
export function countStates(read, column, rows) {
  const counts = {};
  for (let row = 0; row < rows; row += 1) {
    const state = read.text(column, row);
    counts[state] = (counts[state] || 0) + 1;
  }
  return counts;
}

function drawCrossing(read, row, pane, options, t, tree) {
  const at = [read.get("lat", row), read.get("lon", row)];
  const name = read.text("name_en", row);
  const [cargo, people] = [read.text("cargo_state", row), read.text("people_state", row)];
  const formal = read.text("kind", row) === "formal_international";
  const known = cargo !== "unknown" || people !== "unknown";
  const age = ageLabel(known, read.get("age_days", row), read.get("borne_out", row), read.list("lines", row), t);
  const look = formal ? largeLook(cargo, people, options.styles) : smallLook(cargo, people, options.styles);
  const marker = mark(at, look.node, {
    name: t("map.crossing_marker", { name, cargo: t.word("state", cargo), people: t.word("state", people), age }),
    pane,
    anchor: look.anchor,
    size: look.size,
    zIndex: formal ? 1000 : known ? 500 : 0,
    className: formal ? "dl-crossing" : "dl-crossing dl-crossing-small",
    popup: () => crossingPopup(read, row, tree, t, options.styles),
  });
  const label = {
    at,
    lines: [[shortName(name), "dl-label-name"], [age, "dl-label-age"]],
    class: formal ? "dl-label-crossing" : "dl-label-crossing dl-label-small",
    pane: "labels",
    firm: formal,
    priority: formal ? (known ? 110 : 100) : known ? 70 : 30,
    minZoom: formal ? 0 : known ? 6 : 7.5,
    around: look.around,
  };
  return { marker, label };
}

/** A name without what stands in brackets after it; the popup has the whole. */
export function shortName(name) {
  return name.replace(/\s*\([^()]*\)\s*$/, "") || name;
}

function largeLook(cargo, people, changes) {
  const size = symbol("open", changes).size;
  const [width, height] = [size * 2 + 5, size + 11];
  return { node: badge(cargo, people, size, changes), size: [width, height], anchor: [width / 2, height], around: [-width / 2, -height, width / 2, 2] };
}

function smallLook(cargo, people, changes) {
  const size = RADIUS * 2 + 3;
  return { node: dot(cargo, people, RADIUS, changes), size: [size, size], anchor: [size / 2, size / 2], around: [-size / 2, -size / 2, size / 2, size / 2] };
}
