// Closures on record: one mark per crossing with their number.

import { groupRows, reader } from "./columns.js";
import { el } from "./dom.js";
import { tableLayer } from "./lines.js";
import { closuresPopup } from "./list_popup.js";
import { mark } from "./markers.js";
import { paneOf } from "./panes.js";

/** The closures from their packed table. */
export function closures(packed, options, t, tree) {
  const read = reader(packed);
  return tableLayer("closures", options, t, { swatch: "closures", count: packed.rows }, (map) =>
    countMarks(map, "closures", read, t, (rows) => closuresPopup(read, rows, tree, t)),
  );
}

/** One mark per crossing with the number of its rows; the popup lists them. */
export function countMarks(map, kind, read, t, popup) {
  const pane = paneOf(map, kind);
  const groups = groupRows(read.located(), (row) => read.text("crossing_id", row));
  const layers = Array.from(groups.values()).map((rows) => {
    const at = [read.get("lat", rows[0]), read.get("lon", rows[0])];
    const name = read.text("name_en", rows[0]) || read.text("crossing_id", rows[0]);
    const node = el("span", { class: "dl-count dl-count-" + kind }, t.number(rows.length));
    const anchor = kind === "closures" ? [26, -4] : [-4, -4];
    return mark(at, node, { name: t("map." + kind + "_marker", { number: t.number(rows.length), name }), pane, anchor, size: [22, 18], popup: () => popup(rows), className: "dl-count-mark" });
  });
  return { layers };
}
