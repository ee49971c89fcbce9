// Incidents: one canvas that follows the state, the stretches that some are placed on, and their popups.

import { canvasLayer } from "./canvas.js";
import { MASK_KEYS } from "../core/filter.js";
import { followState, followTheme } from "../core/follow.js";
import { decodeParts } from "../core/geometry.js";
import { incidentPopup } from "./incident_popup.js";
import { closerZoom, makeScene, paintApart, paintScene } from "./incident_scene.js";
import { labelsOf } from "./labels.js";
import { tableLayer } from "./lines.js";
import { openPopupAt } from "./markers.js";
import { paneOf } from "./panes.js";
import { symbolsOf } from "./symbols.js";

/** The incidents from their model; what is drawn of them follows the state of an instrument. */
export function incidents(model, options, t, tree, instrument) {
  const everything = new Uint8Array(model.rows).fill(1);
  const kinds = kindCounts(model, everything);
  const count = sumOf(kinds);
  const summary = { incidents: model, kinds, radius: "radius", count, unplaced: model.total(everything) - count, severalPlaces: model.severalPlaces(everything) };
  return tableLayer("incidents", options, t, summary, (map) => {
    const scene = makeScene(map, model, options, t, everything, (zoom) => labelsOf(map).covers(zoom));
    const canvas = canvasLayer(paneOf(map, "incidents"), (context, frame) => paintScene(context, frame, scene), (context, frame) => paintApart(context, frame, scene));
    const lines = stretches(map, scene);
    const view = (state) => {
      scene.mask = model.mask(state);
      lines.sift(scene.mask);
      canvas.soon();
      labelsOf(map).later();
    };
    const other = ({ layer }) => layer.durandline && canvas.soon(); // its marks cover ours, or no longer do
    const listen = { ...pointer(map, scene, t), layeradd: other, layerremove: other };
    canvas.on("add", () => map.on(listen));
    canvas.on("remove", () => map.off(listen));
    const follow = instrument ? [followState(instrument, [...MASK_KEYS, "flow", "direction"], view)] : [];
    return { layers: [lines.group, canvas, ...follow, followTheme(() => canvas.soon())], soft: () => scene.boxes(map) };
  });
}

/** [[kind, count], ...] in the order of the legend: incidents that are on the map, each once. */
export function kindCounts(model, shown) {
  const counts = model.counts(located(model, shown));
  const known = symbolsOf("incidents").map(([key]) => key).filter((key) => model.kinds.includes(key));
  const others = model.kinds.filter((kind) => !known.includes(kind)).reduce((sum, kind) => sum + counts[kind], 0);
  const added = (key) => (counts[key] || 0) + (key === "other" ? others : 0);
  return (others && !known.includes("other") ? [...known, "other"] : known).map((key) => [key, added(key)]);
}

/** How many incidents there are in such counts. */
export function sumOf(kinds) {
  return kinds.reduce((sum, [, count]) => sum + count, 0);
}

/** The mask without rows that have no point. */
function located({ lon, lat }, shown) {
  const mask = new Uint8Array(shown.length);
  for (let row = 0; row < mask.length; row += 1) {
    mask[row] = shown[row] && lon[row] === lon[row] && lat[row] === lat[row] ? 1 : 0;
  }
  return mask;
}

/** The stretches of a line that some incidents are placed on, under their marks. */
function stretches(map, { model, kindOf, look }) {
  const pane = paneOf(map, "incidents");
  const renderer = window.L.svg({ pane, padding: 0.3 });
  const group = window.L.layerGroup();
  const lines = Object.keys(model.parts).map((row) => {
    const shape = { pane, renderer, interactive: false, color: look(kindOf(row)).fill, weight: 6, opacity: 0.45 };
    return [row, window.L.polyline(decodeParts(model.parts[row], model.decimals), shape)];
  });
  const sift = (mask) => lines.forEach(([row, line]) => group[mask[row] ? "addLayer" : "removeLayer"](line));
  sift(new Uint8Array(model.rows).fill(1));
  return { group, sift };
}

function pointer(map, scene, t) {
  return {
    click({ containerPoint: { x, y } }) {
      const found = scene.hit(x, y);
      if (found) {
        open(map, scene, found, t);
      }
    },
    mousemove({ containerPoint: { x, y } }) {
      map.getContainer().classList.toggle("dl-over-point", scene.over(x, y));
    },
  };
}

/** What can be brought apart comes closer; all else opens, however many are there. */
function open(map, scene, found, t) {
  const closer = closerZoom(map, found, scene);
  if (closer === null) {
    openPopupAt(map, found.at, (popup) => incidentPopup(scene.model, found.rows, t, () => refit(popup)));
  } else if (found.box) {
    const [left, top, right, bottom] = found.box;
    map.setView(map.containerPointToLatLng([(left + right) / 2, (top + bottom) / 2]), closer);
  } else {
    map.setView(window.L.latLngBounds(found.bounds).getCenter(), closer);
  }
}

/** Fit a popup to new content; the focus stays where it is. */
function refit(popup) {
  if (popup.isOpen()) {
    const focused = document.activeElement;
    popup.update();
    focused.focus({ preventScroll: true });
  }
}
