// Points over typed arrays: projected once, grouped by place, taken together where they would cover each other.

import { largest } from "./columns.js";

const MOST_LATITUDE = 85.0511287798; // where the square of Web Mercator ends, as Leaflet has it

/** Positions in pixels of zoom 0 of Web Mercator, as {x, y}; beyond its edge on the edge, NaN where a row has no point. */
export function worldOf(lons, lats) {
  const [x, y] = [new Float64Array(lons.length), new Float64Array(lats.length)];
  for (let row = 0; row < x.length; row += 1) {
    const lat = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lats[row]));
    x[row] = ((lons[row] + 180) / 360) * 256;
    y[row] = 128 - (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 128) / Math.PI;
  }
  return { x, y };
}

/** For each row the number of its place: rows at one point share it; -1 without a point. */
export function placesOf(lons, lats) {
  const numbers = new Map();
  const places = new Int32Array(lons.length).fill(-1);
  for (let row = 0; row < lons.length; row += 1) {
    if (Number.isFinite(lons[row]) && Number.isFinite(lats[row])) {
      const key = (Math.round(lons[row] * 1e5) + 2e7) * 4e7 + Math.round(lats[row] * 1e5) + 1e7;
      if (!numbers.has(key)) {
        numbers.set(key, numbers.size);
      }
      places[row] = numbers.get(key);
    }
  }
  return places;
}

/** 1 for each row of a thing that has more rows than one: `groups` are their numbers. */
export function severalOf(groups) {
  const counts = new Int32Array(largest(groups) + 1);
  const several = new Uint8Array(groups.length);
  for (let row = 0; row < groups.length; row += 1) {
    counts[groups[row]] += 1;
  }
  for (let row = 0; row < groups.length; row += 1) {
    several[row] = counts[groups[row]] > 1 ? 1 : 0;
  }
  return several;
}

/** Fill `found` with the rows that are shown and lie within a box [left, top, right, bottom]; gives their number. */
export function rowsWithin(x, y, mask, [left, top, right, bottom], found) {
  let count = 0;
  for (let row = 0; row < x.length; row += 1) {
    if (mask[row] && x[row] >= left && x[row] <= right && y[row] >= top && y[row] <= bottom) {
      found[count] = row;
      count += 1;
    }
  }
  return count;
}

/**
 * Places that would cover each other on the screen, taken together: greedy, the largest first, each taking what
 * lies within `reach` of it. Positions are in world pixels of one zoom, so the answer does not move with the view.
 * Returns [{seed, members: [place, ...], x, y}], largest first, each where its seed is; no two seeds are within `reach`.
 */
export function cluster(xs, ys, order, reach) {
  const cells = new Map();
  for (const at of order) {
    const name = cellName(xs[at], ys[at], reach, 0, 0);
    cells.has(name) ? cells.get(name).push(at) : cells.set(name, [at]);
  }
  const taken = new Uint8Array(xs.length);
  const clusters = [];
  for (const at of order) {
    if (!taken[at]) {
      const members = near(cells, xs, ys, at, reach).filter((other) => !taken[other]);
      members.forEach((other) => (taken[other] = 1));
      clusters.push({ seed: at, members, x: xs[at], y: ys[at] });
    }
  }
  return clusters;
}

function cellName(x, y, reach, right, down) {
  return (Math.floor(x / reach) + right) * 2 ** 26 + Math.floor(y / reach) + down;
}

function near(cells, xs, ys, at, reach) {
  const found = [];
  for (let right = -1; right <= 1; right += 1) {
    for (let down = -1; down <= 1; down += 1) {
      for (const other of cells.get(cellName(xs[at], ys[at], reach, right, down)) || []) {
        if (Math.hypot(xs[other] - xs[at], ys[other] - ys[at]) <= reach) {
          found.push(other);
        }
      }
    }
  }
  return found;
}

/** The nearest point to (x, y) whose own radius plus `slack` reaches it, the topmost of equals; or -1. */
export function pickPoint(xs, ys, radii, x, y, slack) {
  let best = -1;
  let least = Infinity;
  for (let at = 0; at < xs.length; at += 1) {
    const distance = Math.hypot(xs[at] - x, ys[at] - y) - radii[at] - slack;
    if (distance <= 0 && distance <= least) {
      least = distance;
      best = at;
    }
  }
  return best;
}

/** The largest mark of several incidents, in CSS pixels. */
export const MOST_RADIUS = 15;

/** Radius of the mark for `count` rows at one place, in CSS pixels. */
export function groupRadius(base, count) {
  return count === 1 ? base : Math.min(base + 2.2 * Math.log2(count), MOST_RADIUS);
}

const EQUATOR_PIXEL = (2 * Math.PI * 6378137) / 256; // metres of one pixel at zoom 0 on the equator, Web Mercator

/** Length in pixels of `metres` on the ground at a latitude and zoom of Web Mercator. */
export function pixelsOf(metres, lat, zoom) {
  return (metres * Math.pow(2, zoom)) / (EQUATOR_PIXEL * Math.cos((lat * Math.PI) / 180));
}
