// Whose work is on the map, and what it must not be used for: text, never HTML.

import { clear, el, link } from "../core/dom.js";

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
  const credit = el("p", { class: "dl-credit" });
  const body = el("div", { class: "dl-notes-body" });
  const summary = el("summary", {});
  const box = el("div", { class: "dl-notes" }, credit, el("details", {}, summary, body));
  const control = window.L.control({ position: "bottomright" });
  control.onAdd = () => {
    window.L.DomEvent.disableClickPropagation(box);
    window.L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(map);
  const draw = () => {
    const whose = attributionsOf(Array.from(owners.values()));
    const shown = whose.filter((one) => one.shown);
    clear(credit).append(...shown.map((one, at) => el("span", {}, at ? " \u00b7 " : "", link(one.shown, one.url))));
    clear(body).append(...whose.map(({ text, licence, url }) => el("p", {}, link(text, url), " (", licence, ")")));
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
      box.setAttribute("dir", t.direction);
      draw();
    },
    remove(owner) {
      owners.delete(owner);
      draw();
    },
  };
}

/** Whose work layers with these options show, each once. */
export function attributionsOf(options) {
  const found = new Map(options.flatMap((one) => one.attributions || []).map((one) => [one.text, one]));
  return Array.from(found.values());
}
