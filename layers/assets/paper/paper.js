// The page on paper: one designed sheet of what is shown, kept ready, since not every way of printing tells beforehand.

import { printedIncidents, printedTables } from "../table/grid_print.js";
import { activeFilters } from "../panel/chips.js";
import { clear, el, link } from "../core/dom.js";
import { columnsOf } from "../table/grid_cells.js";
import { crossingsShown, sortedItems } from "../table/grid_rows.js";
import { newestWords } from "../core/head.js";
import { crossingKey, cellIcon, kindIcon, radiusIcon, swatch } from "../map/legend_icons.js";
import { countsNow, keyOfLayer } from "../map/legend_counts.js";
import { timelineKey } from "../timeline/lane_words.js";
import { attributionsOf } from "../map/notes.js";
import { paperMap } from "./paper_map.js";
import { paperTime } from "./paper_time.js";
import { reservedRight } from "../map/fitted_popup.js";
import { asOnPaper } from "../core/theme.js";
import { partOf } from "../timeline/timeline.js";
import { shownWords } from "../panel/window_words.js";
import { differs } from "../core/store.js";

const SHEET_REST_MS = 700; // so long after the last change the sheet is made anew
const LATEST_MS = 3000;
const TABLE = ["crossing", "cargo", "people", "flow", "last_said", "detail"];
const UNMOVED = ["playing", "searched", "legendOpen", "tab"]; // parts of the state that no sheet shows

const grounds = new WeakMap(); // what a map showed when it was last seen, by the node of the instrument

/** Keep a sheet for paper in its place; gives back the function that ends it. */
export function addPaper(node, model) {
  const media = window.matchMedia("print");
  let due = 0;
  let stale = true;
  let turn = 0;
  const fill = () => {
    clearTimeout(due);
    if (stale) {
      stale = false;
      turn += 1;
      clear(node).append(...asOnPaper(() => sheetOf(model)));
      document.documentElement.classList.add("dl-papered");
      addAskedFor(turn);
    }
  };
  const addAskedFor = (mine) => {
    const state = model.store.get();
    if (state.tablesPrinted) {
      const tables = el("div", {}, printedTables(model, state, model.t()));
      node.append(tables);
      const texts = model.incidents ? printedIncidents(model, state, model.t()) : Promise.resolve(null);
      texts.then((incidents) => incidents && mine === turn && clear(tables).append(...printedTables(model, state, model.t(), incidents)));
    }
  };
  const idle = () => (window.requestIdleCallback ? window.requestIdleCallback(rest, { timeout: LATEST_MS }) : rest());
  const rest = () => (model.store.get().playing ? soon() : fill());
  const soon = () => {
    stale = true;
    clearTimeout(due);
    due = setTimeout(idle, SHEET_REST_MS);
  };
  const onMedia = () => media.matches && fill();
  const leave = model.store.subscribe((state, before) => differs(state, before, Object.keys(state).filter((key) => !UNMOVED.includes(key))) && soon());
  const moved = () => {
    rememberGround(model);
    soon();
  };
  model.map.on("moveend layeradd layerremove", moved);
  window.addEventListener("beforeprint", fill);
  media.addEventListener("change", onMedia);
  rememberGround(model);
  media.matches ? fill() : soon();
  return () => {
    clearTimeout(due);
    turn += 1;
    leave();
    model.map.off("moveend layeradd layerremove", moved);
    window.removeEventListener("beforeprint", fill);
    media.removeEventListener("change", onMedia);
  };
}

/** Remember the ground in view beside the legend, as long as the map has a size. */
function rememberGround({ map, root }) {
  const size = map.getSize();
  const right = size.x - reservedRight(map);
  if (size.x && size.y && right > 0) {
    grounds.set(root, window.L.latLngBounds(map.containerPointToLatLng([0, size.y]), map.containerPointToLatLng([right, 0])));
  }
}

function sheetOf(model) {
  const { store, map, options, root } = model;
  const state = store.get();
  const t = model.t();
  const ground = (state.view === null && options.bounds) || grounds.get(root) || map.getBounds();
  const stamp = "paper-" + window.L.Util.stamp(map);
  const time = paperTime(model, partOf(model), t, stamp);
  const { table, sources } = sheetTable(model, state, t);
  return [
    sheetHead(model, state, t),
    el("div", { class: "dl-paper-view" }, paperMap(map, ground, creditOf(model), t), sheetKey(model, state, t)),
    time ? el("section", { class: "dl-paper-whole" }, el("h2", {}, t("timeline.title")), time, timelineKey(t, stamp)) : null,
    el("section", {}, el("h2", {}, t("table.crossings")), table),
    sheetNotes(model, sources, t),
  ].filter(Boolean);
}

function sheetHead({ status, ...model }, state, t) {
  const title = document.querySelector(".page-head h1");
  const filters = activeFilters(state, { status, ...model }, t).filter(({ key }) => key !== "window");
  return el(
    "header",
    {},
    el("p", { class: "dl-paper-title", role: "heading", "aria-level": 1, dir: "auto" }, title ? title.textContent : t("page.title")),
    el("p", { class: "dl-paper-for" }, shownWords(state, status.range.knownBy, t)),
    el("p", {}, newestWords(status, state.on, t), " ", el("strong", { dir: "auto" }, model.options.notFor)),
    filters.length ? el("p", {}, t("bar.filtered") + ": " + filters.map(({ words }) => words).join(t("list.semicolon"))) : null,
  );
}

/** Who has to be named on the map itself. */
function creditOf({ layers, map }) {
  const whose = attributionsOf(layers.filter((layer) => map.hasLayer(layer)).map((layer) => layer.durandline));
  return whose.map(({ shown }) => shown).filter(Boolean).join(" \u00b7 ");
}

/** The symbols of the map with how many are shown of each. */
function sheetKey(model, state, t) {
  const shown = model.layers.filter((layer) => state.shown[layer.durandline.key] !== false).reverse(); // the uppermost first
  const counts = countsNow(shown, model, state);
  const count = (key) => el("span", { class: "dl-number" }, (counts.get(key) || (() => ""))(t));
  const icon = (make) => el("span", { class: "dl-icon" }, make());
  const parts = shown.flatMap((layer) => {
    const { states, kinds, radius, name } = layer.durandline;
    if (states) {
      return [el("h2", {}, t("legend.open_for_whom")), crossingKey(t, icon), el("ul", {}, states.map(([key]) => el("li", {}, cellIcon(key), " ", t.word("state", key), " ", count(keyOfLayer(layer, key)))))];
    }
    const some = (kinds || []).filter(([kind]) => !state.hiddenKinds.includes(kind));
    return kinds ? [el("h2", {}, name, " ", count(layer)), el("ul", {}, some.map(([kind]) => el("li", {}, kindIcon(kind), " ", t.word("incident_kind", kind), " ", count(keyOfLayer(layer, kind)))), el("li", {}, radiusIcon(radius), " ", t("legend.radius"))), ["several", "unplaced"].map((what) => el("p", {}, count(keyOfLayer(layer, what))))] : [];
  });
  const plain = shown.filter((layer) => layer.durandline.swatch);
  const others = plain.map((layer) => el("li", {}, swatch(layer.durandline), " ", layer.durandline.name, " ", count(layer)));
  return el("div", { class: "dl-paper-key" }, parts, el("ul", {}, others));
}

/** The crossings with their states, in words: {table, sources}; those that nothing was ever said of are named below. */
function sheetTable(model, state, t) {
  const { status } = model;
  const items = sortedItems("crossings", crossingsShown(model, state), model, state, t);
  const told = items.filter((index) => status.telling(index, state.on).said !== null);
  const silent = items.filter((index) => !told.includes(index));
  const columns = columnsOf("crossings", model, state, t).filter(({ key }) => TABLE.includes(key));
  const row = (index) => el("tr", {}, columns.map((column, at) => (at ? el("td", { dir: "auto" }, column.cell(index)) : el("th", { scope: "row", dir: "auto" }, column.name(index)))));
  const lines = told.flatMap((index) => status.lines(index, state.on, state.flow, state.direction));
  const table = [
    el("table", {}, el("colgroup", {}, columns.map(({ key }) => el("col", { class: "dl-paper-" + key }))), el("thead", {}, el("tr", {}, columns.map(({ head }) => el("th", { scope: "col" }, head)))), el("tbody", {}, told.map(row))),
    silent.length ? el("p", {}, t("age.no_report") + ": " + t.list(silent.map((index) => model.name(index))) + t("list.stop")) : null,
  ];
  return { table, sources: lines.flatMap(({ answer }) => (answer.top ? answer.top.sources : [])) };
}

/** What the map must not be used for, whose words and works it rests on, how it was made. */
function sheetNotes({ options, layers }, sources, t) {
  const distinct = Array.from(new Map(sources.map((source) => [source.url || source.publisher, source])).values());
  const item = ({ publisher, url }) => el("li", {}, publisher && publisher + ": ", link(url || publisher, url));
  const whose = attributionsOf(layers.map((layer) => layer.durandline));
  const versions = document.querySelector(".page-versions");
  return el(
    "footer",
    {},
    distinct.length ? [el("h2", {}, t("table.sources")), el("ul", { class: "dl-paper-sources", dir: "ltr" }, distinct.map(item))] : null,
    el("h2", {}, t("page.attribution")),
    el("p", { dir: "auto" }, whose.map(({ text, licence }) => text + " (" + licence + ")").join("; ") + "; Leaflet " + window.L.version + " (BSD-2-Clause)."),
    el("h2", {}, t("page.notices")),
    el("p", { dir: "auto" }, el("strong", {}, options.notFor), " ", options.disclaimer, " ", options.boundary),
    versions ? el("p", { dir: "auto" }, versions.textContent) : null,
  );
}
