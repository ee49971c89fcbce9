// What stands folded in the panel, made when it is first unfolded.

import { el } from "../core/dom.js";

const builders = new WeakMap();

/** A folded part with its heading; `build()` gives its content. */
export function folded(key, words, build) {
  const details = el("details", {}, el("summary", { "data-keep": key }, words));
  builders.set(details, build);
  details.addEventListener("toggle", () => details.open && unfold(details));
  return details;
}

/** Unfold a part at once. */
export function unfold(details) {
  const build = builders.get(details);
  if (build) {
    builders.delete(details);
    details.append(build());
  }
  details.open = true;
}
