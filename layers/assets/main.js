// What a page calls: setup, draw, legend.

import { basemap } from "./basemap.js";
import { border } from "./border.js";
import { closures } from "./closures.js";
import { crossings } from "./crossings.js";
import { incidents } from "./incidents.js";
import { addLegend } from "./legend.js";
import { movements } from "./movements.js";
import { routes } from "./routes.js";
import { addStyles } from "./symbols.js";
import { addWords, translator } from "./words.js";

const KINDS = { basemap, border, closures, crossings, incidents, movements, routes };
let flowTree = {};

/** Take words, symbols and the flow tree. */
function setup({ words, styles, flowTree: tree }) {
  addWords(words);
  addStyles(styles);
  flowTree = tree;
}

/** A Leaflet layer of one of our tables. */
function draw(kind, packed, options) {
  return KINDS[kind](packed, options, translator(options.language), flowTree);
}

/** Our legend on a map. */
function legend(map, layers, options) {
  return addLegend(map, layers, options, translator(options.language));
}

export const api = Object.freeze({ setup, draw, legend });
