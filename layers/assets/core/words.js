// The interface strings of each language, as the page was given them.

import { localesOf, setMonths } from "./moments.js";

const languages = new Map();
const translators = new Map();

/** Keep the strings of one language: {language, direction, table}. */
export function addWords(words) {
  languages.set(words.language, words);
  translators.delete(words.language);
  if (words.table["month.12"]) {
    setMonths(words.language, Array.from({ length: 12 }, (_, at) => words.table["month." + (at + 1)]));
  }
}

/** The languages that there are strings of. */
export function knownLanguages() {
  return Array.from(languages.keys());
}

/** Fill the {names} of a string; what is filled in is not read again. */
export function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
}

/** A function t(key, values) for one language, with t.has, t.count, t.word, t.list and t.number; the same one each time. */
export function translator(language) {
  if (!translators.has(language)) {
    translators.set(language, makeTranslator(language));
  }
  return translators.get(language);
}

function makeTranslator(language) {
  const words = languages.get(language);
  if (!words) {
    throw new Error("durandline: no words for language " + language);
  }
  const has = (key) => Object.prototype.hasOwnProperty.call(words.table, key);
  const t = (key, values) => {
    if (!has(key)) {
      throw new Error("durandline: no string " + key + " in " + language);
    }
    return fillIn(words.table[key], values);
  };
  const plural = new Intl.PluralRules(localesOf(language));
  t.has = has;
  t.language = language;
  t.direction = words.direction;
  Object.defineProperty(t, "name", { value: words.name || language }); // functions have a name of their own
  t.count = (key, number) => {
    const form = key + "_" + plural.select(number);
    return t(has(form) ? form : key, { number: t.number(number) });
  };
  t.word = (group, name) => (has(group + "." + name) ? words.table[group + "." + name] : String(name || "").replace(/_/g, " "));
  t.list = (parts) => parts.join(t("list.comma"));
  const numbers = new Intl.NumberFormat(localesOf(language), { maximumFractionDigits: 1 });
  t.number = (number) => numbers.format(number);
  return t;
}

/** A distance in metres in words: "800 m", "3 km". */
export function distanceWords(metres, t) {
  if (metres < 950) {
    return t("distance.m", { number: t.number(Math.max(10, Math.round(metres / 10) * 10)) });
  }
  const km = metres / 1000;
  return t("distance.km", { number: t.number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km)) });
}
