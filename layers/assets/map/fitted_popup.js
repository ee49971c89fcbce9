// A popup that stays whole within its map: the map moves for it as far as it may, and it is set aside by the rest.

const POPUP = { maxWidth: 340, minWidth: 230, maxHeight: 380, className: "dl-popup-frame" };
const SMALL = [560, 420]; // pixels of a map's width and height up to which a popup has it to itself
const LEAST_HEIGHT = 120;
const POPUP_EDGES = 90; // what a popup has around its content, and the mark that it stands on, in pixels
const MARGINS = { small: [20, 14], large: [28, 24] }; // about its content, to the sides and above and below, as the style sheet has it
const MOST_FOOT = 60;

let Fitted = null;
const reserved = new WeakMap();

/** Keep popups clear of something at the right edge of a map that is so many pixels wide. */
export function reserveRight(map, width) {
  reserved.set(map, width);
}

/** The pixels that are kept so. */
export function reservedRight(map) {
  return reserved.get(map) || 0;
}

/** A Leaflet popup that takes its measure from the map when it opens, and anew when the map does. */
export function fittedPopup() {
  Fitted = Fitted || popupClass();
  return new Fitted(POPUP);
}

function popupClass() {
  return window.L.Popup.extend({
    getEvents() {
      return { ...window.L.Popup.prototype.getEvents.call(this), resize: this.refit };
    },
    _updateLayout() {
      takeMeasure(this, this._map);
      window.L.Popup.prototype._updateLayout.call(this);
    },
    refit() {
      this._updateLayout();
      this._updatePosition();
      this._adjustPan();
    },
    /** Leaflet's own way to bring a popup into view, which a map that may not go on leaves half way. */
    _adjustPan() {
      if (this._map && !this._map._animatingZoom) {
        bringIn(this, this._map);
      }
    },
  });
}

/** Whether a map is too small for a popup beside its controls. */
function isSmall(map) {
  const { x, y } = map.getSize();
  return x <= SMALL[0] || y <= SMALL[1];
}

/** The pixels at each edge of a map that a popup leaves free. */
function edgesOf(map) {
  const { x } = map.getSize();
  if (!isSmall(map)) {
    return { left: 50, top: 10, right: 10 + reservedRight(map), bottom: 10 }; // beside the zoom buttons
  }
  const foot = map.getContainer().querySelector(".leaflet-bottom.leaflet-right"); // whom the map is owed to stays in sight
  return { left: x < 480 ? 5 : 50, top: 5, right: 5, bottom: 5 + Math.min(MOST_FOOT, foot ? foot.offsetHeight : 0) };
}

function takeMeasure(popup, map) {
  const small = isSmall(map);
  const { x, y } = map.getSize();
  const { left, top, right, bottom } = edgesOf(map);
  const [aside, above] = small ? MARGINS.small : MARGINS.large;
  map.getContainer().classList.toggle("dl-small", small);
  popup.options.maxWidth = Math.min(POPUP.maxWidth, x - left - right - aside - 1);
  popup.options.minWidth = Math.min(POPUP.minWidth, popup.options.maxWidth);
  popup.options.maxHeight = Math.max(1, Math.min(POPUP.maxHeight, heightHeld(popup, map), y - top - bottom - above));
}

/** The pixels above a popup's point, where the map is so far out that it cannot be moved to make more of them. */
function heightHeld(popup, map) {
  const limits = map.options.maxBounds;
  const held = limits && map.getZoom() < map.getBoundsZoom(limits, true);
  const over = popup.getLatLng() ? map.latLngToContainerPoint(popup.getLatLng()).y : 0;
  return held && over ? Math.max(LEAST_HEIGHT, over - POPUP_EDGES) : POPUP.maxHeight;
}

/** Move the map so that a popup is in view, and the popup itself by what the map may not. */
function bringIn(popup, map) {
  if (map._panAnim) {
    map._panAnim.stop();
  }
  const node = popup.getElement();
  node.style.translate = "";
  const [box, ground] = [node.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  const edges = edgesOf(map);
  const wanted = window.L.point(-inwards(box.left, box.right, ground.left + edges.left, ground.right - edges.right), -inwards(box.top, box.bottom, ground.top + edges.top, ground.bottom - edges.bottom));
  const allowed = map.options.maxBounds ? map._limitOffset(wanted, map.options.maxBounds) : wanted;
  const rest = wanted.subtract(allowed);
  const aside = Math.abs(rest.x) > 1 || Math.abs(rest.y) > 1;
  node.classList.toggle("dl-popup-aside", aside);
  node.style.translate = aside ? -rest.x + "px " + -rest.y + "px" : "";
  if (allowed.x || allowed.y) {
    map.fire("autopanstart").panBy(allowed);
  }
}

/** How far something has to go to lie between two edges; at the first of them where it has no room between both. */
function inwards(start, end, from, to) {
  return start < from ? from - start : end > to ? Math.max(from - start, to - end) : 0;
}
