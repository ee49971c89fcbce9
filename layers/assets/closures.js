// Closures on record: one mark per crossing with their number.

import { distinct, groupRows, reader } from "./columns.js";
import { el } from "./dom.js";
import { tableLayer } from "./lines.js";
import { closuresPopup } from "./list_popup.js";
import { mark } from "./markers.js";
import { paneOf } from "./panes.js";

/** The closures from their packed table. */
export function closures(packed, options, t, tree) {
  const read = reader(packed);
  return tableLayer("closures", options, t, { swatch: "closures", count: distinct(read, read.all(), ["report_id", "crossing_id"]) }, (map) =>
    countMarks(map, "closures", ["report_id"], read, t, (rows) => closuresPopup(read, rows, tree, t)),
  );
}

/** One mark per crossing with the number of what `ids` tell apart there; the popup lists the rows. */
export function countMarks(map, kind, ids, read, t, popup) {
  const pane = paneOf(map, kind);
  const groups = groupRows(read.located(), (row) => read.text("crossing_id", row));
  const layers = Array.from(groups.values()).map((rows) => {
    const at = [read.get("lat", rows[0]), read.get("lon", rows[0])];
    const name = read.text("name_en", rows[0]) || read.text("crossing_id", rows[0]);
    const number = t.number(distinct(read, rows, ids));
    const node = el("span", { class: "dl-count dl-count-" + kind }, number);
    const anchor = kind === "closures" ? [26, -4] : [-4, -4];
    return mark(at, node, { name: t("map." + kind + "_marker", { number, name }), pane, anchor, size: [22, 18], popup: () => popup(rows), className: "dl-count-mark" });
  });
  return { layers };
}
