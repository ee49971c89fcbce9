import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { activeFilters } = await load("chips");
const { readTyped } = await load("date_field");
const { flowList, windowName, windowNamed } = await load("filters");
const { playFrom, playStep } = await load("play");
const { addressOf: sharedAddress } = await load("share");
const { keyMoment, keyStep } = await load("slider");
const { createStore, INITIAL } = await load("store");

const LIMITS = { first: Date.parse("2020-01-01T00:00+05:00") / 1000, last: Date.parse("2025-12-31T23:59:59+04:30") / 1000, ids: ["a", "b", "c", "d", "e"], kinds: ["attack", "other"], flows: ["all", "cargo", "transit"], languages: ["en"] };
const t = Object.assign((key, values) => key + (values ? JSON.stringify(Object.values(values)) : ""), { language: "en", word: (group, name) => name, list: (parts) => parts.join(", "), number: String, count: (key, number) => key + number });
const model = { name: (index) => "Crossing " + index, status: { indexOf: (id) => LIMITS.ids.indexOf(id) } };
const day = (text) => ({ day: text });

test("what is typed is a moment, or words that say what is wrong", () => {
  assert.deepEqual(readTyped(" ۲۰۲۴-۰۳-۰۱ ", LIMITS, t), { on: day("2024-03-01") });
  assert.deepEqual(readTyped("2024-03-01T00:00+05:00", LIMITS, t), { on: { second: Date.parse("2024-03-01T00:00+05:00") / 1000 } });
  for (const text of ["1/3/2024", "2024-13-01", "2024-02-30", "1403-01-01", "2024-03-01T10:00", "", "yesterday"]) {
    assert.deepEqual(readTyped(text, LIMITS, t), { error: "bar.date_not_read" });
  }
  assert.deepEqual(readTyped("2019-01-01", LIMITS, t), { error: 'bar.date_outside["1 Jan 2020","31 Dec 2025"]' });
});

test("keys of the slider move by a day and a month, in both directions of script, and stay within what is on record", () => {
  assert.deepEqual(["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "a", "toString"].map((key) => keyStep(key, "ltr")), [1, -1, 1, -1, 30, -30, "first", "last", null, null]);
  assert.deepEqual(["ArrowRight", "ArrowLeft", "ArrowUp"].map((key) => keyStep(key, "rtl")), [-1, 1, 1]);
  assert.deepEqual(keyMoment(day("2024-02-29"), 1, LIMITS), day("2024-03-01"));
  assert.deepEqual(keyMoment({ second: LIMITS.first + 60 }, 30, LIMITS), { second: LIMITS.first + 60 + 30 * 86400 });
  assert.deepEqual(["first", "last"].map((step) => keyMoment(day("2024-02-29"), step, LIMITS)), [day("2020-01-01"), day("2025-12-31")]);
});

test("playing goes on by its stride to the end, and begins anew from there", () => {
  assert.deepEqual(playStep(day("2024-01-01"), 7, LIMITS), day("2024-01-08"));
  let on = day("2025-12-20");
  const seen = [];
  while ((on = playStep(on, 7, LIMITS))) {
    seen.push(on.day);
    assert.ok(seen.length < 10);
  }
  assert.ok(seen.length >= 2 && seen[seen.length - 1] >= "2025-12-31");
  assert.deepEqual(playFrom(day("2024-05-05"), LIMITS), day("2024-05-05"));
  assert.deepEqual(playFrom(day(seen[seen.length - 1]), LIMITS), day("2020-01-01"));
});

test("the flows are listed as the tree has them, each with its depth", () => {
  const tree = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian"] };
  assert.deepEqual(flowList(tree), [["all", 0], ["cargo", 1], ["commercial", 2], ["transit", 2], ["people", 1], ["pedestrian", 2]]);
});

test("a window by name and back; dates begin with the year that ends at the moment shown", () => {
  for (const name of ["all", "30", "365"]) {
    assert.equal(windowName(windowNamed(name, day("2024-03-01"))), name);
  }
  assert.deepEqual(windowNamed("dates", day("2024-03-01")), { kind: "dates", since: "2023-03-02", until: "2024-03-01" });
});

test("nothing filtered gives no chips; each chip takes its part away and nothing else", () => {
  assert.deepEqual(activeFilters(INITIAL, model, t), []);
  const all = { ...INITIAL, window: { kind: "days", days: 30 }, flow: "cargo", direction: "AF_to_PK", crossings: ["a", "b", "c", "d"], hiddenKinds: ["attack", "other"], precision: "near", search: " bab " };
  const chips = activeFilters(all, model, t);
  assert.deepEqual(chips.map((chip) => chip.key), ["window", "flow", "direction", "crossings", "kinds", "precision", "search"]);
  assert.ok(chips.find((chip) => chip.key === "crossings").words.includes("4"));
  assert.ok(chips.find((chip) => chip.key === "search").words.includes('"bab"'));
  for (const chip of chips) {
    const store = createStore(all, { ...LIMITS, start: all });
    chip.actions.forEach((action) => store.send(action));
    assert.deepEqual(activeFilters(store.get(), model, t).map((one) => one.key), chips.map((one) => one.key).filter((key) => key !== chip.key));
  }
});

test("the address that is shared is the page's own with what is shown now", () => {
  const state = { ...INITIAL, flow: "cargo" };
  assert.equal(sharedAddress(state, INITIAL, "file:///maps/map.html?embed#tables"), "file:///maps/map.html?embed#flow=cargo");
  assert.equal(sharedAddress(INITIAL, INITIAL, "https://site.example/m.html#flow=cargo"), "https://site.example/m.html");
});
