import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, load } from "./load.mjs";

const { closureAt, closuresBegun, closuresGathered, lastedWords, shutDaysWords, shutWords } = await load("closure_words");
const { changeSentence, daysWords, knownWords, lineSentence, measureWords, oldWords, periodWords, weekdayWords } = await load("said_words");
const { partialWords } = await load("partial_words");
const { closuresByThen, shutWindow } = await load("panel_closures");
const { figuresByThen, incidentsNear, rulesByThen } = await load("panel_more");
const { latestChanges, stateCounts } = await load("panel_overview");
const { createStatus } = await load("status");
const { INITIAL } = await load("store");
const { DAY, dayNumber, startOfDay } = await load("moments");
const { addWords, translator } = await load("words");

const TREE = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian", "patients"] };
const KEYS = ["is_open", "is_closed", "is_unknown", "became_closed"].map((key) => ["panel." + key, key + " {name} {flows} {way}"]);
addWords({
  language: "en",
  direction: "ltr",
  table: {
    ...Object.fromEntries(KEYS),
    "panel.way_both": "both ways",
    "list.comma": ", ",
    "list.semicolon": "; ",
    "list.stop": ".",
    "panel.since": "since {start}",
    "panel.between": "{first} or {last}",
    "panel.said_old": "{days} old",
    "panel.said_that_day": "that day",
    "panel.borne": "borne out",
    "panel.never": "no report",
    "panel.last_closed": "last shut",
    "panel.why_stale": "too old",
    "panel.of_what": "{unit} {measure}",
    "panel.lasted_at_least": "at least {days}",
    "panel.days_of_known": "{shut}; known of {known}",
    "panel.days_not_known": "not known",
    "age.days": "{number} days",
    "age.days_one": "{number} day",
    "closure.from_to": "{start} to {end}",
    "closure.from_only": "since {start}",
    "closure.lasted_range": "{min} to {max} days",
    "closure.no_end": "end not reported",
    "flow.cargo": "cargo",
    "movement.deported": "sent back",
    "unit.persons": "people",
  },
});
const t = translator("en");

test("dates are said as precisely as they are known", () => {
  assert.deepEqual(["2025", "2025-03", "2025-03-15", "2025/2025-03", "2025-03-15T07:00+05:00", "no date"].map((text) => partialWords(text, t)), ["2025", "Mar 2025", "15 Mar 2025", "2025 or Mar 2025", "15 Mar 2025, 07:00 (+05:00)", "no date"]);
  assert.deepEqual([periodWords("2025", "", t), periodWords("2025", "2025", t), periodWords("2024", "2025", t), periodWords("", "2025", t)], ["2025", "2025", "2024 to 2025", "2025"]);
  assert.equal(daysWords(dayNumber("2025-03-01"), dayNumber("2025-03-02"), t), "1 Mar 2025 to 2 Mar 2025");
});

test("a line is one sentence: what, since when, how well known, how old", () => {
  const answer = { state: "closed", knowledge: "confirmed", last: "", since: "2025-02-21", ageDays: 6.4, borne: false };
  const line = { flows: ["commercial", "transit"], direction: "both", answer };
  assert.equal(lineSentence(line, TREE, t), "is_closed {name} cargo both ways; since 21 Feb 2025; 6 days old.");
  assert.deepEqual(knownWords({ ...answer, borne: true, ageDays: 0.5 }, t), ["since 21 Feb 2025", "that day", "borne out"]);
  assert.deepEqual(knownWords({ ...answer, state: "unknown", knowledge: "stale", last: "closed" }, t), ["last shut since 21 Feb 2025", "too old", "6 days old"]);
  assert.deepEqual(knownWords({ ...answer, state: "unknown", knowledge: "never_reported", since: "", ageDays: null }, t), ["no report"]);
  assert.equal(oldWords(1.9, t), "1 day old");
});

test("changes, weekdays and what is counted", () => {
  const model = { tree: TREE, name: () => "Torkham" };
  assert.equal(changeSentence({ index: 0, flows: ["cargo"], direction: "both", after: "closed" }, model, t), "became_closed Torkham cargo both ways");
  assert.equal(weekdayWords("Mon;Wed; Fri", t), "Monday, Wednesday and Friday");
  assert.equal(weekdayWords("daily", t), "daily");
  assert.equal(measureWords("deported", "persons/day", t), "people sent back");
  assert.equal(measureWords("some_thing", "carts", t), "carts some thing");
});

const START = startOfDay(dayNumber("2025-01-01"), "PK");
const report = (id) => ({ id, sources: [] });
const closure = (more) => ({ report: 0, crossing: 0, flows: ["all"], direction: "both", side: "PK", start: [START, START + DAY - 1], end: null, closed: { PK: [START, START + 10 * DAY] }, saidUntil: START + 4 * DAY - 1, daysMin: 3, daysMax: null, startText: "2025-01-01", endText: "", sources: [], also: [], reopening: -1, ...more });
const END = START + 10 * DAY;
const answer = (state) => ({ state, knowledge: "confirmed", last: "", since: "2025", said: START, borne: false, decided: ["PK"], top: 0, support: [], beside: [], disagree: [], count: 0, confidence: "", gates: [], figures: [] });
const lists = [{ points: [START - 90 * DAY, START, END], answers: [0, 1, 0], days: [0, dayNumber("2025-01-01"), dayNumber("2025-01-11")], dayAnswers: [0, 1, 0] }];
const lane = Object.fromEntries(["all", "cargo", "people", "commercial", "transit", "pedestrian", "patients"].flatMap((flow) => ["both", "AF_to_PK", "PK_to_AF"].map((way) => [flow + "|" + way, 0])));
const status = createStatus(
  {
    range: { first: START - 90 * DAY, last: START + 400 * DAY, on: "2025-03-01", knownBy: "" },
    crossings: [{ id: "torkham", names: { en: "Torkham" }, sources: [] }],
    answers: columns([answer("open"), answer("closed")]),
    lists,
    lanes: { 0: lane },
    reports: [report("a")],
    closures: [closure({}), closure({ start: [START + 50 * DAY, START + 51 * DAY - 1], end: [END + 50 * DAY, END + 51 * DAY - 1], closed: { PK: [START + 50 * DAY, END + 51 * DAY - 1] }, startText: "2025-02-20", endText: "2025-03-02" })],
    movements: [
      { id: "old", crossings: [0], start: "2024-12", end: "2024-12-31", sources: [] },
      { id: "new", crossings: [0], start: "2025-01-05", end: "", sources: [] },
      { id: "later", crossings: [0], start: "2025-02-01", end: "2025-03-01", sources: [] },
      { id: "undated", crossings: [0], start: "", end: "", sources: [] },
    ],
    policies: [],
    shut: {},
  },
  TREE,
);

test("a closure as it stands: over, or counted to the moment while no end is known", () => {
  const [open, ended] = status.closures(0);
  assert.deepEqual(closureAt(open, { second: START + 2 * DAY - 1 }, status), { over: false, daysMin: 1, daysMax: null });
  assert.deepEqual(closureAt(open, { day: "2025-06-01" }, status), { over: false, daysMin: 3, daysMax: null });
  const then = closureAt(ended, { day: "2025-06-01" }, status);
  assert.deepEqual([then.over, Math.round(then.daysMin), Math.round(then.daysMax)], [true, 9, 11]);
  assert.equal(closureAt(ended, { day: "2025-02-25" }, status).over, false);
});

test("closures begun by then: those in force first, the latest first", () => {
  assert.equal(closuresBegun(status, { day: "2024-12-31" }, 0).length, 0);
  const { held, before } = closuresByThen(status, { day: "2025-02-25" }, 0, t);
  assert.deepEqual([held.map((one) => one.startText), before.map((one) => one.startText)], [["2025-02-20"], ["2025-01-01"]]);
});

test("each closure is put into words once, however many there are", () => {
  const asked = (times) => {
    let count = 0;
    const counting = Object.assign((...given) => ((count += 1), t(...given)), t);
    const many = Array.from({ length: times }, (_, place) => ({ ...status.closures(0)[1], report: { id: `r${place}` } }));
    assert.equal(closuresGathered(many, { day: "2025-06-01" }, status, counting).length, times);
    return count;
  };
  assert.equal(asked(20), 2 * asked(10));
});

test("how long and from when to when", () => {
  assert.deepEqual([lastedWords({ daysMin: 3, daysMax: null }, t), lastedWords({ daysMin: 0, daysMax: null }, t), lastedWords({ daysMin: 1, daysMax: 1 }, t), lastedWords({ daysMin: 25.66, daysMax: 26.66 }, t)], ["at least 3 days", "end not reported", "1 day", "25.7 to 26.7 days"]);
  assert.deepEqual(status.closures(0).map((one) => shutWords(one, t)), ["since 1 Jan 2025", "20 Feb 2025 to 2 Mar 2025"]);
  assert.deepEqual(
    [null, { known: 3, least: 0, most: 0 }, { known: 9, least: 1, most: 2.5 }].map((days) => shutDaysWords(days, t)),
    ["not known", "0 days; known of 3 days", "1 to 2.5 days; known of 9 days"],
  );
});

test("days shut are counted in the window, or the year up to the moment, never beyond it", () => {
  const range = status.range;
  const year = shutWindow({ ...INITIAL, on: { day: "2025-03-01" } }, range);
  assert.deepEqual([year.first, year.last], [dayNumber("2024-03-02"), dayNumber("2025-03-01")]);
  assert.equal(year.to - year.from, 365 * DAY);
  const dates = shutWindow({ ...INITIAL, on: { day: "2025-03-01" }, window: { kind: "dates", since: "2025-01-01", until: "2026-01-01" } }, range);
  assert.deepEqual([dates.first, dates.last], [dayNumber("2025-01-01"), dayNumber("2025-03-01")]);
  assert.equal(shutWindow({ ...INITIAL, on: { second: START + 100 } }, range).to, START + 101);
});

test("figures whose period had begun, the latest first; those without a date last", () => {
  assert.deepEqual(figuresByThen(status, { day: "2025-01-20" }, 0).map((one) => one.id), ["new", "old", "undated"]);
});

test("rules in force by their own dates", () => {
  const rule = (from, to, crossings) => ({ effective_from: from, ended_on: to, crossings });
  const rules = [rule("2024", "", [0]), rule("2024-05", "2024-12", [0]), rule("2026", "", [0]), rule("2024", "", [1]), rule("", "", [0]), rule("2024-06", "2025-06", [0])];
  assert.deepEqual(rulesByThen(rules, { day: "2025-01-01" }, 0).map((one) => one.effective_from), ["2024-06", "2024"]);
});

test("incidents near a crossing, each once, the newest first", () => {
  const incidents = { dictionary: () => ["chaman", "torkham"], near: [1, 1, 0, 1, -1], group: [0, 0, 1, 2, 3] };
  assert.deepEqual(incidentsNear(incidents, [1, 1, 1, 1, 1], "torkham"), [3, 0]);
  assert.deepEqual(incidentsNear(incidents, [0, 1, 1, 0, 1], "torkham"), [1]);
  assert.deepEqual(incidentsNear(incidents, [1, 1, 1, 1, 1], "arandu"), []);
});

test("how many are open and shut, and what changed last", () => {
  const state = { ...INITIAL, on: { day: "2025-01-05" } };
  assert.deepEqual(stateCounts(status, [0], "cargo", state), [["open", 0], ["restricted", 0], ["closed", 1], ["unknown", 0]]);
  assert.deepEqual(latestChanges(status, state).map(({ second, after }) => [second, after]), [[START, "closed"]]);
  assert.deepEqual(latestChanges(status, { ...state, on: { day: "2025-02-05" } }).map(({ after }) => after), ["open", "closed"]);
});
