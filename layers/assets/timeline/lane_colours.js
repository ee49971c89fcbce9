// Colours of the timeline: those of the style table, lighter on dark ground so that they stand out from it.

import { symbol } from "../map/symbols.js";
import { isDark } from "../core/theme.js";

const LIGHTER = 0.4; // share of white mixed in

/** A colour "#rrggbb" with a share of white mixed in. */
export function lighter(colour, share) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return "#" + parts.map((part) => Math.round(part + (255 - part) * share).toString(16).padStart(2, "0")).join("");
}

/** The fill of a symbol as it is drawn here; of a ring the colour of its line. */
export function fillOf(key) {
  const { fill, colour } = symbol(key);
  const own = fill === "#ffffff" || fill === "none" ? colour : fill;
  return isDark() ? lighter(own, LIGHTER) : own;
}
