// State of one map: what is asked and what is shown. Views are functions of it; this alone holds it.

import { accept, among, SORTED } from "./accept.js";
import { addDays, dayNumber, dayNumberOf, dayOf, dayText, isDay } from "./moments.js";

export const INITIAL = Object.freeze({
  on: Object.freeze({ day: "2025-03-01" }),
  window: Object.freeze({ kind: "all" }),
  joined: true, // whether a window of two dates ends with the date shown: the one moves the other
  hiddenKinds: Object.freeze([]),
  crossings: Object.freeze([]), // ids; none means all
  chosen: "",
  flow: "all",
  direction: "both",
  search: "",
  searched: 0, // rows whose texts can be searched by now
  precision: "any",
  shown: Object.freeze({}),
  legendOpen: true,
  tab: "crossings",
  sort: SORTED,
  language: "en",
  playing: false,
  view: null,
  embed: false,
  theme: "",
  tablesPrinted: false,
});

/** What "clear" puts back to the page's start. */
export const FILTERS = ["window", "joined", "hiddenKinds", "crossings", "flow", "direction", "search", "precision"];

// Actions that set one part of the state: the part, and the name of its value in the action.
const SETS = {
  flow: ["flow", "flow"],
  direction: ["direction", "direction"],
  precision: ["precision", "precision"],
  tab: ["tab", "tab"],
  language: ["language", "language"],
  view: ["view", "view"],
  theme: ["theme", "theme"],
  print: ["tablesPrinted", "tables"],
  play: ["playing", "playing"],
  choose: ["chosen", "id"],
  search: ["search", "text"],
  searched: ["searched", "rows"],
  legend: ["legendOpen", "open"],
};

/** The state after an action; the same object where nothing changes. `limits.start` is the state of the page's start. */
export function reduce(state, action, limits) {
  const put = (key, value) => withPart(state, key, accept(key, value, limits));
  if (Object.prototype.hasOwnProperty.call(SETS, action.type)) {
    const [key, name] = SETS[action.type];
    return put(key, action[name]);
  }
  switch (action.type) {
    case "on":
      return withEnd(put("on", action.on));
    case "window":
      return withDate(put("window", action.window), limits);
    case "join":
      return withDate(put("joined", action.joined), limits);
    case "show":
      return put("shown", { ...state.shown, [action.layer]: action.shown });
    case "kind":
      return among(action.kind, (limits || {}).kinds) ? put("hiddenKinds", toggled(state.hiddenKinds, action.kind, !action.shown)) : state;
    case "crossing":
      return put("crossings", wantedCrossings(state.crossings, action, limits || {}));
    case "sort":
      return put("sort", sortedBy(state.sort, action));
    case "clear":
      return withEnd(FILTERS.reduce((after, key) => withPart(after, key, startOf(limits)[key]), state));
    case "restore":
      return restored(state, action.state || {}, limits);
    default:
      return state;
  }
}

/** A store: get(), send(action), subscribe(view) -> function that ends it; `start` is what "clear" and "restore" go back to. */
export function createStore(initial, limits) {
  const start = (limits && limits.start) || initial;
  const bounded = { ...limits, start };
  let state = initial;
  const views = new Set();
  return {
    start,
    limits: bounded,
    get: () => state,
    send(action) {
      const before = state;
      state = reduce(state, action, bounded);
      if (state !== before) {
        Array.from(views).forEach((view) => views.has(view) && view(state, before));
      }
    },
    subscribe(view) {
      views.add(view);
      return () => views.delete(view);
    },
  };
}

/** Whether any of the named parts differ between two states: what a view looks at before it draws. */
export function differs(state, before, keys) {
  return !before || keys.some((key) => state[key] !== before[key]);
}

/** The moment so many days on, held within the limits. */
export function moved(on, days, limits) {
  const next = addDays(on, days);
  if (accept("on", next, limits) !== undefined) {
    return next;
  }
  if (!isDay(on)) {
    return { second: days < 0 ? limits.first : limits.last };
  }
  return { day: dayText(days < 0 ? dayOf(limits.first, "AF") : dayOf(limits.last, "PK")) };
}

function startOf(limits) {
  return (limits && limits.start) || INITIAL;
}

function restored(state, given, limits) {
  const goal = { ...startOf(limits), legendOpen: state.legendOpen, searched: state.searched, playing: false };
  for (const key of Object.keys(given)) {
    const kept = accept(key, given[key], limits);
    if (kept !== undefined) {
      goal[key] = kept;
    }
  }
  goal.joined = given.window ? !given.on || endsTogether(goal) : goal.joined;
  const tied = given.window && !given.on ? withDate(goal, limits) : withEnd(goal);
  return Object.keys(tied).reduce((after, key) => withPart(after, key, tied[key]), state);
}

/** Whether the window of incidents ends on the day shown. */
export function endsTogether({ on, window }) {
  return window.kind !== "dates" || dayNumber(window.until) === dayNumberOf(on);
}

/** The state with its window ending on the day shown, where the two are joined; a window that would be empty moves whole. */
function withEnd(state) {
  const { on, window, joined } = state;
  if (!joined || endsTogether(state)) {
    return state;
  }
  const day = dayNumberOf(on);
  const since = day >= dayNumber(window.since) ? window.since : dayText(day - (dayNumber(window.until) - dayNumber(window.since)));
  return withPart(state, "window", { kind: "dates", since, until: dayText(day) });
}

/** The state with the day shown at the end of its window, where the two are joined and the day can be shown. */
function withDate(state, limits) {
  if (state.window.kind !== "dates") {
    return withPart(state, "joined", true);
  }
  return state.joined && !endsTogether(state) ? withPart(state, "on", accept("on", { day: state.window.until }, limits)) : state;
}

function withPart(state, key, value) {
  return value === undefined || sameValue(state[key], value) ? state : { ...state, [key]: value };
}

function sameValue(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function toggled(list, item, wanted) {
  return wanted ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);
}

/** Taking one away from all leaves the others; taking the last one away leaves all. */
function wantedCrossings(list, { id, wanted }, limits) {
  if (!among(id, limits.ids)) {
    return undefined;
  }
  const all = limits.ids || [];
  return toggled(list.length || wanted ? list : all, id, wanted === true);
}

function sortedBy(sort, { tab, column }) {
  const [now, descending] = sort[tab] || ["", false];
  return { ...sort, [tab]: [column, now === column ? !descending : false] };
}
