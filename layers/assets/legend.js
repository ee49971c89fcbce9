// The legend, which is the layer control too: symbols, counts, check boxes in a fixed order.

import { el, svg } from "./dom.js";
import { reserveRight } from "./markers.js";
import { keepInPrint } from "./print.js";
import { createStore, INITIAL } from "./store.js";
import { badge, cellNode, dot, shapeNode, symbol } from "./symbols.js";

const LEGEND_WIDTH = 255;
const NARROW = 900; // pixels of map width below which the legend starts as a button
const LIST_ORDER = ["crossings", "closures", "incidents", "movements", "routes", "border", "basemap"];

/** Put a legend of our layers on a map. */
export function addLegend(map, given, options, t) {
  const layers = given.slice().sort((one, other) => LIST_ORDER.indexOf(one.durandline.kind) - LIST_ORDER.indexOf(other.durandline.kind));
  const narrow = map.getSize().x < NARROW;
  const shown = Object.fromEntries(layers.map((layer, at) => [at, map.hasLayer(layer)]));
  const store = createStore({ ...INITIAL, shown, legendOpen: !(options.collapsed || narrow) });
  const body = el("div", { class: "dl-legend-body", id: "dl-legend-" + window.L.Util.stamp(map) });
  const button = el("button", { type: "button", class: "dl-legend-button", "aria-controls": body.id });
  const boxes = layers.map((layer, at) => layerRow(layer, at, store));
  body.append(...legendParts(layers, boxes, t));
  button.addEventListener("click", () => store.send({ type: "legend", open: !store.get().legendOpen }));
  const view = (state) => {
    button.setAttribute("aria-expanded", String(state.legendOpen));
    button.textContent = t(state.legendOpen ? "legend.hide" : "legend.show");
    body.hidden = !state.legendOpen;
    reserveRight(map, state.legendOpen && map.getSize().x >= NARROW ? LEGEND_WIDTH : 0);
    layers.forEach((layer, at) => {
      if (state.shown[at] !== map.hasLayer(layer)) {
        map[state.shown[at] ? "addLayer" : "removeLayer"](layer);
      }
      boxes[at].input.checked = state.shown[at];
    });
  };
  store.subscribe(view);
  const follow = (event) => layers.includes(event.layer) && store.send({ type: "show", layer: layers.indexOf(event.layer), shown: event.type === "layeradd" });
  map.on("layeradd layerremove", follow);
  const control = window.L.control({ position: "topright" });
  control.onAdd = () => {
    const box = el("section", { class: "dl-legend", dir: t.direction, "aria-label": t("legend.title") }, button, body);
    window.L.DomEvent.disableClickPropagation(box);
    window.L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(map);
  const fit = () => (control.getContainer().style.maxHeight = Math.max(120, map.getSize().y - 50) + "px");
  map.on("resize", fit);
  fit();
  keepInPrint(map, control.getContainer());
  view(store.get());
  return store;
}

function layerRow(layer, at, store) {
  const input = el("input", { type: "checkbox" });
  input.addEventListener("change", () => store.send({ type: "show", layer: at, shown: input.checked }));
  const { name, count, t } = layer.durandline;
  const number = typeof count === "number" ? el("span", { class: "dl-number" }, t.number(count)) : null;
  return { input, row: el("label", { class: "dl-layer" }, input, swatch(layer.durandline), el("span", { dir: "auto" }, name), number) };
}

function legendParts(layers, boxes, t) {
  const parts = [];
  const crossings = layers.map((layer) => layer.durandline).find((one) => one.states);
  if (crossings) {
    parts.push(
      el("h2", {}, t("legend.open_for_whom")),
      el("div", { class: "dl-key" }, badge("open", "closed", 18), el("span", {}, t("legend.cargo_cell"), el("br"), t("legend.people_cell"))),
      el("ul", {}, crossings.states.map(([state, counts]) => el("li", {}, cell(state), el("span", {}, t.word("state", state)), el("span", { class: "dl-number" }, counts.map(t.number).join(" / "))))),
      el("p", { class: "dl-quiet" }, dot("open", "unknown", 5), " ", t("legend.small")),
    );
  }
  parts.push(el("h2", {}, t("legend.layers")));
  layers.forEach((layer, at) => {
    parts.push(boxes[at].row);
    if (layer.durandline.kinds) {
      parts.push(kindList(layer.durandline, t));
    }
  });
  return parts;
}

function kindList({ kinds, radius }, t) {
  const row = (key, words, count) => el("li", {}, icon(symbol(key), 7), el("span", {}, words), count === null ? null : el("span", { class: "dl-number" }, t.number(count)));
  return el("ul", { class: "dl-kinds" }, kinds.map(([key, count]) => row(key, t.word("incident_kind", key), count)), radius ? row(radius, t("legend.radius"), null) : null);
}

function cell(state) {
  return svg("svg", { width: 36, height: 18, "aria-hidden": "true" }, cellNode("cargo", state, 18), svg("g", { transform: "translate(18 0)" }, cellNode("people", state, 18)));
}

function icon(style, radius) {
  const dotted = style.pattern === "dotted";
  return svg("svg", { width: 16, height: 16, "aria-hidden": "true" }, shapeNode(style, 8, 8, Math.min(radius, style.size), { "stroke-width": 1, "stroke-dasharray": dotted ? "2 2" : null }));
}

function swatch(summary) {
  if (!summary.swatch) {
    return null;
  }
  const style = symbol(summary.swatch);
  if (style.shape !== "line") {
    return icon(style, 6);
  }
  return svg("svg", { width: 24, height: 10, "aria-hidden": "true" }, svg("line", { x1: 0, y1: 5, x2: 24, y2: 5, stroke: style.colour, "stroke-width": style.size, "stroke-dasharray": summary.dash || null }));
}
