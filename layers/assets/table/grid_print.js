// The tables on paper, for those who ask for them: crossings, closures, the first incidents and figures as they are shown.

import { el } from "../core/dom.js";
import { columnsOf, itemKey } from "./grid_cells.js";
import { incidentItems, plainItems, tableItems } from "./grid_items.js";
import { captionWords } from "./grid_words.js";
import { differs } from "../core/store.js";
import { TABS } from "../core/vocabulary.js";

const MOST_PRINTED = 500;

/** A check box that asks for the tables when the page is printed, kept in step with the state. */
export function printChoice({ store, t }) {
  const box = el("input", { type: "checkbox", "data-keep": "print-tables" });
  box.addEventListener("change", () => store.send({ type: "print", tables: box.checked }));
  const view = (state, before) => {
    if (differs(state, before, ["tablesPrinted"])) {
      box.checked = state.tablesPrinted;
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return el("label", { class: "dl-print-choice" }, box, t()("grid.print_tables"));
}

/** The tables of a state as sections; incidents, the first 500, without their texts unless these are given. */
export function printedTables(model, state, t, incidents) {
  return TABS.filter((tab) => tab !== "incidents" || model.incidents).map((tab) => {
    const { total, items } = tab !== "incidents" ? plainItems(tab, model, state, Infinity, t) : incidents || incidentItems(model, state, MOST_PRINTED, t);
    const columns = columnsOf(tab, model, state, t);
    const row = (item) => el("tr", { "data-row": itemKey(tab, item, model) }, columns.map((column, at) => (at ? el("td", { dir: "auto" }, column.cell(item)) : el("th", { scope: "row" }, column.name(item), column.cell(item)))));
    const left = total - items.length;
    return el(
      "section",
      { class: "dl-paper-table" },
      el("h2", {}, t("grid.tab_" + tab)),
      el("p", {}, captionWords(tab, total, model, state, t)),
      el("table", {}, el("thead", {}, el("tr", {}, columns.map(({ head }) => el("th", { scope: "col" }, head)))), el("tbody", {}, items.map(row))),
      left > 0 ? el("p", {}, t("table.more", { number: t.number(left) })) : null,
    );
  });
}

/** The incidents of such a table with their texts, as a promise; a browser prints at once, so they are fetched ahead. */
export function printedIncidents(model, state, t) {
  return tableItems("incidents", model, state, MOST_PRINTED, t);
}
