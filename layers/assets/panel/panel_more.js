// The parts of the panel about what else is known of a crossing: incidents near it, figures, rules, its own sources.

import { el } from "../core/dom.js";
import { folded } from "./folded.js";
import { goToIncidents, listIncidentsNear } from "../map/fly.js";
import { begunBy, firstDayOf } from "../table/grid_rows.js";
import { windowDays } from "../core/filter.js";
import { dayNumberOf } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";
import { figureWords } from "../map/popup.js";
import { shortSourcesNode } from "./panel_status.js";
import { daysWords, measureWords, periodWords } from "./said_words.js";
import { windowWords } from "./window_words.js";
import { mayHandOn } from "../table/download_rows.js";

const NEWEST = 5;
const NEAR_DAYS = 30; // days before the moment told besides, where no window is set
const FIGURE_DAYS = 182; // a winter: how far back figures stand in the open when no window is set

/** How many incidents happened near the crossing in the window, and the newest of them. */
export function nearSection(model, index, state, t) {
  const { incidents, status } = model;
  if (!incidents) {
    return null;
  }
  const { id } = status.crossings[index];
  const firsts = incidentsNear(incidents, incidents.mask(state), id);
  const list = el("ul", { class: "dl-near" }, firsts.slice(0, NEWEST).map((row) => nearItem(model, row, t)));
  const month = { on: state.on, window: { kind: "days", days: NEAR_DAYS } };
  const [since] = windowDays(month);
  const lately = state.window.kind === "all" && firsts.length ? el("p", {}, t.count("panel.near_count", firsts.filter((row) => incidents.last[row] >= since).length) + " " + windowWords(month, t)) : null;
  const all = el("button", { type: "button", class: "dl-button", "data-keep": "panel-near" }, t("panel.near_table"));
  all.addEventListener("click", () => listIncidentsNear(model, id));
  return el("section", { class: "dl-part" }, el("h3", {}, t("panel.near")), el("p", {}, t.count("panel.near_count", firsts.length) + " " + windowWords(state, t)), lately, firsts.length ? [list, all] : null);
}

/** First rows of the incidents that are shown and near a crossing, the newest first. */
export function incidentsNear(incidents, mask, id) {
  const code = incidents.dictionary("near").indexOf(id);
  const seen = new Set();
  const firsts = [];
  for (let row = 0; code >= 0 && row < mask.length; row += 1) {
    if (mask[row] && incidents.near[row] === code && !seen.has(incidents.group[row])) {
      seen.add(incidents.group[row]);
      firsts.push(row);
    }
  }
  return firsts.reverse();
}

function nearItem(model, row, t) {
  const { incidents } = model;
  const words = [daysWords(incidents.first[row], incidents.last[row], t), t.word("incident_kind", incidents.word("kind", row) || "other"), model.name(incidents.word("place", row))].filter(Boolean).join(" · ");
  const open = el("button", { type: "button", class: "dl-link", "data-keep": "panel-incident-" + row }, words);
  open.addEventListener("click", () => goToIncidents(model, [row]));
  const text = el("p", { dir: "auto" });
  const sources = el("div");
  if (mayHandOn(model, row)) {
    incidents.row(row).then((full) => {
      text.textContent = full.summary || "";
      sources.append(...[shortSourcesNode(full.sources, t)].filter(Boolean));
    });
  } else {
    text.textContent = t("page.withheld", { dataset: incidents.word("dataset", row) || incidents.word("origin", row) || "" });
  }
  return el("li", {}, open, text, sources);
}

/** Printed figures of people and trucks, by period and claimant; never added up. Those of the window stand open. */
export function movementsSection(model, index, state, t) {
  const begun = figuresByThen(model.status, state.on, index);
  if (!begun.length) {
    return null;
  }
  const [since, until] = windowDays({ on: state.on, window: state.window.kind === "all" ? { kind: "days", days: FIGURE_DAYS } : state.window });
  const running = begun.filter((movement) => firstDayOf(movement.end) > dayNumberOf(state.on));
  const over = begun.filter((movement) => !running.includes(movement));
  const within = over.filter((movement) => firstDayOf(movement.end || movement.start) >= since && firstDayOf(movement.start || movement.end) <= until);
  const earlier = over.filter((movement) => !within.includes(movement));
  const item = (movement) => figureItem(movement, model, t);
  return el(
    "section",
    { class: "dl-part" },
    el("h3", {}, t("panel.movements")),
    el("p", { class: "dl-quiet" }, t("popup.movements_note")),
    within.length ? [el("h4", {}, t("panel.window", { window: daysWords(since, until, t) })), el("ul", { class: "dl-figures" }, within.map(item))] : null,
    foldedFigures("running_figures", running, item, t),
    foldedFigures("earlier_figures", earlier, item, t),
  );
}

function foldedFigures(key, list, item, t) {
  return list.length ? folded("panel-" + key, t.count("panel." + key, list.length), () => el("ul", { class: "dl-figures" }, list.map(item))) : null;
}

/** Figures of a crossing whose period had begun by a moment, the latest period first. */
export function figuresByThen(status, on, index) {
  const last = (movement) => firstDayOf(movement.end || movement.start) || 0;
  return status.movements(index).filter((movement) => begunBy(movement, on)).sort((one, other) => last(other) - last(one));
}

function figureItem(movement, model, t) {
  const others = movement.crossings.length > 1 ? t("panel.together", { names: t.list(movement.crossings.map((place) => model.name(place))) }) : "";
  const more = [periodWords(movement.start, movement.end, t), movement.direction ? t.word("direction", movement.direction) : "", movement.claimant, movement.cumulative ? t("figure.cumulative") : "", others];
  return el(
    "li",
    {},
    el("p", {}, el("strong", {}, figureWords(movement.min, movement.max, t)), " " + measureWords(movement.measure, movement.unit, t)),
    el("p", { class: "dl-quiet", dir: "auto" }, more.filter(Boolean).join(" · ")),
    movement.notes ? el("p", { class: "dl-quiet", dir: "auto" }, movement.notes) : null,
    shortSourcesNode(movement.sources, t),
  );
}

/** Rules for the crossing in force at the moment. */
export function rulesSection(model, index, state, t) {
  const rules = rulesByThen(model.status.policies, state.on, index);
  const item = (rule) => el("li", {}, el("p", { dir: "auto" }, rule.summary), el("p", { class: "dl-quiet", dir: "auto" }, [t("closure.from_only", { start: partialWords(rule.effective_from, t) }), rule.who, rule.applies_to].filter(Boolean).join(" · ")), shortSourcesNode(rule.sources, t));
  return rules.length ? el("section", { class: "dl-part" }, el("h3", {}, t("panel.rules")), el("ul", { class: "dl-figures" }, rules.map(item))) : null;
}

/** Rules that name a crossing, in force by their own dates, the latest first. */
export function rulesByThen(policies, on, index) {
  const today = windowDays({ on, window: { kind: "all" } })[1];
  const holds = (rule) => rule.crossings.includes(index) && rule.effective_from && firstDayOf(rule.effective_from) <= today && !(firstDayOf(rule.ended_on) <= today);
  return policies.filter(holds).sort((one, other) => firstDayOf(other.effective_from) - firstDayOf(one.effective_from));
}

/** What is known of the place itself, and from where. */
export function placeSection(model, index, t) {
  const crossing = model.status.crossings[index];
  const parts = [crossing.use, crossing.hours, crossing.notes].filter(Boolean);
  return el("section", { class: "dl-part" }, el("h3", {}, t("panel.place")), parts.map((text) => el("p", { class: "dl-quiet", dir: "auto" }, text)), shortSourcesNode(crossing.sources, t));
}
