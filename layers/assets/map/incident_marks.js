// Few incidents: marks with their shapes, those that would cover each other as one with its number, radii about them.

import { cluster, groupRadius, MOST_RADIUS, pixelsOf } from "../core/points.js";
import { tracePath } from "./symbols.js";

const NUMBER = 7; // pixels each way that the number of a mark needs
const RADII_FROM_ZOOM = 7.5;
const MOST_RADII = 400;
const ASIDE = 9; // pixels from which a line leads from a mark to where it would be

/** Pixels within which places share a mark: at any zoom none covers the middle of another, where its number is. */
export function sharingReach(styles) {
  return Math.max(MOST_RADIUS, ...styles.map(({ size }) => size)) + NUMBER;
}

/** The square about a mark's middle that nothing else may cover, in pixels each way. */
export const MIDDLE = NUMBER + 1;

/**
 * Marks of the rows given, for one zoom: {places, marks}. A place is {rows, x, y, lat, lon, radius, count} in world
 * pixels, a mark {places, rows, x, y, from, count, style, size}: `from` is the place that it stands for, from which it
 * may be set `aside(x, y) -> [x, y]`. Counts are those of incidents, whatever rows tell of one.
 */
export function marksOf(rows, { model, world, placeOf, kindOf, look, reach }, scale, aside) {
  const places = placesAt(rows, model, world, placeOf, scale);
  const near = together(places.map((place) => ({ ...place, places: [place], from: place })), reach);
  near.forEach((one) => ([one.x, one.y] = aside ? aside(one.x, one.y) : [one.x, one.y]));
  const marks = together(near, reach).map((one) => { // once more: what was set aside may have come to others
    const inside = one.places.flatMap((place) => place.rows);
    const count = countOf(inside, model.group);
    const style = look(count > 1 ? "several" : kindOf(inside[0]));
    return { ...one, rows: inside, count, style, size: groupRadius(style.size, count) };
  });
  marks.sort((one, other) => other.count - one.count);
  return { places, marks, x: new Float32Array(marks.length), y: new Float32Array(marks.length), size: Float32Array.from(marks, (one) => one.size) };
}

/** Those of {x, y, count, places, from} that lie within reach of a larger one, joined to it. */
function together(ones, reach) {
  const order = ones.map((_, at) => at).sort((one, other) => ones[other].count - ones[one].count || one - other);
  return cluster(ones.map(({ x }) => x), ones.map(({ y }) => y), order, reach).map(({ seed, members, x, y }) => {
    const joined = members.map((at) => ones[at]);
    return { x, y, from: ones[seed].from, places: joined.flatMap(({ places }) => places), count: joined.reduce((sum, { count }) => sum + count, 0) };
  });
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
  beginMarks(context);
  scene.marks.forEach((one, at) => {
    scene.x[at] = one.x - origin.x;
    scene.y[at] = one.y - origin.y;
    if (inView(scene.x[at], scene.y[at], 40)) {
      paintLead(context, one, origin);
      paintMark(context, one, scene.x[at], scene.y[at], words);
    }
  });
}

/** Set a canvas for marks. */
export function beginMarks(context) {
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
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

/** A line from where a mark would be to where it was set aside. */
function paintLead(context, { x, y, from, style }, origin) {
  if (Math.hypot(x - from.x, y - from.y) > ASIDE) {
    context.beginPath();
    context.moveTo(from.x - origin.x, from.y - origin.y);
    context.lineTo(x - origin.x, y - origin.y);
    context.strokeStyle = style.colour === "#ffffff" ? style.fill : style.colour;
    context.lineWidth = 1;
    context.stroke();
  }
}

/** Draw one mark {style, size, count}, with its number where it stands for several. */
export function paintMark(context, { style, size, count }, x, y, words) {
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
