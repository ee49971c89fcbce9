// The date as it is typed, and as it is picked from the calendar of the browser.

import { el } from "../core/dom.js";
import { sign } from "./controls.js";
import { dayNumberOf, dayOf, dayText, formatDay, onText, parseOn } from "../core/moments.js";
import { accept } from "../core/accept.js";
import { differs } from "../core/store.js";

/**
 * What typed text means: {on} where it is a moment that can be shown, else {error} in words. `limits` are those of the
 * store: first and last second.
 */
export function readTyped(text, limits, t) {
  const on = parseOn(text);
  if (!on) {
    return { error: t("bar.date_not_read") };
  }
  if (accept("on", on, limits) === undefined) {
    const [first, last] = [dayOf(limits.first, "PK"), dayOf(limits.last, "AF")].map((day) => formatDay(day, t.language));
    return { error: t("bar.date_outside", { first, last }) };
  }
  return { on };
}

/** The field, its message and the calendar, kept in step with the state. */
export function dateField(model) {
  const { store, limits } = model;
  const t = model.t();
  const id = "dl-date-error-" + window.L.Util.stamp(model.map);
  const input = el("input", { type: "text", class: "dl-date", dir: "ltr", size: 11, "data-keep": "bar-date", autocomplete: "off", spellcheck: "false", title: t("bar.date_form"), "aria-label": t("bar.date"), "aria-describedby": id });
  const error = el("p", { class: "dl-date-error", id, role: "alert" });
  const picker = el("input", { type: "date", class: "dl-picker", min: dayText(dayOf(limits.first, "PK")), max: dayText(dayOf(limits.last, "AF")), "data-keep": "bar-picker", "aria-label": t("bar.pick"), title: t("bar.pick") });
  const tell = (words) => {
    error.textContent = words;
    words ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
  };
  const take = () => {
    const read = readTyped(input.value, store.limits, t);
    tell(read.error || "");
    if (read.on) {
      store.send({ type: "on", on: read.on });
      input.value = onText(store.get().on);
    }
  };
  input.addEventListener("change", take);
  input.addEventListener("keydown", (event) => event.key === "Enter" && take());
  input.addEventListener("focus", () => input.select());
  picker.addEventListener("change", () => picker.value && store.send({ type: "on", on: { day: picker.value } }));
  const view = (state, before) => {
    if (differs(state, before, ["on"])) {
      input.value = onText(state.on);
      input.classList.toggle("dl-date-long", input.value.length > 10);
      picker.value = dayText(dayNumberOf(state.on));
      tell("");
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return el("div", { class: "dl-date-field" }, input, el("span", { class: "dl-picker-home" }, sign("calendar"), picker), error);
}
