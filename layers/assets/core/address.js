// The address of what is shown: the part after "#" that brings it back, in words that a person can read.

import { accept } from "./accept.js";
import { onText, parseOn } from "./moments.js";

const WINDOW_DATES = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

// Name in the address, part of the state, how it is written and how it is read.
const PARTS = [
  ["on", "on", onText, parseOn],
  ["window", "window", windowText, readWindow],
  ["crossing", "chosen", String, String],
  ["crossings", "crossings", listText, readList],
  ["hide", "hiddenKinds", listText, readList],
  ["flow", "flow", String, String],
  ["direction", "direction", String, String],
  ["precision", "precision", String, String],
  ["search", "search", String, String],
  ["layers", "shown", shownText, readShown],
  ["tab", "tab", String, String],
  ["sort", "sort", sortText, readSort],
  ["view", "view", viewText, readView],
  ["lang", "language", String, String],
  ["theme", "theme", (theme) => theme || "auto", (text) => (text === "auto" ? "" : text)],
  ["print", "tablesPrinted", (tables) => (tables ? "tables" : "page"), (text) => (text === "tables" ? true : text === "page" ? false : undefined)],
  ["embed", "embed", Number, (text) => text === "1"],
];

const TOGETHER = ["on", "window"]; // a window of two dates says little without the date of the states, nor that without it

/** The address of a state: what differs from the page's start, in a fixed order; "" where nothing does. */
export function encode(state, start) {
  const moved = (key) => JSON.stringify(state[key]) !== JSON.stringify(start[key]);
  const both = [state, start].some(({ window }) => window.kind === "dates") && TOGETHER.some(moved);
  const parts = PARTS.filter(([, key]) => moved(key) || (both && TOGETHER.includes(key))).map(([name, key, write]) => name + "=" + addressText(String(write(state[key], start[key]))));
  return parts.length ? "#" + parts.join("&") : "";
}

/** The parts of a state that an address names; what it misspells, and what is impossible, is left out. */
export function decode(hash, limits) {
  const state = {};
  for (const [name, text] of pairsOf(hash)) {
    const part = PARTS.find(([known]) => known === name);
    if (part) {
      const value = accept(part[1], part[3](text, limits), limits);
      if (value !== undefined) {
        state[part[1]] = value;
      }
    }
  }
  return state;
}

/** Whether the part after "#" is such an address, or none at all; others name a place in the page. */
export function isAddress(hash) {
  return hash === "" || hash === "#" || /^#[a-z]+=/.test(hash);
}

/** Whether the address of a page asks for the short form in which an article shows it. */
export function asksEmbed(location) {
  return /[?&]embed(?:[=&]|$)/.test(location.search) || decode(location.hash, {}).embed === true;
}

function pairsOf(hash) {
  const text = isAddress(hash) ? hash.slice(1) : "";
  return text.split("&").flatMap((part) => {
    const at = part.indexOf("=");
    try {
      return at > 0 ? [[part.slice(0, at), decodeURIComponent(part.slice(at + 1))]] : [];
    } catch {
      return []; // a percent sign that stands for nothing
    }
  });
}

/** Text for an address: letters of every script and the signs of our own words stay as they are. */
function addressText(text) {
  return encodeURIComponent(text).replace(/%(?:2C|3A|2F|2B|3B)/g, decodeURIComponent);
}

function windowText(window) {
  return { all: "all", days: window.days + "d", dates: window.since + ".." + window.until }[window.kind];
}

function readWindow(text) {
  const dates = WINDOW_DATES.exec(text);
  if (dates) {
    return { kind: "dates", since: dates[1], until: dates[2] };
  }
  return /^\d{1,5}d$/.test(text) ? { kind: "days", days: parseInt(text, 10) } : { kind: text };
}

function listText(list) {
  return list.join(",");
}

function readList(text) {
  return text ? text.split(",") : [];
}

/** Layers that are shown otherwise than at the start; those taken away have a minus before them. */
function shownText(shown, start) {
  return listText(Object.keys(shown).filter((layer) => shown[layer] !== start[layer]).map((layer) => (shown[layer] ? "" : "-") + layer));
}

function readShown(text, limits) {
  const start = (limits.start && limits.start.shown) || {};
  return { ...start, ...Object.fromEntries(readList(text).map((layer) => [layer.replace("-", ""), layer[0] !== "-"])) };
}

function sortText(sort, start) {
  const changed = Object.keys(sort).filter((tab) => JSON.stringify(sort[tab]) !== JSON.stringify(start[tab]));
  return listText(changed.map((tab) => tab + ":" + (sort[tab][1] ? "-" : "") + sort[tab][0]));
}

function readSort(text, limits) {
  const start = (limits.start && limits.start.sort) || {};
  const orders = readList(text).map((part) => part.split(":")).filter((part) => part.length === 2);
  return { ...start, ...Object.fromEntries(orders.map(([tab, column]) => [tab, [column.replace("-", ""), column[0] === "-"]])) };
}

function viewText(view) {
  return view ? [view.lat, view.lon, view.zoom].join("/") : "start";
}

function readView(text) {
  const [lat, lon, zoom] = text.split("/").map((part) => (part ? Number(part) : NaN));
  return text === "start" ? null : { lat, lon, zoom };
}
