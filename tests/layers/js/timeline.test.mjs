import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { axisMarks, pannedPart, partWith, secondAt, spanOf, timeScale, xOf, zoomedPart } = await load("time_scale");
const { barAt, beginning, coverOf, laneOrder, laneRows, layLanes, reachOf, stretchesOf } = await load("lanes");
const { lighter } = await load("lane_colours");
const { tickMarks } = await load("lane_ticks");
const { wheelPixels } = await load("lane_moves");
const { dayNumber, dayText, DAY } = await load("moments");

const TREE = { all: ["cargo", "people"], cargo: ["commercial", "transit"], people: ["pedestrian", "patients"] };
const at = (text) => Date.parse(text + "T00:00+05:00") / 1000;
const FIRST = at("2010-01-01");
const LAST = at("2026-01-01");
const BOUNDS = [FIRST, LAST];

test("time to pixels and back, from left to right and from right to left", () => {
  for (const mirrored of [false, true]) {
    const scale = timeScale(FIRST, LAST, 800, mirrored);
    assert.equal(xOf(scale, FIRST), mirrored ? 800 : 0);
    for (const x of [0, 13, 400, 800]) {
      assert.ok(Math.abs(xOf(scale, secondAt(scale, x)) - x) < 1e-6);
    }
    const [x, width] = spanOf(scale, at("2012-01-01"), at("2014-01-01"));
    assert.ok(width > 99 && width < 101 && x >= 0);
    assert.deepEqual(spanOf(scale, FIRST, FIRST, 2)[1], 2);
    assert.ok(spanOf(timeScale(at("2020-01-01"), at("2020-02-01"), 800, mirrored), FIRST, LAST)[1] <= 880);
  }
});

test("zooming keeps the second under the pointer in its place, within what is on record and no nearer than a week", () => {
  const part = [at("2015-01-01"), at("2020-01-01")];
  const scale = timeScale(...part, 1000, true);
  const about = secondAt(scale, 300);
  const [from, to] = zoomedPart(scale, 4, about, BOUNDS);
  assert.ok(Math.abs(xOf(timeScale(from, to, 1000, true), about) - 300) < 1e-6);
  assert.ok(Math.abs((to - from) * 4 - (part[1] - part[0])) < 1);
  assert.deepEqual(zoomedPart(scale, 0.0001, about, BOUNDS), BOUNDS);
  const [near, far] = zoomedPart(scale, 1e9, about, BOUNDS);
  assert.equal(Math.round((far - near) / DAY), 7);
});

test("panning follows the hand and stops at the ends", () => {
  const part = [at("2015-01-01"), at("2016-01-01")];
  assert.ok(pannedPart(timeScale(...part, 100), 10, BOUNDS)[0] < part[0]);
  assert.ok(pannedPart(timeScale(...part, 100, true), 10, BOUNDS)[0] > part[0]);
  assert.equal(pannedPart(timeScale(...part, 100), 1e6, BOUNDS)[0], FIRST);
  assert.equal(pannedPart(timeScale(...part, 100), -1e6, BOUNDS)[1], LAST);
});

test("a moment out of view is brought into it, one in view moves nothing", () => {
  const part = { from: at("2015-01-01"), to: at("2016-01-01") };
  assert.deepEqual(partWith(part, at("2015-06-01"), BOUNDS), [part.from, part.to]);
  for (const second of [FIRST, at("2012-02-03"), at("2018-02-03"), LAST]) {
    const [from, to] = partWith(part, second, BOUNDS);
    assert.ok(from <= second && second <= to && from >= FIRST && to <= LAST);
  }
});

test("marks of the axis have room for their labels, lie in view and at beginnings of years, months or days", () => {
  for (const [days, unit] of [[12, "day"], [200, "month"], [1100, "month"], [5800, "year"]]) {
    const scale = timeScale(at("2012-03-05"), at("2012-03-05") + Math.min(days * DAY, LAST - at("2012-03-05")), 1000);
    const marks = axisMarks(scale);
    assert.ok(marks.length >= 3 && marks.length <= 22, `${days} days: ${marks.length}`);
    assert.ok(marks.every((mark) => mark.unit === unit && mark.second >= scale.from && mark.second <= scale.to));
    const text = marks.map((mark) => dayText(mark.day));
    assert.ok(unit === "day" || text.every((day) => day.endsWith("-01")));
    assert.ok(unit !== "year" || text.every((day) => day.endsWith("-01-01")));
    const gaps = marks.slice(1).map((mark, place) => xOf(scale, mark.second) - xOf(scale, marks[place].second));
    assert.ok(gaps.every((gap) => gap > 44));
  }
});

test("rows of a lane: cargo above people, the flow chosen alone, and by direction where the lane is split", () => {
  const names = (state, split) => laneRows(state, TREE, split).map((row) => row.flow + "|" + row.direction);
  assert.deepEqual(names({ flow: "all", direction: "both" }, false), ["cargo|both", "people|both"]);
  assert.deepEqual(names({ flow: "all", direction: "both" }, true), ["cargo|AF_to_PK", "cargo|PK_to_AF", "people|AF_to_PK", "people|PK_to_AF"]);
  assert.deepEqual(names({ flow: "transit", direction: "PK_to_AF" }, true), ["transit|PK_to_AF"]);
});

test("a closure covers a row in whole, in part, or not", () => {
  const cover = (flows, direction, flow, way) => coverOf({ flows, direction }, { flow, direction: way }, TREE);
  assert.equal(cover(["all"], "both", "cargo", "both"), "whole");
  assert.equal(cover(["commercial", "transit"], "both", "cargo", "PK_to_AF"), "whole");
  assert.equal(cover(["cargo"], "both", "transit", "both"), "whole");
  assert.equal(cover(["transit"], "both", "cargo", "both"), "part");
  assert.equal(cover(["cargo"], "AF_to_PK", "cargo", "both"), "part");
  assert.equal(cover(["cargo"], "AF_to_PK", "cargo", "AF_to_PK"), "whole");
  assert.equal(cover(["cargo"], "AF_to_PK", "cargo", "PK_to_AF"), "");
  assert.equal(cover(["cargo"], "both", "people", "both"), "");
});

test("lanes: those with closures or incidents, formal crossings first, the chosen one always and higher", () => {
  const kinds = ["informal", "formal_international", "informal", "formal_international", "informal"];
  const status = { crossings: kinds.map((kind, index) => ({ id: "abcde"[index], kind })), closures: (index) => (index === 0 || index === 3 ? [{}] : []) };
  const order = (state, wanted) => laneOrder(status, new Set(["c"]), { crossings: [], chosen: "", ...state }, wanted);
  assert.deepEqual(order({}), [3, 0, 2]);
  assert.deepEqual(order({ chosen: "e" }), [3, 0, 2, 4]);
  assert.deepEqual(order({ crossings: ["a", "b"], chosen: "e" }), [0, 4]);
  assert.deepEqual(order({}, (index) => index === 1), [1]);
  const lanes = layLanes([3, 0], { flow: "all", direction: "both", chosen: "a" }, TREE, status);
  assert.ok(lanes[0].height <= 27 && lanes[1].height > lanes[0].height && lanes[1].top === lanes[0].height);
  assert.ok(lanes.every((lane) => lane.rows.every((row) => row.y + row.height <= lane.ticks)));
});

test("stretches of a closure: certain, uncertain, without an end, and none is ever turned about", () => {
  const status = (phase) => ({ range: { last: LAST }, phase: () => phase });
  const [one, two, three, four] = ["2020-01-01", "2020-01-02", "2020-02-01", "2020-02-10"].map(at);
  assert.deepEqual(stretchesOf({ start: [one, two], end: [three, four], daysMin: 30 }, status("over")), { early: [one, two], sure: [two, three], late: [three, four], open: "" });
  assert.deepEqual(stretchesOf({ start: [one, one], end: [three, three], daysMin: 31 }, status("over")), { early: null, sure: [one, three], late: null, open: "" });
  assert.deepEqual(stretchesOf({ start: [one, three], end: [two, four], daysMin: 0 }, status("over")), { early: [one, three], sure: null, late: [three, four], open: "" });
  assert.deepEqual(stretchesOf({ start: [one, one], end: null, daysMin: 31 }, status("unsaid")), { early: null, sure: [one, one + 31 * DAY], late: null, open: "unsaid" });
  assert.equal(stretchesOf({ start: [one, one], end: null, daysMin: 0 }, status("unsaid")).sure, null);
  const held = stretchesOf({ start: [one, one], end: null, daysMin: 9999 }, status("shut"));
  assert.deepEqual([held.open, held.sure], ["held", [one, LAST]]);
  assert.deepEqual(reachOf({ start: [one, two], end: null, daysMin: 3 }, status("unsaid")), [one, two + 3 * DAY]);
});

test("where a bar leads to: its instant, or the day on which it has surely begun by the gate's clock", () => {
  assert.deepEqual(beginning({ start: [FIRST + 60, FIRST + 60], side: "PK" }), { second: FIRST + 60 });
  assert.deepEqual(beginning({ start: [at("2020-01-01"), at("2020-01-02") - 1], side: "PK" }), { day: "2020-01-01" });
  assert.deepEqual(beginning({ start: [at("2020-01-01") + 1800, at("2020-01-02") + 1799], side: "AF" }), { day: "2020-01-01" });
});

test("arrows go from bar to bar and from lane to lane, and stay at the ends", () => {
  const bars = [[3, 10], [3, 20], [3, 30], [0, 19], [0, 29], [2, 5]].map(([lane, from]) => ({ lane, from }));
  assert.deepEqual(["ArrowRight", "ArrowLeft", "End", "Home", "ArrowDown", "ArrowUp", "a"].map((key) => barAt(bars, 1, key, "ltr")), [2, 0, 2, 0, 3, 1, 1]);
  assert.deepEqual(["ArrowRight", "ArrowLeft"].map((key) => barAt(bars, 1, key, "rtl")), [0, 2]);
  assert.deepEqual([barAt(bars, 2, "ArrowRight", "ltr"), barAt(bars, 5, "ArrowDown", "ltr"), barAt(bars, 4, "ArrowUp", "ltr"), barAt(bars, 4, "ArrowDown", "ltr")], [2, 5, 2, 5]);
});

test("marks of incidents: by lane and pixel, those in the filter first, others only if wanted", () => {
  const first = Int32Array.from(["2015-01-01", "2015-01-01", "2015-06-01", "1990-01-01", "2015-01-01"].map(dayNumber));
  const incidents = { rows: 5, first, near: Int8Array.from([0, 0, 1, 0, -1]), kind: Int8Array.from([0, 1, 0, 0, 0]), dictionary: () => ["b", "a"] };
  const scale = timeScale(at("2014-01-01"), at("2016-01-01"), 730);
  const lanes = [{ index: 1 }, { index: 0 }];
  const marks = (shown, others) => Array.from(tickMarks(incidents, ["a", "b"], lanes, scale, Uint8Array.from(shown), () => others)).map(([lane, here]) => [lane, Array.from(here.values()).map(({ count, shown: strong, kind }) => [count, strong, kind])]);
  assert.deepEqual(marks([0, 1, 0, 1, 1], true), [[1, [[2, true, 1]]], [0, [[1, false, 0]]]]);
  assert.deepEqual(marks([0, 1, 0, 1, 1], false), [[1, [[1, true, 1]]], [0, []]]);
});

test("a wheel moves along where it is turned sideways or with Shift, across else", () => {
  assert.deepEqual(wheelPixels({ deltaX: 30, deltaY: 5, deltaMode: 0, shiftKey: false }), { along: 30, across: 5 });
  assert.deepEqual(wheelPixels({ deltaX: 0, deltaY: 2, deltaMode: 1, shiftKey: true }), { along: 32, across: 32 });
  assert.equal(wheelPixels({ deltaX: 0, deltaY: 40, deltaMode: 0, shiftKey: false }).along, 0);
});

test("a colour is lighter by a share of white", () => {
  assert.deepEqual([lighter("#000000", 0.4), lighter("#a3180f", 0), lighter("#123456", 1)], ["#666666", "#a3180f", "#ffffff"]);
});
