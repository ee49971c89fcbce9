// Figures of people and trucks: one mark per crossing with their number; never added up.

import { countMarks } from "./closures.js";
import { distinct, reader } from "./columns.js";
import { tableLayer } from "./lines.js";
import { movementsPopup } from "./list_popup.js";

/** The movements from their packed table. */
export function movements(packed, options, t) {
  const read = reader(packed);
  return tableLayer("movements", options, t, { swatch: "movements", count: distinct(read, read.all(), ["movement_id"]) }, (map) =>
    countMarks(map, "movements", ["movement_id"], read, t, (rows) => movementsPopup(read, rows, t)),
  );
}
