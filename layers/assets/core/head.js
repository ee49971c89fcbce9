// The heading of our page: for when, how old the knowledge is, in the language chosen.

import { dayOf, formatDay } from "./moments.js";
import { ageWords } from "../map/popup.js";
import { differs, endsTogether } from "./store.js";
import { shownWords } from "../panel/window_words.js";
import { knownLanguages, translator } from "./words.js";

/** Keep heading, date and age of the page in step with the state; a page that is not ours has none. */
export function followHead({ store, status, t }) {
  const [title, subtitle, age] = [".page-head h1", ".page-subtitle", ".page-age"].map((name) => document.querySelector(name));
  const own = title && knownLanguages().some((language) => titleIn(language) === title.textContent);
  const write = (node, text) => {
    if (node) {
      node.textContent = text;
      node.setAttribute("lang", t().language);
    }
  };
  const view = (state, before) => {
    if (own && differs(state, before, ["language"])) {
      title.parentElement.setAttribute("dir", t().direction);
      write(title, titleIn(state.language));
    }
    if (differs(state, before, ["on", "window", "language"])) {
      write(subtitle, shownWords(state, status.range.knownBy, t()));
      subtitle && subtitle.classList.toggle("page-parted", !endsTogether(state));
      write(age, newestWords(status, state.on, t()));
    }
  };
  store.subscribe(view);
  view(store.get(), null);
}

function titleIn(language) {
  const t = translator(language);
  return t.has("page.title") ? t("page.title") : "";
}

/** How old the newest statement about any crossing is. */
export function newestWords(status, on, t) {
  const told = status.crossings.map((_, index) => status.telling(index, on)).filter((one) => one.said !== null);
  const newest = told.reduce((least, one) => (least === null || one.ageDays < least.ageDays ? one : least), null);
  return newest ? t("page.newest", { day: formatDay(dayOf(newest.said, newest.decided[0]), t.language), days: ageWords(newest.ageDays, t) }) : t("page.newest_none");
}
