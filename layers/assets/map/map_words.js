// What the map's own buttons are called, in the language chosen.

/** Name the zoom buttons for those who hear them. */
export function nameControls(map, { t }) {
  const words = t();
  const container = map.getContainer();
  for (const [part, key] of [["in", "map.zoom_in"], ["out", "map.zoom_out"]]) {
    container.querySelectorAll(".leaflet-control-zoom-" + part).forEach((button) => {
      button.setAttribute("title", words(key));
      button.setAttribute("aria-label", words(key));
    });
  }
}
