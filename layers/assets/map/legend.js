// The legend, which is the layer control too: symbols, counts of what is shown, check boxes in a fixed order.

import { el } from "../core/dom.js";
import { reserveRight } from "./fitted_popup.js";
import { labelsOf } from "./labels.js";
import { countsNow, COUNTED_BY, keyOfLayer } from "./legend_counts.js";
import { cellIcon, crossingKey, kindIcon, radiusIcon, squaresKey, swatch } from "./legend_icons.js";
import { isNarrow, LEGEND_WIDTH } from "./markers.js";
import { keepInPrint } from "../paper/print.js";
import { createStore, differs, INITIAL } from "../core/store.js";
import { onTheme } from "../core/theme.js";
import { LISTED } from "../core/vocabulary.js";
import { translator } from "../core/words.js";


const begun = new WeakSet();

/** Put a legend of our layers on a map; `model` is that of an instrument or null. Gives back the function that ends it. */
export function addLegend(map, given, model, options) {
  const t = model ? model.t() : translator(options.language);
  const layers = given.slice().sort((one, other) => LISTED.indexOf(one.durandline.kind) - LISTED.indexOf(other.durandline.kind));
  const own = model ? modelSwitch(model) : plainSwitch(map, layers);
  const rows = legendRows(layers, model, own, t);
  const body = el("div", { class: "dl-legend-body", id: "dl-legend-" + window.L.Util.stamp(map) }, rows.nodes);
  const button = el("button", { type: "button", class: "dl-legend-button", "aria-controls": body.id, "data-keep": "legend" });
  button.addEventListener("click", () => own.store.send({ type: "legend", open: !own.store.get().legendOpen }));
  const control = legendControl(map, [button, body], t);
  const look = (state, before) => {
    showOpen(map, button, body, state, before, t);
    rows.boxes.forEach(({ input, on }) => (input.checked = on(state)));
    if (differs(state, before, COUNTED_BY)) {
      rows.count(countsNow(layers, model, state), t);
    }
  };
  const ends = [own.store.subscribe(look), onTheme(() => rows.paint()), own.follow()];
  if (!begun.has(map)) {
    begun.add(map);
    own.store.send({ type: "legend", open: !(options.collapsed || isNarrow(map)) });
    model || keepInPrint(map, () => map.getContainer().querySelector(".dl-legend"));
  }
  look(own.store.get(), null);
  return () => [...ends, control.end].forEach((end) => end());
}

function showOpen(map, button, body, state, before, t) {
  if (differs(state, before, ["legendOpen"])) {
    button.setAttribute("aria-expanded", String(state.legendOpen));
    button.textContent = t(state.legendOpen ? "legend.hide" : "legend.show");
    body.hidden = !state.legendOpen;
    reserveRight(map, state.legendOpen && !isNarrow(map) ? LEGEND_WIDTH : 0);
    labelsOf(map).later(); // it covers more of them, or less
  }
}

/** What an instrument's legend tells: its state, which others bring to the map. */
function modelSwitch({ store }) {
  return { store, layerOn: (layer) => (state) => state.shown[layer.durandline.key] !== false, switchLayer: (layer, shown) => store.send({ type: "show", layer: layer.durandline.key, shown }), follow: () => () => {} };
}

/** The same on a map without an instrument: two layers may be of one kind, and the map alone is told. */
function plainSwitch(map, layers) {
  const store = createStore({ ...INITIAL, legendOpen: false, shown: Object.fromEntries(layers.map((layer, at) => [at, map.hasLayer(layer)])) });
  const follow = ({ layer, type }) => layers.includes(layer) && store.send({ type: "show", layer: layers.indexOf(layer), shown: type === "layeradd" });
  return {
    store,
    layerOn: (layer) => (state) => state.shown[layers.indexOf(layer)],
    switchLayer: (layer, shown) => map[shown ? "addLayer" : "removeLayer"](layer),
    follow() {
      map.on("layeradd layerremove", follow);
      return () => map.off("layeradd layerremove", follow);
    },
  };
}

function legendControl(map, nodes, t) {
  const control = window.L.control({ position: "topright" });
  control.onAdd = () => {
    const box = el("section", { class: "dl-legend", dir: t.direction, lang: t.language, "aria-label": t("legend.title") }, nodes);
    window.L.DomEvent.disableClickPropagation(box);
    window.L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(map);
  const fit = () => (control.getContainer().style.maxHeight = Math.max(120, map.getSize().y - 50) + "px");
  map.on("resize", fit);
  fit();
  return {
    end() {
      map.off("resize", fit);
      control.remove();
    },
  };
}

/** The nodes of the legend; `boxes` [{input, on(state)}], `count(counts, t)` writes numbers, `paint()` draws symbols. */
function legendRows(layers, model, own, t) {
  const boxes = [];
  const numbers = new Map();
  const icons = [];
  const number = (key) => {
    const node = el("span", { class: "dl-number" });
    numbers.set(key, node);
    return node;
  };
  const icon = (make) => {
    const place = el("span", { class: "dl-icon" });
    icons.push(() => place.replaceChildren(...[make()].flat().filter(Boolean)));
    return place;
  };
  const box = (on, change, ...inside) => {
    const input = el("input", { type: "checkbox" });
    input.addEventListener("change", () => change(input.checked));
    boxes.push({ input, on });
    return el("label", { class: "dl-layer" }, input, inside);
  };
  const kindRow = (layer, [kind]) => {
    const inside = [icon(() => kindIcon(kind)), el("span", {}, t.word("incident_kind", kind)), number(keyOfLayer(layer, kind))];
    return el("li", {}, model ? box((state) => !state.hiddenKinds.includes(kind), (shown) => model.store.send({ type: "kind", kind, shown }), inside) : inside);
  };
  const parts = [];
  const crossings = layers.filter((layer) => layer.durandline.states);
  if (crossings.length) {
    const numbers = (state) => crossings.map((layer, at) => [at ? t("list.semicolon") : "", number(keyOfLayer(layer, state))]);
    const states = crossings[0].durandline.states.map(([state]) => el("li", {}, icon(() => cellIcon(state)), el("span", {}, t.word("state", state)), numbers(state)));
    parts.push(el("h2", {}, t("legend.open_for_whom")), crossingKey(t, icon), el("ul", {}, states));
  }
  parts.push(el("h2", {}, t("legend.layers")));
  for (const layer of layers) {
    const { name, kinds, radius } = layer.durandline;
    parts.push(box(own.layerOn(layer), (shown) => own.switchLayer(layer, shown), icon(() => swatch(layer.durandline)), el("span", { dir: "auto" }, name), number(layer)));
    if (kinds) {
      const keys = [el("li", {}, icon(() => radiusIcon(radius)), el("span", {}, t("legend.radius"))), el("li", { class: "dl-squares" }, squaresKey(), el("span", {}, t("legend.squares")))];
      const said = (what) => el("p", { class: "dl-quiet dl-beside dl-" + what }, number(keyOfLayer(layer, what)));
      parts.push(said("window"), el("ul", { class: "dl-kinds" }, kinds.map((each) => kindRow(layer, each)), keys), ["several", "unplaced"].map(said));
    }
  }
  icons.forEach((draw) => draw());
  const count = (counts, words) => numbers.forEach((node, key) => (node.textContent = (counts.get(key) || (() => ""))(words)));
  return { nodes: parts, boxes, count, paint: () => icons.forEach((draw) => draw()) };
}
