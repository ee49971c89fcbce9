// Drawing order: each layer has a pane of its own, so that it stays the same whatever is toggled.

const ORDER = {
  basemap: 210,
  border: 415,
  routes: 410,
  incidents: 450,
  names: 460,
  closures: 590,
  movements: 592,
  crossings: 610,
  labels: 615,
};

const ABOVE_LINES = 440; // of a layer that is not named above

const PASSIVE = new Set(["basemap", "border", "names", "labels", "incidents"]);

/** The name of a layer's pane on a map; made when first asked for. */
export function paneOf(map, layer) {
  const name = "durandline-" + layer;
  if (!map.getPane(name)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(ORDER[layer] || ABOVE_LINES);
    if (PASSIVE.has(layer)) {
      pane.style.pointerEvents = "none";
    }
  }
  return name;
}
