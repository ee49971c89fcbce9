// GeoJSON as the command line writes it (RFC 7946): six decimals, a null geometry where none is known, steady ids.

const SIX = 1e6;

/**
 * A FeatureCollection as text, a feature a line. `members` say whose it is; each of `rows` is {id, properties, geometry},
 * the geometry one of `point` or `lines`, or null.
 */
export function geojsonText(members, rows) {
  const head = { type: "FeatureCollection", ...members };
  const box = boxOf(rows);
  if (box) {
    head.bbox = box;
  }
  const lines = rows.map(({ id, properties, geometry }) => JSON.stringify({ type: "Feature", id, properties, geometry }));
  return JSON.stringify(head).slice(0, -1) + ',"features":[\n' + lines.join(",\n") + "\n]}\n";
}

/** A point of degrees, or null where one is missing. */
export function pointOf(lon, lat) {
  return Number.isFinite(lon) && Number.isFinite(lat) ? { type: "Point", coordinates: position(lon, lat) } : null;
}

/** Lines of [[lat, lon], ...] as one geometry. */
export function linesOf(lines) {
  const drawn = lines.map((line) => line.map(([lat, lon]) => position(lon, lat)));
  return drawn.length === 1 ? { type: "LineString", coordinates: drawn[0] } : { type: "MultiLineString", coordinates: drawn };
}

/** Well-Known Text of a geometry other than a point; "" of a point or of none. */
export function wellKnownText(geometry) {
  if (!geometry || geometry.type === "Point") {
    return "";
  }
  const line = (positions) => "(" + positions.map(([lon, lat]) => lon + " " + lat).join(", ") + ")";
  return geometry.type === "LineString" ? "LINESTRING " + line(geometry.coordinates) : "MULTILINESTRING (" + geometry.coordinates.map(line).join(", ") + ")";
}

/** Ids from the parts of each key, different for every row: the second of one key ends with -2. */
export function featureIds(keys, name) {
  const wanted = keys.map((parts) => parts.filter(Boolean).join(":") || name);
  const taken = new Set(wanted);
  if (taken.size === wanted.length) {
    return wanted;
  }
  const seen = new Map();
  return wanted.map((key) => {
    let number = (seen.get(key) || 0) + 1;
    while (number > 1 && taken.has(key + "-" + number)) {
      number += 1;
    }
    seen.set(key, number);
    const made = number === 1 ? key : key + "-" + number;
    taken.add(made);
    return made;
  });
}

function position(lon, lat) {
  return [sixth(lon), sixth(lat)];
}

function sixth(degrees) {
  return Math.round(degrees * SIX) / SIX + 0; // + 0: no minus zero
}

/** West, south, east, north of all positions, or null where there are none. */
function boxOf(rows) {
  let box = null;
  for (const { geometry } of rows) {
    for (const [lon, lat] of positionsOf(geometry)) {
      box = box ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)] : [lon, lat, lon, lat];
    }
  }
  return box;
}

function positionsOf(geometry) {
  if (!geometry) {
    return [];
  }
  return geometry.type === "Point" ? [geometry.coordinates] : geometry.type === "LineString" ? geometry.coordinates : geometry.coordinates.flat();
}
