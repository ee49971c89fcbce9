// Printing: the page takes another size, and the map has to show the same ground in it.

/** Keep the same ground in view, beside the legend that a function gives, while the page is laid out for paper; put the view back after. */
export function keepInPrint(map, legend) {
  const media = window.matchMedia("print");
  let before = null;
  media.addEventListener("change", () => {
    if (media.matches) {
      before = { centre: map.getCenter(), zoom: map.getZoom() };
      const ground = map.getBounds();
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(ground, { animate: false, paddingBottomRight: [widthOf(legend()), 0] });
    } else if (before) {
      map.invalidateSize({ animate: false, pan: false });
      map.setView(before.centre, before.zoom, { animate: false });
      before = null;
    }
  });
}

function widthOf(node) {
  return node ? node.offsetWidth : 0;
}
