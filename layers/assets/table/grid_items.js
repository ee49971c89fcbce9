// The things a table shows, in its order, up to a number; of incidents with their texts.

import { closuresShown, crossingsShown, incidentsShown, movementsShown, rowsByGroup, sortedItems } from "./grid_rows.js";

const SHOWN = { crossings: crossingsShown, closures: closuresShown, movements: movementsShown };

/** {total, items} of a table as a promise; items of incidents are {rows, full}. */
export function tableItems(tab, model, state, limit, t) {
  if (tab === "incidents") {
    const { total, items } = incidentItems(model, state, limit, t);
    return Promise.all(items.map((item) => model.incidents.rowsOf(item.rows))).then((full) => ({ total, items: items.map((item, at) => ({ ...item, full: full[at] })) }));
  }
  return Promise.resolve(plainItems(tab, model, state, limit, t));
}

/** {total, items} of a table of which all is there at once. */
export function plainItems(tab, model, state, limit, t) {
  const items = sortedItems(tab, SHOWN[tab](model, state), model, state, t);
  return { total: items.length, items: items.slice(0, limit) };
}

/** The same of incidents, without their texts: {rows} of each. */
export function incidentItems(model, state, limit, t) {
  const { mask, firsts } = incidentsShown(model, state);
  const shown = sortedItems("incidents", firsts, model, state, t).slice(0, limit);
  const rows = rowsByGroup(model, mask, shown);
  return { total: firsts.length, items: shown.map((row) => ({ rows: rows.get(model.incidents.group[row]) })) };
}
