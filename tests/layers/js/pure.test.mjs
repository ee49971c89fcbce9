import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { collapseFlows } = await load("flows");
const { distinct, reader, groupRows } = await load("columns");
const { decodePart, middle } = await load("geometry");
const { place, overlaps } = await load("declutter");
const { safeAddress } = await load("dom");
const { addWords, translator, fillIn, distanceWords } = await load("words");
const { ageLabel } = await load("crossing_popup");
const { figureWords } = await load("popup");
const { lengthWords } = await load("list_popup");
const { shortName } = await load("crossing_look");
const { corners } = await load("symbols");

const TREE = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian", "patients"] };

test("a branch replaces its leaves, and the whole tree its branches", () => {
  assert.deepEqual(collapseFlows(["commercial", "transit"], TREE), ["cargo"]);
  assert.deepEqual(collapseFlows(["commercial", "pedestrian", "patients"], TREE), ["commercial", "people"]);
  assert.deepEqual(collapseFlows(["commercial", "transit", "patients", "pedestrian"], TREE), ["all"]);
  assert.deepEqual(collapseFlows([], TREE), []);
});

test("columns are read plain and coded; what is missing is null, empty or NaN", () => {
  const read = reader({ rows: 3, columns: { a: ["x", "y", "z"], b: { words: ["p", "q"], codes: [1, 0, 1] }, c: { items: [{ a: 1 }, 7], lists: [[1, 0], [], [0]] }, lon: [1, null, 3], lat: [1, 2, 3] } });
  assert.deepEqual([0, 1, 2].map((row) => read.get("b", row)), ["q", "p", "q"]);
  assert.deepEqual(read.list("c", 0), [7, { a: 1 }]);
  assert.deepEqual(read.list("c", 1), []);
  assert.equal(read.get("none", 0), null);
  assert.equal(read.text("none", 0), "");
  assert.deepEqual(read.list("a", 0), []);
  assert.deepEqual(Array.from(read.numbers("lon")), [1, NaN, 3]);
  assert.deepEqual(read.located(), [0, 2]);
  assert.equal(read.has("constructor"), false);
});

test("rows group by key in order of appearance", () => {
  assert.deepEqual(Array.from(groupRows([3, 1, 2, 5], (row) => row % 2)), [[1, [3, 1, 5]], [0, [2]]]);
});

test("things are counted once, however many rows are about them", () => {
  const read = reader({ rows: 3, columns: { report_id: ["a", "a", "b"], crossing_id: ["x", "y", "x"] } });
  assert.deepEqual(read.all(), [0, 1, 2]);
  assert.equal(distinct(read, read.all(), ["report_id"]), 2);
  assert.equal(distinct(read, read.all(), ["report_id", "crossing_id"]), 3);
  assert.equal(distinct(read, read.all(), ["nothing"]), 3);
});

test("differences decode to latitude and longitude", () => {
  assert.deepEqual(decodePart([610000, 298000, 1000, -500], 4), [[29.8, 61], [29.75, 61.1]]);
  assert.deepEqual(decodePart([], 4), []);
});

test("the middle of a square is its middle, and the largest ring decides", () => {
  const square = [[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]];
  assert.deepEqual(middle([[[9, 9], [9, 9.1], [9.1, 9.1], [9, 9]], square]), [1, 1]);
  assert.deepEqual(middle([[[0, 0], [2, 4]]]), [1, 2]);
  assert.equal(middle([]), null);
});

test("labels: the higher priority takes its place, the other a second one or none", () => {
  const box = (priority, ...places) => ({ priority, places, width: 10, height: 10 });
  assert.deepEqual(place([box(1, [0, 0]), box(2, [5, 5])], [], 0), [-1, 0]);
  assert.deepEqual(place([box(1, [0, 0], [30, 0]), box(2, [5, 5])], [], 0), [1, 0]);
  assert.deepEqual(place([box(1, [0, 0])], [[5, 5, 6, 6]], 0), [-1]);
  assert.deepEqual(place([box(1, [0, 0]), { ...box(1, [40, 0]), firm: true }], [], 0, [[5, 5, 6, 6], [41, 1, 42, 2]]), [-1, 0]);
  assert.deepEqual(place([{ ...box(1, [0, 0], [30, 0]), firm: true }, { ...box(1, [60, 0]), firm: true }], [], 0, [[5, 5, 6, 6], [61, 1, 62, 2]]), [1, 0]);
});

test("labels never overlap, whatever is asked", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const items = Array.from({ length: 300 }, () => ({ priority: Math.floor(random() * 5), width: 5 + random() * 40, height: 12, places: [0, 1, 2].map(() => [random() * 400, random() * 300]) }));
  const chosen = place(items, [], 0);
  const boxes = chosen.flatMap((at, item) => (at < 0 ? [] : [[...items[item].places[at], items[item].places[at][0] + items[item].width, items[item].places[at][1] + 12]]));
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => assert.equal(overlaps(one, other), false)));
});

test("only http and https addresses are followed", () => {
  assert.equal(safeAddress("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
  for (const bad of ["javascript:alert(1)", " https://a.b", "java\tscript:alert(1)", "data:text/html,x", "//a.b", "file:///etc/passwd", "https://", "ftp://a.b", "", null, 7, "http://a b"]) {
    assert.equal(safeAddress(bad), "", String(bad));
  }
});

test("words: what is filled in is not read again; a missing one is an error", () => {
  addWords({ language: "en", direction: "ltr", table: { "a.b": "<{x}>", "n": "{number} days", "n_one": "{number} day", "distance.m": "{number} m", "distance.km": "{number} km" } });
  const t = translator("en");
  assert.equal(t("a.b", { x: "{x}$&" }), "<{x}$&>");
  assert.equal(fillIn("{a}{b}", { a: "{b}", b: "1" }), "{b}1");
  assert.throws(() => t("a.c"), /a\.c/);
  assert.throws(() => translator("xx"), /xx/);
  assert.equal(t.has("constructor"), false);
  assert.equal(t.count("n", 1), "1 day");
  assert.equal(t.count("n", 1200), "1,200 days");
  assert.equal(t.word("cause", "sand_storm"), "sand storm");
  assert.equal(distanceWords(3000, t), "3 km");
  assert.equal(distanceWords(151, t), "150 m");
  assert.equal(distanceWords(3249, t), "3.2 km");
});

test("every shape but the circle has corners", () => {
  for (const shape of ["star", "triangle", "square", "diamond", "hexagon", "octagon", "cross", "plus", "wave", "arrow"]) {
    assert.ok(corners(shape).length >= 3, shape);
  }
  assert.equal(corners("circle"), null);
});

const t = (() => {
  const words = { "age.same_day": "said that day", "age.said": "said {days} d before", "age.said_borne_out": "said {days} d before, borne out later", "age.no_report": "no report", "age.last": "last: {state}, {days} d before", "state.closed": "closed", "state.open": "open", "age.days": "{number} days", "age.days_one": "{number} day", "closure.no_end": "end not reported", "closure.lasted_range": "{min} to {max} days", "figure.exact": "{min}", "figure.range": "{min} to {max}", "figure.at_least": "at least {min}", "figure.up_to": "up to {max}", "figure.none": "no figure" };
  addWords({ language: "en-GB", direction: "ltr", table: words });
  return translator("en-GB");
})();

test("neither open nor closed is labelled without its age, and unknown says what was last said", () => {
  assert.equal(ageLabel(true, 9.7, false, [], t), "said 9 d before");
  assert.equal(ageLabel(true, 140.2, true, [], t), "said 140 d before, borne out later");
  assert.equal(ageLabel(true, 0.4, false, [], t), "said that day");
  assert.equal(ageLabel(false, null, false, [], t), "no report");
  assert.equal(ageLabel(false, null, false, [{ last_state: "", age_days: 1 }], t), "no report");
  const lines = [{ last_state: "open", age_days: 90 }, { last_state: "closed", age_days: 63.4 }];
  assert.equal(ageLabel(false, 63.4, false, lines, t), "last: closed, 63 d before");
});

test("figures keep their bounds", () => {
  assert.deepEqual([[3, 3], [3, 5], [3, null], [null, 5], [null, null]].map(([min, max]) => figureWords(min, max, t)), ["3", "3 to 5", "at least 3", "up to 5", "no figure"]);
});

test("nothing is claimed of how long a closure without an end lasted", () => {
  assert.deepEqual([[1, 1], [3, 4], [3, null], [null, null]].map(([min, max]) => lengthWords(min, max, t)), ["1 day", "3 to 4 days", "end not reported", "end not reported"]);
});

test("a label leaves out what stands in brackets at the end of a name", () => {
  assert.equal(shortName("Spin Boldak - Chaman (Friendship Gate)"), "Spin Boldak - Chaman");
  assert.equal(shortName("(only)"), "(only)");
});
