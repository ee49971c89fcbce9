// Files of what is shown, made in the page: GeoJSON and CSV, of rows whose source lets them be handed on.

import { csvText } from "./csv_text.js";
import { el } from "../core/dom.js";
import { fileRows } from "./download_rows.js";
import { featureIds, geojsonText, wellKnownText } from "./geojson_text.js";
import { onText } from "../core/moments.js";
import { inflate } from "../core/unpack.js";

const TYPES = { geojson: "application/geo+json", csv: "text/csv" };
const KEPT_MS = 60000; // a browser may ask where to put a file before it reads it

/** Buttons that hand out the table of a tab, and a line on what is left out; gives back {node, follow(state)}. */
export function downloadButtons(model) {
  const t = model.t();
  const said = el("p", { class: "dl-grid-note", role: "status" });
  const buttons = Object.keys(TYPES).map((format) => {
    const button = el("button", { type: "button", class: "dl-button", "data-keep": "download-" + format }, t("download." + format));
    button.addEventListener("click", () => {
      const { tab } = model.store.get();
      fileOf(tab, format, model).then(({ name, text, held }) => {
        offer(name, text, TYPES[format]);
        said.textContent = [t("download.made", { name }), ...held.map((one) => heldWords(one, t))].join(" ");
      });
    });
    return button;
  });
  const label = el("span", {}, t("download.shown"));
  return { node: el("div", { class: "dl-downloads" }, el("div", { class: "dl-download-row" }, label, buttons), said), follow: () => (said.textContent = "") };
}

/** {name, text, held} of a table as it is shown now, as a promise; `held` are collections with rows left out. */
export function fileOf(tab, format, model) {
  const state = model.store.get();
  return Promise.all([fileRows(tab, model, state), inflate(model.options.about || {})]).then(([{ rows, held }, about]) => {
    const columns = model.options.columns[tab];
    const asked = { on: onText(state.on), ...askedOf(state, model.start) };
    const text = format === "csv" ? csvOf(columns, rows) : geojsonOf(columns, rows, tab, membersOf(about[tab] || {}, asked, rows));
    return { name: "durandline-" + tab + "-" + dayPart(tab, state) + "." + format, text, held };
  });
}

/** The moment of a table as part of a file's name; of incidents between two dates those dates. */
function dayPart(tab, { on, window }) {
  return tab === "incidents" && window.kind === "dates" ? window.since + "_" + window.until : onText(on).slice(0, 16).replace(/[^0-9T-]/g, "");
}

function csvOf(columns, rows) {
  const shapes = rows.map(({ geometry }) => wellKnownText(geometry));
  const lined = shapes.some(Boolean);
  const cells = rows.map((row, at) => [...columns.map((name) => row.values[name]), ...(shapes[at] ? ["", ""] : [row.lon, row.lat]), ...(lined ? [shapes[at]] : [])]);
  return csvText([...columns, "lon", "lat", ...(lined ? ["geometry"] : [])], cells);
}

function geojsonOf(columns, rows, tab, members) {
  const ids = featureIds(rows.map(({ key }) => key), tab);
  const plain = (value) => (value === undefined || value === "" || Number.isNaN(value) ? null : value);
  const properties = ({ values }) => Object.fromEntries(columns.map((name) => [name, plain(values[name])]));
  return geojsonText(members, rows.map((row, at) => ({ id: ids[at], properties: properties(row), geometry: row.geometry })));
}

/** What the file says of itself; collections that rows are lent from are named after the record. */
function membersOf({ dictionary, row_is: rowIs, ...whose }, { on, ...asked }, rows) {
  const lent = (name) => rows.map(({ values }) => values[name]).filter((word) => typeof word === "string" && word !== "" && word !== "durandline");
  const together = (first, others) => Array.from(new Set([...(first || "").split("; "), ...others].filter(Boolean))).join("; ");
  const licence = together(whose.licence, lent("licence"));
  const attribution = together(whose.attribution, lent("dataset").map((name) => "Incidents: " + name));
  const members = { ...whose, as_of: on, licence, attribution, asked: Object.keys(asked).length ? asked : undefined, row_is: rowIs, dictionary };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ""));
}

/** What the filter is, in the names of the command line's options; empty where nothing is filtered. */
export function askedOf(state, start) {
  const asked = {};
  if (state.window.kind === "days") {
    asked.days = String(state.window.days);
  }
  if (state.window.kind === "dates") {
    Object.assign(asked, { since: state.window.since, until: state.window.until });
  }
  if (state.hiddenKinds.length) {
    asked.without_kinds = state.hiddenKinds.join("; ");
  }
  if (state.crossings.length) {
    asked.crossing = state.crossings.join("; ");
  }
  ["flow", "direction", "search", "precision"].filter((key) => state[key] !== start[key]).forEach((key) => (asked[key] = state[key]));
  return asked;
}

function offer(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

function heldWords({ dataset, licence, count }, t) {
  return t("download.held", { rows: t.count("download.rows", count), dataset: dataset || t("download.nameless"), licence: licence || t("download.no_licence") });
}
