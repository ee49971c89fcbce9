// What each part of the state may be: a value as it is kept, or nothing where it is unknown or impossible.

import { dayNumber, dayOf, isDay } from "./moments.js";
import { DIRECTIONS, PRECISIONS_OFFERED, TABS } from "./vocabulary.js";

export const THEMES = ["", "dark", "light"];

/** The order of each table at the start: column ("" is the record's order) and whether the last comes first. */
export const SORTED = Object.freeze({ crossings: ["", false], closures: ["start", true], incidents: ["date", true], movements: ["start", true] });

const LONGEST_SEARCH = 200;
const LONGEST_WINDOW = 36600;

// For each part of the state: the value as it is kept, or undefined where it is none.
const ACCEPT = {
  on: acceptOn,
  window: acceptWindow,
  joined: acceptFlag,
  tablesPrinted: acceptFlag,
  hiddenKinds: (value, limits) => acceptList(value, limits.kinds),
  crossings: (value, limits) => wholeList(acceptList(value, limits.ids), limits.ids),
  chosen: (value, limits) => (value === "" ? "" : oneOf(value, limits.ids)),
  flow: (value, limits) => oneOf(value, limits.flows),
  direction: (value) => oneOf(value, DIRECTIONS),
  search: (value) => (typeof value === "string" ? value.slice(0, LONGEST_SEARCH) : undefined),
  searched: (value) => (Number.isInteger(value) ? value : undefined),
  precision: (value) => oneOf(value, PRECISIONS_OFFERED),
  shown: acceptShown,
  legendOpen: acceptFlag,
  tab: (value) => oneOf(value, TABS),
  sort: acceptSort,
  language: (value, limits) => oneOf(value, limits.languages),
  playing: acceptFlag,
  view: acceptView,
  embed: acceptFlag,
  theme: (value) => oneOf(value, THEMES),
};

/**
 * The value as the state keeps it, or undefined where it is unknown or impossible.
 * Limits are {first, last} (seconds), {ids, kinds, flows, languages, layers} (lists); what is left out is not checked.
 */
export function accept(key, value, limits) {
  return Object.prototype.hasOwnProperty.call(ACCEPT, key) ? ACCEPT[key](value, limits || {}) : undefined;
}

/** Whether a name is in a list; without a list, whether it looks like a name. */
export function among(value, list) {
  return typeof value === "string" && (list ? list.includes(value) : /^[\w.:-]+$/.test(value));
}

function wholeList(list, all) {
  return list && all && list.length === all.length ? [] : list;
}

function oneOf(value, list) {
  return among(value, list) ? value : undefined;
}

function acceptFlag(value) {
  return typeof value === "boolean" ? value : undefined;
}

/** A list without repeats, in the order of the limits. */
function acceptList(value, all) {
  if (!Array.isArray(value) || !value.every((item) => among(item, all))) {
    return undefined;
  }
  const kept = Array.from(new Set(value));
  return all ? kept.sort((one, other) => all.indexOf(one) - all.indexOf(other)) : kept;
}

function acceptOn(value, { first, last }) {
  if (!value || typeof value !== "object") {
    return undefined;
  }
  if (isDay(value)) {
    const day = dayNumber(value.day);
    const inside = (first === undefined || day >= dayOf(first, "AF")) && (last === undefined || day <= dayOf(last, "PK"));
    return Number.isFinite(day) && inside ? { day: value.day } : undefined;
  }
  const inside = Number.isInteger(value.second) && (first === undefined || value.second >= first) && (last === undefined || value.second <= last);
  return inside ? { second: value.second } : undefined;
}

function acceptWindow(value) {
  switch (value && value.kind) {
    case "all":
      return { kind: "all" };
    case "days":
      return Number.isInteger(value.days) && value.days >= 1 && value.days <= LONGEST_WINDOW ? { kind: "days", days: value.days } : undefined;
    case "dates":
      return dayNumber(value.since) <= dayNumber(value.until) ? { kind: "dates", since: value.since, until: value.until } : undefined;
    default:
      return undefined;
  }
}

function acceptShown(value, { layers }) {
  const entries = value && typeof value === "object" ? Object.entries(value) : null;
  return entries && entries.every(([layer, shown]) => typeof shown === "boolean" && among(layer, layers)) ? Object.fromEntries(entries) : undefined;
}

function acceptSort(value) {
  const good = ([tab, order]) => TABS.includes(tab) && Array.isArray(order) && /^[a-z_]*$/.test(order[0]) && typeof order[1] === "boolean";
  return value && typeof value === "object" && Object.entries(value).every(good) ? { ...SORTED, ...value } : undefined;
}

function acceptView(value) {
  if (value === null) {
    return null;
  }
  const { lat, lon, zoom } = value || {};
  const good = [lat, lon, zoom].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 24;
  return good ? { lat: Number(lat.toFixed(4)), lon: Number(lon.toFixed(4)), zoom: Number(zoom.toFixed(2)) } : undefined;
}
