import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { begunBy, closuresShown, crossingsShown, firstDayOf, incidentsShown, movementsShown, rowsByGroup, sortedItems } = await load("grid_rows");
const { searchHits } = await load("search_hits");
const { INITIAL } = await load("store");
const { dayNumber } = await load("moments");

const TREE = { all: ["cargo", "people"], cargo: ["commercial"], people: ["pedestrian"] };
const crossings = [
  { id: "torkham", names: { en: "Torkham", ps: "تورخم", fa: "تورخم", ur: "طورخم" }, aliases: ["Landi Khana"], kind: "formal_international" },
  { id: "chaman", names: { en: "Chaman", ps: "چمن", fa: "چمن", ur: "چمن" }, aliases: [], kind: "informal", af_place: "Spin Boldak" },
];
const closures = [
  { crossing: 0, flows: ["all"], direction: "both", start: [3, 3] },
  { crossing: 1, flows: ["people"], direction: "PK_to_AF", start: [2, 2] },
  { crossing: 1, flows: ["cargo"], direction: "both", start: [9e9, 9e9] },
];
const movements = [
  { crossings: [0, 1], direction: "both", start: "2025-01", min: 5 },
  { crossings: [], direction: "", start: "", end: "", min: null, max: null },
  { crossings: [1], direction: "PK_to_AF", start: "2024-06-01", min: 9 },
  { crossings: [1], direction: "AF_to_PK", start: "2025-12-01", min: 1 },
];
const status = {
  crossings,
  closures: () => closures,
  movements: () => movements,
  phase: (closure, on) => (closure.start[0] > 8e9 && on ? "before" : "shut"),
  indexOf: (id) => crossings.findIndex((crossing) => crossing.id === id),
};
const places = [{ id: "tk", en: "Torkham", ps: "تورخم", fa: "", ur: "" }, { id: "gh", en: "Ghurki", ps: "غورکي", fa: "", ur: "" }];
const incidents = {
  rows: 4,
  group: Int32Array.of(0, 0, 1, 2),
  lon: Float64Array.of(71, 71.1, NaN, 70),
  lat: Float64Array.of(34, 34.1, NaN, 33),
  place: Int8Array.of(0, 0, 1, -1),
  radius: Float64Array.of(500, NaN, NaN, 100),
  mask: ({ search }) => (search === "guns" ? Uint8Array.of(0, 0, 0, 1) : Uint8Array.of(1, 1, 1, 1)),
  dictionary: (name) => (name === "place" ? places : []),
  word: (name, row) => (name === "place" ? places[incidents.place[row]] : null),
};
const model = { status, incidents, tree: TREE, name: (one) => (typeof one === "number" ? crossings[one].names.en : one ? one.en : "") };
const t = Object.assign((key) => key, { language: "en", word: (group, name) => name, list: (parts) => parts.join(", ") });
const state = (more) => ({ ...INITIAL, ...more });

test("crossings, closures and figures under the filter of the state", () => {
  assert.deepEqual(crossingsShown(model, state({ crossings: ["chaman"] })), [1]);
  assert.deepEqual(closuresShown(model, state({})).length, 2);
  assert.deepEqual(closuresShown(model, state({ flow: "commercial" })).map(({ crossing }) => crossing), [0]);
  assert.deepEqual(closuresShown(model, state({ direction: "AF_to_PK" })).map(({ crossing }) => crossing), [0]);
  assert.deepEqual(closuresShown(model, state({ crossings: ["chaman"] })).map(({ crossing }) => crossing), [1]);
  assert.deepEqual(movementsShown(model, state({})).map(({ min }) => min), [5, null, 9]);
  assert.deepEqual(movementsShown(model, state({ crossings: ["torkham"] })).map(({ min }) => min), [5]);
  assert.deepEqual(movementsShown(model, state({ direction: "AF_to_PK" })).map(({ min }) => min), [5, null]);
});

test("a period has begun with its first day, that of an unknown day is the first of its month or year", () => {
  assert.deepEqual(["2025", "2025-03", "2025-03-09", "2025-03-09T10:00Z"].map(firstDayOf), ["2025-01-01", "2025-03-01", "2025-03-09", "2025-03-09"].map(dayNumber));
  assert.equal(Number.isNaN(firstDayOf("")), true);
  assert.deepEqual(["2025-03-01", "2025-03-02", ""].map((start) => begunBy({ start, end: "" }, { day: "2025-03-01" })), [true, false, true]);
});

test("rows of one incident are one line", () => {
  const { mask, firsts } = incidentsShown(model, state({}));
  assert.deepEqual(firsts, [0, 2, 3]);
  assert.deepEqual(Array.from(rowsByGroup(model, mask, firsts).values()), [[0, 1], [2], [3]]);
  assert.deepEqual(incidentsShown({ incidents: null }, state({})).firsts, []);
});

test("order by any column; equal ones as they stood, what is not known last either way", () => {
  const sorted = (tab, items, order) => sortedItems(tab, items, model, state({ sort: { ...INITIAL.sort, [tab]: order } }), t);
  assert.deepEqual(sorted("crossings", [0, 1], ["", false]), [0, 1]);
  assert.deepEqual(sorted("crossings", [0, 1], ["crossing", false]), [1, 0]);
  assert.deepEqual(sorted("closures", closures, ["start", true]).map(({ start }) => start[0]), [9e9, 3, 2]);
  assert.deepEqual(sorted("movements", movements, ["figure", false]).map(({ min }) => min), [1, 5, 9, null]);
  assert.deepEqual(sorted("movements", movements, ["figure", true]).map(({ min }) => min), [9, 5, 1, null]);
  assert.deepEqual(sorted("incidents", [0, 2, 3], ["date", true]), [3, 2, 0]);
  assert.deepEqual(sorted("incidents", [0, 2, 3], ["place", false]), [2, 0, 3]);
  assert.deepEqual(sorted("incidents", [0, 2, 3], ["radius", true]), [0, 3, 2]);
  assert.deepEqual(sorted("incidents", [0, 2, 3], ["nothing", false]), [0, 2, 3]);
});

test("a search finds crossings and places by any name, and the newest incidents shown", () => {
  const kinds = (text, more) => searchHits(model, state({ search: text, ...more }), text).map((hit) => [hit.kind, hit.index ?? hit.row]);
  assert.deepEqual(kinds("guns"), [["incident", 3]]);
  assert.deepEqual(kinds("تورخم").slice(0, 1), [["crossing", 0]]);
  assert.deepEqual(kinds("تورخم").filter(([kind]) => kind === "place"), []); // the crossing itself
  assert.deepEqual(kinds("boldak").slice(0, 1), [["crossing", 1]]);
  assert.deepEqual(kinds("landi khana").slice(0, 1), [["crossing", 0]]);
  assert.deepEqual(kinds("ghurki").filter(([kind]) => kind === "place"), []); // it has no point
  assert.deepEqual(kinds("  "), []);
  assert.deepEqual(searchHits(model, state({ search: "other" }), "xyz"), []);
  assert.deepEqual(searchHits({ status, incidents: null }, state({}), "chaman"), [{ kind: "crossing", index: 1 }]);
});
