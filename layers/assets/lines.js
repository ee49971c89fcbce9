// A layer that keeps its Leaflet parts, labels and notices together and knows how to come and go.

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
  layer.durandline = { kind, t, name: t("layer." + kind), ...summary };
  return layer;
}
