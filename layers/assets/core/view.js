// The part of the ground in view: the map tells the state, and the state the map.

import { accept } from "./accept.js";
import { differs } from "./store.js";

const VIEW_SLACK = 3; // pixels by which a view may be off and still be the same

/** Keep map and state in step; the view in which the page opens, which `fit` shows, is none that has to be kept. */
export function followView({ map, store }, fit) {
  let home = viewOf(map);
  let fitting = false;
  const goHome = () => {
    fitting = true;
    fit();
    fitting = false;
    home = viewOf(map);
  };
  const goTo = ({ lat, lon, zoom }) => map.setView([lat, lon], zoom, { animate: false });
  const begun = store.get().view;
  map.invalidateSize({ animate: false }); // the views about it have their contents by now
  begun ? goTo(begun) : goHome();
  map.on("resize", () => store.get().view || goHome());
  map.on("moveend", () => {
    if (fitting) {
      return;
    }
    const here = viewOf(map);
    const kept = store.get().view;
    if (kept && kept.zoom === here.zoom && sameView(map, here, kept)) {
      return; // whole pixels, not another view: an address stays what it was
    }
    if (kept === null && map.getZoom() === home.zoom && sameView(map, here, home)) {
      home = here; // the frame changed, not the view
    } else {
      store.send({ type: "view", view: sameView(map, here, home) ? null : here });
    }
  });
  store.subscribe((state, before) => {
    const goal = state.view || home;
    if (differs(state, before, ["view"]) && !sameView(map, viewOf(map), goal)) {
      goTo(goal);
    }
  });
}

function viewOf(map) {
  const { lat, lng } = map.getCenter();
  return accept("view", { lat, lon: lng, zoom: map.getZoom() }, {});
}

function sameView(map, one, other) {
  const [here, there] = [one, other].map(({ lat, lon }) => map.project([lat, lon], one.zoom));
  return Math.abs(one.zoom - other.zoom) < 0.02 && here.distanceTo(there) < VIEW_SLACK;
}
