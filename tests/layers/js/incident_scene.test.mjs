// What is drawn adds up to what is there, at every zoom, and each incident can be reached from what is drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

globalThis.window = { L: { CRS: { EPSG3857: "mercator" } } };
const { addStyles } = await load("symbols");
const { closerZoom, FEW, makeScene, paintScene } = await load("incident_scene");
const { clearOf } = await load("clear_of");
const { MIDDLE } = await load("incident_marks");
const { MOST_RADIUS } = await load("points");

const KINDS = ["attack", "shelling", "other", "several", "radius"];
addStyles(Object.fromEntries(KINDS.map((key, order) => [key, { layer: "incidents", shape: "circle", colour: "#ffffff", fill: "#6a1b6e", size: 6 + order / 2, order }])));
const ZOOMS = Array.from({ length: 73 }, (_, step) => step / 4);
const METRE = 1 / 111_320; // degrees of latitude

function randoms(seed) {
  let now = seed;
  return () => (now = (now * 16807) % 2147483647) / 2147483647;
}

/** Rows of points: what is told of one incident has one group; some have no point. */
function modelOf(points, { seed = 1, several = 0, unlocated = 0 } = {}) {
  const random = randoms(seed);
  const group = [];
  points.forEach((_, row) => group.push(row && random() < several ? group[Math.floor(random() * row)] : row));
  const at = (place) => points.map((point) => (random() < unlocated ? NaN : point[place]));
  const lon = Float64Array.from(at(0));
  const lat = Float64Array.from(at(1), (value, row) => (Number.isNaN(lon[row]) ? NaN : value));
  lon.forEach((_, row) => Number.isNaN(lat[row]) && (lon[row] = NaN));
  const kinds = ["attack", "shelling"];
  return { rows: points.length, lon, lat, radius: lon.map(() => 500), group: Int32Array.from(group), kinds, kind: null, word: (_, row) => kinds[row % 2] };
}

const CASES = {
  coincident: (random) => Array.from({ length: 40 }, () => [71.0903, 34.1231]),
  "43 at two places 33 m apart": () => Array.from({ length: 43 }, (_, at) => (at < 13 ? [71.0853, 34.1152] : [71.085, 34.115])),
  "near-coincident, 1 m to 1 km": (random) =>
    Array.from({ length: 150 }, () => {
      const [metres, turn] = [10 ** (random() * 3), random() * 2 * Math.PI];
      return [71.09 + metres * METRE * Math.cos(turn), 34.12 + metres * METRE * Math.sin(turn)];
    }),
  "lines of points": (random) => Array.from({ length: 150 }, (_, at) => (at % 2 ? [66 + at * 0.03, 31] : [69 + at * 90 * METRE, 33 + at * 40 * METRE])),
  "dense clusters": (random) =>
    Array.from({ length: 300 }, (_, at) => {
      const spread = (random() + random() + random() - 1.5) * 0.2;
      return [[62.3, 30.1], [66.45, 31.0], [71.09, 34.12]][at % 3].map((edge) => edge + spread * random());
    }),
  "the edges of the world": (random) => Array.from({ length: 80 }, (_, at) => [[-180, 180, 179.9999, 0][at % 4], [90, -90, 85.06, -85, 12][at % 5] - (at % 7 ? 0 : random())]),
};

/** A canvas that keeps the numbers written on it. */
function paper() {
  const written = [];
  const context = new Proxy({ canvas: {}, fillText: (text, x, y) => written.push([text, x, y]) }, { get: (own, name) => own[name] || (() => {}), set: () => true });
  return { context, written };
}

function mapAt(zoom, maxZoom = 18) {
  return { options: { crs: "mercator" }, getZoom: () => zoom, getMaxZoom: () => maxZoom, getZoomScale: (to, from) => 2 ** (to - from), getContainer: () => ({ classList: { toggle() {} } }), getPixelOrigin: () => ({ x: 0, y: 0 }) };
}

function drawn(scene, zoom, frame) {
  const map = mapAt(zoom);
  const edge = 256 * 2 ** zoom + 400;
  const { context, written } = paper();
  paintScene(context, { map, zoom, size: { x: edge, y: edge }, origin: { x: -200, y: -200 }, ratio: 1, ...frame }, scene);
  return written;
}

function sceneOf(model, covers = () => []) {
  return makeScene(mapAt(0), model, { styles: {} }, { number: String }, new Uint8Array(model.rows).fill(1), covers);
}

const located = (model) => Array.from({ length: model.rows }, (_, row) => row).filter((row) => Number.isFinite(model.lon[row]));
const groupsOf = (model, rows) => new Set(rows.map((row) => model.group[row])).size;

/** The marks of a scene as they were drawn: what they count, checked against rows, numbers written and hits. */
function checkMarks(scene, model, zoom, written) {
  const { marks, x, y } = scene.marks;
  const rows = marks.flatMap((mark) => mark.rows);
  assert.deepEqual(rows.slice().sort((one, other) => one - other), located(model), "each row with a point is in one mark");
  marks.forEach((mark) => assert.equal(mark.count, groupsOf(model, mark.rows)));
  assert.deepEqual(written.map(([text]) => text), marks.filter(({ count }) => count > 1).map(({ count }) => String(count)));
  marks.forEach((mark, at) => {
    assert.deepEqual(scene.hit(x[at], y[at]).rows, mark.rows, `the middle of a mark is its own at zoom ${zoom}`);
    for (let other = 0; other < at; other += 1) {
      assert.ok(Math.hypot(x[at] - x[other], y[at] - y[other]) > MOST_RADIUS, `no mark covers the middle of another at zoom ${zoom}`);
    }
  });
  return marks.reduce((sum, { count }) => sum + count, 0);
}

for (const [name, make] of Object.entries(CASES)) {
  for (const seed of [1, 2]) {
    test(`marks add up at every zoom, none is covered, each can be clicked: ${name}, ${seed}`, () => {
      const model = modelOf(make(randoms(seed)), { seed, unlocated: seed === 1 ? 0 : 0.1 });
      const scene = sceneOf(model);
      for (const zoom of ZOOMS) {
        assert.equal(checkMarks(scene, model, zoom, drawn(scene, zoom)), groupsOf(model, located(model)), `at zoom ${zoom}`);
      }
    });
  }
  test(`an incident at several places is counted once in a mark and once at each: ${name}`, () => {
    const model = modelOf(make(randoms(3)), { seed: 3, several: 0.3, unlocated: 0.1 });
    const scene = sceneOf(model);
    for (const zoom of ZOOMS) {
      const sum = checkMarks(scene, model, zoom, drawn(scene, zoom));
      const marksOfGroup = new Map();
      scene.marks.marks.forEach(({ rows }) => new Set(rows.map((row) => model.group[row])).forEach((group) => marksOfGroup.set(group, (marksOfGroup.get(group) || 0) + 1)));
      const again = Array.from(marksOfGroup.values()).reduce((more, number) => more + number - 1, 0);
      assert.equal(sum - again, groupsOf(model, located(model)));
    }
  });
  test(`clicks lead to a list that has the incident, from any zoom: ${name}`, () => {
    const model = modelOf(make(randoms(4)), { seed: 4 });
    const scene = sceneOf(model);
    for (const start of [0, 5.25, 10.75, 11, 14, 18]) {
      for (const row of [0, Math.floor(model.rows / 2), model.rows - 1]) {
        let zoom = start;
        let found = null;
        do {
          assert.ok(found === null || closerZoom(mapAt(zoom), found, scene) > zoom);
          zoom = found === null ? zoom : closerZoom(mapAt(zoom), found, scene);
          drawn(scene, zoom);
          const at = scene.marks.marks.findIndex(({ rows }) => rows.includes(row));
          found = scene.hit(scene.marks.x[at], scene.marks.y[at]);
          assert.ok(found.rows.includes(row));
        } while (closerZoom(mapAt(zoom), found, scene) !== null);
      }
    }
  });
}

test("of what is under a crossing's mark the number stands beside it, and it adds up there too", () => {
  const model = modelOf(CASES["dense clusters"](randoms(5)).concat(CASES.coincident()));
  const crossings = [[66.45, 31.0], [71.0903, 34.1231], [71.1, 34.2]];
  const spot = ([lon, lat], zoom) => [((lon + 180) / 360) * 256 * 2 ** zoom, (128 - (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 128) / Math.PI) * 2 ** zoom];
  const covers = (zoom) => crossings.flatMap((one) => {
    const [x, y] = spot(one, zoom);
    return [[x - 22, y - 31, x + 22, y + 2], [x - 26, y + 4, x - 4, y + 22], [x + 4, y + 4, x + 26, y + 22]];
  });
  const scene = sceneOf(model, covers);
  for (const zoom of ZOOMS) {
    assert.equal(checkMarks(scene, model, zoom, drawn(scene, zoom)), model.rows);
    for (const { x, y } of scene.marks.marks) {
      const hidden = covers(zoom).filter(([left, top, right, bottom]) => x + MIDDLE > left && x - MIDDLE < right && y + MIDDLE > top && y - MIDDLE < bottom);
      assert.deepEqual(hidden, [], `at zoom ${zoom}`);
    }
  }
});

test("a mark is set aside by the least, and not at all where it is free", () => {
  const clear = clearOf([[0, 0, 10, 10]], 2);
  assert.deepEqual(clear(20, 5), [20, 5]);
  assert.deepEqual(clear(5, 9), [5, 12]);
  assert.deepEqual(clear(1, 5), [-2, 5]);
  assert.deepEqual(clearOf([[0, 0, 10, 10], [0, 11, 10, 20]], 2)(4, 9), [-2, 9]);
  assert.deepEqual(clearOf([], 2)(1, 2), [1, 2]);
});

test("squares add up in every view, and each row lies in one that opens it or leads closer", () => {
  const random = randoms(7);
  const many = Array.from({ length: FEW * 2 }, (_, at) => (at % 3 ? [60 + random() * 15, 29 + random() * 8] : [71.0903 + (at % 9) * METRE, 34.1231]));
  const model = modelOf(many, { seed: 7, several: 0.02, unlocated: 0.01 });
  const scene = sceneOf(model);
  for (const zoom of [3, 5.5, 6.25, 7]) {
    const scale = 2 ** zoom;
    const origin = { x: Math.round(170 * scale), y: Math.round(98 * scale) };
    const frame = { size: { x: Math.round(14 * scale), y: Math.round(12 * scale) }, origin };
    const written = drawn(scene, zoom, frame);
    const inView = located(model).filter((row) => {
      const [x, y] = [scene.world.x[row] * scale - origin.x, scene.world.y[row] * scale - origin.y];
      return x >= 0 && y >= 0 && x < frame.size.x && y < frame.size.y;
    });
    assert.ok(inView.length > FEW);
    const squares = new Map();
    for (const row of inView) {
      const found = scene.hit(scene.world.x[row] * scale - origin.x, scene.world.y[row] * scale - origin.y);
      assert.ok(found.rows.includes(row));
      squares.set(found.box.join(), found);
    }
    const numbers = Array.from(squares.values(), ({ rows }) => groupsOf(model, rows)).filter((count) => count > 1);
    assert.deepEqual(written.map(([text]) => text).sort(), numbers.map(scene.words).sort());
  }
});

test("very many at one point open as one list, at any zoom and where no closer is to be had", () => {
  const model = modelOf(Array.from({ length: FEW + 500 }, () => [71.0903, 34.1231]));
  const scene = sceneOf(model);
  for (const zoom of [4, 9, 14, 18]) {
    const scale = 2 ** zoom;
    const [x, y] = [scene.world.x[0] * scale, scene.world.y[0] * scale];
    const written = drawn(scene, zoom, { size: { x: 800, y: 600 }, origin: { x: Math.round(x) - 400, y: Math.round(y) - 300 } });
    assert.deepEqual(written.map(([text]) => text), ["3.5k"]);
    const found = scene.hit(x - Math.round(x) + 400, y - Math.round(y) + 300);
    assert.equal(found.rows.length, FEW + 500);
    assert.equal(closerZoom(mapAt(zoom), found, scene), null);
  }
});
