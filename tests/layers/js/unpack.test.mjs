import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { load } from "./load.mjs";

const { bytesOf, inflate, inflateBytes } = await load("unpack");

const packed = (value) => ({ deflated: deflateSync(Buffer.from(JSON.stringify(value))).toString("base64") });

test("base64 becomes bytes", () => {
  assert.deepEqual(Array.from(bytesOf("AP8Qgg==")), [0, 255, 16, 130]);
  assert.deepEqual(Array.from(bytesOf("")), []);
});

test("deflated values come back as they were, whatever letters and signs are in them", async () => {
  for (const value of [null, 7, "گمرک </script> {{ 7 * 7 }} ${x} \u2028", { a: [1, { b: "\u202e" }], "{%": null }]) {
    assert.deepEqual(await inflate(packed(value)), value);
  }
  assert.deepEqual(Array.from(await inflateBytes(deflateSync(Uint8Array.of(1, 2, 3)).toString("base64"))), [1, 2, 3]);
});

test("what is not packed is given back, what is broken is an error", async () => {
  const plain = { rows: 1 };
  assert.equal(await inflate(plain), plain);
  assert.equal(await inflate(null), null);
  await assert.rejects(inflate({ deflated: "AAAA" }));
  await assert.rejects(inflate({ deflated: "***" }));
});
