import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { csvText, csvCell, escaped } = await load("csv_text");
const { featureIds, geojsonText, linesOf, pointOf, wellKnownText } = await load("geojson_text");
const { claimText, fileRows, fourDecimals, mayHandOn } = await load("download_rows");
const { askedOf, fileOf } = await load("downloads");
const { INITIAL } = await load("store");

test("what a spreadsheet would run gets one apostrophe, after any number of them", () => {
  assert.deepEqual(["=1+1", "'=1", "+a", "-2+3", "@x", "\tx", "\rx", "\nx", "'''-x", "＝1", "＋a", "－a", "＠x", "'-4"].map(escaped), ["'=1+1", "''=1", "'+a", "'-2+3", "'@x", "'\tx", "'\rx", "'\nx", "''''-x", "'＝1", "'＋a", "'－a", "'＠x", "''-4"]);
  assert.deepEqual(["a=1", "", "'tis", " =1", "٣", "+4", "-4", "-71.50", "-.5e-3"].map(escaped), ["a=1", "", "'tis", " =1", "٣", "+4", "-4", "-71.50", "-.5e-3"]);
});

test("cells: yes and no, numbers as they are, nothing for what is not known", () => {
  assert.deepEqual([true, false, 0, -1.5, 12, null, undefined, NaN, "-1", "-a"].map(csvCell), ["yes", "no", "0", "-1.5", "12", "", "", "", "-1", "'-a"]);
  assert.deepEqual(["a,b", 'a"b', "a\nb", "a\rb", "plain"].map(csvCell), ['"a,b"', '"a""b"', '"a\nb"', '"a\rb"', "plain"]);
});

test("half a letter becomes the sign for what cannot be written, whole ones stay", () => {
  assert.deepEqual(["\ud83d", "a\ude00b", "\ud83d\ude00", "\ude00\ude00", "\ud83dx"].map(csvCell), ["\ufffd", "a\ufffdb", "\ud83d\ude00", "\ufffd\ufffd", "\ufffdx"]);
});

test("lines end with LF; a row of one empty cell is a row", () => {
  assert.equal(csvText(["a", "b"], [["x", 1], ["", null]]), "a,b\nx,1\n,\n");
  assert.equal(csvText(["a"], [[""]]), 'a\n""\n');
});

test("a collection has its box, six decimals, a null geometry where none is known", () => {
  const rows = [
    { id: "a", properties: { x: 1 }, geometry: pointOf(71.12345678, 34.1) },
    { id: "b", properties: {}, geometry: pointOf(NaN, 3) },
    { id: "c", properties: {}, geometry: linesOf([[[30, 60], [31, -0.0000001]]]) },
  ];
  const made = JSON.parse(geojsonText({ title: "t" }, rows));
  assert.deepEqual(Object.keys(made), ["type", "title", "bbox", "features"]);
  assert.deepEqual(made.bbox, [0, 30, 71.123457, 34.1]);
  assert.deepEqual(made.features.map((feature) => feature.geometry && feature.geometry.type), ["Point", null, "LineString"]);
  assert.equal(Object.is(made.features[2].geometry.coordinates[1][0], 0), true);
  assert.equal("bbox" in JSON.parse(geojsonText({}, [])), false);
});

test("lines as Well-Known Text; a point has columns of its own", () => {
  assert.equal(wellKnownText(linesOf([[[1, 2], [3, 4]]])), "LINESTRING (2 1, 4 3)");
  assert.equal(wellKnownText(linesOf([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])), "MULTILINESTRING ((2 1, 4 3), (6 5, 8 7))");
  assert.deepEqual([pointOf(1, 2), null].map(wellKnownText), ["", ""]);
});

test("ids: the parts of the key, the table's name without one, numbers for those that meet", () => {
  assert.deepEqual(featureIds([["a", "b"], ["a", ""], ["", ""]], "t"), ["a:b", "a", "t"]);
  assert.deepEqual(featureIds([["a"], ["a"], ["a-2"], ["a"]], "t"), ["a", "a-3", "a-2", "a-4"]);
});

test("claims in one line", () => {
  const claim = { claimant: "P", measure: "posts_taken", whom: "", min: 2, max: 2 };
  assert.deepEqual([claim, { ...claim, max: 3, whom: "men" }, { ...claim, min: null }, { ...claim, max: null }].map(claimText), ["P: posts taken 2", "P: posts taken 2-3 men", "P: posts taken up to 2", "P: posts taken at least 2"]);
});

test("four decimals, as Python rounds", () => {
  assert.deepEqual([0.03125, 0.09375, 2 / 3, 9.000011574, 5].map(fourDecimals), [0.0312, 0.0938, 0.6667, 9, 5]);
});

test("a row that may not be handed on is left out of the file, and counted by whose it is", async () => {
  const words = { dataset: ["durandline", "Their rows"], licence: ["CC", "none"] };
  const codes = { dataset: [0, 1, 1], licence: [0, 1, 1] };
  const incidents = {
    mask: () => Uint8Array.of(1, 1, 1),
    redistribute: Uint8Array.of(1, 0, 0),
    parts: {},
    word: (name, row) => words[name][codes[name][row]],
    rowsOf: async (rows) => rows.map((row) => ({ row, incident_id: "i" + row, place: null, lon: 1, lat: 2, radius: NaN, redistribute: 1, located: 1 })),
  };
  const model = { incidents, options: {} };
  const { rows, held } = await fileRows("incidents", model, INITIAL);
  assert.deepEqual(rows.map((row) => row.values.incident_id), ["i0"]);
  assert.deepEqual(held, [{ dataset: "Their rows", licence: "none", count: 2 }]);
  assert.deepEqual([0, 1].map((row) => mayHandOn(model, row)), [true, false]);
  assert.equal(mayHandOn({ incidents, options: { embedRestricted: true } }, 1), true);
});

test("without incidents their file is an empty table", async () => {
  const model = { incidents: null, options: { columns: { incidents: ["incident_id"] } }, store: { get: () => INITIAL }, start: INITIAL };
  assert.equal((await fileOf("incidents", "csv", model)).text, "incident_id,lon,lat\n");
  const { name, text } = await fileOf("incidents", "geojson", model);
  assert.equal(name, "durandline-incidents-2025-03-01.geojson");
  assert.deepEqual(JSON.parse(text).features, []);
});

test("a file says under which filter it was made", () => {
  assert.deepEqual(askedOf(INITIAL, INITIAL), {});
  const state = { ...INITIAL, window: { kind: "dates", since: "2024-01-01", until: "2024-02-01" }, crossings: ["a", "b"], flow: "cargo", hiddenKinds: ["attack"] };
  assert.deepEqual(askedOf(state, INITIAL), { since: "2024-01-01", until: "2024-02-01", without_kinds: "attack", crossing: "a; b", flow: "cargo" });
  assert.deepEqual(askedOf({ ...INITIAL, window: { kind: "days", days: 30 } }, INITIAL), { days: "30" });
});
