// Figures of people and trucks: one mark per crossing with their number; never added up.

import { countMarks } from "./count_marks.js";
import { distinct, reader } from "../core/columns.js";
import { tableLayer } from "./lines.js";
import { movementsPopup } from "./list_popup.js";
import { dayNumberOf, dayText } from "../core/moments.js";

/** The movements from their packed table; with an instrument those of periods begun by the moment of its state. */
export function movements(packed, options, t, tree, instrument) {
  const read = reader(packed);
  const popup = (items, name) => movementsPopup(items, name, t);
  return tableLayer("movements", options, t, { swatch: "movements", count: distinct(read, read.all(), ["movement_id"]) }, (map) =>
    countMarks(map, "movements", { read, packedItem: movementItem, popup, instrument, itemsNow: movementsNow }, t),
  );
}

/** Figures of a crossing (or of all: null) whose period had begun by then. */
export function movementsNow({ store, status }, index) {
  const { on, direction } = store.get();
  const day = dayText(dayNumberOf(on));
  const begun = ({ start, end }) => (start || end).slice(0, 10) <= day.slice(0, Math.min(10, (start || end).length));
  return status
    .movements(index)
    .filter((one) => begun(one) && (direction === "both" || !one.direction || one.direction === "both" || one.direction === direction))
    .map((one) => ({ ...one, key: one.id, held: true }));
}

function movementItem(read, row) {
  const text = (name) => read.text(name, row);
  return {
    key: read.has("movement_id") ? text("movement_id") : row,
    held: true,
    min: read.get("min", row),
    max: read.get("max", row),
    unit: text("unit"),
    measure: text("measure"),
    start: text("period_start"),
    end: text("period_end"),
    direction: text("direction"),
    claimant: text("claimant"),
    cumulative: read.get("cumulative", row) === true,
    sources: read.list("sources", row),
  };
}
