// The places around a map that views fill: bar, stage with the map and the panel, time, tables, and what is read out.

import { el } from "./dom.js";
import { reservedRight } from "../map/fitted_popup.js";

/** Put the places around a map's container, wherever it stands; gives back the nodes by name, and `fit`, which shows the map's ground. */
export function layOut(map, options) {
  const container = map.getContainer();
  const ground = options.bounds || groundOf(map);
  const nodes = {
    app: el("div", { class: "dl-app" }),
    bar: el("div", { class: "dl-bar" }),
    stage: el("div", { class: "dl-stage" }),
    panel: el("aside", { class: "dl-panel" }),
    time: el("div", { class: "dl-time" }),
    tables: el("div", { class: "dl-tables" }),
    paper: el("div", { class: "dl-paper" }),
    live: el("div", { class: "dl-live", role: "status", "aria-live": "polite" }),
  };
  container.before(nodes.app);
  nodes.stage.append(container, nodes.panel);
  nodes.app.append(nodes.bar, nodes.stage, nodes.time, nodes.live);
  nodes.app.parentElement.classList.add("dl-has-app");
  placeTables(nodes);
  nodes.app.after(nodes.paper);
  keepSize(map, container);
  const fit = () => ground && map.fitBounds(ground, { animate: false, paddingBottomRight: [reservedRight(map), 0] });
  fit();
  return { ...nodes, fit };
}

/** The tables stand before those that the page has for readers without scripts, or below the map. */
function placeTables({ app, tables }) {
  const home = document.getElementById("tables");
  if (home && !home.querySelector(".dl-tables")) {
    Array.from(home.children).forEach((child) => child.classList.add("dl-static"));
    home.prepend(tables);
  } else {
    app.after(tables);
  }
}

function groundOf(map) {
  try {
    return map.getBounds();
  } catch {
    return null; // a map without a view yet
  }
}

function keepSize(map, container) {
  // At once: a moveend that came later would break off a pan that has begun by then.
  const fit = () => container.clientWidth && map.invalidateSize({ animate: false }); // on paper it has no size
  fit();
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(container);
}
