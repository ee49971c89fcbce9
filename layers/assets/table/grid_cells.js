// The columns of each table and what stands in their cells.

import { closureAt, lastedWords, shutWords } from "../panel/closure_words.js";
import { el, sourceLink } from "../core/dom.js";
import { mayHandOn } from "./download_rows.js";
import { flowWords } from "../core/flows.js";
import { goToCrossing, goToIncidents } from "../map/fly.js";
import { nearName } from "./grid_rows.js";
import { dayOf, formatDay } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";
import { figureWords, stateChip } from "../map/popup.js";
import { daysWords, lineSentence, measureWords, oldWords, periodWords } from "../panel/said_words.js";
import { distanceWords } from "../core/words.js";

/** [{key, head, sort, cell(item)}] of a table; the first column names the row. */
export function columnsOf(tab, model, state, t) {
  return COLUMNS[tab](model, state, t).filter(Boolean);
}

/** What clicking a row does: a crossing is chosen and shown, an incident opened on the map. */
export function openItem(tab, item, model) {
  switch (tab) {
    case "crossings":
      return goToCrossing(model, item);
    case "closures":
      return goToCrossing(model, item.crossing);
    case "movements":
      return item.crossings.length ? goToCrossing(model, item.crossings[0]) : undefined;
    default:
      return goToIncidents(model, item.rows);
  }
}

/** Whether there is something to go to: a crossing, or a point of an incident. */
export function canOpen(tab, item, { incidents }) {
  return tab === "movements" ? item.crossings.length > 0 : tab !== "incidents" || item.rows.some((row) => Number.isFinite(incidents.lon[row]));
}

/** What names a row, so that it is found again: "torkham", a report, an incident, a figure. */
export function itemKey(tab, item, model) {
  return { crossings: () => model.status.crossings[item].id, closures: () => "c" + item.place, incidents: () => "i" + item.rows[0], movements: () => item.id }[tab]();
}

const COLUMNS = { crossings: crossingColumns, closures: closureColumns, incidents: incidentColumns, movements: movementColumns };

function crossingColumns({ status, name, tree }, state, t) {
  const standing = (flow, head) => ({ key: head, head: head === "flow" ? t("flow." + flow) : t("table." + head), sort: head, cell: (index) => chipOf(status.answer(index, flow, state.direction, state.on), t) });
  const lines = (index) => status.lines(index, state.on, state.flow, state.direction);
  return [
    { key: "crossing", head: t("table.crossing"), sort: "crossing", name: (index) => name(index), cell: (index) => namesCell(status.crossings[index].names, name(index)) },
    { key: "standing", head: t("table.standing"), sort: "standing", cell: (index) => t.word("crossing_kind", status.crossings[index].kind || "unknown") },
    ...(state.flow === "all" ? [standing("cargo", "cargo"), standing("people", "people")] : [standing(state.flow, "flow")]),
    { key: "last_said", head: t("table.last_said"), sort: "last_said", cell: (index) => saidCell(status.telling(index, state.on), t) },
    { key: "detail", head: t("table.detail"), cell: (index) => lines(index).map((line) => el("p", {}, lineSentence(line, tree, t))) },
    { key: "sources", head: t("table.sources"), cell: (index) => linksCell(lines(index).flatMap(({ answer }) => (answer.top ? answer.top.sources : [])), t) },
  ];
}

function closureColumns({ status, name, tree }, state, t) {
  return [
    { key: "crossing", head: t("table.crossing"), sort: "crossing", name: (closure) => name(closure.crossing), cell: () => null },
    { key: "start", head: t("table.period"), sort: "start", cell: (closure) => shutWords(closure, t) },
    { key: "length", head: t("table.length"), sort: "length", cell: (closure) => lastedWords(closureAt(closure, state.on, status), t) },
    { key: "flows", head: t("table.flows"), cell: (closure) => flowWords(closure.flows, tree, t) },
    { key: "direction", head: t("table.direction"), sort: "direction", cell: (closure) => t.word("direction", closure.direction) },
    { key: "cause", head: t("table.cause"), sort: "cause", cell: (closure) => (closure.cause ? t.word("cause", closure.cause) : "") },
    { key: "claimant", head: t("table.claimant"), sort: "claimant", cell: (closure) => closure.claimant },
    { key: "summary", head: t("table.summary"), cell: (closure) => closure.summary },
    { key: "sources", head: t("table.sources"), cell: (closure) => linksCell(closure.sources, t) },
  ];
}

/** An item is {rows, full}: the rows of one incident that are shown, and all that is known of them once it is there. */
function incidentColumns(model, state, t) {
  const { incidents } = model;
  const full = (item) => (item.full || []).filter((row) => mayHandOn(model, row.row));
  const texts = (item, name) => Array.from(new Set(full(item).map((row) => row[name]).filter(Boolean)));
  return [
    { key: "date", head: t("table.date"), sort: "date", name: (item) => dateWords(model, item, t), cell: () => null },
    { key: "kind", head: t("table.kind"), sort: "kind", cell: ({ rows }) => t.word("incident_kind", incidents.word("kind", rows[0]) || "other") },
    { key: "place", head: t("table.place"), sort: "place", cell: (item) => placeCell(model, item, t) },
    { key: "near", head: t("grid.near"), sort: "near", cell: ({ rows }) => t.list(Array.from(new Set(rows.map((row) => nearName(model, row)).filter(Boolean)))) },
    { key: "radius", head: t("table.radius"), sort: "radius", cell: ({ rows }) => paragraphs(Array.from(new Set(rows.map((row) => radiusWords(incidents, row, t)).filter(Boolean)))) },
    { key: "summary", head: t("table.summary"), cell: (item) => paragraphs([...texts(item, "summary"), ...withheldWords(model, item, t)]) },
    { key: "claims", head: t("table.claims"), cell: (item) => paragraphs(Array.from(new Set(full(item).flatMap((row) => (row.claims || []).map((claim) => claimWords(claim, t)))))) },
    { key: "sources", head: t("table.sources"), cell: (item) => linksCell(full(item).flatMap((row) => row.sources || []), t) },
  ];
}

function movementColumns({ name }, state, t) {
  const more = (movement) => [movement.notes, movement.cumulative ? t("figure.cumulative") : ""].filter(Boolean);
  return [
    { key: "crossing", head: t("table.crossing"), sort: "crossing", name: (movement) => t.list(movement.crossings.map((index) => name(index))) || t(movement.scope === "whole_line" ? "grid.whole_line" : "grid.not_stated"), cell: () => null },
    { key: "start", head: t("table.period"), sort: "start", cell: (movement) => periodWords(movement.start, movement.end, t) },
    { key: "figure", head: t("grid.figure"), sort: "figure", cell: (movement) => figureWords(movement.min, movement.max, t) },
    { key: "measure", head: t("grid.measure"), sort: "measure", cell: (movement) => measureWords(movement.measure, movement.unit, t) },
    { key: "direction", head: t("table.direction"), sort: "direction", cell: (movement) => (movement.direction ? t.word("direction", movement.direction) : "") },
    { key: "claimant", head: t("table.claimant"), sort: "claimant", cell: (movement) => movement.claimant },
    { key: "notes", head: t("grid.notes"), cell: (movement) => paragraphs(more(movement)) },
    { key: "sources", head: t("table.sources"), cell: (movement) => linksCell(movement.sources, t) },
  ];
}

function chipOf(answer, t) {
  const last = answer.state === "unknown" && answer.last ? el("p", { class: "dl-quiet" }, t("panel.last_" + answer.last)) : null;
  return [stateChip(answer.state, t.word("state", answer.state)), last];
}

function namesCell(names, shown) {
  const others = ["en", "ps", "fa", "ur"].filter((lang) => names[lang] && names[lang] !== shown);
  const distinct = others.filter((lang, at) => others.findIndex((other) => names[other] === names[lang]) === at);
  return distinct.map((lang) => el("p", { lang, dir: "auto", class: "dl-quiet" }, names[lang]));
}

function saidCell(answer, t) {
  if (answer.said === null || answer.ageDays === null) {
    return t("age.no_report");
  }
  return [el("p", {}, formatDay(dayOf(answer.said, answer.decided[0] || "PK"), t.language)), el("p", { class: "dl-quiet" }, oldWords(answer.ageDays, t))];
}

function dateWords({ incidents }, { rows, full }, t) {
  const [row] = rows;
  const text = full && full[0] ? full[0] : {};
  if (text.date && !(incidents.precise && incidents.precise[row])) {
    return periodWords(text.date, text.last_day, t);
  }
  return incidents.first[row] > -1e6 ? daysWords(incidents.first[row], incidents.last[row], t) : text.date ? partialWords(text.date, t) : t("grid.no_date");
}

function placeCell(model, { rows, full }, t) {
  const { incidents } = model;
  const one = (row, at) => {
    const role = incidents.word("role", row);
    const name = model.name(incidents.word("place", row)) || (full && full[at] ? full[at].place_text : "");
    const located = Number.isFinite(incidents.lon[row]) ? "" : t("grid.not_on_map");
    return [(role && role !== "at" ? t.word("role", role) + " " : "") + name, located].filter(Boolean).join(t("list.semicolon"));
  };
  return paragraphs(Array.from(new Set(rows.map(one))));
}

function radiusWords(incidents, row, t) {
  const metres = incidents.radius ? incidents.radius[row] : NaN;
  return Number.isFinite(incidents.lon[row]) && metres > 0 ? distanceWords(metres, t) : "";
}

function withheldWords(model, { rows }, t) {
  const held = rows.filter((row) => !mayHandOn(model, row));
  return Array.from(new Set(held.map((row) => t("page.withheld", { dataset: model.incidents.word("dataset", row) || model.incidents.word("origin", row) || "" }))));
}

function claimWords(claim, t) {
  return claim.claimant + ": " + figureWords(claim.min, claim.max, t) + " " + t.word("measure", claim.measure) + (claim.whom ? " (" + claim.whom + ")" : "");
}

function paragraphs(texts) {
  return texts.length > 1 ? texts.map((text) => el("p", { dir: "auto" }, text)) : texts;
}

/** Sources as links, each address once, with what kind of copy it is where it is not the original. */
function linksCell(sources, t) {
  const distinct = sources.filter((source, at) => sources.findIndex((other) => other.url === source.url && other.publisher === source.publisher) === at);
  return distinct.map((source, at) => {
    const kind = source.kind && source.kind !== "original" ? " (" + t.word("source_kind", source.kind) + ")" : "";
    return [at ? ", " : "", sourceLink(source, source.publisher || t("popup.source")), kind];
  });
}
