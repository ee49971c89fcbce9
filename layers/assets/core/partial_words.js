// Dates of the record in words: a year, a month, a day, an instant, or between two of these.

import { dayNumber, formatMonth, formatOn, localesOf, parseOn } from "./moments.js";

const MONTH = /^(\d{4})-(\d{2})$/;
const YEAR = /^\d{4}$/;

/** A date as precisely as it is known, "2025", "2025-03", "2025-03-15", with a time, or between two of these. */
export function partialWords(text, t) {
  const [first, last] = text.split("/");
  if (last !== undefined) {
    return t("panel.between", { first: partialWords(first, t), last: partialWords(last, t) });
  }
  if (YEAR.test(text)) {
    return new Intl.NumberFormat(localesOf(t.language), { useGrouping: false }).format(Number(text));
  }
  if (MONTH.test(text)) {
    return formatMonth(dayNumber(text + "-01"), t.language);
  }
  const on = parseOn(text);
  return on ? formatOn(on, t) : text;
}
