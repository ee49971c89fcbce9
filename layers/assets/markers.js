// Marks that are elements: focusable, named for screen readers, with a popup built when it opens.

import { el } from "./dom.js";

const POPUP = { maxWidth: 340, minWidth: 230, maxHeight: 380, className: "dl-popup-frame" };

const reserved = new WeakMap();

/** Keep popups clear of something at the right edge of a map that is so many pixels wide. */
export function reserveRight(map, width) {
  reserved.set(map, width);
}

function room(popup, map) {
  popup.options.maxWidth = Math.min(POPUP.maxWidth, map.getSize().x - 60);
  popup.options.minWidth = Math.min(POPUP.minWidth, popup.options.maxWidth);
  popup.options.autoPanPaddingTopLeft = [map.getSize().x < 480 ? 5 : 50, 10]; // beside the zoom buttons, where there is room
  popup.options.autoPanPaddingBottomRight = [10 + (reserved.get(map) || 0), 10];
}

/** A Leaflet marker at [lat, lon] from an element; `name` is its accessible name, `popup` a function giving its content. */
export function mark(at, node, { name, pane, anchor, size, popup, zIndex, className }) {
  const icon = window.L.divIcon({ html: node, className: "dl-mark " + (className || ""), iconSize: size, iconAnchor: anchor, popupAnchor: [0, -anchor[1]] });
  const marker = window.L.marker(at, { icon, pane, keyboard: true, riseOnHover: true, zIndexOffset: zIndex || 0 });
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", name);
  });
  bindPopup(marker, popup);
  return marker;
}

/** Bind a popup that is built when it opens and gives the focus back when it closes. */
export function bindPopup(layer, content) {
  layer.bindPopup(() => {
    room(layer.getPopup(), layer._map);
    return popupBox(content(layer), () => layer.closePopup());
  }, POPUP);
  layer.on("popupopen", (event) => focusPopup(event.popup));
  layer.on("popupclose", (event) => {
    const box = event.popup.getElement();
    const element = layer.getElement && layer.getElement();
    if (box && element && element.focus && box.contains(document.activeElement)) {
      element.focus({ preventScroll: true });
    }
  });
}

/** Open a popup that belongs to no marker; it closes as the others do. */
export function openPopupAt(map, at, content) {
  const popup = window.L.popup(POPUP).setLatLng(at);
  room(popup, map);
  popup.setContent(popupBox(content(popup), () => map.closePopup(popup))).openOn(map);
  focusPopup(popup);
}

function popupBox(content, close) {
  const box = el("div", { class: "dl-popup", tabindex: "-1" }, content);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  return box;
}

/** Move the focus into a popup, so that its text is read out and its links come next. */
function focusPopup(popup) {
  const box = popup.getElement().querySelector(".dl-popup");
  if (box) {
    box.focus({ preventScroll: true });
  }
}
