// What a search finds: crossings by any of their names, places of incidents, and the newest incidents with the words.

import { fold, hasTerms, searchTerms } from "../core/filter.js";

const SEARCH_MOST = { crossing: 5, place: 5, incident: 6 };

/**
 * [{kind: "crossing", index} | {kind: "place", row} | {kind: "incident", row}] for a text; of incidents those that the
 * state shows with the same words. Names count in all four scripts, however their letters are typed.
 */
export function searchHits({ status, incidents }, state, text) {
  const terms = searchTerms(text);
  if (!terms.length) {
    return [];
  }
  const crossings = status.crossings.map((crossing, index) => ({ kind: "crossing", index, found: hasTerms(crossingText(crossing), terms) }));
  const found = crossings.filter((hit) => hit.found).map(({ kind, index }) => ({ kind, index }));
  const named = found.map(({ index }) => status.crossings[index].names.en);
  const more = incidents ? [...placeHits(incidents, terms, named), ...incidentHits(incidents, state, text)] : [];
  return [...found.slice(0, SEARCH_MOST.crossing), ...more];
}

function crossingText({ id, names, aliases, af_place: afPlace, pk_place: pkPlace }) {
  return fold([id.replace(/_/g, " "), id, ...Object.values(names), ...(aliases || []), afPlace, pkPlace].filter(Boolean).join(" "));
}

/** Places with a point, each by the first row that is placed there; not those that are crossings found already. */
function placeHits(incidents, terms, named) {
  const words = incidents.dictionary("place");
  const wanted = new Map();
  words.forEach((place, code) => {
    if (!named.includes(place.en) && hasTerms(fold(Object.values(place).join(" ")), terms)) {
      wanted.set(code, null);
    }
  });
  for (let row = 0; wanted.size && row < incidents.rows; row += 1) {
    const code = incidents.place ? incidents.place[row] : -1;
    if (wanted.get(code) === null && Number.isFinite(incidents.lon[row])) {
      wanted.set(code, row);
    }
  }
  return Array.from(wanted.values()).filter((row) => row !== null).slice(0, SEARCH_MOST.place).map((row) => ({ kind: "place", row }));
}

function incidentHits(incidents, state, text) {
  if (state.search !== text) {
    return [];
  }
  const mask = incidents.mask(state);
  const seen = new Set();
  const hits = [];
  for (let row = mask.length - 1; row >= 0 && hits.length < SEARCH_MOST.incident; row -= 1) {
    if (mask[row] && !seen.has(incidents.group[row])) {
      seen.add(incidents.group[row]);
      hits.push({ kind: "incident", row });
    }
  }
  return hits;
}
