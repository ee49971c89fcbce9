// The fields of the filter: which incidents, flows, directions, kinds and crossings are shown.

import { choice, labelled, opener, setChoice } from "./controls.js";
import { el } from "../core/dom.js";
import { addDays, dayNumberOf, dayOf, dayText } from "../core/moments.js";
import { differs } from "../core/store.js";
import { DIRECTIONS, PRECISIONS_OFFERED } from "../core/vocabulary.js";

const WINDOWS = [30, 90, 365];
const INDENT = "\u2003";

/** The flows of the tree with how deep each lies: [[flow, depth], ...]. */
export function flowList(tree, flow = "all", depth = 0) {
  return [[flow, depth], ...(tree[flow] || []).flatMap((branch) => flowList(tree, branch, depth + 1))];
}

/** What the choice of a window stands for: "all", "30", "dates". */
export function windowName(window) {
  return window.kind === "days" ? String(window.days) : window.kind;
}

/** The window that a choice brings; dates begin as the year that ends with the moment shown. */
export function windowNamed(name, on) {
  if (name === "dates") {
    const until = dayText(dayNumberOf(on));
    return { kind: "dates", since: addDays({ day: until }, -365).day, until };
  }
  return name === "all" ? { kind: "all" } : { kind: "days", days: Number(name) };
}

/** The incidents' window: a choice, and two dates where it is between dates. */
export function windowField(model) {
  const { store, limits } = model;
  const t = model.t();
  const days = (count) => t.count("bar.window_days", count);
  const items = [["all", t("bar.window_all")], ...WINDOWS.map((count) => [String(count), days(count)]), ["dates", t("bar.window_dates")]];
  const select = choice("window", items, (name) => store.send({ type: "window", window: windowNamed(name, store.get().on) }));
  const bound = (name) => {
    const input = el("input", { type: "date", max: dayText(dayOf(limits.last, "AF")), "data-keep": "bar-" + name, "aria-label": t("bar." + name) });
    input.addEventListener("change", () => input.value && store.send({ type: "window", window: { ...store.get().window, [name]: input.value } }));
    return input;
  };
  const [since, until] = ["since", "until"].map(bound);
  const joined = el("input", { type: "checkbox", "data-keep": "bar-joined" });
  joined.addEventListener("change", () => store.send({ type: "join", joined: joined.checked }));
  const dates = el("span", { class: "dl-window-dates" }, since, el("span", { "aria-hidden": "true" }, "\u2013"), until, el("label", { class: "dl-joined", title: t("bar.joined_note") }, joined, t("bar.joined")));
  const view = (state, before) => {
    if (differs(state, before, ["window", "joined"])) {
      setChoice(select, windowName(state.window), state.window.kind === "days" ? days(state.window.days) : "");
      dates.hidden = state.window.kind !== "dates";
      since.value = state.window.since || "";
      until.value = state.window.until || "";
      joined.checked = state.joined;
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return el("div", { class: "dl-window" }, labelled(t("bar.window"), select), dates);
}

/** A choice that stands for one part of the state. */
export function partField(model, key, items, words) {
  const { store } = model;
  const select = choice(key, items, (value) => store.send({ type: key, [key]: value }));
  const view = (state, before) => {
    if (differs(state, before, [key])) {
      setChoice(select, state[key], state[key]);
    }
  };
  store.subscribe(view);
  view(store.get(), null);
  return labelled(words, select);
}

/** Flow, direction and how precisely incidents are placed, as choices. */
export function choiceFields(model) {
  const t = model.t();
  const flows = flowList(model.tree).map(([flow, depth]) => [flow, INDENT.repeat(depth) + t.word("flow", flow)]);
  return [
    partField(model, "flow", flows, t("bar.flow")),
    partField(model, "direction", DIRECTIONS.map((way) => [way, t.word("direction", way)]), t("bar.direction")),
    model.incidents ? partField(model, "precision", PRECISIONS_OFFERED.map((name) => [name, t("bar.precision_" + name)]), t("bar.precision")) : null,
  ];
}

/** The kinds of incidents with how many are shown of each, all ticked at first; {node, end}. */
export function kindsField(model) {
  const t = model.t();
  const { store, incidents } = model;
  return checkList(model, "kinds", ["hiddenKinds", "on", "window", "crossings", "precision", "search", "searched"], () => {
    const state = store.get();
    const counts = incidents.counts(incidents.mask({ ...state, hiddenKinds: [] }));
    return store.limits.kinds.map((kind) => ({
      id: kind,
      words: t.word("incident_kind", kind),
      count: counts[kind] || 0,
      ticked: !state.hiddenKinds.includes(kind),
      send: (ticked) => store.send({ type: "kind", kind, shown: ticked }),
    }));
  });
}

/** The crossings with how many closures of each have begun; none ticked means all; {node, end}. */
export function crossingsField(model) {
  const { store, status } = model;
  return checkList(model, "crossings", ["crossings", "on"], () => {
    const state = store.get();
    return status.crossings.map(({ id }, index) => ({
      id,
      words: model.name(index),
      count: status.closures(index).filter((closure) => status.phase(closure, state.on) !== "before").length,
      ticked: state.crossings.includes(id),
      send: (ticked) => store.send({ type: "crossing", id, wanted: ticked }),
    }));
  });
}

/** A list of check boxes below a button, made anew while it is open when one of the parts of the state changes. */
function checkList(model, name, keys, items) {
  const t = model.t();
  const opened = opener(name, t("bar." + name), () => [el("p", { class: "dl-quiet" }, t("bar." + name + "_note")), el("ul", {}, items().map((item) => checkRow(item, t)))]);
  model.store.subscribe((state, before) => {
    if (opened.isOpen() && differs(state, before, keys)) {
      const boxes = opened.body.querySelectorAll("input");
      const numbers = opened.body.querySelectorAll(".dl-number");
      items().forEach(({ ticked, count }, at) => {
        boxes[at].checked = ticked;
        numbers[at].textContent = t.number(count);
      });
    }
  });
  return opened;
}

function checkRow({ id, words, count, ticked, send }, t) {
  const box = el("input", { type: "checkbox", value: id });
  box.checked = ticked;
  box.addEventListener("change", () => send(box.checked));
  return el("li", {}, el("label", {}, box, el("span", { dir: "auto" }, words), el("span", { class: "dl-number" }, t.number(count))));
}
