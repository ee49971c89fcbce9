// The map on paper: what is on the map, drawn once more at a fixed size, so that it prints the same on any paper.

import { el, svg } from "../core/dom.js";
import { FAR, labelsOf } from "../map/labels.js";
import { pixelsOf } from "../core/points.js";

export const PAPER_SIZE = [900, 600]; // pixels of the drawing, whatever it is scaled to
const PAPER_RATIO = 2; // dots to a pixel, where something is drawn as dots
const FAR_BADGES = 0.72; // as in the style sheet
const PAPER_MARGIN = 60; // pixels around the frame in which marks are still drawn
const COARSE = 0.6; // pixels by which a line may be off
const LONGEST_SCALE = 130;
const FLAG_EDGE = 2; // pixels that a name keeps from its mark besides, for the edge that marks have on paper

/** A drawing of a map that shows the ground given (bounds), with a line of credit in its corner, as an element. */
export function paperMap(map, ground, credit, t) {
  const view = paperView(map, ground);
  const sheets = [];
  const boxes = [];
  const top = () => {
    if (!sheets.length || sheets[sheets.length - 1].tagName !== "svg") {
      sheets.push(drawing());
    }
    return sheets[sheets.length - 1];
  };
  top().append(svg("rect", { class: "dl-paper-land", width: view.width, height: view.height }));
  for (const layer of piecesOn(map)) {
    if (layer.paintApart) {
      const { canvas, drawn } = dotted(layer, view, map);
      sheets.push(canvas);
      boxes.push(...drawn);
    } else {
      const node = nodeOf(layer, view);
      node && top().append(node);
    }
  }
  const labels = labelsOf(map);
  const dots = labels.labels().filter((label) => label.dot && view.zoom >= (label.minZoom || 0));
  sheets[0].append(svg("g", {}, dots.map(({ dot }) => shapeOnPaper(dot, view))));
  top().append(svg("g", { class: view.zoom < FAR ? "dl-far" : "" }, placed(labels, view, boxes)), scaleBar(view, map, t), creditLine(view, credit), svg("rect", { class: "dl-paper-frame", x: 0.5, y: 0.5, width: view.width - 1, height: view.height - 1 }));
  return el("div", { class: "dl-paper-map", role: "img", "aria-label": t("map.label"), dir: "ltr" }, sheets);
}

function drawing() {
  return svg("svg", { viewBox: "0 0 " + PAPER_SIZE.join(" "), class: "dl-paper-drawing" });
}

/** The frame: {zoom, width, height, origin, box, contains(at), point(at)} with the ground in it as large as it can be. */
function paperView(map, ground) {
  const [width, height] = PAPER_SIZE;
  const bounds = window.L.latLngBounds(ground);
  const [one, other] = [map.project(bounds.getNorthWest(), 0), map.project(bounds.getSouthEast(), 0)];
  const zoom = Math.min(map.getMaxZoom(), Math.log2(Math.min(width / Math.abs(other.x - one.x), height / Math.abs(other.y - one.y))));
  const origin = one.add(other).divideBy(2).multiplyBy(map.getZoomScale(zoom, 0)).subtract([width / 2, height / 2]);
  const point = (at) => map.project(at, zoom).subtract(origin);
  const within = ({ x, y }) => x > -PAPER_MARGIN && y > -PAPER_MARGIN && x < width + PAPER_MARGIN && y < height + PAPER_MARGIN;
  return { zoom, width, height, origin, point, box: [0, 0, width, height], controls: [], contains: (at) => within(point(at)) };
}

/** What is drawn on a map, piece by piece, the lowest first. */
function piecesOn(map) {
  const leaves = [];
  map.eachLayer((layer) => (layer instanceof window.L.Path || layer instanceof window.L.Marker || layer.paintApart) && leaves.push(layer));
  const orders = new Map();
  const order = (layer) => {
    const name = layer.paintApart ? layer.pane : layer.options.pane;
    if (!orders.has(name)) {
      orders.set(name, Number(window.getComputedStyle(map.getPane(name) || map.getContainer()).zIndex) || 0);
    }
    return orders.get(name);
  };
  const rise = (layer) => (layer instanceof window.L.Marker ? (layer.options.zIndexOffset || 0) - layer.getLatLng().lat : 0);
  return leaves.map((layer, at) => ({ layer, at })).sort((one, other) => order(one.layer) - order(other.layer) || rise(one.layer) - rise(other.layer) || one.at - other.at).map(({ layer }) => layer);
}

function nodeOf(layer, view) {
  return layer instanceof window.L.Marker ? markOf(layer, view) : layer.options.named ? null : shapeOnPaper(layer, view);
}

/** A line, an area or a circle of Leaflet's as SVG; null where it lies outside. */
function shapeOnPaper(layer, view) {
  const look = lookOnPaper(layer);
  if (layer instanceof window.L.CircleMarker) {
    const at = layer.getLatLng();
    const radius = layer instanceof window.L.Circle ? pixelsOf(layer.getRadius(), at.lat, view.zoom) : layer.getRadius();
    const { x, y } = view.point(at);
    return view.contains(at) ? svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1), ...look }) : null;
  }
  const closed = layer instanceof window.L.Polygon;
  const path = ringsOf(layer.getLatLngs()).map((ring) => pathOf(ring, view, closed)).join("");
  return path ? svg("path", { d: path, ...look }) : null;
}

function ringsOf(latlngs) {
  return Array.isArray(latlngs[0]) ? latlngs.flatMap(ringsOf) : [latlngs];
}

function pathOf(ring, view, closed) {
  const edges = window.L.bounds([-PAPER_MARGIN, -PAPER_MARGIN], [view.width + PAPER_MARGIN, view.height + PAPER_MARGIN]);
  const points = ring.map(view.point);
  if (!points.length || !window.L.bounds(points).intersects(edges)) {
    return "";
  }
  const kept = window.L.LineUtil.simplify(closed ? window.L.PolyUtil.clipPolygon(points, edges) : points, COARSE);
  return kept.length > 1 ? "M" + kept.map(({ x, y }) => x.toFixed(1) + " " + y.toFixed(1)).join("L") + (closed ? "Z" : "") : "";
}

function lookOnPaper({ options }) {
  const { stroke, color, weight, opacity, dashArray, lineCap, lineJoin, fill, fillColor, fillOpacity, fillRule } = options;
  const line = stroke === false ? { stroke: "none" } : { stroke: color, "stroke-width": weight, "stroke-opacity": opacity, "stroke-dasharray": Array.isArray(dashArray) ? dashArray.join(" ") : dashArray, "stroke-linecap": lineCap, "stroke-linejoin": lineJoin };
  return { ...line, ...(fill ? { fill: fillColor || color, "fill-opacity": fillOpacity, "fill-rule": fillRule } : { fill: "none" }) };
}

/** A mark with its picture: one of ours is an element, another's an image that the page holds. */
function markOf(marker, view) {
  const at = marker.getLatLng();
  const { html, iconAnchor, iconSize } = marker.options.icon.options;
  const image = marker.getElement() && marker.getElement().tagName === "IMG" ? marker.getElement().src : "";
  if (!view.contains(at) || !iconSize || !(html instanceof window.Element || image.startsWith("data:"))) {
    return null;
  }
  const { x, y } = view.point(at);
  const [size, anchor] = [window.L.point(iconSize), window.L.point(iconAnchor || window.L.point(iconSize).divideBy(2))];
  const place = { x: (-anchor.x).toFixed(1), y: (-anchor.y).toFixed(1), width: size.x, height: size.y };
  const scale = html instanceof window.SVGElement && view.zoom < FAR ? ` scale(${FAR_BADGES})` : "";
  const group = svg("g", { class: "dl-paper-mark" + (marker.options.current ? " dl-chosen" : ""), transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` + scale });
  if (image) {
    group.append(svg("image", { ...place, href: image }));
  } else if (html instanceof window.SVGElement) {
    const picture = html.cloneNode(true);
    Object.entries(place).forEach(([name, value]) => name === "width" || name === "height" || picture.setAttribute(name, value));
    group.append(picture);
  } else {
    group.append(svg("foreignObject", { ...place, height: size.y + 4 }, html.cloneNode(true)));
  }
  return group;
}

/** What one of our layers draws as dots, and the boxes that it takes. */
function dotted(layer, view, map) {
  const canvas = el("canvas", { width: view.width * PAPER_RATIO, height: view.height * PAPER_RATIO, class: "dl-paper-drawing" });
  const context = canvas.getContext("2d");
  context.setTransform(PAPER_RATIO, 0, 0, PAPER_RATIO, 0, 0);
  const box = document.createElement("div");
  const standIn = Object.assign(Object.create(map), { getZoom: () => view.zoom, getPixelOrigin: () => view.origin, getContainer: () => box });
  const drawn = layer.paintApart(context, { map: standIn, size: window.L.point(view.width, view.height), zoom: view.zoom, origin: view.origin, ratio: PAPER_RATIO });
  return { canvas, drawn };
}

/** The names that have room, as text. */
function placed(labels, view, boxes) {
  const ruler = el("div", { class: "dl-paper-ruler", "aria-hidden": "true" });
  document.body.append(ruler);
  const texts = labels.placed(view, boxes, (label) => measured(label, ruler)).map(textOf);
  ruler.remove();
  return texts;
}

function measured(label, ruler) {
  const node = el("div", { class: "dl-label " + label.class }, label.lines.filter(([text]) => text).map(([text, kind]) => el("span", { class: kind, dir: "auto" }, text)));
  ruler.append(node);
  label.paper = Array.from(node.children, (line) => ({ top: line.offsetTop, height: line.offsetHeight, kind: line.className, text: line.textContent }));
  return [node.offsetWidth, node.offsetHeight];
}

function textOf({ label, size: [width], at }) {
  const { paper } = label;
  delete label.paper;
  if (!at) {
    return null;
  }
  const [left, top, align] = at;
  const [share, anchor, aside] = { left: [0, "start", FLAG_EDGE], right: [1, "end", -FLAG_EDGE], center: [0.5, "middle", 0] }[align];
  const line = ({ top: from, height, kind, text }) => svg("text", { class: kind, x: (left + width * share + aside).toFixed(1), y: (top + from + height * 0.78).toFixed(1), "text-anchor": anchor }, text);
  return svg("g", { class: "dl-paper-label " + label.class }, paper.map(line));
}

function creditLine({ width, height }, credit) {
  return svg("g", { class: "dl-paper-scale" }, svg("text", { x: width - 8, y: height - 9, "text-anchor": "end" }, credit));
}

/** A length on the ground, at the middle of the map. */
function scaleBar({ zoom, width, height, origin }, map, t) {
  const { lat } = map.unproject(origin.add([width / 2, height / 2]), zoom);
  const perKm = pixelsOf(1000, lat, zoom);
  const km = [500, 200, 100, 50, 20, 10, 5, 2, 1].find((length) => length * perKm <= LONGEST_SCALE) || 1;
  const [x, y, length] = [14, height - 14, km * perKm];
  return svg("g", { class: "dl-paper-scale" }, svg("path", { d: `M${x} ${y - 5}V${y}H${(x + length).toFixed(1)}V${y - 5}` }), svg("text", { x: (x + length / 2).toFixed(1), y: y - 5, "text-anchor": "middle" }, t("distance.km", { number: t.number(km) })));
}
