// What was open, for whom, when: looked up in what was worked out before, never worked out here.

import { gather, leavesOf } from "./gather.js";
import { DAY, dayNumber, endOf, isDay, parseOn } from "./moments.js";
import { WAYS } from "./vocabulary.js";

const NEVER = Object.freeze({ state: "unknown", knowledge: "never_reported", last: "", since: "", said: null, borne: false, confidence: "", decided: [], gates: [], top: null, support: [], beside: [], disagree: [], count: 0, figures: [], place: -1 });

/** The model of all answers, closures and figures from their packed form and the flow tree. */
export function createStatus(packed, tree) {
  const data = linked(packed);
  const places = new Map(data.crossings.map((crossing, at) => [crossing.id, at]));
  const cache = new Map();
  const kept = (key, make) => {
    if (!cache.has(key)) {
      cache.set(key, make());
    }
    return cache.get(key);
  };
  const listOf = (index, flow, direction) => {
    const lane = data.lanes[index];
    return lane ? data.lists[lane[flow + "|" + direction]] : undefined;
  };
  const indexes = (ids) => (ids && ids.length ? ids : data.crossings.map((crossing) => crossing.id)).map((id) => places.get(id)).filter((index) => index !== undefined);
  const waysOf = (direction) => (direction === "both" ? WAYS : [direction]);
  const leafLists = (ids, flow, direction) =>
    new Set(indexes(ids).flatMap((index) => leavesOf(flow, tree).flatMap((leaf) => waysOf(direction).map((way) => listOf(index, leaf, way)))).filter(Boolean));

  const answer = (index, flow, direction, on) => aged(answerOf(data, listOf(index, flow, direction), on), on);

  const lines = (index, on, flow = "all", direction = "both") => {
    const all = leavesOf(flow, tree).flatMap((leaf) => waysOf(direction).map((way) => ({ flow: leaf, direction: way, answer: answer(index, leaf, way, on) })));
    return gather(all, (item) => alike(item.answer), tree).map((line) => ({ flows: line.flows, direction: line.direction, answer: line.item.answer }));
  };

  const telling = (index, on) => {
    const known = ["cargo", "people"].map((branch) => answer(index, branch, "both", on)).filter((one) => one.state !== "unknown" && one.ageDays !== null);
    if (known.length) {
      return known.reduce((oldest, one) => (one.ageDays > oldest.ageDays ? one : oldest));
    }
    const aged = (answers) => answers.filter((one) => one.ageDays !== null);
    const branches = aged(["cargo", "people"].map((branch) => answer(index, branch, "both", on)));
    const told = branches.length ? branches : aged(lines(index, on).map((line) => line.answer));
    return told.reduce((newest, one) => (newest.ageDays === null || one.ageDays < newest.ageDays ? one : newest), answer(index, "cargo", "both", on));
  };

  const steps = (ids, flow, direction) =>
    kept([(ids || []).join(), flow, direction].join("|"), () => {
      const seconds = new Set();
      leafLists(ids, flow, direction).forEach((list) => changesOf(data, list).forEach((second) => seconds.add(second)));
      return Float64Array.from(seconds).sort();
    });

  const changesAt = (second, ids, flow = "all", direction = "both") =>
    indexes(ids).flatMap((index) => {
      const items = leavesOf(flow, tree).flatMap((leaf) => waysOf(direction).map((way) => changeOf(index, leaf, way, second)));
      const changed = items.filter((item) => item.before !== item.answer.state);
      return gather(changed, (item) => [item.before, item.answer.state, item.answer.top ? item.answer.top.id : ""].join("|"), tree).map((line) => ({
        index,
        flows: line.flows,
        direction: line.direction,
        before: line.item.before,
        after: line.item.answer.state,
        answer: line.item.answer,
      }));
    });

  const changeOf = (index, leaf, way, second) => ({ flow: leaf, direction: way, before: answer(index, leaf, way, { second: second - 1 }).state, answer: answer(index, leaf, way, { second }) });

  /** Whether something is otherwise at a second than what is shown for a day that it lies in the last hour of. */
  const tellsNews = (second, on, ids, flow, direction) =>
    indexes(ids).some((index) => leavesOf(flow, tree).some((leaf) => waysOf(direction).some((way) => answer(index, leaf, way, { second }).state !== answer(index, leaf, way, on).state)));

  const next = (on, step, ids, flow = "all", direction = "both") => {
    const all = steps(ids, flow, direction);
    const here = endOf(on, "PK");
    const edge = endOf(on, "AF");
    if (step > 0) {
      const found = all.subarray(firstAfter(all, here)).find((second) => second <= data.range.last && (second > edge || !isDay(on) || tellsNews(second, on, ids, flow, direction)));
      return found === undefined ? null : { second: found };
    }
    const at = firstAfter(all, isDay(on) ? here : here - 1) - 1;
    return at >= 0 && all[at] >= data.range.first ? { second: all[at] } : null;
  };

  const ofCrossing = (items, index) => (index === null || index === undefined ? items : items.filter((item) => (item.crossings || [item.crossing]).includes(index)));

  return {
    crossings: data.crossings,
    reports: data.reports,
    sources: data.sources,
    policies: data.policies,
    range: data.range,
    tree,
    indexOf: (id) => (places.has(id) ? places.get(id) : -1),
    answer,
    lines,
    /** The answer whose age a crossing is shown with: the older of its known states, else what was told last of cargo or people, else of anything. */
    telling,
    steps,
    next,
    changesAt,
    /** [{from, to, state, knowledge}] over the whole range, `to` of the last is the range's end: what a strip of time shows. */
    course: (index, flow, direction) => courseOf(data, listOf(index, flow, direction)),
    closures: (index) => ofCrossing(data.closures, index),
    closuresAt: (on, index) => ofCrossing(data.closures, index).filter((closure) => phaseOf(closure, on) === "shut"),
    phase: phaseOf,
    movements: (index) => ofCrossing(data.movements, index),
    shutDays: (index, branch, from, to) => shutWithin(data.shut[index + "|" + branch], from, to),
  };
}

/** Numbers that stand for reports and sources, as these themselves. */
function linked(packed) {
  const sources = packed.sources || [];
  const withSources = (item) => ({ ...item, sources: (item.sources || []).map((at) => (typeof at === "number" ? sources[at] : at)).filter(Boolean) });
  const reports = (packed.reports || []).map(withSources);
  const report = (at) => (typeof at === "number" && at >= 0 ? reports[at] : null);
  const reportsOf = (list) => (list || []).map(report).filter(Boolean);
  const answers = rowsOf(packed.answers).map((one, place) => ({ ...one, place, top: report(one.top), support: reportsOf(one.support), beside: reportsOf(one.beside), figures: one.figures.map(withSources) }));
  const closures = (packed.closures || []).map((one, place) => closureOf(one, place, report, reportsOf));
  return {
    crossings: packed.crossings.map(withSources),
    lanes: packed.lanes,
    lists: packed.lists,
    answers,
    reports,
    sources,
    closures,
    movements: (packed.movements || []).map(withSources),
    policies: (packed.policies || []).map(withSources),
    shut: packed.shut || {},
    range: { ...packed.range, on: parseOn(packed.range.on) },
  };
}

/** A closure with its reports, and what these say of it. */
function closureOf(one, place, report, reportsOf) {
  const [first, reopening] = [report(one.report), report(one.reopening)];
  const sources = Array.from(new Set([first, reopening].flatMap((each) => (each ? each.sources : []))));
  return { ...one, place, report: first, reopening, sources, summary: first ? first.summary : "", also: reportsOf(one.also) };
}

/** Columns {name: [a value a row]} as rows. */
function rowsOf(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}

/** How many of the sorted numbers are not above a value: the place of the first that is. */
export function firstAfter(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    sorted[middle] <= value ? (low = middle + 1) : (high = middle);
  }
  return low;
}

function answerOf(data, list, on) {
  if (!list) {
    return NEVER;
  }
  const [starts, answers, value] = isDay(on) ? [list.days, list.dayAnswers, dayNumber(on.day)] : [list.points, list.answers, on.second];
  return data.answers[answers[Math.max(0, firstAfter(starts, value) - 1)]];
}

/** An answer with its age: the clock is that of the gate which decides. */
function aged(one, on) {
  const gates = one.gates.map((gate) => ({ ...gate, ageDays: gate.said === null ? null : Math.max(0, endOf(on, gate.side) - gate.said) / DAY }));
  return { ...one, gates, ageDays: one.said === null ? null : (endOf(on, one.decided[0] || "PK") - one.said) / DAY };
}

function alike({ state, knowledge, last, top, ageDays, decided, borne, beside, confidence, gates, figures }) {
  return JSON.stringify([state, knowledge, last, top ? top.id : "", ageDays, decided, borne, beside.map((report) => report.id), confidence, gates, figures.map((figure) => figure.id)]);
}

/** The seconds at which the state of a list changes. */
function changesOf(data, list) {
  const state = (at) => data.answers[list.answers[at]].state;
  return list.points.filter((_, at) => at > 0 && state(at) !== state(at - 1));
}

function courseOf(data, list) {
  const spans = [];
  const { first, last } = data.range;
  (list ? list.points : [first]).forEach((from, at) => {
    const { state, knowledge } = list ? data.answers[list.answers[at]] : NEVER;
    const open = spans[spans.length - 1];
    if (!open || open.state !== state || open.knowledge !== knowledge) {
      spans.push({ from: Math.max(first, from), to: last, state, knowledge });
      if (open) {
        open.to = Math.min(last, Math.max(first, from));
      }
    }
  });
  return spans.filter((span) => span.from < last && (span.from < span.to || span.to === last));
}

/** Where a closure stands at a moment: before, shut, unsaid (no end reported, none says any more that it lasts) or over. */
function phaseOf({ closed, end }, on) {
  const gates = Object.entries(closed).map(([side, [from, until]]) => ({ second: endOf(on, side), from, until }));
  if (gates.every(({ second, from }) => second < from)) {
    return "before";
  }
  return gates.some(({ second, from, until }) => from <= second && second < until) ? "shut" : end ? "over" : "unsaid";
}

/** {known, least, most}: days known, and shut for certain and at most as far as reported; null where no day is known. */
function shutWithin(spans, from, to) {
  const days = (list) => list.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0) / DAY;
  const known = spans ? days(spans.known) : 0;
  return known > 0 ? { known, least: days(spans.least), most: days(spans.most) } : null;
}
