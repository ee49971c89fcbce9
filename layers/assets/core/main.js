// What a page calls: setup, draw, legend, instrument. Each comes back at once; what it brings is there when inflated.

import { createIncidents } from "./incident_model.js";
import { modelOf, startInstrument } from "./instrument.js";
import { KINDS } from "./kinds.js";
import { addLegend } from "../map/legend.js";
import { promisedLayer } from "../map/lines.js";
import { track } from "./ready.js";
import { addStyles } from "../map/symbols.js";
import { inflate } from "./unpack.js";
import { addWords, translator } from "./words.js";

let flowTree = {};
let prepared = Promise.resolve();

/** Take words (of one language or a list of them), symbols and the flow tree. */
function setup(packed) {
  const taken = inflate(packed).then(({ words, styles, flowTree: tree }) => {
    [words].flat().forEach(addWords);
    addStyles(styles);
    flowTree = tree;
  });
  prepared = track(Promise.all([prepared, taken]));
}

/** A Leaflet layer of one of our tables; where an instrument is on the same map, it follows its state. */
function draw(kind, packed, options) {
  const table = packed.core ? createIncidents(packed) : inflate(packed);
  const layer = promisedLayer(kind, table, async (read, self) => {
    await prepared;
    const model = await modelOf(self);
    const t = model ? model.t() : translator(options.language);
    return KINDS[kind](read, options, t, flowTree, model);
  });
  track(layer.durandline.ready);
  return layer;
}

/** Our legend on a map without an instrument. */
function legend(map, layers, options) {
  const drawn = layers.map((layer) => layer.durandline.ready);
  track(Promise.all([prepared, ...drawn]).then(() => addLegend(map, layers, null, options)));
}

/** Our legend, bar, panel, timeline and tables about a map: all that follows one state. */
function instrument(map, layers, packed, options) {
  return startInstrument(map, layers, { packed: prepared.then(() => inflate(packed)), tree: () => flowTree }, options);
}

export const api = Object.freeze({ setup, draw, legend, instrument });
