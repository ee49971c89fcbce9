// Going to what a table, a list or a search names: a crossing, a place, an incident.

import { incidentPopup } from "./incident_popup.js";
import { openPopupAt } from "./markers.js";

const NEAR_ZOOM = 11;

/** Choose a crossing and bring it into view. */
export function goToCrossing(model, index) {
  const { id, lat, lon } = model.status.crossings[index];
  model.store.send({ type: "choose", id });
  bringIntoView(model.map, lat, lon);
}

/** Bring a point into view from near; what has no point is nowhere to go to. */
export function bringIntoView(map, lat, lon) {
  if (Number.isFinite(lat) && Number.isFinite(lon)) {
    map.setView([lat, lon], Math.max(map.getZoom(), Math.min(NEAR_ZOOM, map.getMaxZoom())));
  }
}

/** Bring incidents into view and open what is known of them; gives back whether they have a point. */
export function goToIncidents(model, rows) {
  const { incidents, map } = model;
  const located = rows.filter((row) => Number.isFinite(incidents.lat[row]) && Number.isFinite(incidents.lon[row]));
  if (!located.length) {
    return false;
  }
  const [lat, lon] = [incidents.lat[located[0]], incidents.lon[located[0]]];
  map.setView([lat, lon], Math.max(map.getZoom(), Math.min(NEAR_ZOOM, map.getMaxZoom())), { animate: false });
  const here = located.filter((row) => incidents.lat[row] === lat && incidents.lon[row] === lon);
  openPopupAt(map, [lat, lon], (popup) => incidentPopup(incidents, here, model.t(), () => popup.isOpen() && popup.update()));
  return true;
}

/** Show the incidents near one crossing alone in the table. */
export function listIncidentsNear(model, id) {
  const { store } = model;
  const others = store.get().crossings.filter((one) => one !== id);
  if (!store.get().crossings.includes(id)) {
    store.send({ type: "crossing", id, wanted: true });
  }
  others.forEach((one) => store.send({ type: "crossing", id: one, wanted: false }));
  store.send({ type: "tab", tab: "incidents" });
  const home = document.querySelector(".dl-tables [role=tab][aria-selected=true]");
  if (home) {
    home.scrollIntoView({ block: "start" });
    home.focus({ preventScroll: true });
  }
}
