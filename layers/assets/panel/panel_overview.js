// The panel while no crossing is chosen: how many are open and shut, what changed last, how fresh the knowledge is.

import { el } from "../core/dom.js";
import { goToCrossing } from "../map/fly.js";
import { crossingsShown } from "../table/grid_rows.js";
import { dayOf, endOf, formatDay } from "../core/moments.js";
import { changeButtons, stateIcon } from "./panel_status.js";
import { changeSentence, oldWords } from "./said_words.js";
import { STATES } from "../core/vocabulary.js";

const LATEST = 5;

/** The content of the panel without a chosen crossing. */
export function overviewNodes(model, state, t) {
  const shown = crossingsShown(model, state);
  return [el("h2", { tabindex: "-1" }, t("panel.overview")), el("p", { class: "dl-quiet" }, t("panel.choose")), countsTable(model, shown, state, t), ...namedNodes(model, shown, state, t).flat(), latestSection(model, state, t), newestNode(model, shown, state, t)];
}

/** How many of the crossings given have each state for a flow: [[state, count], ...]. */
export function stateCounts(status, shown, flow, { on, direction }) {
  const tally = new Map(STATES.map((state) => [state, 0]));
  shown.forEach((index) => {
    const { state } = status.answer(index, flow, direction, on);
    tally.set(state, tally.get(state) + 1);
  });
  return Array.from(tally);
}

function countsTable(model, shown, state, t) {
  const flows = state.flow === "all" ? ["cargo", "people"] : [state.flow];
  const counts = flows.map((flow) => stateCounts(model.status, shown, flow, state));
  const head = el("tr", {}, el("td"), flows.map((flow) => el("th", { scope: "col" }, t("flow." + flow))));
  const row = (name, at) => el("tr", {}, el("th", { scope: "row" }, stateIcon(name), " ", t.word("state", name)), counts.map((one) => el("td", {}, t.number(one[at][1]))));
  return el("table", { class: "dl-counts" }, el("caption", {}, t.count("panel.crossings", shown.length)), el("thead", {}, head), el("tbody", {}, STATES.map(row)));
}

/** Which crossings are open, restricted or closed: for cargo and people in one line where they are the same. */
function namedNodes(model, shown, { flow, direction, on }, t) {
  const lists = STATES.slice(0, -1).flatMap((name) => {
    const [all, ...rest] = (flow === "all" ? ["cargo", "people"] : [flow]).map((branch) => [branch, shown.filter((index) => model.status.answer(index, branch, direction, on).state === name)]);
    return rest.length && String(rest[0][1]) === String(all[1]) ? [[name, "all", all[1]]] : [all, ...rest].map((list) => [name, ...list]);
  });
  const open = (index, keep) => {
    const button = el("button", { type: "button", class: "dl-link", "data-keep": "panel-named-" + keep + index }, model.name(index));
    button.addEventListener("click", () => goToCrossing(model, index));
    return button;
  };
  return lists.filter(([, , found]) => found.length).map(([name, branch, found]) => [el("h3", {}, t.word("state", name) + " · " + t.word("flow", branch)), el("div", { class: "dl-named" }, found.map((index) => open(index, name + branch)))]);
}

/** The latest changes before the moment, the newest first, each leading to its crossing. */
function latestSection(model, state, t) {
  const found = latestChanges(model.status, state);
  const item = (change) => {
    const open = el("button", { type: "button", class: "dl-link", "data-keep": "panel-change-" + change.index + "-" + change.second }, changeSentence(change, model, t));
    open.addEventListener("click", () => goToCrossing(model, change.index));
    return el("li", {}, el("span", { class: "dl-quiet" }, formatDay(dayOf(change.second, "PK"), t.language) + " "), open);
  };
  return el("section", { class: "dl-part" }, el("h3", {}, t("panel.latest")), found.length ? el("ul", { class: "dl-changes" }, found.map(item)) : el("p", {}, t("panel.latest_none")), changeButtons(model, state.crossings, state, t));
}

/** Up to five changes by the moment, each {second, index, flows, direction, after}. */
export function latestChanges(status, { on, crossings, flow, direction }) {
  const found = [];
  const seconds = status.steps(crossings, flow, direction);
  const now = endOf(on, "AF");
  for (let at = seconds.length - 1; at >= 0 && found.length < LATEST; at -= 1) {
    if (seconds[at] <= now) {
      found.push(...status.changesAt(seconds[at], crossings, flow, direction).map((change) => ({ ...change, second: seconds[at] })));
    }
  }
  return found.slice(0, LATEST);
}

function newestNode(model, shown, state, t) {
  const told = shown.map((index) => ({ index, ...model.status.telling(index, state.on) })).filter((one) => one.said !== null && one.ageDays !== null);
  if (!told.length) {
    return el("p", {}, t("page.newest_none"));
  }
  const newest = told.reduce((least, one) => (one.ageDays < least.ageDays ? one : least));
  return el("p", {}, t("panel.newest", { name: model.name(newest.index), old: oldWords(newest.ageDays, t) }));
}
