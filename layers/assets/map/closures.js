// Closures on record: one mark per crossing with their number; strong where one holds at the moment, else faint.

import { countMarks, touches } from "./count_marks.js";
import { distinct, reader } from "../core/columns.js";
import { tableLayer } from "./lines.js";
import { closuresPopup } from "./list_popup.js";

/** The closures from their packed table; with an instrument those that had begun by the moment of its state. */
export function closures(packed, options, t, tree, instrument) {
  const read = reader(packed);
  const popup = (items, name) => closuresPopup(items, name, tree, t);
  return tableLayer("closures", options, t, { swatch: "closures", count: distinct(read, read.all(), ["report_id", "crossing_id"]) }, (map) =>
    countMarks(map, "closures", { read, packedItem, popup, instrument, itemsNow: closuresNow }, t),
  );
}

/** Closures of a crossing (or of all: null) that had begun by then, each with its phase: {...closure, phase}. */
export function closuresNow({ store, status, tree }, index) {
  const { on, flow, direction } = store.get();
  const begun = status.closures(index).map((closure) => ({ ...closure, phase: status.phase(closure, on) }));
  return begun.filter((closure) => closure.phase !== "before" && touches(closure, flow, direction, tree)).map(asKnown);
}

/** A closure as it can be told of at the moment: one that still holds has no end yet. */
function asKnown(closure) {
  const over = closure.phase === "over";
  return { ...closure, key: closure.report ? closure.report.id : closure.place, held: closure.phase === "shut", start: closure.startText, end: over ? closure.endText : "", min: closure.daysMin, max: over ? closure.daysMax : null };
}

function packedItem(read, row) {
  const text = (name) => read.text(name, row);
  return {
    key: read.has("report_id") ? text("report_id") : row,
    held: true,
    start: text("start"),
    end: text("end"),
    min: read.get("days_min", row),
    max: read.get("days_max", row),
    flows: read.list("flows", row),
    direction: text("direction"),
    cause: text("cause"),
    claimant: text("claimant"),
    summary: text("summary"),
    sources: read.list("sources", row),
  };
}
