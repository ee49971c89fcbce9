// What is filtered, as small buttons that take each part of the filter away again.

import { clear, el } from "../core/dom.js";
import { windowWords } from "./window_words.js";
import { differs, FILTERS } from "../core/store.js";

const CHIPS_NAME = 3;

/** The parts of the filter that leave something out, each {key, words, actions}: the actions take it away. */
export function activeFilters(state, model, t) {
  const { window, crossings, hiddenKinds, flow, direction, precision, search } = state;
  const names = crossings.map((id) => model.name(model.status.indexOf(id)));
  const kinds = hiddenKinds.map((kind) => t.word("incident_kind", kind));
  return [
    window.kind !== "all" && { key: "window", words: windowWords(state, t), actions: [{ type: "window", window: { kind: "all" } }] },
    flow !== "all" && { key: "flow", words: t.word("flow", flow), actions: [{ type: "flow", flow: "all" }] },
    direction !== "both" && { key: "direction", words: t.word("direction", direction), actions: [{ type: "direction", direction: "both" }] },
    crossings.length > 0 && { key: "crossings", words: named(names, "bar.more_crossings", t), actions: crossings.map((id) => ({ type: "crossing", id, wanted: false })) },
    kinds.length > 0 && { key: "kinds", words: t("bar.without", { kinds: named(kinds, "bar.more_kinds", t) }), actions: hiddenKinds.map((kind) => ({ type: "kind", kind, shown: true })) },
    precision !== "any" && { key: "precision", words: t("bar.precision_" + precision), actions: [{ type: "precision", precision: "any" }] },
    search.trim() !== "" && { key: "search", words: t("bar.quoted", { words: search.trim() }), actions: [{ type: "search", text: "" }] },
  ].filter(Boolean);
}

/** A few names as they are, of many only how many they are. */
function named(names, key, t) {
  return names.length <= CHIPS_NAME ? t.list(names) : t.count(key, names.length);
}

/** The list of these buttons, kept in step with the state; it is hidden while nothing is filtered. */
export function filterChips(model) {
  const t = model.t();
  const list = el("ul", { class: "dl-filtered", "aria-label": t("bar.filtered") });
  const view = (state, before) => {
    if (!differs(state, before, [...FILTERS, "on"])) {
      return;
    }
    const active = activeFilters(state, model, t);
    const words = active.map((one) => one.words).join("|");
    if (before && words === list.dataset.words) {
      return;
    }
    const had = list.contains(document.activeElement);
    clear(list).append(...active.map((one) => el("li", {}, chipButton(one, model.store, t))));
    list.dataset.words = words;
    list.hidden = active.length === 0;
    if (had && active.length) {
      list.querySelector("button").focus();
    }
  };
  model.store.subscribe(view);
  view(model.store.get(), null);
  return list;
}

function chipButton({ words, actions }, store, t) {
  const button = el("button", { type: "button", class: "dl-filter-chip", title: t("bar.remove"), "aria-label": t("bar.remove_filter", { filter: words }) }, el("span", { dir: "auto" }, words), el("span", { "aria-hidden": "true" }, "\u00d7"));
  button.addEventListener("click", () => actions.forEach((action) => store.send(action)));
  return button;
}
