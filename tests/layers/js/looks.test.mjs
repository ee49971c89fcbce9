import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { lookNow, drawnNow } = await load("crossing_look");
const { touches } = await load("count_marks");
const { movementsNow } = await load("movements");
const { closuresNow } = await load("closures");
const { addStyles, symbol } = await load("symbols");
const { addWords, translator } = await load("words");

const TREE = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian", "patients"] };
const STATE = { on: { day: "2025-03-01" }, flow: "all", direction: "both", crossings: [] };

function statusOf(answers, more) {
  return { indexOf: () => 0, answer: (index, flow, direction) => answers[flow + "|" + direction] || answers[flow], lines: () => [], telling: () => [answers.cargo, answers.people].reduce((one, other) => (other.ageDays > one.ageDays ? other : one)), ...more };
}

const known = (state, ageDays) => ({ state, ageDays, borne: false, last: "" });
const silent = { state: "unknown", ageDays: null, borne: false, last: "" };

test("a mark has a cell for cargo and one for people, and the age of the older of them", () => {
  const look = lookNow(statusOf({ cargo: known("closed", 3), people: known("open", 9.5) }), 0, STATE, TREE);
  assert.deepEqual(look.cells.map(([flow, state]) => [flow, state]), [["cargo", "closed"], ["people", "open"]]);
  assert.equal(look.telling.ageDays, 9.5);
  assert.equal(look.known, true);
  assert.equal(lookNow(statusOf({ cargo: silent, people: silent }), 0, STATE, TREE).known, false);
});

test("for one flow it has one cell, with the glyph of what the flow is under", () => {
  const status = statusOf({ patients: known("restricted", 2), transit: silent, "patients|AF_to_PK": known("open", 1) });
  const cells = (flow, direction) => lookNow(status, 0, { ...STATE, flow, direction }, TREE).cells;
  assert.deepEqual(cells("patients", "both"), [["people", "restricted", "patients"]]);
  assert.deepEqual(cells("patients", "AF_to_PK"), [["people", "open", "patients"]]);
  assert.deepEqual(cells("transit", "both"), [["cargo", "unknown", "transit"]]);
});

test("its name for those who hear it says states, age and a direction that was chosen", () => {
  const table = { "map.crossing_marker": "{name}: cargo {cargo}, people {people}; {age}", "map.crossing_marker_flow": "{name}: {flow} {state}; {age}", "age.said": "said {days} d before", "age.no_report": "no report" };
  addWords({ language: "en", direction: "ltr", table });
  const t = translator("en");
  const read = { text: () => "torkham" };
  const model = (state, answers) => ({ store: { get: () => ({ ...STATE, ...state }) }, status: statusOf(answers), tree: TREE, name: () => "Torkham (gate)" });
  const both = drawnNow(model({}, { cargo: known("closed", 3.2), people: known("open", 1) }), read, 0, t);
  assert.deepEqual([both.name, both.short, both.age], ["Torkham (gate): cargo closed, people open; said 3 d before", "Torkham", "said 3 d before"]);
  const one = drawnNow(model({ flow: "transit", direction: "AF_to_PK" }, { transit: silent }), read, 0, t);
  assert.equal(one.name, "Torkham (gate): transit unknown; no report; AF to PK");
});

test("a closure concerns a flow under its branch, the branch of its flow, and its own direction", () => {
  const closure = { flows: ["commercial"], direction: "AF_to_PK" };
  assert.equal(touches(closure, "cargo", "both", TREE), true);
  assert.equal(touches(closure, "all", "AF_to_PK", TREE), true);
  assert.equal(touches(closure, "transit", "both", TREE), false);
  assert.equal(touches(closure, "commercial", "PK_to_AF", TREE), false);
  assert.equal(touches({ flows: ["all"], direction: "both" }, "patients", "PK_to_AF", TREE), true);
});

test("closures are told of as far as they are known at the moment", () => {
  const closure = { place: 4, flows: ["cargo"], direction: "both", startText: "2025-01-01", endText: "2025-02-01", daysMin: 31, daysMax: 32 };
  const at = (phase) => closuresNow({ store: { get: () => STATE }, tree: TREE, status: { closures: () => [closure], phase: () => phase } }, null);
  assert.deepEqual(at("before"), []);
  assert.deepEqual(at("over").map(({ held, end, max }) => [held, end, max]), [[false, "2025-02-01", 32]]);
  assert.deepEqual(at("shut").map(({ held, end, max }) => [held, end, max]), [[true, "", null]]);
});

test("figures are there once their period has begun, however precisely it is given", () => {
  const rows = [{ id: "a", start: "2025-03" }, { id: "b", start: "2025-03-02" }, { id: "c", start: "", end: "2024" }, { id: "d", start: "2025-01-01", direction: "PK_to_AF" }];
  const shown = (direction) => movementsNow({ store: { get: () => ({ ...STATE, direction }) }, status: { movements: () => rows } }, null).map(({ id }) => id);
  assert.deepEqual(shown("both"), ["a", "c", "d"]);
  assert.deepEqual(shown("AF_to_PK"), ["a", "c"]);
});

test("a symbol is that of light ground unless the page is dark, and a layer's own change stands in both", () => {
  addStyles({ land: { layer: "basemap", fill: "#ffffff", colour: "#eeeeee", order: 1, dark: { fill: "#000000" } } });
  assert.equal(symbol("land").fill, "#ffffff");
  assert.equal(symbol("land", { land: { fill: "#123456" } }).fill, "#123456");
});
