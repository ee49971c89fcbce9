// Which rows the state shows: the window in time, kinds, crossings, precision, and words that are looked for.

import { dayNumber, dayNumberOf, latinDigits } from "./moments.js";
import { PRECISIONS } from "./vocabulary.js";

/** The parts of the state that decide which incidents are shown: what a view of them looks at before it draws. */
export const MASK_KEYS = ["on", "window", "hiddenKinds", "crossings", "precision", "search", "searched"];

// From the most precise on; a row is at least as precise as one further on.

// Letters that one name is written with in the four languages, once taken apart, and what they are compared as.
const LETTERS = { "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ګ": "گ", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ٱ": "ا" };

/** Text as it is compared: without case, accents, joiners; letter variants and digits of the Arabic script as one. */
export function fold(text) {
  const apart = text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f]/g, "");
  return latinDigits(apart.replace(/[يىېۍكګةەہھۃٱ]/g, (letter) => LETTERS[letter])).toLowerCase();
}

/** The words of a search, folded; each has to be found. */
export function searchTerms(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

/** Whether folded text holds every one of the terms. */
export function hasTerms(folded, terms) {
  return terms.every((term) => folded.includes(term));
}

/** The window as days since 1970, both included: [since, until]; since is -Infinity where it has no beginning. */
export function windowDays({ on, window }) {
  const day = dayNumberOf(on);
  switch (window.kind) {
    case "days":
      return [day - window.days + 1, day];
    case "dates":
      return [dayNumber(window.since), dayNumber(window.until)];
    default:
      return [-Infinity, day];
  }
}

/** For each word of a dictionary 1 where it is among those wanted; the last place is for rows without one. */
export function allowed(words, test, without) {
  return Uint8Array.from([...words.map((word) => (test(word) ? 1 : 0)), without ? 1 : 0]);
}

/** A test of precision words: at least as precise as `wanted`. */
export function preciseEnough(wanted) {
  const most = PRECISIONS.indexOf(wanted);
  return (word) => wanted === "any" || (PRECISIONS.includes(word) && PRECISIONS.indexOf(word) <= most);
}

/**
 * 1 for each row whose days touch the window and whose codes are all allowed. `tests` are [codes, allowed]: a code that
 * is missing (-1) is looked up at the end.
 */
export function maskOf(first, last, [since, until], tests) {
  const mask = new Uint8Array(first.length);
  for (let row = 0; row < mask.length; row += 1) {
    mask[row] = first[row] <= until && last[row] >= since ? 1 : 0;
  }
  for (const [codes, kept] of tests) {
    const none = kept[kept.length - 1];
    for (let row = 0; row < mask.length; row += 1) {
      mask[row] &= codes[row] < 0 ? none : kept[codes[row]];
    }
  }
  return mask;
}
