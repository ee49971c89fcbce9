// A closure as it stands at a moment: whether it is over, how long it lasted, and that in words.

import { flowWords } from "../core/flows.js";
import { gather, leavesOf } from "../core/gather.js";
import { DAY, endOf } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";
import { WAYS } from "../core/vocabulary.js";

/** {over, daysMin, daysMax} of a closure at a moment; without a known end the least counts to what was last said. */
export function closureAt(closure, on, status) {
  const { start, end } = closure;
  if (end) {
    return { over: status.phase(closure, on) === "over", daysMin: Math.max(0, (end[0] - start[1]) / DAY), daysMax: Math.max(0, (end[1] - start[0]) / DAY) };
  }
  const now = endOf(on, closure.side === "PK" ? "PK" : "AF");
  return { over: false, daysMin: Math.max(0, Math.min(closure.daysMin, (now - start[1]) / DAY)), daysMax: null };
}

/** The last moment for which statements say that it was shut: where no end is known, none after the moment asked about. */
export function saidUntil({ start, end, side, saidUntil: said }, on) {
  return end ? said : Math.max(start[0], Math.min(said, endOf(on, side === "PK" ? "PK" : "AF")));
}

/** Closures begun by a moment. */
export function closuresBegun(status, on, index) {
  return status.closures(index).filter((closure) => status.phase(closure, on) !== "before");
}

/**
 * Closures that read the same for a reader at a moment, as one each with all their flows and directions: rows are parted
 * by what rests on which statement, which length and period may not show.
 */
export function closuresGathered(closures, on, status, t) {
  const { tree } = status;
  const items = closures.flatMap((closure) => leavesUnder(closure.flows, tree).flatMap((flow) => (closure.direction === "both" ? WAYS : [closure.direction]).map((direction) => ({ flow, direction, closure }))));
  const reads = (closure) => [closure.crossing, closure.report.id, shutWords(closure, t), lastedWords(closureAt(closure, on, status), t), status.phase(closure, on), thenOf(closure)].join("|");
  const keys = new Map(closures.map((closure) => [closure, reads(closure)])); // dates in words take their time: once each
  const read = ({ closure }) => keys.get(closure);
  const reports = new Map();
  keys.forEach((key, closure) => reports.set(key, [...(reports.get(key) || []), ...closure.also]));
  const also = (line) => distinctOf(reports.get(read(line.item)));
  return gather(items, read, tree).map((line) => ({ ...line.item.closure, flows: line.flows, direction: line.direction, also: also(line) }));
}

/** The report of what a closure ended with, where that was not for all. */
export function laneOf({ reopening }) {
  return reopening && reopening.state !== "open" ? reopening : null;
}

function thenOf(closure) {
  const lane = laneOf(closure);
  return lane ? lane.id : "";
}

function leavesUnder(flows, tree) {
  return flows.flatMap((flow) => leavesOf(flow, tree));
}

function distinctOf(reports) {
  return Array.from(new Map(reports.map((report) => [report.id, report])).values());
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

/** Days shut of those known: "12.3 to 13.3 days, of 40 days known"; that nothing is known where no day is. */
export function shutDaysWords(days, t) {
  if (days === null) {
    return t("panel.days_not_known");
  }
  const { known, least, most } = days;
  const [low, high] = [least, most].map((days) => t.number(days));
  const shut = low === high ? t.count("age.days", most) : t("closure.lasted_range", { min: low, max: high });
  return t("panel.days_of_known", { shut, known: t.count("age.days", known) });
}
