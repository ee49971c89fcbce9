// What is known of one crossing, line by line: what for whom in which direction, since when, by whom, how old.

import { el } from "../core/dom.js";
import { flowWords } from "../core/flows.js";
import { dayOf, formatDay } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";
import { ageWords, countedWords, gateWords, namesNode, pairs, sourcesNode, stateChip } from "./popup.js";

/** The popup of one row of the crossing states, with the lines of what stands. */
export function crossingPopup(read, row, tree, t, changes, lines) {
  return el(
    "article",
    { dir: t.direction },
    namesNode(read, row, read.text("name_" + t.language, row) || read.text("name_en", row)),
    el("p", { class: "dl-quiet" }, t.word("crossing_kind", read.text("kind", row) || "unknown")),
    lines.length ? lines.map((line) => lineNode(line, tree, t, changes)) : summaryNode(read, row, t, changes),
    read.text("notes", row) ? el("p", { class: "dl-notes-text", dir: "auto" }, read.text("notes", row)) : null,
  );
}

/** The lines of a crossing at the moment, for the flow and in the direction that the state of an instrument names. */
export function linesNow(model, id) {
  const { store, status } = model;
  const t = model.t();
  const { on, flow, direction } = store.get();
  return status.lines(status.indexOf(id), on, flow, direction).map(({ flows, direction: way, answer }) => ({
    flows,
    direction: way,
    state: answer.state,
    knowledge: answer.knowledge,
    last_state: answer.last,
    since: answer.since && partialWords(answer.since, t),
    last_said: answer.said === null ? "" : formatDay(dayOf(answer.said, answer.decided[0] || "PK"), t.language),
    age_days: answer.ageDays,
    borne_out: answer.borne,
    confidence: answer.confidence,
    gates: answer.gates,
    figures: answer.figures.map((figure) => ({ ...figure, start: partialWords(figure.start, t), end: partialWords(figure.end, t) })),
    disagreement: answer.disagree.map((other) => ({ ...other, from: partialWords(other.from, t), said: partialWords(other.said, t) })),
    sources: Array.from(new Set([...answer.support, ...answer.figures].flatMap((told) => told.sources))),
    ...wordsOf(answer.top),
  }));
}

function wordsOf(report) {
  const { who, weekdays, hours, cause, claimant, summary } = report || {};
  return { who_rule: who, weekday_rule: weekdays, hours, cause, claimant, summary };
}

function summaryNode(read, row, t, changes) {
  return [
    pairs(["cargo", "people"].map((flow) => [t("flow." + flow), stateChip(read.text(flow + "_state", row), t.word("state", read.text(flow + "_state", row)), changes)])),
    el("p", { class: "dl-quiet" }, t("status.never")),
  ];
}

function lineNode(line, tree, t, changes) {
  return el(
    "section",
    { class: "dl-line" },
    el("h3", {}, stateChip(line.state, stateWords(line, t), changes), el("span", { class: "dl-flows" }, flowWords(line.flows, tree, t) + " · " + t.word("direction", line.direction))),
    line.summary ? el("p", { dir: "auto" }, line.summary) : null,
    pairs([
      [t("status.since"), line.since],
      [t("status.said_on"), line.last_said ? line.last_said + joined(ageWords(line.age_days, t)) + (line.borne_out ? t("age.borne_out") : "") : ""],
      [t("popup.confidence"), line.confidence ? t.word("confidence", line.confidence) : ""],
      [t("status.gates"), gateWords(line.gates || [], t).map((words) => el("p", {}, words))],
      [t("status.by"), line.claimant],
      [t("status.why"), line.cause ? t.word("cause", line.cause) : ""],
      [t("status.who"), line.who_rule],
      [t("status.weekdays"), line.weekday_rule],
      [t("status.hours"), line.hours],
      [t("status.knowledge"), line.knowledge && line.knowledge !== "confirmed" ? t.word("knowledge", line.knowledge) : ""],
      [t("status.disagreement"), (line.disagreement || []).map((other) => el("p", {}, t(other.basis === "unread" ? "status.unread" : "status.disagrees", { state: t.word("state", other.state), claimant: other.claimant, from: other.from, said: other.said }))).concat((line.figures || []).map((figure) => el("p", {}, countedWords(figure, t))))],
    ]),
    line.last_said || (line.sources || []).length ? sourcesNode(line.sources, t) : null,
  );
}

function stateWords(line, t) {
  return line.state === "unknown" && line.last_state ? t("status.last_known", { state: t.word("state", line.last_state) }) : t.word("state", line.state);
}

function joined(text) {
  return text ? ", " + text : "";
}

/** The second line of a crossing's label: how old the newest statement is, and what it said where no state is known. */
export function ageLabel(known, ageDays, borneOut, lines, t) {
  if (known) {
    return typeof ageDays === "number" ? said(ageDays, borneOut, t) : "";
  }
  // What the crossing's age is of: one told later may be of other traffic.
  const away = (line) => (typeof ageDays === "number" ? Math.abs(line.age_days - ageDays) : line.age_days);
  const last = lines.filter((line) => line.last_state && typeof line.age_days === "number").sort((one, other) => away(one) - away(other))[0];
  return last ? t("age.last", { state: t.word("state", last.last_state), days: t.number(Math.floor(last.age_days)) }) : t("age.no_report");
}

function said(days, borneOut, t) {
  return days < 1 ? t("age.same_day") : t(borneOut ? "age.said_borne_out" : "age.said", { days: t.number(Math.floor(days)) });
}
