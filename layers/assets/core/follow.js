// Layers without a picture of their own: while they are on the map, what is drawn beside them follows state and theme.

import { differs } from "./store.js";
import { onTheme } from "./theme.js";

/** A Leaflet layer that calls `view(state, before)` when it comes onto a map and when one of the named parts changes. */
export function followState(model, keys, view) {
  let seen = null;
  const look = (state) => {
    if (differs(state, seen, keys)) {
      const before = seen;
      seen = state;
      view(state, before);
    }
  };
  return whileOn(() => {
    const leave = model.store.subscribe(look);
    look(model.store.get());
    return leave;
  });
}

/** A Leaflet layer that calls `view()` when the ground turns light or dark, and when it had done so while it was off. */
export function followTheme(view) {
  return whileOn(() => {
    view();
    return onTheme(view);
  });
}

/** A Leaflet layer that calls `start()` when it comes onto a map, and what that gives back when it goes. */
export function whileOn(start) {
  let end = null;
  const On = window.L.Layer.extend({
    onAdd(map) {
      end = start(map);
    },
    onRemove() {
      end();
    },
  });
  return new On();
}
