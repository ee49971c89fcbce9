// The panel beside the map: the chosen crossing in words, or an overview of all.

import { clear, el } from "../core/dom.js";
import { MASK_KEYS } from "../core/filter.js";
import { unfold } from "./folded.js";
import { formatOn } from "../core/moments.js";
import { closuresSection, shutSection } from "./panel_closures.js";
import { movementsSection, nearSection, placeSection, rulesSection } from "./panel_more.js";
import { overviewNodes } from "./panel_overview.js";
import { changeButtons, statusSection } from "./panel_status.js";
import { namedNode } from "../map/popup.js";
import { differs } from "../core/store.js";

const PANEL_PARTS = ["chosen", "flow", "direction", ...MASK_KEYS];

/** Fill the panel; gives back the function that ends it. */
export function addPanel(node, model) {
  const t = model.t();
  node.setAttribute("aria-label", t("panel.label"));
  let opener = null;
  const draw = () => redraw(node, model, t, close);
  const close = () => {
    model.store.send({ type: "choose", id: "" });
    const goal = opener && opener.isConnected ? opener : node.querySelector("h2");
    goal.focus({ preventScroll: true });
  };
  const view = (state, before) => {
    if (!differs(state, before, PANEL_PARTS)) {
      return;
    }
    draw();
    if (differs(state, before, ["chosen"])) {
      node.scrollTop = 0;
      opener = state.chosen ? toHeading(node, model) || opener : opener;
    }
  };
  const escape = (event) => {
    if (event.key === "Escape" && model.store.get().chosen) {
      event.stopPropagation();
      close();
    }
  };
  node.addEventListener("keydown", escape);
  model.store.subscribe(view);
  draw();
  return () => node.removeEventListener("keydown", escape);
}

/** Lead who chose on the map or in a table to the panel's heading; gives back where they came from. */
function toHeading(node, model) {
  const from = document.activeElement;
  const outside = from && (model.map.getContainer().contains(from) || from.closest(".dl-tables"));
  const heading = node.querySelector("h2");
  if (!outside || !heading || !node.getClientRects().length) {
    return null;
  }
  heading.focus({ preventScroll: Boolean(from.closest(".leaflet-container")) });
  return from;
}

/** Write the panel anew; what had the focus, and what was unfolded, stays so. */
function redraw(node, model, t, close) {
  const state = model.store.get();
  const kept = node.contains(document.activeElement) ? document.activeElement.dataset.keep || document.activeElement.tagName : "";
  const open = Array.from(node.querySelectorAll("details[open] > summary")).map((summary) => summary.dataset.keep);
  const scrolled = node.scrollTop;
  clear(node).append(...(state.chosen ? chosenNodes(model, state, t, close) : overviewNodes(model, state, t)));
  Array.from(node.querySelectorAll("details > summary")).filter((summary) => open.includes(summary.dataset.keep)).forEach((summary) => unfold(summary.parentElement));
  node.scrollTop = scrolled;
  if (kept) {
    const goal = Array.from(node.querySelectorAll("[data-keep]")).find((each) => each.dataset.keep === kept && !each.disabled);
    (goal || node.querySelector("h2")).focus({ preventScroll: true });
  }
}

function chosenNodes(model, state, t, close) {
  const index = model.status.indexOf(state.chosen);
  const crossing = model.status.crossings[index];
  const shut = el("button", { type: "button", class: "dl-close", "aria-label": t("panel.close"), title: t("panel.close"), "data-keep": "panel-close" }, "×");
  shut.addEventListener("click", close);
  const [heading, others] = namedNode(model.name(index), crossing.names);
  heading.setAttribute("tabindex", "-1");
  return [
    el("header", { class: "dl-panel-head" }, el("div", {}, heading, others), shut),
    el("p", { class: "dl-quiet" }, t.word("crossing_kind", crossing.kind || "unknown") + " · " + t("panel.at", { on: formatOn(state.on, t) })),
    statusSection(model, index, state, t),
    changeButtons(model, [state.chosen], state, t),
    closuresSection(model, index, state, t),
    shutSection(model, index, state, t),
    nearSection(model, index, state, t),
    movementsSection(model, index, state, t),
    rulesSection(model, index, state, t),
    placeSection(model, index, t),
  ].filter(Boolean);
}
