// The moment shown and the window of incidents, in words.

import { windowDays } from "../core/filter.js";
import { formatDay, formatOn } from "../core/moments.js";
import { daysWords } from "./said_words.js";
import { endsTogether } from "../core/store.js";

/** The window of the state in words. */
export function windowWords(state, t) {
  const [since, until] = windowDays(state);
  if (state.window.kind === "all") {
    return t("panel.window_all", { until: daysWords(until, until, t) });
  }
  return t("panel.window", { window: daysWords(since, until, t) });
}

/** For when states are shown, as known by when, and of which days incidents, where those are not all by then. */
export function shownWords(state, knownBy, t) {
  const known = knownBy ? t("list.comma") + t("page.known_by", { known_by: knownBy }) : "";
  const states = t("page.as_of", { on: formatOn(state.on, t) }) + known;
  if (state.window.kind === "all") {
    return states;
  }
  const [since, until] = windowDays(state).map((day) => formatDay(day, t.language));
  return states + t("list.semicolon") + t("page.window", { since, until }) + partedWords(state, t);
}

/** That states and incidents are not of one time, where they are not. */
export function partedWords(state, t) {
  return endsTogether(state) ? "" : t("list.stop") + " " + t("page.parted");
}
