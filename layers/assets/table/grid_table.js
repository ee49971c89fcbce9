// A table of things that can be sorted and opened: its head and its rows.

import { el } from "../core/dom.js";
import { canOpen, itemKey } from "./grid_cells.js";
import { sortColumns } from "./grid_rows.js";

/** The head of a table: a button in each column that it can be sorted by. */
export function headNode(tab, columns, state, model, t) {
  const sortable = sortColumns(tab);
  const [by, descending] = state.sort[tab];
  const cell = ({ key, head, sort }) => {
    if (!sortable.includes(sort)) {
      return el("th", { scope: "col", role: "columnheader" }, head);
    }
    const sorted = by === sort ? (descending ? "descending" : "ascending") : null;
    const sign = sorted ? (descending ? " ▼" : " ▲") : " ↕";
    const button = el("button", { type: "button", class: "dl-sort", "data-keep": "sort-" + key, title: t("grid.sort", { column: head }) }, head, el("span", { "aria-hidden": "true" }, sign));
    button.addEventListener("click", () => model.store.send({ type: "sort", tab, column: sort }));
    return el("th", { scope: "col", role: "columnheader", "aria-sort": sorted }, button);
  };
  return el("thead", {}, el("tr", { role: "row" }, columns.map(cell)));
}

/** The rows of a table, the first cell of each naming it; `open` takes what a click on a row is about, by its key. */
export function bodyNode(tab, items, columns, state, model, open) {
  const [first, ...others] = columns;
  const row = (item) => {
    const key = itemKey(tab, item, model);
    const opens = canOpen(tab, item, model);
    const chosen = tab === "crossings" && key === state.chosen;
    if (opens) {
      open.set(key, [tab, item]);
    }
    const attributes = { class: [chosen ? "dl-chosen-row" : "", opens ? "dl-opens" : ""].join(" ").trim() || null, "aria-current": chosen ? "true" : null, "data-row": key };
    return el("tr", { role: "row", ...attributes }, el("th", { scope: "row", role: "rowheader" }, nameNode(first.name(item), key, opens), first.cell(item)), others.map((column) => el("td", { role: "cell", class: "dl-of-" + column.key, "data-head": column.head }, column.cell(item))));
  };
  return el("tbody", {}, items.map(row));
}

/** The name of a row: a button where there is something to go to. */
function nameNode(name, key, opens) {
  return opens ? el("button", { type: "button", class: "dl-link", dir: "auto", "data-keep": "row-" + key }, name) : el("span", { dir: "auto" }, name);
}
