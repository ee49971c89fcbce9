// The views of an instrument and the place that each fills; `map` stands for the map itself.

import { addBar } from "../panel/bar.js";
import { addTables } from "../table/grid.js";
import { addLegend } from "../map/legend.js";
import { nameControls } from "../map/map_words.js";
import { addPanel } from "../panel/panel.js";
import { addPaper } from "../paper/paper.js";
import { addTimeline } from "../timeline/timeline.js";

/**
 * [place, add]: `add(node, model)` builds once and subscribes to model.store; it may give back a function that ends it.
 * The order is that in which they are built.
 */
export const VIEWS = [
  ["bar", addBar],
  ["panel", addPanel],
  ["time", addTimeline],
  ["tables", addTables],
  ["map", nameControls],
  ["map", (map, model) => addLegend(map, model.layers, model, model.options)], // it looks at what the panel leaves
  ["paper", addPaper],
];
