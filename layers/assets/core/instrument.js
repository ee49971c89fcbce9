// A map as an instrument: one state, the views around the map that are functions of it, and its address.

import { accept } from "./accept.js";
import { asksEmbed, decode, encode, isAddress } from "./address.js";
import { clear } from "./dom.js";
import { followHead } from "./head.js";
import { layOut } from "./layout.js";
import { track } from "./ready.js";
import { createStatus } from "./status.js";
import { createStore, differs, endsTogether, INITIAL } from "./store.js";
import { followView } from "./view.js";
import { VIEWS } from "./views.js";
import { knownLanguages, translator } from "./words.js";

const ADDRESS_MS = 300;

const models = new WeakMap();

/** The promise of the model that a layer follows, or null where there is no instrument. */
export function modelOf(layer) {
  return models.get(layer) || null;
}

/** Lay out the nodes at once, then bring model and views when the tables are there; gives back {ready}. */
export function startInstrument(map, layers, { packed, tree }, options) {
  const nodes = layOut(map, options);
  layers.forEach((layer, at) => (layer.durandline.key = keyAmong(layers, at)));
  const incidents = layers.find((layer) => layer.durandline.kind === "incidents");
  const model = Promise.all([packed, incidents ? incidents.durandline.table : null]).then(([status, rows]) => createModel(map, layers, { status, incidents: rows, tree: tree() }, options, nodes));
  layers.forEach((layer) => models.set(layer, model));
  const ready = model.then(async (made) => {
    await Promise.all(layers.map((layer) => layer.durandline.ready));
    run(made, layers, nodes);
    return made;
  });
  return { ready: track(ready) };
}

/** The name of a layer in the state and the address: its kind, with a number from the second of a kind on. */
function keyAmong(layers, at) {
  const { kind } = layers[at].durandline;
  const before = layers.slice(0, at).filter((layer) => layer.durandline.kind === kind).length;
  return before ? kind + (before + 1) : kind;
}

function createModel(map, layers, { status: packed, incidents, tree }, options, nodes) {
  const status = createStatus(packed, tree);
  const limits = {
    first: status.range.first,
    last: status.range.last,
    ids: status.crossings.map((crossing) => crossing.id),
    kinds: incidents ? incidents.kinds : [],
    flows: ["all", ...Object.values(tree).flat()],
    languages: options.languages && options.languages.length ? options.languages : knownLanguages(),
    layers: layers.map((layer) => layer.durandline.key),
  };
  const start = startState(map, layers, status, limits, options);
  const store = createStore(start, { ...limits, start });
  store.send({ type: "restore", state: fromAddress(store.limits) });
  const t = () => translator(store.get().language);
  const model = {
    store,
    t,
    status,
    incidents,
    tree,
    limits: store.limits,
    start,
    map,
    layers,
    options,
    root: nodes.app,
    name: (one) => nameIn(typeof one === "number" ? status.crossings[one] : one, store.get().language),
    announce: announcer(nodes.live),
  };
  map.durandline = model; // for those who write scripts of their own about the map
  return model;
}

/** The state of the page's start: the record's moment, the command's filters, the layers as they are shown. */
function startState(map, layers, status, limits, options) {
  const given = { on: status.range.on, language: options.language, theme: options.theme, ...options.filters };
  const kept = Object.entries(given).map(([key, value]) => [key, accept(key, value, limits)]);
  const shown = Object.fromEntries(layers.map((layer) => [layer.durandline.key, map.hasLayer(layer)]));
  const made = { ...INITIAL, ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), shown };
  return { ...made, joined: endsTogether(made) };
}

/** A name in a language, else in English, else in any; of a crossing {names}, of a place {en, ps, fa, ur}. */
export function nameIn(one, language) {
  if (!one) {
    return "";
  }
  const names = one.names || one;
  return names[language] || names.en || names.fa || names.ps || names.ur || one.id || "";
}

/** A function that has a text read out; the same text twice is read twice. */
function announcer(live) {
  return (text) => {
    live.textContent = "";
    setTimeout(() => (live.textContent = text), 50);
  };
}

/** Views now, and anew whenever the language changes; page, layers, address and map view kept in step with the state. */
function run(model, layers, nodes) {
  const { store } = model;
  let ends = build(model, nodes);
  const rebuild = async (language) => {
    await Promise.all(layers.map((layer) => layer.durandline.redraw()));
    if (language === store.get().language) {
      const kept = document.activeElement ? document.activeElement.dataset.keep : "";
      ends.forEach((end) => end());
      ends = build(model, nodes);
      refocus(nodes.app, kept);
    }
  };
  const follow = (state, before) => {
    followPage(state, before, nodes);
    followLayers(state, model, layers);
    followSearch(state, model);
    if (before && state.language !== before.language) {
      track(rebuild(state.language));
    }
  };
  store.subscribe(follow);
  follow(store.get(), null);
  followControls(model, layers);
  followHead(model);
  followView(model, nodes.fit);
  followAddress(model);
}

/** Fill the nodes; gives back the functions that end the views. */
function build(model, nodes) {
  const ends = [];
  const subscribe = (view) => {
    const leave = model.store.subscribe(view);
    ends.push(leave);
    return leave;
  };
  const own = { ...model, store: { ...model.store, subscribe } };
  const t = model.t();
  for (const node of [nodes.app, nodes.tables, nodes.paper]) {
    node.setAttribute("lang", t.language);
    node.setAttribute("dir", t.direction);
  }
  for (const [place, add] of VIEWS) {
    const end = add(nodes[place] ? clear(nodes[place]) : model.map, own);
    if (typeof end === "function") {
      ends.push(end);
    }
  }
  return ends;
}

function refocus(app, kept) {
  const node = kept ? Array.from(app.querySelectorAll("[data-keep]")).find((each) => each.dataset.keep === kept) : null;
  if (node) {
    node.focus({ preventScroll: true });
  }
}

function followPage(state, before, nodes) {
  if (differs(state, before, ["theme", "embed"])) {
    const root = document.documentElement;
    state.theme ? (root.dataset.theme = state.theme) : delete root.dataset.theme;
    root.classList.toggle("dl-embed", state.embed);
  }
  nodes.app.classList.toggle("dl-choosing", state.chosen !== "");
}

function followLayers(state, { map }, layers) {
  for (const layer of layers) {
    const wanted = state.shown[layer.durandline.key];
    if (typeof wanted === "boolean" && wanted !== map.hasLayer(layer)) {
      map[wanted ? "addLayer" : "removeLayer"](layer);
    }
  }
}

/** Whoever else adds a layer to the map or takes it away tells the state. */
function followControls({ map, store }, layers) {
  map.on("layeradd layerremove", ({ layer, type }) => {
    if (layers.includes(layer)) {
      store.send({ type: "show", layer: layer.durandline.key, shown: type === "layeradd" });
    }
  });
}

function followSearch(state, { store, incidents }) {
  if (incidents && state.search && !state.searched) {
    incidents.searchReady().then((rows) => store.send({ type: "searched", rows }));
  }
}

function followAddress({ store, start }) {
  let due = 0;
  let written = encode(store.get(), start);
  const write = () => {
    const hash = encode(store.get(), start);
    if (hash !== written) {
      written = hash;
      try {
        window.history.replaceState(null, "", hash || window.location.pathname + window.location.search);
      } catch {
        // a page without an address of its own, in a frame of a notebook: there is none to keep
      }
    }
  };
  store.subscribe(() => {
    clearTimeout(due);
    due = setTimeout(write, ADDRESS_MS);
  });
  window.addEventListener("hashchange", () => {
    if (isAddress(window.location.hash)) {
      store.send({ type: "restore", state: fromAddress(store.limits) });
      written = encode(store.get(), start);
    }
  });
}

function fromAddress(limits) {
  return { ...decode(window.location.hash, limits), embed: asksEmbed(window.location) };
}
