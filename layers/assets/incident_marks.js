// Few incidents: marks with their shapes, those that would cover each other as one with its number, radii about them.

import { cluster, groupRadius, pixelsOf } from "./points.js";
import { tracePath } from "./symbols.js";

const REACH = 22; // pixels within which places share a mark
const RADII_FROM_ZOOM = 7.5;
const MOST_RADII = 400;

/** Zoom from which only incidents at one place share a mark. */
export const APART_FROM_ZOOM = 11;

/**
 * Marks of the rows given, for one zoom: {places, marks}. A place is {rows, x, y, lat, radius, count} in world pixels,
 * a mark {places, rows, x, y, count, style, size}; counts are those of incidents, whatever rows tell of one.
 */
export function marksOf(rows, { model, world, placeOf, kindOf, look }, scale, zoom) {
  const places = placesAt(rows, model, world, placeOf, scale);
  const order = places.map((_, at) => at).sort((one, other) => places[other].count - places[one].count || one - other);
  const reach = zoom >= APART_FROM_ZOOM ? 0.5 : REACH;
  const xs = places.map((one) => one.x);
  const ys = places.map((one) => one.y);
  const marks = cluster(xs, ys, order, reach).map(({ members, x, y }) => {
    const inside = members.map((at) => places[at]);
    const all = inside.flatMap((one) => one.rows);
    const count = countOf(all, model.group);
    const style = look(count > 1 ? "several" : kindOf(all[0]));
    return { places: inside, rows: all, x, y, count, style, size: groupRadius(style.size, count) };
  });
  marks.sort((one, other) => other.count - one.count);
  return { places, marks, x: new Float32Array(marks.length), y: new Float32Array(marks.length), size: Float32Array.from(marks, (one) => one.size) };
}

function placesAt(rows, model, world, placeOf, scale) {
  const found = new Map();
  for (const row of rows) {
    const name = placeOf[row];
    if (!found.has(name)) {
      found.set(name, { rows: [], x: world.x[row] * scale, y: world.y[row] * scale, lat: model.lat[row], lon: model.lon[row], radius: 0 });
    }
    const place = found.get(name);
    place.rows.push(row);
    place.radius = Math.max(place.radius, (model.radius && model.radius[row]) || 0);
  }
  const places = Array.from(found.values());
  places.forEach((place) => (place.count = countOf(place.rows, model.group)));
  return places;
}

function countOf(rows, groups) {
  return rows.length === 1 ? 1 : new Set(rows.map((row) => groups[row])).size;
}

/** Draw radii and marks, and note where in view each mark is. */
export function paintMarks(context, scene, { size, zoom, origin }, look, words) {
  const inView = (x, y, reach) => x > -reach && y > -reach && x < size.x + reach && y < size.y + reach;
  if (zoom >= RADII_FROM_ZOOM) {
    paintRadii(context, zoom, origin, scene.places, look("radius"), inView);
  }
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  scene.marks.forEach((one, at) => {
    scene.x[at] = one.x - origin.x;
    scene.y[at] = one.y - origin.y;
    if (inView(scene.x[at], scene.y[at], 20)) {
      paintMark(context, one, scene.x[at], scene.y[at], words);
    }
  });
}

function paintRadii(context, zoom, origin, places, ring, inView) {
  const drawn = places.map((place) => [place.x - origin.x, place.y - origin.y, pixelsOf(place.radius, place.lat, zoom)]).filter(([x, y, reach]) => reach > ring.size && inView(x, y, reach));
  if (drawn.length > MOST_RADII) {
    return; // so many would hide the ground and each other
  }
  context.save();
  context.setLineDash([2, 3]);
  context.lineWidth = 1;
  context.strokeStyle = ring.colour;
  context.fillStyle = ring.colour;
  for (const [x, y, reach] of drawn) {
    tracePath(context, "circle", x, y, reach);
    context.globalAlpha = 0.025;
    context.fill();
    context.globalAlpha = 0.55;
    context.stroke();
  }
  context.restore();
}

function paintMark(context, { style, size, count }, x, y, words) {
  tracePath(context, style.shape, x, y, size);
  context.fillStyle = style.fill;
  context.strokeStyle = style.colour;
  context.lineWidth = 1.6;
  context.fill();
  context.stroke();
  if (count > 1) {
    context.fillStyle = style.colour;
    context.font = "700 " + (size > 11 ? 12 : 10.5) + "px system-ui, sans-serif";
    context.fillText(words(count), x, y + 0.5);
  }
}
