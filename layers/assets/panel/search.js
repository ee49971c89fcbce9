// One box that finds crossings, places and incidents, and keeps the incidents to those with its words.

import { clear, el } from "../core/dom.js";
import { bringIntoView, goToCrossing, goToIncidents } from "../map/fly.js";
import { daysWords } from "./said_words.js";
import { searchHits } from "./search_hits.js";
import { differs } from "../core/store.js";

const MANY = 5000;
const MANY_MS = 200;

let boxes = 0;

/**
 * Make a search box of an input that is in the page: what is typed goes to the state, a list of what it finds opens
 * below. Gives back the function that ends it.
 */
export function attachSearch(input, model) {
  const t = model.t();
  boxes += 1;
  const list = el("ul", { class: "dl-hits", role: "listbox", id: "dl-hits-" + boxes, "aria-label": t("search.results"), dir: t.direction, hidden: true });
  const box = { input, list, hits: [], at: -1, due: 0, model, t };
  prepareInput(input, list.id);
  input.parentElement.classList.add("dl-search-home");
  input.after(list);
  const listeners = { input: () => typed(box), keydown: (event) => onKey(event, box), blur: () => closeHits(box), focus: () => input.value.trim() && showHits(box) };
  Object.entries(listeners).forEach(([type, listen]) => input.addEventListener(type, listen));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(box, Number(option.dataset.hit));
    }
  });
  input.value = model.store.get().search;
  model.store.subscribe((state, before) => {
    if (differs(state, before, ["search"]) && input.value !== state.search) {
      input.value = state.search;
    }
    if (!list.hidden && differs(state, before, ["searched"])) {
      showHits(box);
    }
  });
  return () => {
    clearTimeout(box.due);
    Object.entries(listeners).forEach(([type, listen]) => input.removeEventListener(type, listen));
    list.remove();
  };
}

function prepareInput(input, listId) {
  const attributes = { role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId };
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
}

/** With many incidents the looking through waits until the typing rests. */
function typed(box) {
  const { store, incidents } = box.model;
  const look = () => {
    store.send({ type: "search", text: box.input.value });
    showHits(box);
  };
  clearTimeout(box.due);
  if (incidents && incidents.rows > MANY) {
    box.due = setTimeout(look, MANY_MS);
  } else {
    look();
  }
}

function showHits(box) {
  const { input, list, model, t } = box;
  box.hits = searchHits(model, model.store.get(), input.value);
  box.at = -1;
  const options = box.hits.map((hit, at) => el("li", { role: "option", id: list.id + "-" + at, "data-hit": at, "aria-selected": "false" }, el("span", { dir: "auto" }, hitWords(hit, model, t)), el("span", { class: "dl-quiet" }, t("search." + hit.kind))));
  clear(list).append(...options);
  setOpen(box, options.length > 0);
}

function hitWords(hit, model, t) {
  const { incidents } = model;
  if (hit.kind === "crossing") {
    return model.name(hit.index);
  }
  const place = model.name(incidents.word("place", hit.row));
  const kind = () => t.word("incident_kind", incidents.word("kind", hit.row) || "other");
  return hit.kind === "place" ? place : [daysWords(incidents.first[hit.row], incidents.last[hit.row], t), kind(), place].filter(Boolean).join(" · ");
}

function setOpen(box, open) {
  box.list.hidden = !open;
  box.input.setAttribute("aria-expanded", String(open));
  if (!open) {
    box.at = -1;
    box.input.removeAttribute("aria-activedescendant");
  }
}

function closeHits(box) {
  setOpen(box, false);
}

function onKey(event, box) {
  const open = !box.list.hidden;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    open ? point(box, box.at + step) : showHits(box);
  } else if (event.key === "Enter") {
    event.preventDefault();
    box.at >= 0 && open ? take(box, box.at) : closeHits(box);
  } else if (event.key === "Escape" && open) {
    event.preventDefault(); // the text stays; a second Escape is the box's own
    event.stopPropagation();
    closeHits(box);
  }
}

/** Point at one of the hits; beyond either end is the box itself, then the other end. */
function point(box, at) {
  const { list, input, hits } = box;
  box.at = at < -1 ? hits.length - 1 : at >= hits.length ? -1 : at;
  Array.from(list.children).forEach((option, place) => option.setAttribute("aria-selected", String(place === box.at)));
  if (box.at < 0) {
    input.removeAttribute("aria-activedescendant");
  } else {
    input.setAttribute("aria-activedescendant", list.children[box.at].id);
    list.children[box.at].scrollIntoView({ block: "nearest" });
  }
}

/** Go to a hit: a crossing is chosen, a place brought into view, an incident opened; names are no filter any more. */
function take(box, at) {
  const { model } = box;
  const hit = box.hits[at];
  closeHits(box);
  if (hit.kind !== "incident") {
    box.input.value = "";
    model.store.send({ type: "search", text: "" });
  }
  if (hit.kind === "crossing") {
    goToCrossing(model, hit.index);
  } else if (hit.kind === "place") {
    bringIntoView(model.map, model.incidents.lat[hit.row], model.incidents.lon[hit.row]);
  } else if (!goToIncidents(model, [hit.row])) {
    model.store.send({ type: "tab", tab: "incidents" });
  }
}
