// Incidents as typed arrays: what is shown, how many of what kind, and a full row when one is looked at.

import { largest, onceRead, scaled, typedColumn, withoutMissing } from "./columns.js";
import { allowed, fold, hasTerms, MASK_KEYS, maskOf, preciseEnough, searchTerms, windowDays } from "./filter.js";
import { severalOf } from "./points.js";
import { inflate, inflateBytes, inflateJson } from "./unpack.js";

const KEPT_CHUNKS = 16;
const SEARCHED = ["incident_id", "summary", "actors", "place_text", "admin_text", "notes", "sources"];

// Columns that are read as numbers with NaN; days keep the least number of all, which lies before every window.
const NUMBERS = new Set(["lon", "lat", "radius", "nearest_m", "line_m"]);
const DAYS = new Set(["first", "last"]);

/** The model of the incidents from their packed columns, as a promise. */
export function createIncidents(packed) {
  const read = [inflateBytes(packed.core), inflate(packed.words), inflate(packed.parts || {})];
  return Promise.all(read).then(([core, words, parts]) => {
    const columns = {};
    const dictionaries = {};
    for (const column of packed.columns) {
      onceRead(columns, column.name, () => columnOf(column, typedColumn(core, column), packed.decimals));
      if (typeof column.words === "number") {
        dictionaries[column.name] = words[column.words];
      }
    }
    return incidentModel(packed, columns, dictionaries, parts);
  });
}

function columnOf({ name, missing }, values, decimals) {
  if (NUMBERS.has(name)) {
    return scaled(values, name === "lon" || name === "lat" ? 10 ** decimals : 1, missing);
  }
  return DAYS.has(name) ? values : withoutMissing(values, missing);
}

function incidentModel(packed, columns, dictionaries, parts) {
  const rows = packed.rows;
  const none = new Int8Array(rows).fill(-1);
  const codes = (name) => columns[name] || none;
  const dictionary = (name) => dictionaries[name] || [];
  const chunkOf = chunkReader(packed.texts);
  const stamp = new Int32Array(largest(columns.group) + 1);
  let stamped = 0;
  let cached = null;
  let hits = null;
  let searchable = null;
  let waiting = null;
  let repeated = null;

  /** 1 for each row that the state shows; the same array as long as nothing that decides it changes. */
  function mask(state) {
    if (!cached || MASK_KEYS.some((key) => cached.state[key] !== state[key]) || cached.searchable !== searchable) {
      cached = { state, searchable, mask: makeMask(state) };
    }
    return cached.mask;
  }

  function makeMask(state) {
    const tests = [];
    if (state.hiddenKinds.length) {
      tests.push([codes("kind"), allowed(dictionary("kind"), (kind) => !state.hiddenKinds.includes(kind), true)]);
    }
    if (state.crossings.length) {
      tests.push([codes("near"), allowed(dictionary("near"), (id) => state.crossings.includes(id), false)]);
    }
    if (state.precision !== "any") {
      tests.push([codes("precision"), allowed(dictionary("precision"), preciseEnough(state.precision), false)]);
    }
    if (state.search.trim()) {
      tests.push([Int32Array.from(none.keys()), found(state.search)]);
    }
    return maskOf(columns.first, columns.last, windowDays(state), tests);
  }

  /** 1 for each row that holds all words looked for; until the texts are there only names and kinds are looked through. */
  function found(search) {
    if (!hits || hits.search !== search || hits.searchable !== searchable) {
      const terms = searchTerms(search);
      const fields = ["place", "kind"].map((name) => [codes(name), dictionary(name).map((word) => fold(plainText(word).replace(/_/g, " ")))]);
      const text = (row) => fields.map(([values, words]) => words[values[row]] || "").join(" ") + " " + (searchable ? searchable[row] : "");
      const rowsFound = new Uint8Array(rows + 1);
      for (let row = 0; row < rows; row += 1) {
        rowsFound[row] = hasTerms(text(row), terms) ? 1 : 0;
      }
      hits = { search, searchable, rows: rowsFound };
    }
    return hits.rows;
  }

  /** Inflate all texts for the search, once; resolves with the number of rows that can be searched. */
  function searchReady() {
    waiting = waiting || Promise.all(packed.texts.parts.map(foldedChunk)).then((chunks) => (searchable = chunks.flat()).length);
    return waiting;
  }

  async function foldedChunk(part, at) {
    const texts = await inflateJson(part);
    const first = at * packed.texts.chunk;
    const length = Math.min(packed.texts.chunk, rows - first);
    const kept = SEARCHED.filter((name) => texts[name]).map((name) => (row) => texts[name][row]);
    const coded = SEARCHED.filter((name) => dictionaries[name]).map((name) => (row) => wordAt(dictionaries[name], columns[name][first + row]));
    return Array.from({ length }, (_, row) => fold([...kept, ...coded].map((value) => plainText(value(row))).join(" ")));
  }

  /** How many incidents of each kind: one that has several rows, or is told of in several collections, once. */
  function counts(shown) {
    stamped += 1;
    const [kind, group] = [codes("kind"), columns.group];
    const tally = new Uint32Array(dictionary("kind").length);
    for (let row = 0; row < rows; row += 1) {
      if (shown[row] && stamp[group[row]] !== stamped) {
        stamp[group[row]] = stamped;
        tally[kind[row]] += 1;
      }
    }
    return Object.fromEntries(dictionary("kind").map((kind, at) => [kind, tally[at]]));
  }

  /** How many incidents are drawn at more than one point, and so counted at each. */
  function severalPlaces(shown) {
    repeated = repeated || rowsOfSeveral(columns.group);
    const places = new Map();
    const several = new Set();
    for (const row of repeated) {
      if (shown[row] && Number.isFinite(columns.lon[row]) && Number.isFinite(columns.lat[row])) {
        const place = columns.lon[row] + " " + columns.lat[row];
        const group = columns.group[row];
        places.has(group) ? places.get(group) !== place && several.add(group) : places.set(group, place);
      }
    }
    return several.size;
  }

  /** One row with all that is known of it, as a promise. */
  async function row(at) {
    const texts = await chunkOf(at);
    const within = at % packed.texts.chunk;
    const full = { row: at };
    for (const [name, values] of Object.entries(columns)) {
      full[name] = dictionaries[name] ? wordAt(dictionaries[name], values[at]) : values[at];
    }
    packed.texts.names.forEach((name) => (full[name] = texts[name][within]));
    return full;
  }

  const model = {
    rows,
    dictionary,
    kinds: dictionary("kind"),
    parts,
    decimals: packed.decimals,
    word: (name, at) => wordAt(dictionary(name), codes(name)[at]),
    mask,
    counts,
    total: (shown) => Object.values(counts(shown)).reduce((sum, count) => sum + count, 0),
    severalPlaces,
    row,
    rowsOf: (list) => Promise.all(list.map(row)),
    searchReady,
  };
  Object.keys(columns).forEach((name) => onceRead(model, name, () => columns[name]));
  return model;
}

/** The rows of incidents that have more than one. */
function rowsOfSeveral(groups) {
  const rows = [];
  severalOf(groups).forEach((several, row) => several && rows.push(row));
  return rows;
}

function wordAt(words, code) {
  return code < 0 || code === undefined || words[code] === undefined ? null : words[code];
}

/** The words in a value: of lists and objects those of all that is in them. */
function plainText(value) {
  if (typeof value === "string") {
    return value;
  }
  return value && typeof value === "object" ? Object.values(value).map(plainText).join(" ") : "";
}

/** A function from a row to the texts of its chunk, of which the latest are kept. */
function chunkReader(texts) {
  const kept = new Map();
  return (row) => {
    const at = Math.floor(row / texts.chunk);
    const chunk = kept.get(at) || inflateJson(texts.parts[at]);
    kept.delete(at);
    kept.set(at, chunk);
    if (kept.size > KEPT_CHUNKS) {
      kept.delete(kept.keys().next().value);
    }
    return chunk;
  };
}
