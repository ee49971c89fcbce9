// Popups that list several rows of one crossing: closures, figures of movements.

import { el, link } from "./dom.js";
import { flowWords } from "./flows.js";
import { figureWords } from "./popup.js";

/** Closures of one crossing, the latest first. */
export function closuresPopup(read, rows, tree, t) {
  const order = rows.slice().sort((one, other) => (read.text("start", one) < read.text("start", other) ? 1 : -1));
  return listNode(read, rows[0], t, t.count("popup.closures_here", rows.length), "", order.map((row) => closureNode(read, row, tree, t)));
}

/** Figures of one crossing. */
export function movementsPopup(read, rows, t) {
  return listNode(read, rows[0], t, t.count("popup.movements_here", rows.length), t("popup.movements_note"), rows.map((row) => movementNode(read, row, t)));
}

function listNode(read, row, t, heading, note, items) {
  return el(
    "article",
    { dir: t.direction },
    el("h2", { dir: "auto" }, read.text("name_en", row) || read.text("crossing_id", row)),
    el("p", { class: "dl-quiet" }, heading),
    note ? el("p", { class: "dl-quiet" }, note) : null,
    el("ol", { class: "dl-list" }, items),
  );
}

function closureNode(read, row, tree, t) {
  const end = read.text("end", row);
  const start = read.text("start", row);
  const known = read.get("end_known", row) !== false && end;
  return el(
    "li",
    {},
    el("strong", { dir: "auto" }, known ? t("closure.from_to", { start, end }) : t("closure.from_only", { start })),
    " · " + lengthWords(read.get("days_min", row), read.get("days_max", row), t),
    el("br"),
    [flowWords(read.list("flows", row), tree, t), t.word("direction", read.text("direction", row)), read.text("cause", row) ? t.word("cause", read.text("cause", row)) : "", read.text("claimant", row)].filter(Boolean).join(" · "),
    read.text("summary", row) ? el("p", { dir: "auto" }, read.text("summary", row)) : null,
    shortSources(read.list("sources", row), t),
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

function movementNode(read, row, t) {
  const period = [read.text("period_start", row), read.text("period_end", row)].filter(Boolean).join(" – ");
  return el(
    "li",
    {},
    el("strong", {}, figureWords(read.get("min", row), read.get("max", row), t) + " " + read.text("unit", row)),
    " " + read.text("measure", row).replace(/_/g, " "),
    el("br"),
    [period, read.text("direction", row) ? t.word("direction", read.text("direction", row)) : "", read.text("claimant", row), read.get("cumulative", row) === true ? t("figure.cumulative") : ""].filter(Boolean).join(" · "),
    shortSources(read.list("sources", row), t),
  );
}

function shortSources(sources, t) {
  return sources.length ? el("p", { class: "dl-sources" }, t("popup.sources") + ": ", sources.map((source, at) => [at ? ", " : "", link(source.publisher || t("popup.source"), source.url)])) : null;
}
