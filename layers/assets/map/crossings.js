// Crossings: badges that say at a glance what is open for whom, small marks for the lesser ones.

import { chooseCrossing } from "../core/choose.js";
import { reader } from "../core/columns.js";
import { drawnAtStart, drawnNow, FOLLOWED } from "./crossing_look.js";
import { crossingPopup, linesNow } from "./crossing_popup.js";
import { followState } from "../core/follow.js";
import { FAR, labelsOf } from "./labels.js";
import { tableLayer } from "./lines.js";
import { mark, markCurrent, remark } from "./markers.js";
import { paneOf } from "./panes.js";
import { differs } from "../core/store.js";
import { badge, dot, symbol, symbolsOf } from "./symbols.js";

const RADIUS = 5.5;

/** The crossings from their packed table; with an instrument they show the moment, flow and direction of its state. */
export function crossings(packed, options, t, tree, instrument) {
  const read = reader(packed);
  const counts = ["cargo_state", "people_state"].map((column) => countStates(read, column, packed.rows));
  const states = symbolsOf("crossings").map(([key]) => [key, counts.map((count) => count[key] || 0)]);
  return tableLayer("crossings", options, t, { states, count: packed.rows }, (map) => {
    const draw = instrument ? (row) => drawnNow(instrument, read, row, t) : (row) => drawnAtStart(read, row, t);
    const drawn = read.located().map((row) => drawCrossing(map, read, row, draw(row), { options, t, tree, instrument }));
    const group = window.L.layerGroup(drawn.map((one) => one.marker));
    const labels = drawn.map((one) => one.label);
    scaleBadges(map);
    const follow = instrument ? [followState(instrument, FOLLOWED, (state, before) => followCrossings(map, group, drawn, { state, before, draw, labels, options }))] : [];
    return { layers: [group, ...follow], labels, marks: drawn.map((one) => one.around) };
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

function drawCrossing(map, read, row, now, { options, t, tree, instrument }) {
  const at = [read.get("lat", row), read.get("lon", row)];
  const formal = read.text("kind", row) === "formal_international";
  const look = lookOf(now, formal, options.styles);
  const id = read.text("crossing_id", row);
  const marker = mark(at, look.node, {
    name: now.name,
    pane: paneOf(map, "crossings"),
    anchor: look.anchor,
    size: look.size,
    zIndex: orderOf(now, formal),
    className: formal ? "dl-crossing" : "dl-crossing dl-crossing-small",
    popup: () => crossingPopup(read, row, tree, t, options.styles, instrument ? linesNow(instrument, id) : read.list("lines", row)),
    activate: instrument ? () => chooseCrossing(instrument, id) : null,
  });
  const label = {
    at,
    lines: labelLines(now),
    class: formal ? "dl-label-crossing" : "dl-label-crossing dl-label-small",
    pane: "labels",
    firm: formal,
    ...rankOf(now, formal),
    around: look.around,
  };
  return { id, row, formal, marker, label, around: { at, box: look.around, lesser: !formal }, seen: keyOf(now) };
}

/** Bring all marks to a state; what has not changed is left as it is. */
function followCrossings(map, group, drawn, { state, before, draw, labels, options }) {
  for (const one of drawn) {
    const off = state.crossings.length > 0 && !state.crossings.includes(one.id);
    if (off !== (one.label.off === true)) {
      Object.assign(one.label, { off });
      Object.assign(one.around, { off });
      group[off ? "removeLayer" : "addLayer"](one.marker);
    }
    if (!off) {
      bringTo(one, draw(one.row), options);
      markCurrent(one.marker, state.chosen === one.id);
    }
  }
  labelsOf(map).rewrite(labels);
  if (before && state.chosen && differs(state, before, ["chosen"])) {
    showChosen(map, drawn.find((one) => one.id === state.chosen));
  }
}

function bringTo(one, now, options) {
  const key = keyOf(now);
  if (key !== one.seen) {
    const look = lookOf(now, one.formal, options.styles);
    remark(one.marker, { node: look.node, name: now.name, anchor: look.anchor, size: look.size, zIndex: orderOf(now, one.formal) });
    one.around.box = look.around;
    Object.assign(one.label, { around: look.around, ...rankOf(now, one.formal) });
    const lines = labelLines(now);
    if (JSON.stringify(lines) !== JSON.stringify(one.label.lines)) {
      one.label.lines = lines;
    }
    one.seen = key;
  }
}

/** Bring a crossing that was chosen elsewhere into view. */
function showChosen(map, one) {
  if (one && !map.getBounds().pad(-0.05).contains(one.marker.getLatLng())) {
    map.panTo(one.marker.getLatLng(), { animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });
  }
}

function keyOf(now) {
  return JSON.stringify([now.cells, now.name, now.age]);
}

function labelLines({ short, age }) {
  return [[short, "dl-label-name"], [age, "dl-label-age"]];
}

function orderOf({ known }, formal) {
  return formal ? 1000 : known ? 500 : 0;
}

function rankOf({ known }, formal) {
  return { priority: formal ? (known ? 110 : 100) : known ? 70 : 30, minZoom: formal ? 0 : known ? 6 : 7.5 };
}

function lookOf({ cells }, formal, changes) {
  if (formal) {
    const size = symbol("open", changes).size;
    const [width, height] = [(size + 1) * cells.length + 3, size + 11];
    return { node: badge(cells, size, changes), size: [width, height], anchor: [width / 2, height], around: [-width / 2, -height, width / 2, 2] };
  }
  const size = RADIUS * 2 + 3;
  const states = cells.map(([, state]) => state);
  return { node: dot(states, RADIUS, changes), size: [size, size], anchor: [size / 2, size / 2], around: [-size / 2, -size / 2, size / 2, size / 2] };
}
