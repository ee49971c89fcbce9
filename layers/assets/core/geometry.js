// Lines as the page holds them: flat differences of longitude and latitude in whole units.

/** One part as [[lat, lon], ...], in the order Leaflet wants. */
export function decodePart(flat, decimals) {
  const unit = Math.pow(10, decimals);
  const line = [];
  let lon = 0;
  let lat = 0;
  for (let at = 0; at + 1 < flat.length; at += 2) {
    lon += flat[at];
    lat += flat[at + 1];
    line.push([lat / unit, lon / unit]);
  }
  return line;
}

/** All parts of one row. */
export function decodeParts(parts, decimals) {
  return parts.map((part) => decodePart(part, decimals));
}

/** Middle of the bounding box of rings weighted by the largest of them: [lat, lon]. */
export function middle(rings) {
  let best = null;
  for (const ring of rings) {
    const box = ring.reduce(
      (seen, [lat, lon]) => [Math.min(seen[0], lat), Math.min(seen[1], lon), Math.max(seen[2], lat), Math.max(seen[3], lon)],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
    const size = (box[2] - box[0]) * (box[3] - box[1]);
    if (!best || size > best.size) {
      best = { size, at: centroid(ring, box) };
    }
  }
  return best ? best.at : null;
}

function centroid(ring, box) {
  let area = 0;
  let lat = 0;
  let lon = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [y0, x0] = ring[at];
    const [y1, x1] = ring[at + 1];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    lon += (x0 + x1) * cross;
    lat += (y0 + y1) * cross;
  }
  return Math.abs(area) < 1e-9 ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : [lat / (3 * area), lon / (3 * area)];
}
