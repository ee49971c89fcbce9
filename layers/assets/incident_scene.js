// The incidents in view on a canvas: marks where they are few, counts by square where many, stamped shapes closer by.

import { onceRead } from "./columns.js";
import { boxOfCell, cellAt, gridOf, paintGrid } from "./grid_counts.js";
import { marksOf, paintMarks } from "./incident_marks.js";
import { pickPoint, placesOf, rowsWithin, severalOf, worldOf } from "./points.js";
import { spriteOf, stampRows } from "./stamp.js";
import { symbol } from "./symbols.js";

/** Rows in view that are drawn as marks at most. */
export const FEW = 3000;

const STAMPS_FROM_ZOOM = 9;
const MOST_STAMPS = 20_000; // rows in view that can still be told apart
const SLACK = 4;
const MARGIN = 40; // pixels beyond the view in which marks are made, so that few change at its edge
const NEAR = 6; // pixels within which stamped shapes are opened together
const MOST_OPENED = 500;

/** What drawing needs of a model on a map: where its rows lie, how each kind looks, and which rows are shown. */
export function makeScene(map, model, options, t, mask) {
  const kinds = model.kinds.map((kind) => symbol(kind, options.styles));
  const scene = {
    model,
    mask,
    world: worldFor(map, model),
    several: severalOf(model.group),
    kindOf: (row) => model.word("kind", row) || "other",
    look: (key) => symbol(key, options.styles),
    codes: model.kind ? model.kind.map((code) => (code < 0 ? kinds.length : code)) : new Uint8Array(model.rows),
    styles: [...kinds, symbol("other", options.styles)],
    rows: new Int32Array(model.rows),
    words: (count) => (count < 1000 ? t.number(count) : t.number(count < 10_000 ? Math.round(count / 100) / 10 : Math.round(count / 1000)) + "k"),
    over: () => false,
    hit: () => null,
    boxes: () => [],
  };
  onceRead(scene, "placeOf", () => placesOf(model.lon, model.lat)); // marks alone want it
  return scene;
}

function worldFor(map, { lon, lat }) {
  if (map.options.crs === window.L.CRS.EPSG3857) {
    return worldOf(lon, lat);
  }
  const points = Array.from(lon, (east, row) => (Number.isFinite(east) ? map.project([lat[row], east], 0) : { x: NaN, y: NaN }));
  return { x: Float64Array.from(points, (point) => point.x), y: Float64Array.from(points, (point) => point.y) };
}

/** Draw what is shown now, the way that its number asks for. */
export function paintScene(context, frame, scene) {
  const { map, size, zoom, origin } = frame;
  const scale = map.getZoomScale(zoom, 0);
  const box = [origin.x - MARGIN, origin.y - MARGIN, origin.x + size.x + MARGIN, origin.y + size.y + MARGIN].map((edge) => edge / scale);
  const number = rowsWithin(scene.world.x, scene.world.y, scene.mask, box, scene.rows);
  map.getContainer().classList.toggle("dl-crowded", number > FEW);
  if (number <= FEW) {
    paintFew(context, frame, scene, scale, number);
  } else if (zoom < STAMPS_FROM_ZOOM || number > MOST_STAMPS) {
    paintCounts(context, frame, scene, scale, number);
  } else {
    paintStamps(context, frame, scene, scale, number);
  }
}

/** Marks are kept while neither zoom nor filter change; of more than a few rows in all, those in view are marked. */
function paintFew(context, frame, scene, scale, number) {
  const { map, zoom } = frame;
  const all = shownRows(scene);
  if (!scene.marks || scene.marks.zoom !== zoom || scene.marks.mask !== scene.mask || !all) {
    const rows = all || Array.from(scene.rows.subarray(0, number));
    scene.marks = { ...marksOf(rows, scene, scale, zoom), zoom, mask: scene.mask };
  }
  const marks = scene.marks;
  paintMarks(context, marks, frame, scene.look, scene.words);
  const find = (x, y) => pickPoint(marks.x, marks.y, marks.size, x, y, SLACK);
  scene.over = (x, y) => find(x, y) >= 0;
  scene.hit = (x, y) => marks.marks[find(x, y)] || null;
  scene.boxes = () => {
    const shift = map.getPixelOrigin();
    return marks.zoom === map.getZoom() ? marks.marks.map(({ x, y, size }) => [x - shift.x - size, y - shift.y - size, x - shift.x + size, y - shift.y + size]) : [];
  };
}

/** The rows with a point that are shown, wherever they lie; null where they are more than a few. */
function shownRows(scene) {
  if (scene.counted !== scene.mask) {
    scene.counted = scene.mask;
    const number = rowsWithin(scene.world.x, scene.world.y, scene.mask, [-Infinity, -Infinity, Infinity, Infinity], (scene.shown = scene.shown || new Int32Array(scene.model.rows)));
    scene.all = number <= FEW ? Array.from(scene.shown.subarray(0, number)) : null;
  }
  return scene.all;
}

function paintCounts(context, { map, size, origin }, scene, scale, number) {
  const grid = gridOf(scene.rows, number, scene.world, scale, origin, size, scene.several, scene.model.group);
  paintGrid(context, grid, scene.words);
  scene.over = (x, y) => cellAt(grid, x, y) >= 0;
  scene.hit = (x, y) => {
    const cell = cellAt(grid, x, y);
    return cell < 0 ? null : grid.counts[cell] === 1 ? rowsHit([grid.sample[cell]], scene) : { box: boxOfCell(grid, cell) };
  };
  const shift = map.getPixelOrigin();
  const from = { x: origin.x - shift.x, y: origin.y - shift.y };
  scene.boxes = () => Array.from(grid.counts.keys()).filter((cell) => grid.counts[cell]).map((cell) => boxOfCell(grid, cell).map((edge, at) => edge + (at % 2 ? from.y : from.x)));
}

function paintStamps(context, { size, origin, ratio }, scene, scale, number) {
  const [width, height] = [context.canvas.width, context.canvas.height];
  if (!scene.sprites || scene.sprites.ratio !== ratio) {
    scene.sprites = { ratio, list: scene.styles.map((style) => spriteOf(style, ratio)) };
  }
  const { picture, picks } = emptied(scene, context, width, height);
  const [xs, ys] = [new Float64Array(number), new Float64Array(number)];
  for (let at = 0; at < number; at += 1) {
    xs[at] = (scene.world.x[scene.rows[at]] * scale - origin.x) * ratio;
    ys[at] = (scene.world.y[scene.rows[at]] * scale - origin.y) * ratio;
  }
  stampRows(scene.rows, number, xs, ys, scene.codes, scene.sprites.list, { pixels: new Uint32Array(picture.data.buffer), picks, width, height });
  context.putImageData(picture, 0, 0);
  const inside = (x, y) => x >= 0 && y >= 0 && x < size.x && y < size.y;
  const topmost = (x, y) => (inside(x, y) ? picks[Math.floor(y * ratio) * width + Math.floor(x * ratio)] - 1 : -1);
  scene.over = (x, y) => topmost(x, y) >= 0;
  scene.hit = (x, y) => {
    const row = topmost(x, y);
    return row < 0 ? null : rowsHit(rowsAbout(row, scene, scale), scene);
  };
  scene.boxes = () => [];
}

/** A picture and the numbers of the rows in it, both empty; kept from one drawing to the next. */
function emptied(scene, context, width, height) {
  const kept = scene.buffers;
  if (kept && kept.picture.width === width && kept.picture.height === height) {
    kept.picture.data.fill(0);
    kept.picks.fill(0);
  } else {
    scene.buffers = { picture: context.createImageData(width, height), picks: new Int32Array(width * height) };
  }
  return scene.buffers;
}

/** The rows shown about one, itself the first. */
function rowsAbout(row, { world, mask, model }, scale) {
  const reach = NEAR / scale;
  const found = new Int32Array(model.rows);
  const number = rowsWithin(world.x, world.y, mask, [world.x[row] - reach, world.y[row] - reach, world.x[row] + reach, world.y[row] + reach], found);
  return [row, ...Array.from(found.subarray(0, number)).filter((other) => other !== row)].slice(0, MOST_OPENED);
}

function rowsHit(rows, { model }) {
  return { rows, places: [{ lat: model.lat[rows[0]], lon: model.lon[rows[0]] }] };
}
