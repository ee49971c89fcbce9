import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { asksEmbed, decode, encode, isAddress } = await load("address");
const { INITIAL, reduce } = await load("store");

const LIMITS = { ids: ["torkham", "chaman", "kharlachi"], kinds: ["shelling", "attack"], flows: ["all", "cargo"], languages: ["en", "ps"], layers: ["crossings", "incidents"] };

const STATES = [
  { on: { day: "2024-01-12" } },
  { on: { second: 1740819600 }, window: { kind: "days", days: 30 } },
  { window: { kind: "dates", since: "2024-01-01", until: "2025-02-01" }, joined: false, flow: "cargo", direction: "PK_to_AF" },
  { hiddenKinds: ["attack"], crossings: ["torkham", "kharlachi"], chosen: "chaman", precision: "near" },
  { search: "سپین بولدک & #=%+ 100%", tab: "incidents", sort: { ...INITIAL.sort, closures: ["crossing_id", false], incidents: ["kind", true] } },
  { shown: { crossings: false, incidents: true }, language: "ps", theme: "dark", embed: true, view: { lat: 34.1021, lon: 71.0949, zoom: 9.5 } },
];

test("every state comes back from its address, and an address from itself", () => {
  for (const change of STATES) {
    const state = { ...INITIAL, ...change };
    const hash = encode(state, INITIAL);
    const back = reduce(INITIAL, { type: "restore", state: decode(hash, { ...LIMITS, start: INITIAL }) }, { ...LIMITS, start: INITIAL });
    assert.deepEqual(back, state, hash);
    assert.equal(encode(back, INITIAL), hash);
  }
});

test("an address says what differs from the start, in words", () => {
  assert.equal(encode(INITIAL, INITIAL), "");
  assert.equal(encode({ ...INITIAL, ...STATES[0], flow: "cargo" }, INITIAL), "#on=2024-01-12&flow=cargo");
  assert.equal(encode({ ...INITIAL, on: { second: 1740819600 } }, INITIAL), "#on=2025-03-01T14:00+05:00");
  assert.equal(encode({ ...INITIAL, ...STATES[3] }, INITIAL), "#crossing=chaman&crossings=torkham,kharlachi&hide=attack&precision=near");
  const start = { ...INITIAL, theme: "dark", view: { lat: 1, lon: 2, zoom: 3 }, crossings: ["chaman"] };
  assert.equal(encode({ ...start, theme: "", view: null, crossings: [] }, start), "#crossings=&view=start&theme=auto");
  assert.deepEqual(decode("#crossings=&view=start&theme=auto", LIMITS), { crossings: [], view: null, theme: "" });
});

test("a window of two dates and the date of the states stand in an address together", () => {
  const window = { kind: "dates", since: "2024-01-01", until: "2024-03-31" };
  assert.equal(encode({ ...INITIAL, window, joined: false }, INITIAL), "#on=2025-03-01&window=2024-01-01..2024-03-31");
  const start = { ...INITIAL, on: { day: "2024-03-31" }, window };
  assert.equal(encode({ ...start, on: { day: "2024-02-01" }, joined: false }, start), "#on=2024-02-01&window=2024-01-01..2024-03-31");
  assert.equal(encode({ ...start, window: { kind: "all" } }, start), "#on=2024-03-31&window=all");
  assert.equal(encode({ ...start, flow: "cargo" }, start), "#flow=cargo");
});

test("what is misspelt or impossible in an address is left out, the rest counts", () => {
  assert.deepEqual(decode("#on=1/3/2025&flow=cargo&crossing=nowhere&window=-3d&tab=%E0%A4%A&x=1&view=1/2&lang=xx&embed=yes", LIMITS), { flow: "cargo", embed: false });
  assert.deepEqual(decode("#tables", LIMITS), {});
  assert.deepEqual(decode("#search=%3Cimg%20src%3Dx%3E", LIMITS), { search: "<img src=x>" });
  assert.deepEqual(decode("#__proto__=1&constructor=2", LIMITS), {});
});

test("places in the page are no addresses of ours", () => {
  assert.deepEqual(["", "#", "#tables", "#on=2024-01-01", "#incidents"].map(isAddress), [true, true, false, true, false]);
});

test("embed is asked for before or after the sign", () => {
  const asks = (search, hash) => asksEmbed({ search, hash });
  assert.deepEqual([asks("?embed", ""), asks("?a=1&embed=1", ""), asks("", "#embed=1"), asks("", "#on=2024-01-01&embed=1"), asks("?embedded", ""), asks("", "#tables")], [true, true, true, true, false, false]);
});
