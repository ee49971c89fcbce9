// To the change before and the change after: of the crossings, flow and direction shown, and what changed in words.

import { barButton, sign } from "./controls.js";
import { el } from "../core/dom.js";
import { dayOf, formatDay } from "../core/moments.js";
import { changeSentence } from "./said_words.js";
import { differs } from "../core/store.js";

const CHANGE_KEYS = ["on", "crossings", "flow", "direction"];
const MANY_CHANGES = 4;

/** What changed at a second, in words: "" where nothing did; of many changes the first, and how many more. */
function changedWords(second, { crossings, flow, direction }, model, t) {
  const changes = model.status.changesAt(second, crossings, flow, direction);
  const words = changes.slice(0, MANY_CHANGES).map((change) => changeSentence(change, model, t));
  const more = changes.length > MANY_CHANGES ? [t.count("time.more_changes", changes.length - MANY_CHANGES)] : [];
  return [...words, ...more].join(t("list.semicolon"));
}

/** The two buttons and the line that says what changed; gives back {earlier, later, words}. */
export function changeSteps(model) {
  const { store, status } = model;
  const t = model.t();
  const go = (step) => {
    const state = store.get();
    const found = status.next(state.on, step, state.crossings, state.flow, state.direction);
    if (found) {
      store.send({ type: "play", playing: false });
      store.send({ type: "on", on: found });
      model.announce([formatDay(dayOf(found.second, "PK"), t.language), changedWords(found.second, state, model, t)].filter(Boolean).join(": "));
    } else {
      model.announce(t(step < 0 ? "time.no_earlier" : "time.no_later"));
    }
  };
  const button = (step, name) => barButton(name, sign(name), { title: t("time." + name), "aria-label": t("time." + name) }, () => go(step));
  const words = el("p", { class: "dl-changed", dir: "auto" });
  const view = (state, before) => {
    if (differs(state, before, CHANGE_KEYS)) {
      words.textContent = typeof state.on.second === "number" ? changedWords(state.on.second, state, model, t) : "";
      words.title = words.textContent;
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return { earlier: button(-1, "previous"), later: button(1, "next"), words };
}
