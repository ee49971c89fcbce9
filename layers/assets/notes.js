// Whose work is on the map, and what it must not be used for: text, never HTML.

import { clear, el, link } from "./dom.js";

const controls = new WeakMap();

/** Show the notices of a drawn layer. */
export function addNotes(map, owner, options, t) {
  if (!controls.has(map)) {
    controls.set(map, makeControl(map));
  }
  controls.get(map).set(owner, options, t);
}

/** Take the notices of a layer away again. */
export function removeNotes(map, owner) {
  if (controls.has(map)) {
    controls.get(map).remove(owner);
  }
}

function makeControl(map) {
  const owners = new Map();
  const body = el("div", { class: "dl-notes-body" });
  const summary = el("summary", {});
  const control = window.L.control({ position: "bottomright" });
  control.onAdd = () => {
    const box = el("details", { class: "dl-notes" }, summary, body);
    window.L.DomEvent.disableClickPropagation(box);
    window.L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(map);
  const draw = () => {
    clear(body);
    const seen = new Set();
    for (const { text, licence, url } of Array.from(owners.values()).flatMap((options) => options.attributions || [])) {
      if (!seen.has(text)) {
        seen.add(text);
        body.append(el("p", {}, link(text, url), " (", licence, ")"));
      }
    }
    for (const key of ["boundary", "notFor"]) {
      const texts = new Set(Array.from(owners.values()).map((options) => options[key]).filter(Boolean));
      texts.forEach((text) => body.append(el("p", {}, text)));
    }
    body.append(el("p", {}, link("Leaflet " + window.L.version, "https://leafletjs.com"), " (BSD-2-Clause)"));
  };
  return {
    set(owner, options, t) {
      owners.set(owner, options);
      summary.textContent = t("map.notes");
      summary.parentElement.setAttribute("dir", t.direction);
      draw();
    },
    remove(owner) {
      owners.delete(owner);
      draw();
    },
  };
}
