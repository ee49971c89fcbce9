// One canvas over the view: drawn anew after each move, scaled along while the map zooms.

import { drawSoon } from "../core/frame.js";

/**
 * A Leaflet layer with one canvas; `paint(context, frame)` draws it, frame is {map, size, zoom, origin, ratio}.
 * `paintApart(context, frame)` draws the same in another frame and leaves the layer as it is; it gives back the boxes
 * of what it drew, in pixels of that frame.
 */
export function canvasLayer(pane, paint, paintApart) {
  const L = window.L;
  const Canvas = L.Layer.extend({
    pane,
    paintApart,
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "dl-canvas leaflet-zoom-animated", map.getPane(pane));
      this.canvas.setAttribute("aria-hidden", "true");
      this.redraw();
    },
    onRemove() {
      this.canvas.remove();
      this.canvas = null;
    },
    getEvents() {
      return { moveend: this.redraw, resize: this.redraw, zoomanim: this.animate };
    },
    /** Draw with the next frame, however often it is asked for. */
    soon() {
      this.due = this.due || (() => this.canvas && this.redraw());
      drawSoon(this.due);
    },
    redraw() {
      const map = this._map;
      const size = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      this.corner = map.containerPointToLatLng([0, 0]);
      fitCanvas(this.canvas, size, ratio);
      L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const context = this.canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.x, size.y);
      paint(context, { map, size, zoom: map.getZoom(), origin: map.getPixelBounds().min, ratio });
    },
    animate(event) {
      const map = this._map;
      const shift = L.DomUtil.getPosition(map.getPane("mapPane"));
      const origin = map.project(event.center, event.zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
      L.DomUtil.setTransform(this.canvas, map.project(this.corner, event.zoom).subtract(origin), map.getZoomScale(event.zoom));
    },
  });
  return new Canvas();
}

function fitCanvas(canvas, size, ratio) {
  const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
  }
}
