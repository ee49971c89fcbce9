// The slider over all days that something is told of; it runs as the timeline does, from right to left in such scripts.

import { el } from "../core/dom.js";
import { onceAFrame } from "../core/frame.js";
import { dayNumberOf, dayOf, dayText, formatOn } from "../core/moments.js";
import { differs, moved } from "../core/store.js";

const MONTH_DAYS = 30;

/**
 * How many days a key moves the date, or "first" or "last"; null for another key. `direction` is that of the script: in
 * one from right to left, the left arrow goes on in time.
 */
export function keyStep(key, direction) {
  const ahead = direction === "rtl" ? -1 : 1;
  const steps = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowUp: 1, ArrowDown: -1, PageUp: MONTH_DAYS, PageDown: -MONTH_DAYS, Home: "first", End: "last" };
  return Object.prototype.hasOwnProperty.call(steps, key) ? steps[key] : null;
}

/** The moment that a key leads to; the first and last day of all at the ends. */
export function keyMoment(on, step, limits) {
  if (typeof step === "number") {
    return moved(on, step, limits);
  }
  return { day: dayText(step === "first" ? dayOf(limits.first, "PK") : dayOf(limits.last, "AF")) };
}

/** The slider, kept in step with the state. */
export function daySlider(model) {
  const { store, limits } = model;
  const t = model.t();
  const input = el("input", { type: "range", class: "dl-slider", min: dayOf(limits.first, "PK"), max: dayOf(limits.last, "AF"), step: 1, "data-keep": "bar-slider", "aria-label": t("bar.slider") });
  const slide = onceAFrame((day) => store.send({ type: "on", on: { day: dayText(day) } }));
  input.addEventListener("input", () => slide(Number(input.value)));
  input.addEventListener("keydown", (event) => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? null : keyStep(event.key, t.direction);
    if (step !== null) {
      event.preventDefault();
      store.send({ type: "on", on: keyMoment(store.get().on, step, store.limits) });
    }
  });
  const view = (state, before) => {
    if (differs(state, before, ["on"])) {
      input.value = dayNumberOf(state.on);
      input.setAttribute("aria-valuetext", formatOn(state.on, t));
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return input;
}
