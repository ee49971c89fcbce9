// Marks that are elements: focusable, named for screen readers, with a popup built when it opens.

import { clear, el } from "../core/dom.js";
import { fittedPopup } from "./fitted_popup.js";

export const LEGEND_WIDTH = 255;
const NARROW = 900; // pixels of map width below which the legend starts as a button

/** Whether a map is too narrow for a legend beside what it shows; Leaflet may not have seen its size yet. */
export function isNarrow(map) {
  return map.getContainer().clientWidth < NARROW;
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
  layer.bindPopup(fittedPopup().setContent(() => popupBox(content(layer), () => layer.closePopup())));
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
  const popup = fittedPopup().setLatLng(at);
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
