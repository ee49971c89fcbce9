// The part of the panel that says what was open for whom: a sentence for each flow and direction, and who says so.

import { el, svg } from "../core/dom.js";
import { dayOf, formatDay } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";
import { countedWords, gateWords, pairs, sourcesNode } from "../map/popup.js";
import { changeSentence, lineSentence, weekdayWords } from "./said_words.js";
import { shapeNode, symbol } from "../map/symbols.js";

const ICON = 18;

/** What stood at the moment, line by line; what one report says is told once. */
export function statusSection(model, index, state, t) {
  const told = new Set();
  const lines = model.status.lines(index, state.on, state.flow, state.direction);
  return el("section", { class: "dl-part" }, el("h3", {}, t("panel.status")), el("ul", { class: "dl-lines" }, lines.map((line) => lineItem(line, told, model.tree, t))));
}

function lineItem(line, told, tree, t) {
  const { answer } = line;
  return el(
    "li",
    {},
    el("p", { class: "dl-sentence" }, stateIcon(answer.state), el("span", {}, lineSentence(line, tree, t))),
    answer.gates.length ? el("ul", { class: "dl-gates" }, gateWords(answer.gates, t).map((words) => el("li", {}, words))) : null,
    answer.top && !told.has(answer.top.id) && told.add(answer.top.id) ? reportNode(answer.top, t) : null,
    othersNode(answer, t),
  );
}

/** What a report says beside the state: in our words, for whom, on which days, why, whose, and where to read it. */
function reportNode(report, t) {
  return el(
    "div",
    { class: "dl-report" },
    report.summary ? el("p", { dir: "auto" }, report.summary) : null,
    pairs([
      [t("status.who"), report.who],
      [t("status.weekdays"), report.weekdays ? weekdayWords(report.weekdays, t) : ""],
      [t("status.hours"), report.hours],
      [t("status.why"), report.cause ? t.word("cause", report.cause) : ""],
      [t("status.by"), report.claimant],
      [t("panel.reported"), report.said ? partialWords(report.said, t) : ""],
    ]),
    shortSourcesNode(report.sources, t),
  );
}

/** What others say of the same, and what was announced and is not known to have come about. */
function othersNode(answer, t) {
  const apart = answer.disagree.filter((other) => other.basis === "observed" || !answer.beside.some((report) => report.from === other.from && report.claimant === other.claimant));
  const others = apart.map((other) => el("li", {}, t(other.basis === "announced" ? "panel.announced" : "status.disagrees", { state: t.word("state", other.state), claimant: other.claimant, from: partialWords(other.from, t), said: partialWords(other.said, t) })));
  const beside = answer.beside.map((report) => el("li", {}, besideWords(report, t), report.summary ? el("span", { dir: "auto" }, " " + report.summary) : null, shortSourcesNode(report.sources, t)));
  const figures = answer.figures.map((figure) => el("li", {}, countedWords({ ...figure, start: partialWords(figure.start, t), end: partialWords(figure.end, t) }, t), shortSourcesNode(figure.sources, t)));
  const more = answer.count - answer.support.length;
  const hidden = more > 0 ? el("p", { class: "dl-quiet" }, t.count("status.more_reports", more)) : null;
  const shown = others.length + beside.length + figures.length ? [el("h4", {}, t("panel.others")), el("ul", {}, others, beside, figures)] : [];
  return hidden || shown.length ? el("div", { class: "dl-report dl-others" }, hidden, shown) : null;
}

function besideWords(report, t) {
  return t(report.basis === "unread" ? "status.unread" : "panel." + report.basis, { state: t.word("state", report.state), claimant: report.claimant, from: partialWords(report.from, t), said: partialWords(report.said, t) });
}

/** The sign of a state as on the map. */
export function stateIcon(state) {
  const style = symbol(state);
  const unknown = style.pattern === "question";
  const middle = ICON / 2;
  const mark = unknown ? svg("text", { x: middle, y: middle + 4.5, "text-anchor": "middle", "font-size": 12, "font-weight": 700, fill: style.colour, "font-family": "sans-serif" }, "?") : null;
  const shape = shapeNode(style, middle, middle, middle - 2, { stroke: unknown ? style.colour : style.fill, "stroke-dasharray": unknown ? "2 1.5" : null });
  return svg("svg", { width: ICON, height: ICON, "aria-hidden": "true", class: "dl-state-icon" }, shape, mark);
}

/** Sources in one line; nothing where there are none. */
export function shortSourcesNode(sources, t) {
  const [heading, list] = sources && sources.length ? sourcesNode(sources, t) : [];
  return list ? el("div", { class: "dl-source-line" }, el("span", {}, heading.textContent), list) : null;
}

/** Buttons to the change before and after the moment, each with its day. */
export function changeButtons(model, ids, state, t) {
  const button = (step, key) => {
    const found = model.status.next(state.on, step, ids, state.flow, state.direction);
    const day = found ? formatDay(dayOf(found.second, "PK"), t.language) : "";
    const node = el("button", { type: "button", class: "dl-button", "data-keep": "panel-" + key, disabled: !found }, found ? t("panel." + key, { day }) : t("panel." + key + "_none"));
    node.addEventListener("click", () => {
      model.store.send({ type: "on", on: found });
      model.announce([day, ...model.status.changesAt(found.second, ids, state.flow, state.direction).map((change) => changeSentence(change, model, t))].join("; "));
    });
    return node;
  };
  return el("p", { class: "dl-buttons" }, button(-1, "earlier"), button(1, "later"));
}
