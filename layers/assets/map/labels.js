// Names on the map: one set per map, whatever layers they come from, placed so that none covers another.

import { clear, el } from "../core/dom.js";
import { overlaps, place } from "./declutter.js";
import { paneOf } from "./panes.js";

const boards = new WeakMap();
const MOST = 500;
const REST_MS = 250; // so long after the last change labels find new places

/** Below this zoom the line is only a few hundred pixels long: badges and their names shrink (see the style sheet). */
export const FAR = 5.4;
const FAR_SCALE = 0.72;

/** The label board of a map. */
export function labelsOf(map) {
  if (!boards.has(map)) {
    boards.set(map, makeBoard(map));
  }
  return boards.get(map);
}

/**
 * A label: {at: [lat, lon], pane, lines: [[text, class], ...], class, priority, minZoom, anchor: "point"|"centre"|"badge"}
 * A mark that labels must not cover: {at, box: [left, top, right, bottom], lesser} about its point. `soft` is a
 * function that gives boxes in layer pixels. Over those and lesser marks lie only labels that are `firm`, where nowhere else is free.
 * Labels and marks may be changed after they were set; those with `off` are not there. Texts and `off` show after
 * `rewrite`; where labels stand changes after `later`, once nothing has been changed for a moment.
 */
function makeBoard(map) {
  const sources = new Map();
  let due = 0;
  let timer = 0;
  const refresh = () => {
    if (!due) {
      due = window.requestAnimationFrame(() => {
        due = 0;
        arrange(map, sources);
      });
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, REST_MS);
  };
  map.on("moveend zoomend resize", refresh);
  map.on("unload", () => clearTimeout(timer));
  return {
    later,
    set(owner, labels, marks, soft) {
      this.remove(owner);
      sources.set(owner, { labels, marks, soft });
      refresh();
    },
    /** All labels, and where they stand in another view than the map's: [{label, size, at}]; `measured(label)` gives a size. */
    labels: () => Array.from(sources.values()).flatMap((source) => source.labels),
    placed: (view, soft, measured) => placeLabels(labelsFor(sources, view), sources, view, soft, measured),
    /** Write the texts of labels anew where they are. */
    rewrite(labels) {
      labels.forEach((label) => (label.off ? hide(label) : label.node && write(label)));
      later();
    },
    /** Where the marks are at a zoom, in pixels of the world: [left, top, right, bottom] of each. */
    covers(zoom) {
      const scale = scaleAt(zoom);
      const marks = Array.from(sources.values()).flatMap((source) => source.marks.filter((mark) => isThere(mark, zoom)));
      return marks.map(({ at, box }) => {
        const { x, y } = map.project(at, zoom);
        return [x + box[0] * scale, y + box[1] * scale, x + box[2] * scale, y + box[3] * scale];
      });
    },
    remove(owner) {
      const source = sources.get(owner);
      if (source) {
        source.labels.forEach((label) => {
          label.node && label.node.remove();
          Object.assign(label, { node: null, size: null });
        });
        sources.delete(owner);
        refresh();
      }
    },
  };
}

function arrange(map, sources) {
  if (!map.getContainer().isConnected || !map.getSize().x) {
    return;
  }
  const soft = Array.from(sources.values()).flatMap((source) => (source.soft ? source.soft() : []));
  const view = liveView(map);
  const labels = labelsFor(sources, view);
  Array.from(sources.values()).forEach((source) => source.labels.forEach((label) => labels.includes(label) || hide(label)));
  labels.forEach((label) => ready(map, label));
  placeLabels(labels, sources, view, soft, measure).forEach(({ label, at }) => {
    if (!at) {
      hide(label);
    } else {
      const [left, top, align] = at;
      label.node.style.textAlign = align;
      label.node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      label.node.style.visibility = "visible";
    }
  });
}

function scaleAt(zoom) {
  return zoom < FAR ? FAR_SCALE : 1;
}

function isThere(mark, zoom) {
  return !mark.off && zoom >= (mark.minZoom || 0);
}

/** What a map shows: {zoom, box, controls, contains(at), point(at)}; boxes and points are in its layer's pixels. */
function liveView(map) {
  const bounds = map.getBounds().pad(0.15);
  const corner = map.containerPointToLayerPoint([0, 0]);
  const size = map.getSize();
  return { zoom: map.getZoom(), box: [corner.x, corner.y, corner.x + size.x, corner.y + size.y], controls: controlBoxes(map), contains: (at) => bounds.contains(at), point: (at) => map.latLngToLayerPoint(at) };
}

/** The labels that may show in a view, those that matter more first. */
function labelsFor(sources, { zoom, contains }) {
  const all = Array.from(sources.values()).flatMap((source) => source.labels);
  const wanted = all.filter((label) => !label.off && zoom >= (label.minZoom || 0) && zoom <= (label.maxZoom || 99) && contains(label.at));
  return wanted.sort((one, other) => other.priority - one.priority).slice(0, MOST);
}

/** Find places for labels so that none covers another nor a mark: [{label, size, at: [left, top, align] or null}]. */
function placeLabels(labels, sources, view, soft, measured) {
  const scale = scaleAt(view.zoom);
  const marks = [];
  const lesser = soft.slice();
  for (const mark of Array.from(sources.values()).flatMap((source) => source.marks)) {
    if (view.contains(mark.at) && isThere(mark, view.zoom)) {
      const point = view.point(mark.at);
      const box = mark.box.map((edge) => edge * scale);
      (mark.lesser ? lesser : marks).push([point.x + box[0], point.y + box[1], point.x + box[2], point.y + box[3]]);
    }
  }
  const items = labels.map((label) => {
    const size = measured(label);
    return { priority: label.priority, firm: label.firm, width: size[0], height: size[1], places: inside(view, placesFor(label, view.point(label.at), size, scale), size) };
  });
  return place(items, marks, 1, lesser).map((index, at) => ({ label: labels[at], size: [items[at].width, items[at].height], at: index < 0 ? null : items[at].places[index] }));
}

/** The node of a label with its text; all are written before the first is measured. */
function ready(map, label) {
  if (!label.node) {
    label.node = el("div", { class: "dl-label leaflet-zoom-hide " + label.class, "aria-hidden": "true" });
    label.written = null;
    map.getPane(paneOf(map, label.pane)).append(label.node);
  }
  write(label);
}

function write(label) {
  if (label.written !== label.lines) {
    clear(label.node).append(...label.lines.filter(([text]) => text).map(([text, kind]) => el("span", { class: kind, dir: "auto" }, text)));
    label.written = label.lines;
    label.size = null;
  }
}

function measure(label) {
  label.size = label.size || [label.node.offsetWidth, label.node.offsetHeight];
  return label.size;
}

/** Places [left, top, alignment] about a point, the best first; the text lies towards the point. */
function placesFor(label, point, [width, height], scale) {
  if (label.anchor === "centre") {
    return [[point.x - width / 2, point.y - height / 2, "center"]];
  }
  const [left, top, right, bottom] = (label.around || [-5, -5, 5, 5]).map((edge) => edge * scale);
  const middle = point.y + (top + bottom) / 2 - height / 2;
  return [
    [point.x + right + 2, middle, "left"],
    [point.x + left - 2 - width, middle, "right"],
    [point.x - width / 2, point.y + top - height - 1, "center"],
    [point.x - width / 2, point.y + bottom + 1, "center"],
    [point.x + right, point.y + bottom, "left"],
    [point.x + left - width, point.y + bottom, "right"],
    [point.x + right, point.y + top - height, "left"],
    [point.x + left - width, point.y + top - height, "right"],
  ];
}

/** The places that lie wholly in view and under no control; those in view where none does, else all of them. */
function inside({ box: [west, north, east, south], controls }, places, [width, height]) {
  const kept = places.filter(([left, top]) => left >= west && top >= north && left + width <= east && top + height <= south);
  const free = kept.filter(([left, top]) => !controls.some((box) => overlaps([left, top, left + width, top + height], box)));
  return free.length ? free : kept.length ? kept : places;
}

/** Where the controls of a map are, in its layer's pixels. */
function controlBoxes(map) {
  const ground = map.getContainer().getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const [left, top] = [corner.x - ground.left, corner.y - ground.top];
  return Array.from(map.getContainer().querySelectorAll(".leaflet-control"), (node) => node.getBoundingClientRect()).map((box) => [box.left + left, box.top + top, box.right + left, box.bottom + top]);
}

function hide(label) {
  if (label.node) {
    label.node.style.visibility = "hidden";
  }
}
