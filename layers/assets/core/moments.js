// Days and instants: the two clocks of the line, dates as typed, dates as shown.

export const DAY = 86400;

// Seconds that the clock of each gate is ahead of UTC: +04:30 and +05:00, neither with summer time.
const AHEAD = { AF: 16200, PK: 18000 };
export const BETWEEN = AHEAD.PK - AHEAD.AF; // seconds from midnight in Pakistan to midnight in Afghanistan
const PK_ZONE = "+05:00";

// What lies outside is a slip, or a Solar Hijri year; as in the record itself.
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

// The Gregorian calendar in every language, as sources and file names have it; digits and months are the language's.
// Not every browser knows Pashto; Dari has its digits and its order.
const LOCALES = { en: ["en-GB"], fa: ["fa-AF"], ps: ["ps-AF", "fa-AF"], ur: ["ur-PK"] };
const formats = new Map();
const months = new Map();

/** What a browser is asked for when it writes numbers and dates of a language, the best first. */
export function localesOf(language) {
  return LOCALES[language] || [language];
}

/** Take the short names of the twelve months in a language; without them the browser's own are used. */
export function setMonths(language, names) {
  months.set(language, names);
}

/** Days since 1970 of a date "2025-03-01"; NaN where it is none of the calendar. */
export function dayNumber(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found || Number(found[1]) < FIRST_YEAR || Number(found[1]) > LAST_YEAR) {
    return NaN;
  }
  const number = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / (DAY * 1000);
  return dayText(number) === text ? number : NaN;
}

/** The date "2025-03-01" of days since 1970; "" of what is no number. */
export function dayText(number) {
  return Number.isFinite(number) ? new Date(Math.floor(number) * DAY * 1000).toISOString().slice(0, 10) : "";
}

/** The day (since 1970) that an instant falls on by the clock of side AF or PK. */
export function dayOf(second, side) {
  return Math.floor((second + AHEAD[side]) / DAY);
}

/** The first second of a day (since 1970) on the clock of a side. */
export function startOfDay(number, side) {
  return number * DAY - AHEAD[side];
}

/** The second that is looked at: an instant itself, of a day the last second on the clock of a side. */
export function endOf(on, side) {
  return typeof on.second === "number" ? on.second : startOfDay(dayNumber(on.day) + 1, side) - 1;
}

/** A second since 1970 as ISO 8601 in UTC. */
export function isoSecond(second) {
  return new Date(second * 1000).toISOString().replace(".000Z", "Z");
}

/** Whether it is a whole day that is looked at. */
export function isDay(on) {
  return typeof on.day === "string";
}

/** The day (since 1970) that is looked at; of an instant the day in Pakistan. */
export function dayNumberOf(on) {
  return isDay(on) ? dayNumber(on.day) : dayOf(on.second, "PK");
}

/** What a person typed as a day or an instant with its zone, or null; Persian and Arabic digits are read too. */
export function parseOn(text) {
  const plain = latinDigits(String(text)).trim();
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?$/i.exec(plain);
  const day = found ? dayNumber(found[1]) : NaN;
  if (Number.isNaN(day)) {
    return null;
  }
  if (found[2] === undefined) {
    return { day: found[1] };
  }
  const [hour, minute, second] = [found[2], found[3], found[4] || "0"].map(Number);
  const zone = zoneSeconds(found[5].toUpperCase());
  return hour > 23 || minute > 59 || second > 59 || zone === null ? null : { second: day * DAY + hour * 3600 + minute * 60 + second - zone };
}

function zoneSeconds(zone) {
  if (zone === "Z") {
    return 0;
  }
  const [hours, minutes] = zone.slice(1).split(":").map(Number);
  return hours > 23 || minutes > 59 ? null : (zone[0] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** Text with Eastern Arabic and Persian digits as 0 to 9. */
export function latinDigits(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** A day or an instant as parseOn reads it: "2025-03-01", "2025-03-01T14:00+05:00". */
export function onText(on) {
  if (isDay(on)) {
    return on.day;
  }
  const local = new Date((on.second + AHEAD.PK) * 1000).toISOString();
  return local.slice(0, local.slice(17, 19) === "00" ? 16 : 19) + PK_ZONE;
}

/** The same moment so many days later; an instant keeps its time of day. */
export function addDays(on, days) {
  return isDay(on) ? { day: dayText(dayNumber(on.day) + days) } : { second: on.second + days * DAY };
}

/** A day (since 1970) in the words and digits of a language: "1 Mar 2025". */
export function formatDay(number, language) {
  return inWords(number, language, ["day", "month", "year"]);
}

/** A month in the words and digits of a language: "Mar 2025". */
export function formatMonth(number, language) {
  return inWords(number, language, ["month", "year"]);
}

/** A day, or an instant with its time and zone in Pakistan, in the words of a translator's language. */
export function formatOn(on, t) {
  const day = formatDay(dayNumberOf(on), t.language);
  if (isDay(on)) {
    return day;
  }
  const time = formatOf(t.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format((on.second + AHEAD.PK) * 1000);
  return day + ", " + time + " (" + PK_ZONE + ")";
}

/** Parts of a date in one order in all languages: what Intl gives differs between browsers, and mixes scripts. */
function inWords(number, language, order) {
  if (!Number.isFinite(number)) {
    return "";
  }
  const parts = formatOf(language, { year: "numeric", month: "short", day: "numeric" }).formatToParts(number * DAY * 1000);
  const named = months.get(language);
  const word = (type) => (type === "month" && named ? named[new Date(number * DAY * 1000).getUTCMonth()] : parts.find((part) => part.type === type).value);
  return order.map(word).join(" ");
}

function formatOf(language, parts) {
  const key = language + Object.keys(parts).join();
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(localesOf(language).map((one) => one + "-u-ca-gregory"), { ...parts, timeZone: "UTC" }));
  }
  return formats.get(key);
}
