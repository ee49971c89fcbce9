// The bar above the map: when, and what of it. On a phone the filter is a sheet that opens from below.

import { changeSteps } from "./change_steps.js";
import { activeFilters, filterChips } from "./chips.js";
import { barButton } from "./controls.js";
import { dateField } from "./date_field.js";
import { el } from "../core/dom.js";
import { choiceFields, crossingsField, kindsField, windowField } from "./filters.js";
import { player } from "./play.js";
import { attachSearch } from "./search.js";
import { languageField, shareButton, themeField } from "./share.js";
import { daySlider } from "./slider.js";
import { differs, endsTogether, FILTERS } from "../core/store.js";
import { shownWords } from "./window_words.js";

const sheets = new WeakSet(); // instruments whose sheet is open: it stays so when the language changes

/** Build the bar in its place; gives back the function that ends it. */
export function addBar(node, model) {
  const t = model.t();
  const steps = changeSteps(model);
  const play = player(model);
  const filters = filterGroup(model);
  const toggle = sheetButton(model, filters.node);
  const when = el("div", { class: "dl-when", role: "group", "aria-label": t("bar.when") }, steps.earlier, dateField(model), steps.later, play.nodes, daySlider(model), toggle);
  node.setAttribute("role", "region");
  node.setAttribute("aria-label", t("bar.label"));
  node.append(when, windowNote(model), steps.words, filters.node, filterChips(model));
  const ends = [play.end, ...filters.start()];
  return () => ends.forEach((end) => end());
}

/** Which incidents stand under which states: in sight where these are not of one time, or no filter is. */
function windowNote({ store, status, t }) {
  const note = el("p", { class: "dl-shown-for", role: "status" });
  const view = (state, before) => {
    if (differs(state, before, ["on", "window"])) {
      note.hidden = state.window.kind === "all";
      note.classList.toggle("dl-parted", !endsTogether(state));
      note.textContent = note.hidden ? "" : shownWords(state, status.range.knownBy, t());
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return note;
}

function filterGroup(model) {
  const t = model.t();
  const lists = [model.incidents ? kindsField(model) : null, crossingsField(model)].filter(Boolean);
  const search = el("input", { type: "search", "data-keep": "bar-search", placeholder: t("bar.search_short"), "aria-label": t("bar.search") });
  const done = barButton("done", t("bar.done"), { class: "dl-bar-button dl-sheet-done" }, () => closeSheet(model, node));
  const node = el(
    "div",
    { class: "dl-filters", tabindex: "-1", id: "dl-filters-" + window.L.Util.stamp(model.map), role: "group", "aria-label": t("bar.filters") },
    el("div", { class: "dl-search" }, search),
    model.incidents ? windowField(model) : null,
    choiceFields(model),
    lists.map((list) => list.node),
    clearButton(model),
    el("div", { class: "dl-page-choices" }, languageField(model), themeField(model), shareButton(model)),
    done,
  );
  node.addEventListener("keydown", (event) => event.key === "Escape" && closeSheet(model, node));
  return { node, start: () => [attachSearch(search, model), ...lists.map((list) => list.end)] };
}

function clearButton({ store, start, t }) {
  const button = barButton("clear", t()("bar.clear"), {}, () => {
    store.send({ type: "clear" });
    button.closest(".dl-filters").querySelector("select").focus(); // the button itself is gone
  });
  const view = (state, before) => {
    if (differs(state, before, FILTERS)) {
      button.disabled = FILTERS.every((key) => JSON.stringify(state[key]) === JSON.stringify(start[key]));
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return button;
}

/** The button that opens the filter on a phone, with how many parts of it leave something out. */
function sheetButton(model, filters) {
  const { store, root } = model;
  const t = model.t();
  const button = barButton("filters", "", { class: "dl-bar-button dl-sheet-button", "aria-controls": filters.id }, () => {
    sheets.has(root) ? closeSheet(model, filters) : sheets.add(root);
    show();
    if (sheets.has(root)) {
      filters.focus(); // not a field: a phone would put its keyboard over the sheet
    }
  });
  const show = () => {
    filters.classList.toggle("dl-sheet-open", sheets.has(root));
    button.setAttribute("aria-expanded", String(sheets.has(root)));
  };
  const view = (state, before) => {
    if (differs(state, before, FILTERS)) {
      const number = activeFilters(state, model, t).length;
      button.textContent = number ? t("bar.filters_on", { number: t.number(number) }) : t("bar.filters");
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  show();
  return button;
}

function closeSheet({ root }, filters) {
  if (sheets.delete(root)) {
    filters.classList.remove("dl-sheet-open");
    const button = root.querySelector(".dl-sheet-button");
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }
}
