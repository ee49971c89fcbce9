// Popups that list several rows of one crossing: closures, figures of movements.

import { el, sourceLink } from "../core/dom.js";
import { flowWords } from "../core/flows.js";
import { figureWords } from "./popup.js";

/** Closures of one crossing, the latest first: {start, end, min, max, flows, direction, cause, ...}. */
export function closuresPopup(items, name, tree, t) {
  const order = items.slice().sort((one, other) => (one.start < other.start ? 1 : -1));
  return listNode(name, t, t.count("popup.closures_here", items.length), "", order.map((item) => closureNode(item, tree, t)));
}

/** Figures of one crossing: {min, max, unit, measure, start, end, direction, claimant, cumulative, sources}. */
export function movementsPopup(items, name, t) {
  return listNode(name, t, t.count("popup.movements_here", items.length), t("popup.movements_note"), items.map((item) => movementNode(item, t)));
}

function listNode(name, t, heading, note, items) {
  return el(
    "article",
    { dir: t.direction },
    el("h2", { dir: "auto" }, name),
    el("p", { class: "dl-quiet" }, heading),
    note ? el("p", { class: "dl-quiet" }, note) : null,
    el("ol", { class: "dl-list" }, items),
  );
}

function closureNode({ start, end, min, max, flows, direction, cause, claimant, summary, sources }, tree, t) {
  const words = [flowWords(flows, tree, t), t.word("direction", direction), cause ? t.word("cause", cause) : "", claimant];
  return el(
    "li",
    {},
    el("strong", { dir: "auto" }, end ? t("closure.from_to", { start, end }) : t("closure.from_only", { start })),
    " · " + lengthWords(min, max, t),
    el("br"),
    words.filter(Boolean).join(" · "),
    summary ? el("p", { dir: "auto" }, summary) : null,
    shortSources(sources, t),
  );
}

/** How long a closure lasted; nothing is claimed of one whose end was not reported. */
export function lengthWords(min, max, t) {
  const has = (value) => typeof value === "number";
  if (has(min) && has(max)) {
    return min === max ? t.count("age.days", min) : t("closure.lasted_range", { min: t.number(min), max: t.number(max) });
  }
  return t("closure.no_end");
}

function movementNode({ min, max, unit, measure, start, end, direction, claimant, cumulative, sources }, t) {
  const period = [start, end].filter(Boolean).join(" – ");
  const words = [period, direction ? t.word("direction", direction) : "", claimant, cumulative ? t("figure.cumulative") : ""];
  return el(
    "li",
    {},
    el("strong", {}, figureWords(min, max, t) + " " + unit),
    " " + measure.replace(/_/g, " "),
    el("br"),
    words.filter(Boolean).join(" · "),
    shortSources(sources, t),
  );
}

function shortSources(sources, t) {
  return sources.length ? el("p", { class: "dl-sources" }, t("popup.sources") + ": ", sources.map((source, at) => [at ? ", " : "", sourceLink(source, source.publisher || t("popup.source"))])) : null;
}
