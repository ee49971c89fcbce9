// What an answer says, in words: sentences of the panel and the table; dates as precisely as they are known.

import { flowWords } from "../core/flows.js";
import { formatDay, localesOf } from "../core/moments.js";
import { partialWords } from "../core/partial_words.js";

const MONDAY = 4; // 5 January 1970
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A period of two partial dates, of which the second may be missing. */
export function periodWords(start, end, t) {
  const [from, to] = [start, end].map((text) => (text ? partialWords(text, t) : ""));
  return from && to && from !== to ? t("closure.from_to", { start: from, end: to }) : from || to;
}

/** How old a statement is: "50 days old", "of that day". */
export function oldWords(days, t) {
  const whole = Math.max(0, Math.floor(days));
  return whole === 0 ? t("panel.said_that_day") : t("panel.said_old", { days: t.count("age.days", whole) });
}

/** What of whom in which direction: "Shut to cargo, both ways". */
export function stateSentence(state, flows, direction, tree, t) {
  return t("panel.is_" + state, { flows: flowWords(flows, tree, t), way: t("panel.way_" + direction) });
}

/** One line of status.lines() as one sentence. */
export function lineSentence({ flows, direction, answer }, tree, t) {
  return [stateSentence(answer.state, flows, direction, tree, t), ...knownWords(answer, t)].join(t("list.semicolon")) + t("list.stop");
}

/** Since when, how well it is known, and how old the newest statement is; each a part of a sentence. */
export function knownWords(answer, t) {
  if (answer.knowledge === "never_reported") {
    return [t("panel.never")];
  }
  const since = answer.since ? t("panel.since", { start: partialWords(answer.since, t) }) : "";
  const old = answer.ageDays === null ? "" : oldWords(answer.ageDays, t);
  const later = answer.borne ? t("panel.borne") : "";
  const sure = answer.confidence ? t("status.graded", { grade: answer.confidence }) : "";
  if (answer.state !== "unknown") {
    return [since, answer.knowledge === "disputed" ? t("panel.disputed") : "", old, later, sure].filter(Boolean);
  }
  const last = answer.last ? t("panel.last_" + answer.last) : "";
  return [[last, since].filter(Boolean).join(" "), t("panel.why_" + answer.knowledge), old, later, sure].filter(Boolean);
}

/** What changed at a crossing: "Torkham: shut to cargo, both ways". */
export function changeSentence({ index, flows, direction, after }, model, t) {
  return t("panel.became_" + after, { name: model.name(index), flows: flowWords(flows, model.tree, t), way: t("panel.way_" + direction) });
}

/** Days of the week as a report names them, "Mon;Wed;Fri", in the words of a language. */
export function weekdayWords(text, t) {
  const words = new Intl.DateTimeFormat(localesOf(t.language), { weekday: "long", timeZone: "UTC" });
  const named = text.split(/[;,]\s*/).map((day) => {
    const at = WEEKDAYS.indexOf(day.trim());
    return at < 0 ? day.trim() : words.format((MONDAY + at) * 86400000);
  });
  return new Intl.ListFormat(localesOf(t.language), { type: "conjunction" }).format(named);
}

/** A day (since 1970), or the days from one to another, in words. */
export function daysWords(first, last, t) {
  const from = formatDay(first, t.language);
  return first === last ? from : t("closure.from_to", { start: from, end: formatDay(last, t.language) });
}

/** What a figure counts: "people deported", "trucks crossing a day"; the measure says per what. */
export function measureWords(measure, unit, t) {
  return t("panel.of_what", { unit: t.word("unit", unit.split("/")[0]), measure: t.word("movement", measure) });
}
