// A closure as it stands at a moment: whether it is over, how long it lasted, and that in words.

import { flowWords } from "./flows.js";
import { DAY, endOf } from "./moments.js";
import { partialWords } from "./partial_words.js";

/** {over, daysMin, daysMax} of a closure at a moment; without a known end the least counts to what was last said. */
export function closureAt(closure, on, status) {
  const { start, end } = closure;
  if (end) {
    return { over: status.phase(closure, on) === "over", daysMin: Math.max(0, (end[0] - start[1]) / DAY), daysMax: Math.max(0, (end[1] - start[0]) / DAY) };
  }
  const now = endOf(on, closure.side === "PK" ? "PK" : "AF");
  return { over: false, daysMin: Math.max(0, Math.min(closure.daysMin, (now - start[1]) / DAY)), daysMax: null };
}

/** Closures begun by a moment. */
export function closuresBegun(status, on, index) {
  return status.closures(index).filter((closure) => status.phase(closure, on) !== "before");
}

/** How long it lasted: "26.6 to 27.6 days", "at least 3 days; end not reported". */
export function lastedWords({ daysMin, daysMax }, t) {
  if (daysMax === null) {
    return daysMin > 0 ? t("panel.lasted_at_least", { days: t.count("age.days", daysMin) }) : t("closure.no_end");
  }
  const [least, most] = [daysMin, daysMax].map((days) => t.number(days));
  return least === most ? t.count("age.days", daysMax) : t("closure.lasted_range", { min: least, max: most });
}

/** From when to when. */
export function shutWords(closure, t) {
  const start = partialWords(closure.startText, t);
  return closure.end ? t("closure.from_to", { start, end: partialWords(closure.endText, t) }) : t("closure.from_only", { start });
}

/** To whom in which direction, and why. */
export function shutForWords(closure, tree, t) {
  return [flowWords(closure.flows, tree, t), t("panel.way_" + closure.direction), closure.cause ? t.word("cause", closure.cause) : "", closure.claimant].filter(Boolean).join(" · ");
}

/** A range of days, such as those a crossing was shut: "12.3 to 13.3", "0". */
export function rangeWords([least, most], t) {
  const [low, high] = [least, most].map((days) => t.number(days));
  return low === high ? t.count("age.days", most) : t("closure.lasted_range", { min: low, max: high });
}
