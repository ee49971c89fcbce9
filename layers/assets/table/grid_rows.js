// What the tables show: the same things as map, timeline and panel, in the order asked for.

import { closureAt, closuresBegun } from "../panel/closure_words.js";
import { leavesOf } from "../core/gather.js";
import { dayNumberOf, localesOf } from "../core/moments.js";

/** Places of the crossings shown, in the order of the record. */
export function crossingsShown({ status }, state) {
  return status.crossings.map((_, index) => index).filter((index) => isWanted(status.crossings[index].id, state));
}

/** Closures begun by the moment, of crossings, flows and directions shown. */
export function closuresShown({ status, tree }, state) {
  const wanted = leavesOf(state.flow, tree);
  const touches = (closure) => closure.flows.some((flow) => leavesOf(flow, tree).some((leaf) => wanted.includes(leaf)));
  return closuresBegun(status, state.on, null).filter((closure) => isWanted(status.crossings[closure.crossing].id, state) && touches(closure) && isThatWay(closure.direction, state));
}

/** Figures of periods begun by the moment, of crossings and directions shown. */
export function movementsShown({ status }, state) {
  const ofCrossing = ({ crossings }) => !state.crossings.length || crossings.some((index) => isWanted(status.crossings[index].id, state));
  return status.movements(null).filter((movement) => begunBy(movement, state.on) && ofCrossing(movement) && isThatWay(movement.direction, state));
}

/** Whether the period of a figure had begun; of one without a beginning its end counts. */
export function begunBy(movement, on) {
  const begun = movement.start || movement.end;
  return !begun || firstDayOf(begun) <= dayNumberOf(on);
}

/** First row of each incident shown, in order of date: rows of one incident share a line of the table. */
export function incidentsShown({ incidents }, state) {
  if (!incidents) {
    return { mask: new Uint8Array(0), firsts: [] };
  }
  const mask = incidents.mask(state);
  const seen = new Uint8Array(maximum(incidents.group) + 1);
  const firsts = [];
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] && !seen[incidents.group[row]]) {
      seen[incidents.group[row]] = 1;
      firsts.push(row);
    }
  }
  return { mask, firsts };
}

/** Rows of the same incidents as those given, that are shown: {group: [rows]}. */
export function rowsByGroup({ incidents }, mask, firsts) {
  const wanted = new Map(firsts.map((row) => [incidents.group[row], []]));
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] && wanted.has(incidents.group[row])) {
      wanted.get(incidents.group[row]).push(row);
    }
  }
  return wanted;
}

const PLACES = {
  crossings: (model, state, t) => ({
    crossing: (index) => model.name(index),
    standing: (index) => t.word("crossing_kind", model.status.crossings[index].kind || "unknown"),
    cargo: (index) => openPlace(model.status.answer(index, "cargo", state.direction, state.on).state),
    people: (index) => openPlace(model.status.answer(index, "people", state.direction, state.on).state),
    flow: (index) => openPlace(model.status.answer(index, state.flow, state.direction, state.on).state),
    last_said: (index) => orLast(model.status.telling(index, state.on).said),
  }),
  closures: (model, state, t) => ({
    crossing: (closure) => model.name(closure.crossing),
    start: (closure) => closure.start[0],
    length: (closure) => closureAt(closure, state.on, model.status).daysMin,
    direction: (closure) => t.word("direction", closure.direction),
    cause: (closure) => (closure.cause ? t.word("cause", closure.cause) : ""),
    claimant: (closure) => closure.claimant,
  }),
  incidents: (model, state, t) => ({
    date: null, // as they stand
    kind: (row) => t.word("incident_kind", model.incidents.word("kind", row) || "other"),
    place: (row) => model.name(model.incidents.word("place", row)),
    near: (row) => nearName(model, row),
    radius: (row) => orLast(Number.isNaN(model.incidents.radius ? model.incidents.radius[row] : NaN) ? null : model.incidents.radius[row]),
  }),
  movements: (model, state, t) => ({
    crossing: (movement) => movement.crossings.map((index) => model.name(index)).join(),
    start: (movement) => orLast(firstDayOf(movement.start || movement.end)),
    measure: (movement) => t.word("movement", movement.measure),
    figure: (movement) => orLast(movement.min === null ? movement.max : movement.min),
    direction: (movement) => (movement.direction ? t.word("direction", movement.direction) : ""),
    claimant: (movement) => movement.claimant,
  }),
};

/** The columns by which a table can be sorted. */
export function sortColumns(tab) {
  return { crossings: ["crossing", "standing", "cargo", "people", "flow", "last_said"], closures: ["crossing", "start", "length", "direction", "cause", "claimant"], incidents: ["date", "kind", "place", "near", "radius"], movements: ["crossing", "start", "measure", "figure", "direction", "claimant"] }[tab];
}

/** Items in the order of the state; equal ones stay as they stood, and what is not known comes last either way. */
export function sortedItems(tab, items, model, state, t) {
  const [column, descending] = state.sort[tab];
  const value = PLACES[tab](model, state, t)[column];
  if (!value) {
    return column && descending ? items.slice().reverse() : items;
  }
  const words = new Intl.Collator(localesOf(t.language));
  const keyed = items.map((item, at) => ({ item, at, key: value(item) }));
  const compare = (one, other) => (typeof one === "string" ? words.compare(one, other) : one < other ? -1 : one > other ? 1 : 0);
  const inOrder = (one, other) => isMissing(one) - isMissing(other) || (descending ? compare(other, one) : compare(one, other));
  keyed.sort((one, other) => inOrder(one.key, other.key) || one.at - other.at);
  return keyed.map(({ item }) => item);
}

/** The name of the crossing that a row is near to. */
export function nearName(model, row) {
  const id = model.incidents.word("near", row);
  return id ? model.name(model.status.indexOf(id)) : "";
}

/** The first day (since 1970) that a partial date may mean; NaN of none. */
export function firstDayOf(text) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text || "");
  return found ? Date.UTC(Number(found[1]), Number(found[2] || 1) - 1, Number(found[3] || 1)) / 86400000 : NaN;
}

function isWanted(id, state) {
  return !state.crossings.length || state.crossings.includes(id);
}

function isThatWay(direction, state) {
  return state.direction === "both" || !direction || direction === "both" || direction === state.direction;
}

function openPlace(state) {
  return ["open", "restricted", "closed", "unknown"].indexOf(state);
}

function isMissing(key) {
  return key === Infinity || key === "" ? 1 : 0;
}

/** What is missing comes after all numbers. */
function orLast(value) {
  return value === null || Number.isNaN(value) ? Infinity : value;
}

function maximum(values) {
  return values.reduce((most, value) => (value > most ? value : most), -1);
}
