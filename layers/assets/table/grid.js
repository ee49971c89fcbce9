// The tables below the map: the same things under the same filter, sortable, with their sources.

import { announceCounts } from "../core/announce.js";
import { clear, el } from "../core/dom.js";
import { downloadButtons } from "./downloads.js";
import { MASK_KEYS } from "../core/filter.js";
import { captionWords } from "./grid_words.js";
import { columnsOf, openItem } from "./grid_cells.js";
import { printChoice } from "./grid_print.js";
import { tableItems } from "./grid_items.js";
import { bodyNode, headNode } from "./grid_table.js";
import { track } from "../core/ready.js";
import { differs } from "../core/store.js";
import { TABS } from "../core/vocabulary.js";

const GRID_PAGE = 100;
const GRID_REST_MS = 60; // several changes at once are drawn once
const GRID_PLAYING_MS = 400;
const GRID_PARTS = ["tab", "sort", "flow", "direction", "chosen", ...MASK_KEYS];

/** Fill the place of the tables; gives back the function that ends them. */
export function addTables(node, model) {
  const t = model.t();
  const tabs = TABS.filter((tab) => tab !== "incidents" || model.incidents);
  const files = downloadButtons(model);
  const id = "dl-grid-" + window.L.Util.stamp(model.map);
  const made = { id, list: tabList(tabs, id, model, t), table: el("table", { class: "dl-grid-table", role: "table" }), more: el("div", { class: "dl-grid-more" }), limit: GRID_PAGE, turn: 0, head: "" };
  made.region = el("div", { class: "dl-scroll", tabindex: "0", role: "region" }, made.table);
  made.body = el("div", { class: "dl-grid-body", role: "tabpanel", id, "aria-busy": "false" }, files.node, made.region, made.more);
  node.append(el("h2", { class: "dl-grid-title" }, t("grid.title")), made.list.node, made.body, printChoice(model));
  let due = 0;
  const draw = () => {
    due = 0;
    if (model.store.get().playing && !isInView(made.body)) {
      return soon(GRID_PLAYING_MS); // nobody sees it, and the map needs the time
    }
    return drawTable(made, model, t);
  };
  const soon = (wait) => {
    made.body.setAttribute("aria-busy", "true");
    due = due || setTimeout(draw, wait);
  };
  model.store.subscribe((state, before) => {
    if (differs(state, before, GRID_PARTS)) {
      made.limit = differs(state, before, ["tab"]) ? GRID_PAGE : made.limit;
      made.list.follow(state);
      files.follow(state);
      soon(state.playing ? GRID_PLAYING_MS : GRID_REST_MS);
    }
  });
  made.table.addEventListener("click", (event) => onClick(event, made, model));
  made.more.addEventListener("click", () => {
    made.limit += GRID_PAGE;
    soon(0);
  });
  made.list.follow(model.store.get());
  track(drawTable(made, model, t));
  const quiet = announceCounts(model);
  return () => {
    clearTimeout(due);
    made.turn += 1;
    quiet();
  };
}

function isInView(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}

/** Tabs that arrow keys go through. */
function tabList(tabs, id, model, t) {
  const buttons = tabs.map((tab) => {
    const button = el("button", { type: "button", role: "tab", id: id + "-" + tab, "aria-controls": id, "data-keep": "tab-" + tab, class: "dl-tab" }, t("grid.tab_" + tab));
    button.addEventListener("click", () => model.store.send({ type: "tab", tab }));
    return button;
  });
  const node = el("div", { role: "tablist", "aria-label": t("grid.title"), class: "dl-tabs" }, buttons);
  node.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const onward = t.direction === "rtl" ? { ArrowLeft: 1, ArrowRight: -1 } : { ArrowRight: 1, ArrowLeft: -1 };
    const goal = { Home: 0, End: tabs.length - 1 }[event.key] ?? (event.key in onward ? (here + onward[event.key] + tabs.length) % tabs.length : -1);
    if (goal >= 0) {
      event.preventDefault();
      model.store.send({ type: "tab", tab: tabs[goal] });
      buttons[goal].focus();
    }
  });
  const follow = ({ tab }) =>
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(tabs[at] === tab));
      button.tabIndex = tabs[at] === tab ? 0 : -1;
    });
  return { node, follow };
}

/** Draw the table of the state's tab; a later drawing overtakes an earlier one. */
async function drawTable(made, model, t) {
  made.turn += 1;
  const mine = made.turn;
  const state = model.store.get();
  const tab = state.tab === "incidents" && !model.incidents ? "crossings" : state.tab;
  const { total, items } = await tableItems(tab, model, state, made.limit, t);
  if (mine !== made.turn) {
    return;
  }
  const columns = columnsOf(tab, model, state, t);
  const kept = made.table.contains(document.activeElement) ? document.activeElement.dataset.keep : "";
  made.open = new Map();
  clear(made.table).append(el("caption", {}, captionWords(tab, total, model, state, t)), headNode(tab, columns, state, model, t), bodyNode(tab, items, columns, state, model, made.open));
  made.table.hidden = total === 0;
  made.region.setAttribute("aria-label", t("grid.tab_" + tab));
  made.body.setAttribute("aria-labelledby", made.id + "-" + tab);
  drawMore(made, tab, total, items.length, t, captionWords(tab, total, model, state, t));
  made.body.setAttribute("aria-busy", "false");
  const goal = kept ? Array.from(made.table.querySelectorAll("[data-keep]")).find((each) => each.dataset.keep === kept) : null;
  if (goal) {
    goal.focus({ preventScroll: true });
  }
}

function drawMore(made, tab, total, shown, t, caption) {
  const left = total - shown;
  const focused = made.more.contains(document.activeElement);
  clear(made.more);
  if (!total) {
    made.more.append(el("p", {}, caption + " " + t("grid.empty")));
  } else if (left > 0) {
    const button = el("button", { type: "button", class: "dl-button", "data-keep": "grid-more" }, t("grid.more", { number: t.number(Math.min(GRID_PAGE, left)) }));
    made.more.append(el("p", {}, t("grid.shown", { shown: t.number(shown), total: t.number(total) }), " "), button);
    if (focused) {
      button.focus({ preventScroll: true });
    }
  }
}

/** A click anywhere in a row but on a link opens it; the button in its first cell is the way by keyboard. */
function onClick(event, made, model) {
  const row = event.target.closest("tbody tr");
  const selected = String(window.getSelection()).length > 0;
  const found = row && !event.target.closest("a") && !(selected && !event.target.closest("button")) ? made.open.get(row.dataset.row) : null;
  if (found) {
    openItem(found[0], found[1], model);
    if (!model.store.get().embed) {
      model.map.getContainer().scrollIntoView({ block: "nearest" });
    }
  }
}
