// Incidents: one canvas, grouped by place, with the radius within which each is placed.

import { reader } from "./columns.js";
import { decodeParts } from "./geometry.js";
import { incidentPopup } from "./incident_popup.js";
import { tableLayer } from "./lines.js";
import { openPopupAt } from "./markers.js";
import { paneOf } from "./panes.js";
import { canvasLayer, cluster, groupPoints, groupRadius, pickPoint, pixelsOf } from "./points.js";
import { symbol, symbolsOf, tracePath } from "./symbols.js";

const RADII_FROM_ZOOM = 7.5;
const SLACK = 4;
const REACH = 22; // pixels within which places share a mark
const APART_FROM_ZOOM = 11;

/** The incidents from their packed table. */
export function incidents(packed, options, t) {
  const read = reader(packed);
  const places = groupPoints(read.numbers("lon"), read.numbers("lat"));
  const scene = prepare(read, places, options.styles);
  const kinds = symbolsOf("incidents").map(([key]) => [key, scene.kinds.get(key) || 0]).filter(([, count]) => count);
  return tableLayer("incidents", options, t, { kinds, count: scene.total, radius: "radius" }, (map) => {
    project(map, places, scene);
    const canvas = canvasLayer(paneOf(map, "incidents"), (context, frame) => paint(context, frame, scene));
    const listen = pointer(map, read, places, scene, t);
    canvas.on("add", () => map.on(listen));
    canvas.on("remove", () => map.off(listen));
    return { layers: [...stretches(map, read, packed.decimals, options), canvas], soft: () => boxes(map, scene) };
  });
}

/** The stretches of a line that some incidents are placed on, under their marks. */
function stretches(map, read, decimals, options) {
  if (!read.has("parts")) {
    return [];
  }
  const pane = paneOf(map, "incidents");
  const renderer = window.L.svg({ pane, padding: 0.3 });
  const rows = read.all().filter((row) => read.list("parts", row).length);
  return rows.map((row) => {
    const style = symbol(read.text("kind", row), options.styles);
    return window.L.polyline(decodeParts(read.get("parts", row), decimals), { pane, renderer, interactive: false, color: style.fill, weight: 6, opacity: 0.45 });
  });
}

function prepare(read, places, changes) {
  const radiusM = read.numbers("radius_m");
  const kinds = new Map();
  const ids = new Set();
  const scene = {
    kinds,
    kindAt: [],
    count: Uint32Array.from(places.members, (rows) => rows.length),
    radius: Float64Array.from(places.members, (rows) => rows.reduce((most, row) => Math.max(most, radiusM[row] || 0), 0)),
    lat: places.lat,
    look: (key) => symbol(key, changes),
    marks: [],
  };
  places.members.forEach((rows, at) => {
    const found = rows.map((row) => read.text("kind", row));
    rows.forEach((row) => count(kinds, ids, read.text("incident_id", row), read.text("kind", row)));
    scene.kindAt[at] = found.every((kind) => kind === found[0]) ? found[0] : "several";
  });
  scene.total = ids.size;
  scene.order = Uint32Array.from(scene.kindAt.keys()).sort((one, other) => scene.count[other] - scene.count[one] || one - other);
  return scene;
}

/** Count an incident once, however many places it has. */
function count(kinds, ids, id, kind) {
  if (!ids.has(id)) {
    ids.add(id);
    kinds.set(kind, (kinds.get(kind) || 0) + 1);
  }
}

function project(map, places, scene) {
  const points = Array.from(places.lat, (lat, at) => map.project([lat, places.lon[at]], 0));
  scene.unitX = Float64Array.from(points, (point) => point.x);
  scene.unitY = Float64Array.from(points, (point) => point.y);
}

/** Marks for one zoom, kept until the zoom changes: places that would cover each other share one. */
function marksAt(map, zoom, scene) {
  if (scene.zoom !== zoom) {
    const scale = map.getZoomScale(zoom, 0);
    scene.worldX = scene.unitX.map((x) => x * scale);
    scene.worldY = scene.unitY.map((y) => y * scale);
    const found = cluster(scene.worldX, scene.worldY, scene.count, scene.order, zoom >= APART_FROM_ZOOM ? 0.5 : REACH);
    scene.marks = found.map((one) => {
      const kind = one.members.every((at) => scene.kindAt[at] === scene.kindAt[one.members[0]]) ? scene.kindAt[one.members[0]] : "several";
      const style = scene.look(one.count > 1 ? "several" : kind);
      return { ...one, style, size: groupRadius(style.size, one.count) };
    });
    scene.x = new Float32Array(found.length);
    scene.y = new Float32Array(found.length);
    scene.size = Float32Array.from(scene.marks, (one) => one.size);
    scene.zoom = zoom;
  }
  return scene.marks;
}

function paint(context, { map, size, zoom, origin }, scene) {
  const marks = marksAt(map, zoom, scene);
  const inView = (x, y, reach) => x > -reach && y > -reach && x < size.x + reach && y < size.y + reach;
  if (zoom >= RADII_FROM_ZOOM) {
    paintRadii(context, zoom, origin, scene, inView);
  }
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  marks.forEach((one, at) => {
    scene.x[at] = one.x - origin.x;
    scene.y[at] = one.y - origin.y;
    if (inView(scene.x[at], scene.y[at], 20)) {
      paintMark(context, one, scene.x[at], scene.y[at]);
    }
  });
}

/** The boxes of the marks in layer pixels, for names to keep clear of. */
function boxes(map, scene) {
  const shift = map.getPixelOrigin();
  return marksAt(map, map.getZoom(), scene).map(({ x, y, size }) => [x - shift.x - size, y - shift.y - size, x - shift.x + size, y - shift.y + size]);
}

function paintRadii(context, zoom, origin, scene, inView) {
  const ring = scene.look("radius");
  context.save();
  context.setLineDash([2, 3]);
  context.lineWidth = 1;
  context.strokeStyle = ring.colour;
  context.fillStyle = ring.colour;
  for (const at of scene.order) {
    const reach = pixelsOf(scene.radius[at], scene.lat[at], zoom);
    const [x, y] = [scene.worldX[at] - origin.x, scene.worldY[at] - origin.y];
    if (reach > ring.size && inView(x, y, reach)) {
      tracePath(context, "circle", x, y, reach);
      context.globalAlpha = 0.025;
      context.fill();
      context.globalAlpha = 0.55;
      context.stroke();
    }
  }
  context.restore();
}

function paintMark(context, { style, size, count }, x, y) {
  tracePath(context, style.shape, x, y, size);
  context.fillStyle = style.fill;
  context.strokeStyle = style.colour;
  context.lineWidth = 1.6;
  context.fill();
  context.stroke();
  if (count > 1) {
    context.fillStyle = style.colour;
    context.font = "700 " + (size > 11 ? 12 : 10.5) + "px system-ui, sans-serif";
    context.fillText(String(count), x, y + 0.5);
  }
}

function pointer(map, read, places, scene, t) {
  const find = (event) => pickPoint(scene.x, scene.y, scene.size, event.containerPoint.x, event.containerPoint.y, SLACK);
  return {
    click(event) {
      const at = find(event);
      if (at >= 0) {
        open(map, read, places, scene.marks[at].members, t);
      }
    },
    mousemove(event) {
      map.getContainer().classList.toggle("dl-over-point", find(event) >= 0);
    },
  };
}

/** One place opens its popup; several that share a mark are brought apart first. */
function open(map, read, places, members, t) {
  const bounds = window.L.latLngBounds(members.map((at) => [places.lat[at], places.lon[at]]));
  const closer = Math.min(map.getBoundsZoom(bounds.pad(0.3)), APART_FROM_ZOOM, map.getMaxZoom());
  if (members.length > 1 && closer > map.getZoom()) {
    map.setView(bounds.getCenter(), Math.max(closer, Math.min(map.getZoom() + 1, APART_FROM_ZOOM)));
  } else {
    openPopup(map, read, places, members, t);
  }
}

function openPopup(map, read, places, members, t) {
  const rows = members.flatMap((at) => places.members[at]);
  openPopupAt(map, [places.lat[members[0]], places.lon[members[0]]], (popup) => incidentPopup(read, rows, t, () => refit(popup)));
}

/** Fit a popup to new content; the focus stays where it is. */
function refit(popup) {
  if (popup.isOpen()) {
    const focused = document.activeElement;
    popup.update();
    focused.focus({ preventScroll: true });
  }
}
