import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { accept } = await load("accept");
const { createStore, differs, endsTogether, INITIAL, moved, reduce } = await load("store");
const { dayNumber } = await load("moments");

const LIMITS = {
  first: dayNumber("2020-01-01") * 86400,
  last: dayNumber("2026-01-01") * 86400,
  ids: ["torkham", "chaman", "kharlachi"],
  kinds: ["shelling", "attack"],
  flows: ["all", "cargo", "commercial"],
  languages: ["en", "ps"],
  layers: ["crossings", "incidents"],
};

test("the reducer is pure and returns the same state where nothing changes", () => {
  const state = Object.freeze({ ...INITIAL, shown: Object.freeze({ incidents: true }) });
  assert.equal(reduce(state, { type: "show", layer: "incidents", shown: true }), state);
  assert.equal(reduce(state, { type: "unheard of" }), state);
  assert.deepEqual(reduce(state, { type: "show", layer: "crossings", shown: false }).shown, { incidents: true, crossings: false });
  assert.equal(reduce(state, { type: "legend", open: false }).legendOpen, false);
});

test("each action changes its part", () => {
  const after = (action) => reduce(INITIAL, action, LIMITS);
  assert.deepEqual(after({ type: "on", on: { day: "2024-01-12" } }).on, { day: "2024-01-12" });
  assert.deepEqual(after({ type: "on", on: { second: LIMITS.first } }).on, { second: LIMITS.first });
  assert.deepEqual(after({ type: "window", window: { kind: "days", days: 30 } }).window, { kind: "days", days: 30 });
  assert.deepEqual(after({ type: "window", window: { kind: "dates", since: "2024-01-01", until: "2024-01-01" } }).window, { kind: "dates", since: "2024-01-01", until: "2024-01-01" });
  assert.deepEqual(after({ type: "kind", kind: "attack", shown: false }).hiddenKinds, ["attack"]);
  assert.equal(after({ type: "choose", id: "chaman" }).chosen, "chaman");
  assert.equal(after({ type: "flow", flow: "cargo" }).flow, "cargo");
  assert.equal(after({ type: "direction", direction: "AF_to_PK" }).direction, "AF_to_PK");
  assert.equal(after({ type: "search", text: "گمرک" }).search, "گمرک");
  assert.equal(after({ type: "precision", precision: "near" }).precision, "near");
  assert.equal(after({ type: "tab", tab: "incidents" }).tab, "incidents");
  assert.equal(after({ type: "language", language: "ps" }).language, "ps");
  assert.equal(after({ type: "play", playing: true }).playing, true);
  assert.equal(after({ type: "theme", theme: "dark" }).theme, "dark");
  assert.deepEqual(after({ type: "view", view: { lat: 34.123456, lon: 71.1, zoom: 8.256 } }).view, { lat: 34.1235, lon: 71.1, zoom: 8.26 });
});

test("what is unknown or impossible leaves the state as it is", () => {
  const state = Object.freeze({ ...INITIAL });
  const bad = [
    { type: "on", on: { day: "2019-12-30" } }, { type: "on", on: { day: "2025-02-30" } }, { type: "on", on: { second: 1.5 } }, { type: "on", on: { second: LIMITS.last + 1 } },
    { type: "on", on: null }, { type: "on" }, { type: "window", window: { kind: "days", days: 0 } }, { type: "window", window: { kind: "dates", since: "2024-02-01", until: "2024-01-01" } },
    { type: "window", window: { kind: "dates", since: "x", until: "2024-01-01" } }, { type: "window", window: null }, { type: "kind", kind: "none", shown: false },
    { type: "crossing", id: "nowhere", wanted: true }, { type: "choose", id: "nowhere" }, { type: "choose" }, { type: "flow", flow: "rivers" }, { type: "direction", direction: "north" },
    { type: "direction", direction: false }, { type: "search", text: 7 }, { type: "precision", precision: "town" }, { type: "show", layer: "moon", shown: true }, { type: "show", layer: "crossings", shown: "yes" },
    { type: "legend", open: "no" }, { type: "tab", tab: "x" }, { type: "sort", tab: "x", column: "name" }, { type: "sort", tab: "closures", column: "a b" }, { type: "language", language: "fa" },
    { type: "play", playing: 1 }, { type: "view", view: { lat: 100, lon: 0, zoom: 3 } }, { type: "view", view: { lat: "1", lon: 2, zoom: 3 } }, { type: "theme", theme: "pink" }, { type: "constructor" },
  ];
  for (const action of bad) {
    assert.equal(reduce(state, action, LIMITS), state, JSON.stringify(action));
  }
});

test("crossings: none named means all; one taken from all leaves the others; all named is all again", () => {
  const store = createStore(INITIAL, LIMITS);
  const send = (id, wanted) => {
    store.send({ type: "crossing", id, wanted });
    return store.get().crossings;
  };
  assert.deepEqual(send("chaman", false), ["torkham", "kharlachi"]);
  assert.deepEqual(send("chaman", true), []);
  assert.deepEqual(send("kharlachi", true), ["kharlachi"]);
  assert.deepEqual(send("torkham", true), ["torkham", "kharlachi"]);
  assert.deepEqual(send("kharlachi", false), ["torkham"]);
  assert.deepEqual(send("torkham", false), []);
});

test("a column sorts up, then down; another starts anew", () => {
  const one = reduce(INITIAL, { type: "sort", tab: "crossings", column: "name" });
  assert.deepEqual(one.sort.crossings, ["name", false]);
  assert.deepEqual(reduce(one, { type: "sort", tab: "crossings", column: "name" }).sort.crossings, ["name", true]);
  assert.deepEqual(reduce(one, { type: "sort", tab: "crossings", column: "state" }).sort.crossings, ["state", false]);
  assert.equal(one.sort.closures, INITIAL.sort.closures);
});

test("clear puts the filters back to the page's start and leaves the date and the chosen crossing", () => {
  const store = createStore({ ...INITIAL, window: { kind: "days", days: 90 } }, LIMITS);
  const actions = [{ type: "window", window: { kind: "all" } }, { type: "flow", flow: "cargo" }, { type: "search", text: "x" }, { type: "choose", id: "torkham" }, { type: "on", on: { day: "2024-05-05" } }];
  actions.forEach(store.send);
  store.send({ type: "clear" });
  const { window, flow, search, chosen, on } = store.get();
  assert.deepEqual([window, flow, search, chosen, on], [{ kind: "days", days: 90 }, "all", "", "torkham", { day: "2024-05-05" }]);
  const cleared = store.get();
  store.send({ type: "clear" });
  assert.equal(store.get(), cleared);
});

const dates = (since, until) => ({ kind: "dates", since, until });
const shown = ({ on, window, joined }) => [on.day, window.since, window.until, joined];

test("a window of two dates and the date shown end together until they are parted", () => {
  const store = createStore({ ...INITIAL, on: { day: "2025-03-01" } }, LIMITS);
  const after = (...actions) => (actions.forEach(store.send), shown(store.get()));
  const on = (day) => ({ type: "on", on: { day } });
  assert.deepEqual(after({ type: "window", window: dates("2024-02-01", "2024-03-31") }), ["2024-03-31", "2024-02-01", "2024-03-31", true]);
  assert.deepEqual(after(on("2024-04-10")), ["2024-04-10", "2024-02-01", "2024-04-10", true]);
  assert.deepEqual(after(on("2024-02-11")), ["2024-02-11", "2024-02-01", "2024-02-11", true]);
  assert.deepEqual(after(on("2024-01-21")), ["2024-01-21", "2024-01-11", "2024-01-21", true]);
  assert.deepEqual(after({ type: "join", joined: false }, on("2025-12-01")), ["2025-12-01", "2024-01-11", "2024-01-21", false]);
  assert.deepEqual(after({ type: "window", window: dates("2024-01-01", "2024-01-31") }), ["2025-12-01", "2024-01-01", "2024-01-31", false]);
  assert.deepEqual(after({ type: "join", joined: true }), ["2024-01-31", "2024-01-01", "2024-01-31", true]);
  assert.deepEqual(after({ type: "join", joined: false }, { type: "window", window: { kind: "all" } }), ["2024-01-31", undefined, undefined, true]);
});

test("a window that ends where nothing can be shown leaves the date, and is known to be parted", () => {
  const state = reduce(INITIAL, { type: "window", window: dates("2025-12-01", "2026-12-31") }, LIMITS);
  assert.deepEqual(state.on, INITIAL.on);
  assert.equal(endsTogether(state), false);
});

test("an address with a window alone brings its last day; with both, both as they are", () => {
  const start = { ...INITIAL, on: { day: "2025-03-01" } };
  const restored = (state, from = start) => shown(reduce(from, { type: "restore", state }, { ...LIMITS, start: from }));
  assert.deepEqual(restored({ window: dates("2024-02-01", "2024-03-31") }), ["2024-03-31", "2024-02-01", "2024-03-31", true]);
  assert.deepEqual(restored({ window: dates("2024-02-01", "2024-03-31"), on: { day: "2025-03-01" } }), ["2025-03-01", "2024-02-01", "2024-03-31", false]);
  assert.deepEqual(restored({ window: dates("2024-02-01", "2024-03-31"), on: { day: "2024-03-31" } }), ["2024-03-31", "2024-02-01", "2024-03-31", true]);
  const windowed = { ...start, on: { day: "2024-03-31" }, window: dates("2024-02-01", "2024-03-31") };
  assert.deepEqual(restored({ on: { day: "2024-03-05" } }, windowed), ["2024-03-05", "2024-02-01", "2024-03-05", true]);
  assert.deepEqual(restored({ on: { day: "2025-05-05" } }, { ...windowed, on: { day: "2025-01-01" }, joined: false }), ["2025-05-05", "2024-02-01", "2024-03-31", false]);
  assert.deepEqual(restored({}, windowed), ["2024-03-31", "2024-02-01", "2024-03-31", true]);
});

test("restore brings back what is named, the start of what is not, and nothing impossible", () => {
  const store = createStore({ ...INITIAL, legendOpen: false }, LIMITS);
  store.send({ type: "flow", flow: "cargo" });
  store.send({ type: "legend", open: true });
  store.send({ type: "play", playing: true });
  store.send({ type: "restore", state: { on: { day: "2024-05-05" }, language: "xx", chosen: "chaman", nonsense: 1 } });
  const { flow, on, language, chosen, legendOpen, playing } = store.get();
  assert.deepEqual([flow, on, language, chosen, legendOpen, playing], ["all", { day: "2024-05-05" }, "en", "chaman", true, false]);
  assert.equal("nonsense" in store.get(), false);
});

test("a store tells its views of changes only, until they leave", () => {
  const store = createStore(INITIAL);
  const seen = [];
  const leave = store.subscribe((state) => seen.push(state.legendOpen));
  store.send({ type: "legend", open: true });
  store.send({ type: "legend", open: false });
  leave();
  store.send({ type: "legend", open: true });
  assert.deepEqual(seen, [false]);
});

test("views can tell whether anything of theirs differs", () => {
  const after = reduce(INITIAL, { type: "tab", tab: "closures" });
  assert.equal(differs(after, INITIAL, ["on", "flow"]), false);
  assert.equal(differs(after, INITIAL, ["on", "tab"]), true);
  assert.equal(differs(after, null, []), true);
});

test("a step beyond the record stops at its edge", () => {
  assert.deepEqual(moved({ day: "2025-12-31" }, 7, LIMITS), { day: "2026-01-01" });
  assert.deepEqual(moved({ day: "2020-01-02" }, -7, LIMITS), { day: "2020-01-01" });
  assert.deepEqual(moved({ second: LIMITS.last - 5 }, 1, LIMITS), { second: LIMITS.last });
  assert.equal(accept("on", moved({ day: "2025-12-31" }, 7, LIMITS), LIMITS).day, "2026-01-01");
});
