import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { cluster, groupRadius, pickPoint, pixelsOf, placesOf, rowsWithin, severalOf, worldOf } = await load("points");
const { CELL, boxOfCell, cellAt, cellLook, cellSteps, gridOf } = await load("grid_counts");
const { marksOf } = await load("incident_marks");

function randoms(seed) {
  let now = seed;
  return () => (now = (now * 16807) % 2147483647) / 2147483647;
}

test("points are where Web Mercator has them, and nowhere without coordinates", () => {
  const { x, y } = worldOf(Float64Array.of(0, 180, NaN, 71.1), Float64Array.of(0, 0, 5, 34.1));
  assert.deepEqual(Array.from(x.slice(0, 2)), [128, 256]);
  assert.ok(Number.isNaN(x[2]));
  const poles = worldOf(Float64Array.of(0, 0), Float64Array.of(90, -90)).y;
  assert.ok(Math.abs(poles[0]) < 1e-6 && Math.abs(poles[1] - 256) < 1e-6);
  assert.ok(Math.abs(y[0] - 128) < 1e-9);
  assert.ok(Math.abs(x[3] - 178.56) < 1e-9);
  assert.ok(Math.abs(y[3] - (128 - (Math.asinh(Math.tan((34.1 * Math.PI) / 180)) * 128) / Math.PI)) < 1e-9);
});

test("rows at one point share a place; rows without one have none", () => {
  assert.deepEqual(Array.from(placesOf(Float64Array.of(1, 2, 1, NaN, -1, 1), Float64Array.of(5, 5, 5, 5, 5, NaN))), [0, 1, 0, -1, 2, -1]);
  assert.deepEqual(Array.from(severalOf(Int32Array.of(0, 1, 0, 2))), [1, 0, 1, 0]);
  assert.deepEqual(Array.from(severalOf(Int32Array.of())), []);
});

test("rows within a box are those shown there, and none without a point", () => {
  const found = new Int32Array(4);
  assert.equal(rowsWithin(Float64Array.of(1, 2, NaN, 3), Float64Array.of(1, 2, 2, 3), Uint8Array.of(1, 1, 1, 0), [0, 0, 9, 9], found), 2);
  assert.deepEqual(Array.from(found), [0, 1, 0, 0]);
});

test("the nearest mark within reach is picked, the topmost of equals", () => {
  const [xs, ys, radii] = [[0, 10, 10], [0, 0, 0], [4, 4, 4]];
  assert.equal(pickPoint(xs, ys, radii, 3, 0, 0), 0);
  assert.equal(pickPoint(xs, ys, radii, 10, 1, 0), 2);
  assert.equal(pickPoint(xs, ys, radii, 50, 50, 4), -1);
});

test("clusters hold every place once, however dense", () => {
  const many = 20000;
  const random = randoms(3);
  const xs = Float64Array.from({ length: many }, () => random() * 900 - 450);
  const ys = Float64Array.from({ length: many }, () => random() * 600);
  const found = cluster(xs, ys, Uint32Array.from(xs.keys()), 22);
  assert.equal(found.reduce((sum, one) => sum + one.members.length, 0), many);
  assert.equal(new Set(found.flatMap((one) => one.members)).size, many);
  assert.ok(found.length < 3000);
});

test("clusters do not reach further than they say", () => {
  const found = cluster([0, 21, 43], [0, 0, 0], [0, 1, 2], 22);
  assert.deepEqual(found.map((one) => one.members), [[0, 1], [2]]);
});

test("metres become pixels as Web Mercator has them", () => {
  assert.ok(Math.abs(pixelsOf(156543.03392804097, 0, 0) - 1) < 1e-9);
  assert.ok(Math.abs(pixelsOf(1000, 60, 10) / pixelsOf(1000, 0, 10) - 2) < 1e-9);
});

test("marks grow with their count, up to a limit", () => {
  assert.equal(groupRadius(6, 1), 6);
  assert.ok(groupRadius(6, 2) < groupRadius(6, 9));
  assert.equal(groupRadius(6, 1e9), 15);
});

test("the grid counts every row in view in the square it lies in, wherever the view begins", () => {
  const random = randoms(11);
  const world = { x: Float64Array.from({ length: 5000 }, () => random() * 256), y: Float64Array.from({ length: 5000 }, () => random() * 256) };
  const rows = Int32Array.from(world.x.keys());
  const single = new Uint8Array(5000);
  for (const [scale, origin] of [[1, { x: 0, y: 0 }], [4, { x: 301, y: 77 }], [4, { x: 302, y: 78 }]]) {
    const size = { x: 333, y: 222 };
    const grid = gridOf(rows, 5000, world, scale, origin, size, single, rows);
    for (let cell = 0; cell < grid.counts.length; cell += 1) {
      const [left, top, right, bottom] = boxOfCell(grid, cell);
      const inside = Array.from(rows).filter((row) => {
        const [x, y] = [world.x[row] * scale - origin.x, world.y[row] * scale - origin.y];
        return x >= left && x < right && y >= top && y < bottom;
      });
      assert.equal(grid.counts[cell], inside.length);
      assert.equal(cellAt(grid, (left + right) / 2, (top + bottom) / 2), inside.length ? cell : -1);
    }
    assert.equal((grid.left + origin.x) % CELL, 0);
  }
});

test("in a square one incident counts once, however many rows tell of it", () => {
  const world = { x: Float64Array.of(1, 2, 3, 40), y: Float64Array.of(1, 1, 1, 1) };
  const groups = Int32Array.of(7, 7, 8, 7);
  const grid = gridOf(Int32Array.of(0, 1, 2, 3), 4, world, 1, { x: 0, y: 0 }, { x: 60, y: 20 }, severalOf(groups), groups);
  assert.deepEqual(Array.from(grid.counts.slice(0, 2)), [2, 1]);
  assert.equal(grid.sample[0], 2);
});

test("squares are the darker the more they hold", () => {
  assert.deepEqual(cellSteps(), [1, 10, 100, 1000]);
  assert.deepEqual(cellLook(9), cellLook(1));
  assert.notDeepEqual(cellLook(10), cellLook(9));
  assert.deepEqual(cellLook(1e6), cellLook(1000));
});

test("marks count incidents, not rows, and take the kind of a single one", () => {
  const model = { lat: [34, 34, 34, 30], lon: [71, 71, 71.5, 66], radius: [500, 2000, NaN, 100], group: [0, 0, 1, 2] };
  const parts = { model, world: worldOf(Float64Array.from(model.lon), Float64Array.from(model.lat)), placeOf: placesOf(model.lon, model.lat), kindOf: (row) => ["attack", "attack", "other", "other"][row], look: (key) => ({ key, size: 6 }), reach: 22 };
  const near = marksOf([0, 1, 2, 3], parts, 32);
  assert.deepEqual(near.marks.map(({ count, style }) => [count, style.key]), [[2, "several"], [1, "other"]]);
  assert.deepEqual(near.places.map(({ radius, count }) => [radius, count]), [[2000, 1], [0, 1], [100, 1]]);
  const apart = marksOf([0, 1, 2, 3], parts, 2048);
  assert.deepEqual(apart.marks.map(({ rows, count }) => [rows, count]), [[[0, 1], 1], [[2], 1], [[3], 1]]);
  assert.equal(apart.marks[0].style.key, "attack");
  assert.deepEqual(marksOf([], parts, 32).marks, []);
});
