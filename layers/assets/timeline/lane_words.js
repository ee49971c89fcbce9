// What bars, lanes and marks of the timeline are called.

import { lastedWords, shutWords } from "../panel/closure_words.js";
import { stateChip } from "../map/popup.js";
import { el, svg } from "../core/dom.js";
import { flowWords } from "../core/flows.js";
import { dayText, formatDay, formatMonth, localesOf } from "../core/moments.js";

/** A closure in words: "Torkham: cargo, both directions, shut 21 Feb 2025 to 19 Mar 2025; 25.7 to 26.7 days". */
export function closureName(closure, model, t) {
  return t("timeline.bar", {
    name: model.name(closure.crossing),
    flows: flowWords(closure.flows, model.tree, t),
    way: t.word("direction", closure.direction),
    period: shutWords(closure, t),
    length: lastedWords(closure, t),
  });
}

/** The label of a mark of the axis: a year, a month, or a day. */
export function markWords({ day, unit }, t) {
  if (unit === "year") {
    return new Intl.NumberFormat(localesOf(t.language), { useGrouping: false }).format(Number(dayText(day).slice(0, 4)));
  }
  return unit === "month" ? formatMonth(day, t.language) : formatDay(day, t.language);
}

/** What strips, bars and marks stand for. */
export function timelineKey(t, stamp) {
  const sample = (fill) => svg("svg", { width: 22, height: 10, "aria-hidden": "true" }, svg("rect", { y: 1, width: 22, height: 8, fill: `url(#dl-${fill}-${stamp})` }));
  return el(
    "div",
    { class: "dl-time-key" },
    ["open", "restricted", "closed", "unknown"].map((state) => stateChip(state, t.word("state", state))),
    el("span", {}, sample("hatch"), " ", t("timeline.uncertain")),
    el("span", {}, t("timeline.rows")),
  );
}
