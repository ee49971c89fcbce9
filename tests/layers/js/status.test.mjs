import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, load } from "./load.mjs";

const { createStatus, firstAfter } = await load("status");
const { gather, leavesOf, namedFlows } = await load("gather");
const { dayNumber, DAY } = await load("moments");

const TREE = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian", "patients"] };
const at = (text) => Date.parse(text) / 1000;
const OPEN = at("2024-01-01T00:00+05:00");
const SHUT = at("2024-02-01T00:00+05:00");
const STALE = SHUT + 7 * DAY;

const answer = (state, more) => ({ state, knowledge: "confirmed", last: "", since: "2024", said: null, borne: false, decided: ["PK"], top: -1, support: [], beside: [], disagree: [], count: 0, confidence: "", gates: [], figures: [], ...more });
const lane = (list) => Object.fromEntries(["commercial", "transit", "pedestrian", "cargo", "people", "all"].flatMap((flow) => ["both", "AF_to_PK", "PK_to_AF"].map((way) => [flow + "|" + way, list])));
const PACKED = {
  range: { first: at("2023-01-01T00:00+05:00"), last: at("2025-12-31T23:59:59+04:30"), on: "2025-03-01", knownBy: "" },
  crossings: [{ id: "a", names: { en: "Alpha" }, sources: [0] }, { id: "b", names: { en: "Beta" }, sources: [] }],
  answers: columns([answer("unknown", { knowledge: "never_reported", decided: ["AF", "PK"] }), answer("open", { said: OPEN, top: 0, support: [0] }), answer("closed", { said: SHUT, top: 1, support: [1], beside: [0] }), answer("unknown", { knowledge: "end_not_reported", last: "closed", said: SHUT, top: 1 })]),
  lanes: { 0: lane(1), 1: lane(0) },
  lists: [
    { points: [at("2023-01-01T00:00+05:00")], answers: [0], days: [0], dayAnswers: [0] },
    { points: [at("2023-01-01T00:00+05:00"), OPEN, SHUT, STALE], answers: [0, 1, 2, 3], days: [0, dayNumber("2024-01-01"), dayNumber("2024-02-01"), dayNumber("2024-02-08")], dayAnswers: [0, 1, 2, 3] },
  ],
  reports: [{ id: "r0", sources: [0] }, { id: "r1", sources: [] }],
  sources: [{ publisher: "The Paper", url: "https://paper.example/1", kind: "original" }],
  closures: [
    { report: 1, crossing: 0, flows: ["all"], direction: "both", side: "both", start: [SHUT, SHUT + DAY - 1], end: null, closed: { AF: [SHUT, STALE], PK: [SHUT, STALE] }, daysMin: 3, daysMax: null, also: [] },
    { report: 0, crossing: 1, flows: ["cargo"], direction: "both", side: "PK", start: [OPEN, OPEN], end: [OPEN + DAY, OPEN + 2 * DAY - 1], closed: { PK: [OPEN, OPEN + 2 * DAY - 1] }, daysMin: 1, daysMax: 2, reopening: 1, also: [1] },
  ],
  movements: [{ id: "m", crossings: [1, 0], sources: [0] }, { id: "n", crossings: [1], sources: [] }],
  policies: [],
  shut: { "0|cargo": { least: [[SHUT, SHUT + DAY]], most: [[SHUT, SHUT + 3 * DAY]], known: [[SHUT, STALE]] } },
};
const status = createStatus(PACKED, TREE);

test("the place of the first number above", () => {
  assert.deepEqual([0, 1, 2, 9].map((value) => firstAfter([1, 2, 2, 5], value)), [0, 1, 3, 4]);
  assert.equal(firstAfter([], 1), 0);
});

test("an instant takes what holds from its second on, a date what holds at its end, both with their age", () => {
  const state = (on) => status.answer(0, "cargo", "both", on).state;
  assert.deepEqual([{ second: SHUT - 1 }, { second: SHUT }, { second: STALE - 1 }, { second: STALE }].map(state), ["open", "closed", "closed", "unknown"]);
  assert.deepEqual([{ day: "2024-01-31" }, { day: "2024-02-01" }, { day: "1999-01-01" }].map(state), ["open", "closed", "unknown"]);
  assert.equal(status.answer(0, "cargo", "both", { second: SHUT + DAY / 2 }).ageDays, 0.5);
  assert.equal(Math.floor(status.answer(0, "cargo", "both", { day: "2024-02-03" }).ageDays), 2);
  assert.equal(status.answer(1, "cargo", "both", { day: "2024-02-03" }).ageDays, null);
});

test("reports and their sources come with an answer", () => {
  const { top, support, beside } = status.answer(0, "cargo", "both", { second: SHUT });
  assert.deepEqual([top.id, support[0].id, beside[0].sources[0].publisher], ["r1", "r1", "The Paper"]);
  assert.equal(status.crossings[0].sources[0].publisher, "The Paper");
});

test("a lane or crossing of which nothing is there is unknown", () => {
  assert.equal(status.answer(0, "patients", "both", { second: SHUT }).knowledge, "never_reported");
  assert.equal(status.answer(7, "cargo", "both", { second: SHUT }).state, "unknown");
  assert.equal(status.indexOf("b"), 1);
  assert.equal(status.indexOf("constructor"), -1);
});

test("answers alike are one line, others keep theirs", () => {
  const lines = status.lines(0, { second: SHUT }).map((line) => [line.flows, line.direction, line.answer.state]);
  assert.deepEqual(lines, [[["cargo", "pedestrian"], "both", "closed"], [["patients"], "both", "unknown"]]);
  assert.deepEqual(status.lines(1, { second: SHUT }, "people", "AF_to_PK").length, 2);
});

test("steps go from change to change of what is shown, within the record", () => {
  assert.deepEqual(Array.from(status.steps([], "all", "both")), [OPEN, SHUT, STALE]);
  assert.deepEqual(Array.from(status.steps(["b"], "all", "both")), []);
  const next = (on, step, ids) => status.next(on, step, ids, "all", "both");
  assert.deepEqual(next({ day: "2024-01-15" }, 1), { second: SHUT });
  assert.deepEqual(next({ second: SHUT }, 1), { second: STALE });
  assert.equal(next({ second: STALE }, 1), null);
  assert.deepEqual(next({ second: SHUT }, -1), { second: OPEN });
  assert.deepEqual(next({ day: "2024-02-01" }, -1), { second: SHUT });
  assert.equal(next({ second: OPEN }, -1), null);
  assert.equal(next({ second: SHUT }, 1, ["b"]), null);
});

test("what changed at a second is told by crossing and flow", () => {
  const [one, ...more] = status.changesAt(SHUT, []);
  assert.deepEqual([one.index, one.flows, one.direction, one.before, one.after, one.answer.top.id, more.length], [0, ["cargo", "pedestrian"], "both", "open", "closed", "r1", 0]);
  assert.deepEqual(status.changesAt(SHUT + 1, []), []);
});

test("the course of a lane covers the range without gaps", () => {
  const course = status.course(0, "cargo", "both");
  assert.deepEqual(course.map((span) => span.state), ["unknown", "open", "closed", "unknown"]);
  assert.equal(course[0].from, PACKED.range.first);
  assert.equal(course[3].to, PACKED.range.last);
  course.slice(1).forEach((span, place) => assert.equal(span.from, course[place].to));
  assert.equal(status.course(0, "patients", "both").length, 1);
});

test("closures: those of a crossing, those that hold, and where each stands", () => {
  const [shut, ended] = status.closures();
  assert.deepEqual(status.closures(1), [ended]);
  assert.deepEqual([shut.report.id, ended.also[0].id, ended.sources[0].kind], ["r1", "r1", "original"]);
  const phase = (closure, second) => status.phase(closure, { second });
  assert.deepEqual([phase(shut, SHUT - 1), phase(shut, SHUT), phase(shut, SHUT + 3 * DAY), phase(shut, STALE - 1), phase(shut, STALE)], ["before", "shut", "shut", "shut", "unsaid"]);
  assert.deepEqual([phase(ended, OPEN), phase(ended, OPEN + 2 * DAY - 2), phase(ended, OPEN + 2 * DAY - 1)], ["shut", "shut", "over"]);
  assert.equal(status.phase(ended, { day: "2024-01-02" }), "over");
  assert.deepEqual(status.closuresAt({ second: SHUT }), [shut]);
});

test("days shut within a window are the least and the most; figures of a crossing are its own", () => {
  assert.deepEqual(status.shutDays(0, "cargo", SHUT, SHUT + 2 * DAY), { known: 2, least: 1, most: 2 });
  assert.equal(status.shutDays(1, "cargo", SHUT, SHUT + 2 * DAY), null);
  assert.equal(status.shutDays(0, "cargo", STALE, STALE + DAY), null);
  assert.deepEqual([status.movements(0).length, status.movements(1).length, status.movements().length], [1, 2, 2]);
});

test("flows are named as shortly as they can be", () => {
  assert.deepEqual(leavesOf("all", TREE), ["commercial", "transit", "pedestrian", "patients"]);
  assert.deepEqual(namedFlows(["patients", "transit", "pedestrian"], TREE), ["transit", "people"]);
  const items = ["commercial", "transit"].flatMap((flow) => ["AF_to_PK", "PK_to_AF"].map((direction) => ({ flow, direction, key: flow === "transit" && direction === "PK_to_AF" ? 2 : 1 })));
  assert.deepEqual(gather(items, (item) => item.key, TREE).map(({ flows, direction }) => [flows.join(), direction]), [["cargo", "AF_to_PK"], ["commercial", "PK_to_AF"], ["transit", "PK_to_AF"]]);
});
