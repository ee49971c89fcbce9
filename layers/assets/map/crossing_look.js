// What a crossing's mark says: a state for cargo and one for people, or that of one flow, and how old that is.

import { ageLabel } from "./crossing_popup.js";

/** The parts of the state that marks of crossings follow. */
export const FOLLOWED = ["on", "flow", "direction", "crossings", "chosen"];

/** {cells: [[flow, state], ...], known, name, short, age} of a row of the packed table: as the page was made. */
export function drawnAtStart(read, row, t) {
  const [cargo, people] = [read.text("cargo_state", row), read.text("people_state", row)];
  const known = cargo !== "unknown" || people !== "unknown";
  const age = ageLabel(known, read.get("age_days", row), read.get("borne_out", row) === true, read.list("lines", row), t);
  const name = read.text("name_" + t.language, row) || read.text("name_en", row);
  return lookWords([["cargo", cargo], ["people", people]], name, known, age, "both", t);
}

/** The same at the moment, for the flow and in the direction that the state of an instrument names. */
export function drawnNow({ store, status, name, tree }, read, row, t) {
  const { on, flow, direction } = store.get();
  const index = status.indexOf(read.text("crossing_id", row));
  const one = lookNow(status, index, { on, flow, direction }, tree);
  const age = ageLabel(one.known, one.telling.ageDays, one.telling.borne, one.known ? [] : lastTold(status, index, on, flow, direction), t);
  return lookWords(one.cells, name(index), one.known, age, direction, t);
}

/** {cells, known, telling}: the states of a crossing and the answer whose age they are shown with. */
export function lookNow(status, index, { on, flow, direction }, tree) {
  const flows = flow === "all" ? ["cargo", "people"] : [flow];
  const answers = flows.map((each) => status.answer(index, each, direction, on));
  const cells = flows.map((each, at) => [flow === "all" ? each : branchOf(each, tree), answers[at].state, each]);
  const known = answers.filter((one) => one.state !== "unknown" && one.ageDays !== null);
  const oldest = known.reduce((most, one) => (most === null || one.ageDays > most.ageDays ? one : most), null);
  return { cells, known: answers.some((one) => one.state !== "unknown"), telling: flow === "all" && direction === "both" ? status.telling(index, on) : oldest || answers[0] };
}

/** Whose glyph stands for a flow: cargo or people. */
function branchOf(flow, tree) {
  return flow === "people" || (tree.people || []).includes(flow) ? "people" : "cargo";
}

function lastTold(status, index, on, flow, direction) {
  return status.lines(index, on, flow, direction).map(({ answer }) => ({ last_state: answer.last, age_days: answer.ageDays }));
}

function lookWords(cells, name, known, age, direction, t) {
  const words = cells.map(([, state]) => t.word("state", state));
  const told = cells.length === 2 ? t("map.crossing_marker", { name, cargo: words[0], people: words[1], age }) : t("map.crossing_marker_flow", { name, flow: t.word("flow", cells[0][2]), state: words[0], age });
  return { cells, known, name: told + (direction === "both" ? "" : "; " + t.word("direction", direction)), short: shortName(name), age };
}

/** A name without what stands in brackets after it; the popup has the whole. */
export function shortName(name) {
  return name.replace(/\s*\([^()]*\)\s*$/, "") || name;
}
