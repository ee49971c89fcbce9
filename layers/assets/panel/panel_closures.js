// The part of the panel about closures: those that held, the one before, all others; and days shut in the window.

import { closureAt, closuresBegun, closuresGathered, lastedWords, laneOf, shutDaysWords, shutForWords, shutWords } from "./closure_words.js";
import { el } from "../core/dom.js";
import { folded } from "./folded.js";
import { windowDays } from "../core/filter.js";
import { DAY, endOf, startOfDay } from "../core/moments.js";
import { shortSourcesNode } from "./panel_status.js";
import { partialWords } from "../core/partial_words.js";
import { daysWords } from "./said_words.js";

const YEAR_DAYS = 365;

/** Closures begun by the moment: held then, then the one before that, then the rest folded. */
export function closuresSection(model, index, state, t) {
  const { held, before } = closuresByThen(model.status, state.on, index, t);
  const told = new Set(); // what is said of several is said once
  const item = (closure) => closureItem(closure, model, state, t, told);
  const last = before.find((closure) => closure.end);
  const rest = before.filter((closure) => closure !== last);
  return el(
    "section",
    { class: "dl-part" },
    el("h3", {}, t("panel.closures")),
    held.length ? [el("h4", {}, t("panel.held")), el("ul", { class: "dl-closures" }, held.map(item))] : el("p", { class: "dl-quiet" }, t("panel.held_none")),
    last ? [el("h4", {}, t(held.length ? "panel.before_that" : "panel.last_shut")), el("ul", { class: "dl-closures" }, item(last))] : null,
    rest.length ? folded("panel-more-closures", t.count("panel.more_closures", rest.length), () => el("ul", { class: "dl-closures" }, rest.map(item))) : null,
  );
}

/** {held, before}: closures in force at a moment, and those begun before that are not, the latest first. */
export function closuresByThen(status, on, index, t) {
  const begun = closuresGathered(closuresBegun(status, on, index), on, status, t).sort((one, other) => other.start[0] - one.start[0] || one.place - other.place);
  const isHeld = (closure) => status.phase(closure, on) === "shut";
  return { held: begun.filter(isHeld), before: begun.filter((closure) => !isHeld(closure)) };
}

function closureItem(closure, model, state, t, told) {
  const also = closure.also.map((report) => t("panel.also", { start: partialWords(report.from, t), claimant: report.claimant }));
  const lane = laneOf(closure);
  const then = lane && !told.has(lane.id) && told.add(lane.id) ? el("p", { dir: "auto" }, t("panel.inside", { from: partialWords(lane.from, t) }) + " " + lane.summary) : null;
  return el(
    "li",
    {},
    el("p", {}, el("strong", {}, shutWords(closure, t)), " · " + lastedWords(closureAt(closure, state.on, model.status), t)),
    el("p", { class: "dl-quiet", dir: "auto" }, shutForWords(closure, model.tree, t)),
    closure.summary && !told.has(closure.summary) && told.add(closure.summary) ? el("p", { dir: "auto" }, closure.summary) : null,
    also.map((words) => el("p", { class: "dl-quiet", dir: "auto" }, words)),
    then,
    shortSourcesNode(closure.sources, t),
  );
}

/** Days shut in the window of the state, or in the year up to the moment: for certain and as far as reported, of those known. */
export function shutSection(model, index, state, t) {
  const { first, last, from, to } = shutWindow(state, model.status.range);
  const row = (branch) => [el("dt", {}, t("flow." + branch)), el("dd", {}, shutDaysWords(model.status.shutDays(index, branch, from, to), t))];
  return el("section", { class: "dl-part" }, el("h3", {}, t("panel.days_shut", { window: daysWords(first, last, t) })), el("dl", {}, ["cargo", "people"].map(row)), el("p", { class: "dl-quiet" }, t("panel.days_shut_note")));
}

/** {first, last} days and {from, to} seconds in which days shut are counted, never beyond the moment. */
export function shutWindow(state, range) {
  const [since, until] = windowDays({ on: state.on, window: state.window.kind === "all" ? { kind: "days", days: YEAR_DAYS } : state.window });
  const to = Math.min(startOfDay(until + 1, "PK"), endOf(state.on, "PK") + 1, range.last + 1);
  return { first: since, last: Math.floor((to - 1 - startOfDay(0, "PK")) / DAY), from: startOfDay(since, "PK"), to };
}
