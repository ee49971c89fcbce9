// One mark per crossing with the number of what is on record there.

import { chooseCrossing } from "../core/choose.js";
import { groupRows } from "../core/columns.js";
import { clear, el } from "../core/dom.js";
import { followState } from "../core/follow.js";
import { leavesOf } from "../core/gather.js";
import { mark } from "./markers.js";
import { paneOf } from "./panes.js";

/** The parts of the state that such marks follow. */
export const COUNTED = ["on", "flow", "direction", "crossings"];

const ANCHORS = { closures: [26, -4], movements: [-4, -4] };
const SIZE = [22, 18];

/**
 * What a layer draws: marks with the number of different `key`s of the items at each crossing, whose popup lists them.
 * Items are those of the packed table, or of an instrument `itemsNow(instrument, index)`; none of them, no mark.
 */
export function countMarks(map, kind, { read, packedItem, popup, instrument, itemsNow }, t) {
  const places = instrument ? placesNow(instrument) : placesInTable(read, packedItem, t);
  const group = window.L.layerGroup();
  const drawn = places.map((place) => drawCount(map, kind, place, { popup: (name) => popup(place.items(), name), activate: instrument && (() => chooseCrossing(instrument, place.id)) }, t));
  const view = (state) => drawn.forEach((one) => showCount(group, kind, one, instrument ? itemsShown(instrument, itemsNow, one.place, state) : one.place.items(), t));
  drawn.forEach(({ place }) => instrument && (place.items = () => itemsNow(instrument, place.index)));
  if (!instrument) {
    view();
  }
  return { marks: drawn.map(({ around }) => around), layers: [group, ...(instrument ? [followState(instrument, COUNTED, view)] : [])] };
}

function itemsShown(instrument, itemsNow, { id, index }, { crossings }) {
  return crossings.length && !crossings.includes(id) ? [] : itemsNow(instrument, index);
}

function placesNow({ status, name }) {
  return status.crossings.map(({ id, lat, lon }, index) => ({ id, index, at: [lat, lon], name: name(index) })).filter(({ at }) => at.every(Number.isFinite));
}

function placesInTable(read, packedItem, t) {
  return Array.from(groupRows(read.located(), (row) => read.text("crossing_id", row)).values()).map((rows) => {
    const items = rows.map((row) => packedItem(read, row));
    const name = read.text("name_" + t.language, rows[0]) || read.text("name_en", rows[0]) || read.text("crossing_id", rows[0]);
    return { at: [read.get("lat", rows[0]), read.get("lon", rows[0])], name, items: () => items };
  });
}

function drawCount(map, kind, place, { popup, activate }, t) {
  const node = el("span", { class: "dl-count dl-count-" + kind });
  const name = t("map." + kind + "_marker", { number: t.number(0), name: place.name });
  const marker = mark(place.at, node, { name, pane: paneOf(map, kind), anchor: ANCHORS[kind], size: SIZE, popup: () => popup(place.name), activate, className: "dl-count-mark" });
  const [right, down] = ANCHORS[kind];
  return { place, node, marker, around: { at: place.at, box: [-right, -down, SIZE[0] - right, SIZE[1] - down], lesser: true, off: true } };
}

function showCount(group, kind, { place, node, marker, around }, items, t) {
  const held = new Set(items.filter((item) => item.held).map((item) => item.key)).size;
  const number = t.number(new Set(items.map((item) => item.key)).size);
  clear(node).append(number);
  node.classList.toggle("dl-count-past", items.length > 0 && held === 0);
  marker.options.name = t("map." + kind + "_marker", { number, name: place.name }) + (kind === "closures" && held && items[0].phase ? t("map.closures_held") : "");
  if (marker.getElement()) {
    marker.getElement().setAttribute("aria-label", marker.options.name);
  }
  around.off = items.length === 0;
  group[items.length ? "addLayer" : "removeLayer"](marker);
}

/** Whether something with {flows, direction} concerns a flow and a direction. */
export function touches({ flows, direction: way }, flow, direction, tree) {
  const wanted = leavesOf(flow, tree);
  const named = flows.length ? flows.flatMap((one) => leavesOf(one, tree)) : wanted;
  return named.some((leaf) => wanted.includes(leaf)) && (direction === "both" || !way || way === "both" || way === direction);
}
