// The tables on paper: crossings, closures and the first incidents as they are shown, made when the page is printed.

import { clear, el } from "./dom.js";
import { captionWords } from "./grid_words.js";
import { columnsOf, itemKey } from "./grid_cells.js";
import { plainItems, tableItems } from "./grid_items.js";
import { TABS } from "./accept.js";

const MOST_PRINTED = 500;
const AHEAD_MS = 700;

/** {node, prepare, end}: `prepare` has the texts of the incidents fetched ahead, since a browser prints at once. */
export function followPrint(model, t) {
  const node = el("div", { class: "dl-print" });
  const media = window.matchMedia("print");
  let due = 0;
  let ahead = { total: 0, items: [] };
  const fetchAhead = () => {
    const state = model.store.get();
    tableItems("incidents", model, state, MOST_PRINTED, t).then((found) => (ahead = found));
  };
  const prepare = () => {
    clearTimeout(due);
    due = model.incidents ? setTimeout(fetchAhead, AHEAD_MS) : 0;
  };
  const fill = () => clear(node).append(...printedSections(model, ahead, t));
  const empty = () => clear(node);
  const onMedia = () => (media.matches ? fill() : empty());
  window.addEventListener("beforeprint", fill);
  window.addEventListener("afterprint", empty);
  media.addEventListener("change", onMedia);
  return {
    node,
    prepare,
    end() {
      clearTimeout(due);
      window.removeEventListener("beforeprint", fill);
      window.removeEventListener("afterprint", empty);
      media.removeEventListener("change", onMedia);
    },
  };
}

function printedSections(model, ahead, t) {
  const state = model.store.get();
  const tabs = TABS.filter((tab) => (tab === "incidents" ? model.incidents : tab !== "movements" || state.tab === "movements"));
  return tabs.map((tab) => {
    const { total, items } = tab === "incidents" ? ahead : plainItems(tab, model, state, Infinity, t);
    const columns = columnsOf(tab, model, state, t);
    const row = (item) => el("tr", { "data-row": itemKey(tab, item, model) }, columns.map((column, at) => (at ? el("td", { dir: "auto" }, column.cell(item)) : el("th", { scope: "row" }, column.name(item), column.cell(item)))));
    const left = total - items.length;
    return el(
      "section",
      {},
      el("h2", {}, t("grid.tab_" + tab)),
      el("table", { class: "dl-grid-table" }, el("caption", {}, captionWords(tab, total, model, state, t)), el("thead", {}, el("tr", {}, columns.map(({ head }) => el("th", { scope: "col" }, head)))), el("tbody", {}, items.map(row))),
      left > 0 ? el("p", {}, t("table.more", { number: t.number(left) })) : null,
    );
  });
}
