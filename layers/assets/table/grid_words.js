// How many things a table shows and under which filter, in words.

import { flowWords } from "../core/flows.js";
import { stateCounts } from "../panel/panel_overview.js";
import { closuresShown, crossingsShown } from "./grid_rows.js";
import { formatOn } from "../core/moments.js";
import { windowWords } from "../panel/window_words.js";

const NAMED = 4;

/** The caption of a table: how many, and under which filter. */
export function captionWords(tab, number, model, state, t) {
  const about = tab === "incidents" ? [windowWords(state, t), ...incidentFilter(state, t)] : [t("panel.at", { on: formatOn(state.on, t) })];
  const sided = tab === "incidents" ? [] : sideFilter(tab, state, model, t);
  return [countWords(tab, number, model, state, t), ...about, ...crossingFilter(model, state, t), ...sided].join(t("list.semicolon")) + t("list.stop");
}

/** How many; a closure of several flows that opened again at different times has a row for each of these. */
function countWords(tab, rows, model, state, t) {
  const number = tab === "closures" ? new Set(closuresShown(model, state).map(({ report, crossing }) => report.id + "|" + crossing)).size : rows;
  return t.count("grid." + tab, number) + (number === rows ? "" : t("grid.in_rows", { rows: t.number(rows) }));
}

/** What is read out when the filter changes: how many incidents, how many crossings are shut to whom. */
export function summaryWords(model, state, t) {
  const shown = crossingsShown(model, state);
  const flows = state.flow === "all" ? ["cargo", "people"] : [state.flow];
  const shut = flows.map((flow) => [flow, stateCounts(model.status, shown, flow, state).find(([name]) => name === "closed")[1]]);
  const parts = shut.map(([flow, count]) => t("grid.shut_to", { crossings: t.count("panel.crossings", count), flow: t("flow." + flow) }));
  const told = model.incidents ? [t.count("grid.incidents", model.incidents.total(model.incidents.mask(state)))] : [];
  return t.list([...told, ...parts]) + t("list.stop");
}

function crossingFilter({ status, name }, { crossings }, t) {
  if (!crossings.length) {
    return [];
  }
  return [crossings.length <= NAMED ? t.list(crossings.map((id) => name(status.indexOf(id)))) : t.count("panel.crossings", crossings.length)];
}

function sideFilter(tab, { flow, direction }, { tree }, t) {
  const flows = flow === "all" || tab === "movements" ? [] : [flowWords([flow], tree, t)];
  return [...flows, ...(direction === "both" ? [] : [t.word("direction", direction)])];
}

function incidentFilter({ hiddenKinds, precision, search }, t) {
  const kinds = hiddenKinds.length ? [t("grid.without", { kinds: t.list(hiddenKinds.map((kind) => t.word("incident_kind", kind))) })] : [];
  const placed = precision === "any" ? [] : [t("grid.precision_" + precision)];
  return [...kinds, ...placed, ...(search.trim() ? [t("grid.with_words", { words: search.trim() })] : [])];
}
