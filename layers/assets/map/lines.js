// Layers of our tables: one that is there at once and drawn when its table is, and what is drawn in it.

import { labelsOf } from "./labels.js";
import { addNotes, removeNotes } from "./notes.js";

/**
 * A Leaflet layer of one of our tables. `build(map)` gives {layers, labels, marks, soft}; it is called when the
 * layer is first put on a map. `summary` is what the legend shows of it.
 */
export function tableLayer(kind, options, t, summary, build) {
  let built = null;
  let on = null;
  const Table = window.L.Layer.extend({
    onAdd(map) {
      if (on !== map) {
        built = build(map);
        on = map;
      }
      built.layers.forEach((layer) => layer.addTo(map));
      labelsOf(map).set(this, built.labels || [], built.marks || [], built.soft);
      addNotes(map, this, options, t);
    },
    onRemove(map) {
      built.layers.forEach((layer) => layer.remove());
      labelsOf(map).remove(this);
      removeNotes(map, this);
    },
  });
  const layer = new Table();
  layer.durandline = { kind, t, attributions: options.attributions, ...summary, name: calledName(options, summary.name || t("layer." + kind), t) };
  return layer;
}

/** The name that a layer was given, else its usual one; with its number from the second of a name on. */
function calledName({ title, number }, usual, t) {
  return (title || usual) + (number > 1 ? " (" + t.number(number) + ")" : "");
}

/**
 * A Leaflet layer that stands for one of our tables from the start: `table` is the promise of it, `make(table)` the
 * promise of what is drawn (a tableLayer). `layer.durandline.ready` resolves when it is; `redraw()` makes it anew.
 */
export function promisedLayer(kind, table, make) {
  let inner = null;
  const Promised = window.L.Layer.extend({
    onAdd(map) {
      if (inner) {
        inner.addTo(map);
      }
    },
    onRemove() {
      if (inner) {
        inner.remove();
      }
    },
  });
  const layer = new Promised();
  let turn = 0;
  const redraw = async () => {
    turn += 1;
    const mine = turn;
    const next = await make(await table, layer);
    if (mine !== turn) {
      return; // asked for again meanwhile
    }
    if (inner) {
      inner.remove();
    }
    inner = next;
    Object.assign(layer.durandline, inner.durandline);
    if (layer._map) {
      inner.addTo(layer._map);
    }
  };
  layer.durandline = { kind, table, redraw };
  layer.durandline.ready = Promise.resolve().then(redraw);
  return layer;
}
