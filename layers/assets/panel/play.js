// Playing time: so many days on, again and again, to the end; one step a press for those who asked for less motion.

import { el } from "../core/dom.js";
import { barButton, choice, sign } from "./controls.js";
import { changeInFrame } from "../core/frame.js";
import { dayNumberOf, dayOf, dayText } from "../core/moments.js";
import { differs, moved } from "../core/store.js";

const STEP_MS = 120;
const STRIDES = [1, 7, 30];
const USUAL = 7;
const strides = new WeakMap(); // as it was chosen, by the node of the map's instrument

/** The moment one step on, or null at the end of all. */
export function playStep(on, days, limits) {
  const next = moved(on, days, limits);
  return dayNumberOf(next) > dayNumberOf(on) ? next : null;
}

/** Where playing begins: here, or where all begins once the end is reached. */
export function playFrom(on, limits) {
  return playStep(on, 1, limits) ? on : { day: dayText(dayOf(limits.first, "PK")) };
}

/** The button and the choice of the stride; gives back {nodes, end}. */
export function player(model) {
  const { store, root } = model;
  const t = model.t();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const stride = () => strides.get(root) || USUAL;
  const button = barButton("play", sign("play"), {}, () => press());
  const select = choice("stride", STRIDES.map((days) => [String(days), t.count("time.step", days)]), (value) => strides.set(root, Number(value)));
  select.value = String(stride());
  select.setAttribute("aria-label", t("time.stride"));
  let due = 0;
  let ended = false;
  const press = () => {
    const { on, playing } = store.get();
    const begin = playing ? on : playFrom(on, store.limits);
    store.send({ type: "on", on: begin });
    if (still.matches) {
      store.send({ type: "on", on: moved(begin, stride(), store.limits) });
    } else {
      store.send({ type: "play", playing: !playing });
    }
  };
  const next = () => changeInFrame(() => !ended && store.get().playing && run());
  const run = () => {
    const on = playStep(store.get().on, stride(), store.limits);
    if (on) {
      store.send({ type: "on", on });
    }
    if (!on || !playStep(on, 1, store.limits)) {
      store.send({ type: "play", playing: false });
    } else if (store.get().playing) {
      due = setTimeout(next, STEP_MS);
    }
  };
  const view = (state, before) => {
    if (differs(state, before, ["playing"])) {
      clearTimeout(due);
      const words = t(still.matches ? "time.step_on" : state.playing ? "time.pause" : "time.play");
      button.replaceChildren(sign(state.playing ? "pause" : "play"));
      button.setAttribute("aria-label", words);
      button.setAttribute("title", words);
      if (state.playing) {
        due = setTimeout(next, STEP_MS);
      }
    }
  };
  const end = () => {
    ended = true;
    clearTimeout(due);
  };
  store.subscribe(view);
  view(store.get(), null);
  return { nodes: [button, el("span", { class: "dl-stride" }, select)], end };
}
