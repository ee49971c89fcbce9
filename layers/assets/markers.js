// Marks that are elements: focusable, named for screen readers, with a popup built when it opens.

import { clear, el } from "./dom.js";

const POPUP = { maxWidth: 340, minWidth: 230, maxHeight: 380, className: "dl-popup-frame" };

const LEAST_HEIGHT = 120;
const POPUP_EDGES = 90; // what a popup has around its content, and the mark that it stands on, in pixels

export const LEGEND_WIDTH = 255;
const NARROW = 900; // pixels of map width below which the legend starts as a button

const reserved = new WeakMap();

/** Keep popups clear of something at the right edge of a map that is so many pixels wide. */
export function reserveRight(map, width) {
  reserved.set(map, width);
}

/** The pixels that are kept so. */
export function reservedRight(map) {
  return reserved.get(map) || 0;
}

/** Whether a map is too narrow for a legend beside what it shows; Leaflet may not have seen its size yet. */
export function isNarrow(map) {
  return map.getContainer().clientWidth < NARROW;
}

function room(popup, map) {
  popup.options.maxHeight = Math.min(POPUP.maxHeight, heightFor(popup, map));
  popup.options.maxWidth = Math.min(POPUP.maxWidth, map.getSize().x - 60);
  popup.options.minWidth = Math.min(POPUP.minWidth, popup.options.maxWidth);
  popup.options.autoPanPaddingTopLeft = [map.getSize().x < 480 ? 5 : 50, 10]; // beside the zoom buttons, where there is room
  popup.options.autoPanPaddingBottomRight = [10 + reservedRight(map), 10];
}

/** The pixels above a popup's point, where the map is so far out that it cannot be moved to make more of them. */
function heightFor(popup, map) {
  const limits = map.options.maxBounds;
  const held = limits && map.getZoom() < map.getBoundsZoom(limits, true);
  const above = popup.getLatLng() ? map.latLngToContainerPoint(popup.getLatLng()).y : 0;
  return held && above ? Math.max(LEAST_HEIGHT, above - POPUP_EDGES) : POPUP.maxHeight;
}

/**
 * A Leaflet marker at [lat, lon] from an element; `name` is its accessible name, `popup` a function giving its content.
 * `activate` is called when it is clicked or entered; the popup opens unless it gives back true.
 */
export function mark(at, node, { name, pane, anchor, size, popup, zIndex, className, activate }) {
  const icon = window.L.divIcon({ html: node, className: "dl-mark " + (className || ""), iconSize: size, iconAnchor: anchor, popupAnchor: [0, -anchor[1]] });
  const marker = window.L.marker(at, { icon, pane, keyboard: true, riseOnHover: true, zIndexOffset: zIndex || 0, name });
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", marker.options.name);
    markCurrent(marker, marker.options.current);
  });
  bindPopup(marker, popup);
  if (activate) {
    const act = () => activate() || marker.togglePopup();
    marker.off("click keypress"); // those that would open the popup
    marker.on("click", act);
    marker.on("keypress", ({ originalEvent: event }) => event.key === "Enter" && act());
    marker.on("keydown", ({ originalEvent: event }) => event.key === " " && (event.preventDefault(), act()));
  }
  return marker;
}

/** Give a marker another picture, name and order without another element, so that it keeps the focus. */
export function remark(marker, { node, name, anchor, size, zIndex }) {
  const icon = marker.options.icon;
  Object.assign(icon.options, { html: node, iconSize: size, iconAnchor: anchor, popupAnchor: [0, -anchor[1]] });
  marker.options.name = name;
  marker.setZIndexOffset(zIndex || 0);
  const element = marker.getElement();
  if (element) {
    clear(element).append(node);
    element.setAttribute("aria-label", name);
    Object.assign(element.style, { width: size[0] + "px", height: size[1] + "px", marginLeft: -anchor[0] + "px", marginTop: -anchor[1] + "px" });
  }
}

/** Show that a marker is, or is not, the one that was chosen. */
export function markCurrent(marker, current) {
  marker.options.current = current === true;
  const element = marker.getElement();
  if (element) {
    element.classList.toggle("dl-chosen", marker.options.current);
    marker.options.current ? element.setAttribute("aria-current", "true") : element.removeAttribute("aria-current");
  }
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
