// The incidents in view on a canvas: marks where they are few, counts by square where they are many.

import { clearOf } from "./clear_of.js";
import { onceRead } from "../core/columns.js";
import { boxOfCell, CELL, cellAt, cellOf, gridOf, paintGrid } from "./grid_counts.js";
import { beginMarks, marksOf, MIDDLE, paintMark, paintMarks, sharingReach } from "./incident_marks.js";
import { pickPoint, placesOf, rowsWithin, severalOf, worldOf } from "../core/points.js";
import { symbol } from "./symbols.js";

/** Rows in view that are drawn as marks at most. */
export const FEW = 3000;

const SLACK = 4;
const MARGIN = 40; // pixels beyond the view in which marks are made, so that few change at its edge
const MOST_ZOOM = 18; // to which places are brought apart on a map that names no limit
const SNAP = 0.25;

/**
 * What drawing needs of a model on a map: where its rows lie, how each kind looks, and which rows are shown.
 * `covers(zoom)` gives the boxes in world pixels that other marks take, under which none of ours has its middle.
 * What was drawn last answers `hit(x, y)`: null or {rows, at, bounds, spread, box}, see `closerZoom`.
 */
export function makeScene(map, model, options, t, mask, covers) {
  const kinds = model.kinds.map((kind) => symbol(kind, options.styles));
  const styles = [...kinds, symbol("other", options.styles)];
  const scene = {
    model,
    mask,
    world: worldFor(map, model),
    several: severalOf(model.group),
    kindOf: (row) => model.word("kind", row) || "other",
    look: (key) => symbol(key, options.styles),
    reach: sharingReach(styles),
    covers,
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
  } else {
    paintCounts(context, frame, scene, scale, number);
  }
}

/** Draw what is shown in another frame and leave the scene as it is; gives the boxes of what was drawn, in its pixels. */
export function paintApart(context, frame, scene) {
  const apart = { ...scene, rows: new Int32Array(scene.model.rows), marks: null, boxes: () => [] };
  paintScene(context, frame, apart);
  return apart.boxes(frame.map);
}

/** Marks are kept while neither zoom nor filter change; of more than a few rows in all, those in view are marked. */
function paintFew(context, frame, scene, scale, number) {
  const { map, zoom } = frame;
  const all = shownRows(scene);
  const covers = scene.covers(zoom);
  const covered = covers.join(" ");
  if (!scene.marks || scene.marks.zoom !== zoom || scene.marks.mask !== scene.mask || scene.marks.covered !== covered || !all) {
    const rows = all || Array.from(scene.rows.subarray(0, number));
    scene.marks = { ...marksOf(rows, scene, scale, clearOf(covers, MIDDLE)), zoom, mask: scene.mask, covered };
  }
  const marks = scene.marks;
  paintMarks(context, marks, frame, scene.look, scene.words);
  const find = (x, y) => {
    const at = pickPoint(marks.x, marks.y, marks.size, x, y, SLACK);
    return at < 0 ? setAsideFrom(marks.marks, x + frame.origin.x, y + frame.origin.y) : at;
  };
  scene.over = (x, y) => find(x, y) >= 0;
  scene.hit = (x, y) => (scene.over(x, y) ? rowsHit(marks.marks[find(x, y)].rows, scene, marks.marks[find(x, y)].from) : null);
  scene.boxes = () => {
    const shift = map.getPixelOrigin();
    return marks.zoom === map.getZoom() ? marks.marks.map(({ x, y, size }) => [x - shift.x - size, y - shift.y - size, x - shift.x + size, y - shift.y + size]) : [];
  };
}

/** The mark that was set aside from a place, which answers there too where no other mark lies; -1 where there is none. */
function setAsideFrom(marks, x, y) {
  return marks.findIndex(({ from, size }) => Math.hypot(from.x - x, from.y - y) <= size + SLACK);
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

/** A square with its number where there are several; an incident that is alone in one has its own mark. */
function paintCounts(context, { map, size, origin }, scene, scale, number) {
  const grid = gridOf(scene.rows, number, scene.world, scale, origin, size, scene.several, scene.model.group);
  paintGrid(context, grid, scene.words);
  paintAlone(context, grid, scene, scale, origin);
  scene.over = (x, y) => cellAt(grid, x, y) >= 0;
  scene.hit = (x, y) => {
    const cell = cellAt(grid, x, y);
    return cell < 0 ? null : { ...rowsHit(rowsInCell(grid, cell, scene, number, scale), scene, null), box: boxOfCell(grid, cell) };
  };
  const shift = map.getPixelOrigin();
  const from = { x: origin.x - shift.x, y: origin.y - shift.y };
  scene.boxes = () => Array.from(grid.counts.keys()).filter((cell) => grid.counts[cell]).map((cell) => boxOfCell(grid, cell).map((edge, at) => edge + (at % 2 ? from.y : from.x)));
}

function paintAlone(context, grid, { world, look, kindOf }, scale, origin) {
  beginMarks(context);
  grid.counts.forEach((count, cell) => {
    if (count === 1) {
      const row = grid.sample[cell];
      const [left, top] = boxOfCell(grid, cell);
      const style = look(kindOf(row));
      const size = Math.min(style.size, CELL / 3);
      const within = (at, edge) => Math.max(edge + size * 1.25, Math.min(edge + CELL - size * 1.25, at));
      paintMark(context, { style, size, count }, within(world.x[row] * scale - origin.x, left), within(world.y[row] * scale - origin.y, top));
    }
  });
}

function rowsInCell(grid, cell, { rows, world }, number, scale) {
  return Array.from(rows.subarray(0, number)).filter((row) => cellOf(grid, world.x[row] * scale, world.y[row] * scale) === cell);
}

/** What a mark or a square stands for: where its popup points, how far its rows lie apart in pixels of zoom 0. */
function rowsHit(rows, { model, world }, from) {
  const { lat, lon } = model;
  const extent = (values) => rows.reduce(([least, most], row) => [Math.min(least, values[row]), Math.max(most, values[row])], [Infinity, -Infinity]);
  const [south, north] = extent(lat);
  const [west, east] = extent(lon);
  const [[left, right], [top, bottom]] = [extent(world.x), extent(world.y)];
  return { rows, at: from ? [from.lat, from.lon] : [lat[rows[0]], lon[rows[0]]], bounds: [[south, west], [north, east]], spread: Math.hypot(right - left, bottom - top), box: null };
}

/** The zoom at which a click on a mark or a square brings its places apart; null where none does, so that it opens. */
export function closerZoom(map, { spread, box }, { reach }) {
  const zoom = map.getZoom();
  const most = Math.min(map.getMaxZoom(), MOST_ZOOM);
  const apart = Math.log2(reach / spread); // infinite at one point
  if (zoom >= most || !(apart <= most)) {
    return null;
  }
  return Math.min(most, box ? zoom + 2 : Math.max(Math.ceil(apart / SNAP) * SNAP, zoom + 1));
}
