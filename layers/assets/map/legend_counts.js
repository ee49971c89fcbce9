// The numbers of the legend: of what the map shows at the moment, under the filter.

import { closuresNow } from "./closures.js";
import { lookNow } from "./crossing_look.js";
import { kindCounts, sumOf } from "./incidents.js";
import { movementsNow } from "./movements.js";
import { windowWords } from "../panel/window_words.js";

/** The parts of the state that decide the numbers. */
export const COUNTED_BY = ["on", "window", "hiddenKinds", "crossings", "precision", "search", "searched", "flow", "direction"];

/** Numbers by what they are of, each a function of the translator that writes it; without a model those of the start. */
export function countsNow(layers, model, state) {
  const counts = new Map();
  for (const layer of layers) {
    (model && LIVE[layer.durandline.kind] ? LIVE[layer.durandline.kind] : countsAtStart)(layer, counts, model, state);
  }
  return counts;
}

/** What the numbers of one of several layers are of. */
export function keyOfLayer(layer, what) {
  return window.L.Util.stamp(layer) + " " + what;
}

const LIVE = { crossings: crossingCounts, incidents: incidentCounts, closures: closureCounts, movements: movementCounts };

function countsAtStart(layer, counts) {
  const { count, states, kinds, unplaced, severalPlaces } = layer.durandline;
  if (typeof count === "number") {
    counts.set(layer, (t) => t.number(count));
  }
  (states || []).forEach(([state, numbers]) => counts.set(keyOfLayer(layer, state), (t) => numbers.map(t.number).join(" / ")));
  (kinds || []).forEach(([kind, number]) => counts.set(keyOfLayer(layer, kind), (t) => t.number(number)));
  setBeside(counts, layer, unplaced, severalPlaces);
}

/** What the number of a layer of incidents does not say: how many are not on the map, how many are so more than once. */
function setBeside(counts, layer, unplaced, severalPlaces) {
  counts.set(keyOfLayer(layer, "unplaced"), (t) => (unplaced ? t.count("legend.unplaced", unplaced) : ""));
  counts.set(keyOfLayer(layer, "several"), (t) => (severalPlaces ? t.count("legend.several_places", severalPlaces) : ""));
}

function crossingCounts(layer, counts, model, state) {
  const shown = model.status.crossings.map((crossing, index) => [crossing.id, index]).filter(([id]) => !state.crossings.length || state.crossings.includes(id));
  const looks = shown.map(([, index]) => lookNow(model.status, index, state, model.tree).cells.map(([, found]) => found));
  counts.set(layer, (t) => t.number(shown.length));
  for (const [name] of layer.durandline.states) {
    const numbers = (looks[0] || []).map((_, cell) => looks.filter((states) => states[cell] === name).length);
    counts.set(keyOfLayer(layer, name), (t) => numbers.map(t.number).join(" / "));
  }
}

function incidentCounts(layer, counts, model, state) {
  const { incidents } = layer.durandline;
  const mask = incidents.mask(state);
  const drawn = kindCounts(incidents, mask);
  const onMap = sumOf(drawn);
  const unplaced = incidents.total(mask) - onMap;
  counts.set(layer, (t) => t.number(onMap));
  drawn.forEach(([kind, number]) => counts.set(keyOfLayer(layer, kind), (t) => (state.hiddenKinds.includes(kind) ? "" : t.number(number))));
  counts.set(keyOfLayer(layer, "window"), (t) => (state.window.kind === "all" ? "" : windowWords(state, t)));
  setBeside(counts, layer, unplaced, incidents.severalPlaces(mask));
}

function closureCounts(layer, counts, model, state) {
  const begun = ofCrossings(closuresNow(model, null), model, state);
  const different = (closures) => new Set(closures.map((closure) => closure.key + " " + closure.crossing)).size;
  const [held, number] = [different(begun.filter((closure) => closure.held)), different(begun)];
  counts.set(layer, (t) => t("legend.held_of", { held: t.number(held), number: t.number(number) }));
}

function movementCounts(layer, counts, model, state) {
  const number = ofCrossings(movementsNow(model, null), model, state).length;
  counts.set(layer, (t) => t.number(number));
}

function ofCrossings(items, { status }, { crossings }) {
  const wanted = new Set(crossings.map((id) => status.indexOf(id)));
  return wanted.size ? items.filter((item) => (item.crossings || [item.crossing]).some((index) => wanted.has(index))) : items;
}
