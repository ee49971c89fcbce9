import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { load } from "./load.mjs";

const { createIncidents } = await load("incident_model");
const { typedColumn } = await load("columns");
const { fold, hasTerms, maskOf, searchTerms, windowDays } = await load("filter");
const { INITIAL } = await load("store");
const { dayNumber } = await load("moments");

const deflated = (value) => deflateSync(Buffer.from(JSON.stringify(value))).toString("base64");
const DAY0 = dayNumber("2025-01-10");

/** Columns of one byte or four, side by side. */
function packedOf(columns, words, texts, more) {
  const pieces = [];
  let offset = 0;
  const described = columns.map(([name, width, values, extra]) => {
    const raw = Buffer.from((width === 1 ? Int8Array : Int32Array).from(values).buffer);
    pieces.push(raw);
    offset += raw.length;
    return { name, kind: "int", width, delta: false, planes: false, offset: offset - raw.length, length: raw.length, missing: null, words: null, ...extra };
  });
  return { rows: columns[0][2].length, decimals: 5, core: deflateSync(Buffer.concat(pieces)).toString("base64"), columns: described, words: { deflated: deflated(words) }, texts: { names: Object.keys(texts[0]), chunk: 2, parts: texts.map(deflated) }, parts: null, ...more };
}

const PACKED = packedOf(
  [
    ["lon", 4, [7100000, 6650000, -(2 ** 31)], { missing: -(2 ** 31) }],
    ["lat", 4, [3410000, 3090000, -(2 ** 31)], { missing: -(2 ** 31) }],
    ["first", 4, [DAY0, DAY0 + 5, DAY0 + 30]],
    ["last", 4, [DAY0 + 1, DAY0 + 5, DAY0 + 60]],
    ["kind", 1, [0, 1, 0], { words: 0 }],
    ["place", 1, [0, 1, -128], { words: 1, missing: -128 }],
    ["near", 1, [0, 1, -128], { words: 2, missing: -128 }],
    ["precision", 1, [0, 1, -128], { words: 3, missing: -128 }],
    ["radius", 1, [5, -128, 0], { missing: -128 }],
    ["group", 1, [0, 1, 1]],
    ["notes", 1, [0, 0, 1], { words: 4 }],
  ],
  [["shelling", "protest_sit_in"], [{ id: "tk", en: "Torkham", ps: "تورخم", fa: "", ur: "" }, { id: "sb", en: "Spin Boldak", ps: "سپین بولدک", fa: "", ur: "" }], ["torkham", "chaman"], ["exact", "district"], ["", "Told by two"]],
  [{ incident_id: ["i1", "i2"], summary: ["Shots near the gate", "Traders sat down"], sources: [[{ publisher: "Radio Nowhere", url: "https://x.example/كابل" }], []] }, { incident_id: ["i3"], summary: ["Ärger ۱۲"], sources: [[]] }],
);
const state = (more) => ({ ...INITIAL, on: { day: "2025-02-20" }, ...more });

test("typed columns: planes, zig-zag differences that wrap, every width", () => {
  const column = (bytes, more) => Array.from(typedColumn(Uint8Array.from(bytes), { offset: 0, length: bytes.length, planes: false, delta: false, ...more }));
  assert.deepEqual(column([1, 255, 128], { width: 1 }), [1, -1, -128]);
  assert.deepEqual(column([1, 0, 0, 1], { width: 2, planes: true }), [1, 256]);
  assert.deepEqual(column([20, 1, 4], { width: 1, delta: true }), [10, 9, 11]);
  assert.deepEqual(column([254, 2], { width: 1, delta: true }), [127, -128]);
  assert.deepEqual(column([255, 2, 255, 0, 255, 0, 255, 0], { width: 4, planes: true, delta: true }), [-(2 ** 31), -(2 ** 31) + 1]);
  assert.deepEqual(column(Array.from(new Uint8Array(Float64Array.of(1.5, NaN).buffer)), { width: 8 }), [1.5, NaN]);
});

test("numbers come with their units, what is missing as NaN or -1", async () => {
  const incidents = await createIncidents(PACKED);
  assert.deepEqual(Array.from(incidents.lon), [71, 66.5, NaN]);
  assert.deepEqual(Array.from(incidents.radius), [5, NaN, 0]);
  assert.deepEqual(Array.from(incidents.near), [0, 1, -1]);
  assert.equal(incidents.word("kind", 1), "protest_sit_in");
  assert.equal(incidents.word("place", 2), null);
  assert.equal(incidents.word("nothing", 0), null);
  assert.deepEqual(incidents.kinds, ["shelling", "protest_sit_in"]);
});

test("each part of the state decides which rows are shown", async () => {
  const incidents = await createIncidents(PACKED);
  const shown = (more) => Array.from(incidents.mask(state(more)));
  assert.deepEqual(shown({}), [1, 1, 1]);
  assert.deepEqual(shown({ on: { day: "2025-01-12" } }), [1, 0, 0]);
  assert.deepEqual(shown({ window: { kind: "days", days: 30 } }), [0, 0, 1]);
  assert.deepEqual(shown({ window: { kind: "dates", since: "2025-01-11", until: "2025-01-15" } }), [1, 1, 0]);
  assert.deepEqual(shown({ hiddenKinds: ["shelling"] }), [0, 1, 0]);
  assert.deepEqual(shown({ crossings: ["chaman"] }), [0, 1, 0]);
  assert.deepEqual(shown({ precision: "exact" }), [1, 0, 0]);
  assert.deepEqual(shown({ precision: "district" }), [1, 1, 0]);
  assert.deepEqual(shown({ search: "spin sit" }), [0, 1, 0]);
});

test("the mask is the same array until something that decides it changes", async () => {
  const incidents = await createIncidents(PACKED);
  const one = state({});
  const first = incidents.mask(one);
  assert.equal(incidents.mask({ ...one, tab: "closures", chosen: "x" }), first);
  assert.notEqual(incidents.mask({ ...one, hiddenKinds: ["shelling"] }), first);
});

test("what is told of twice, or at several places, is counted once", async () => {
  const incidents = await createIncidents(PACKED);
  const mask = incidents.mask(state({}));
  assert.deepEqual(incidents.counts(mask), { shelling: 1, protest_sit_in: 1 });
  assert.deepEqual(incidents.counts(mask), { shelling: 1, protest_sit_in: 1 });
  assert.equal(incidents.total(mask), 2);
  assert.deepEqual(incidents.counts(Uint8Array.of(0, 0, 1)), { shelling: 1, protest_sit_in: 0 });
});

test("a full row is inflated with its chunk", async () => {
  const incidents = await createIncidents(PACKED);
  const [one, three] = await incidents.rowsOf([0, 2]);
  assert.deepEqual([one.row, one.incident_id, one.kind, one.place.en, one.near, one.lon], [0, "i1", "shelling", "Torkham", "torkham", 71]);
  assert.deepEqual([three.incident_id, three.place, three.near, three.radius, three.notes], ["i3", null, null, 0, "Told by two"]);
});

test("texts are searched once they are inflated, names and kinds before", async () => {
  const incidents = await createIncidents(PACKED);
  const found = (search, searched) => Array.from(incidents.mask(state({ search, searched })));
  assert.deepEqual(found("traders", 0), [0, 0, 0]);
  assert.deepEqual(found("تورخم", 0), [1, 0, 0]);
  assert.equal(await incidents.searchReady(), 3);
  assert.deepEqual(found("traders", 3), [0, 1, 0]);
  assert.deepEqual(found("ARGER 12", 3), [0, 0, 1]);
  assert.deepEqual(found("radio کابل", 3), [1, 0, 0]);
  assert.deepEqual(found("publisher", 3), [0, 0, 0]);
  assert.deepEqual(found("told by two", 3), [0, 0, 1]);
  assert.deepEqual(found("   ", 3), [1, 1, 1]);
});

test("letters of the Arabic script are compared whoever typed them", () => {
  for (const [one, other] of [["كابل", "کابل"], ["علي", "علی"], ["ﻻهور", "لاهور"], ["آزاد", "ازاد"], ["٢٠", "20"], ["گُمرُک", "گمرک"], ["می‌رود", "میرود"], ["Café", "CAFE"], ["چترال\u200f", "چترال"]]) {
    assert.equal(fold(one), fold(other), one);
  }
  assert.deepEqual(searchTerms("  Spin   Boldak "), ["spin", "boldak"]);
  assert.equal(hasTerms("abc", []), true);
});

test("windows are whole days; what is missing is looked up at the end", () => {
  assert.deepEqual(windowDays(state({ window: { kind: "days", days: 1 } })), [dayNumber("2025-02-20"), dayNumber("2025-02-20")]);
  assert.deepEqual(windowDays(state({ on: { second: 0 } })), [-Infinity, 0]);
  const days = Int32Array.from({ length: 1e5 }, (_, row) => row);
  const mask = maskOf(days, days, [10, 19], [[new Int8Array(1e5).fill(-1), Uint8Array.of(1)]]);
  assert.equal(mask.reduce((sum, one) => sum + one, 0), 10);
});
