// Rows of a file of what is shown: the columns and values that `durandline export` writes for the same filter.

import { closureAt, saidUntil } from "../panel/closure_words.js";
import { leavesOf } from "../core/gather.js";
import { decodeParts } from "../core/geometry.js";
import { linesOf, pointOf } from "./geojson_text.js";
import { closuresShown, crossingsShown, movementsShown } from "./grid_rows.js";
import { dayOf, dayText, isoSecond } from "../core/moments.js";
import { HEADLINE } from "../core/vocabulary.js";

const SEPARATOR = "; ";

/**
 * Rows of a table as they are shown, as a promise: {rows, held}; each row is {values, key, lon, lat, geometry}, and
 * `held` lists whose rows may not be handed on: [{dataset, licence, count}].
 */
export function fileRows(tab, model, state) {
  return tab === "incidents" ? incidentRows(model, state) : Promise.resolve({ rows: PLAIN_ROWS[tab](model, state), held: [] });
}

const PLAIN_ROWS = {
  crossings: (model, state) => crossingsShown(model, state).map((index) => crossingRow(model.status, index, state.on)),
  closures: (model, state) => closuresShown(model, state).map((closure) => closureRow(model.status, closure, state.on)),
  movements: (model, state) => movementsShown(model, state).flatMap((movement) => movementRows(model.status, movement, state)),
};

function crossingRow(status, index, on) {
  const crossing = status.crossings[index];
  const [all, cargo, people] = ["all", "cargo", "people"].map((flow) => status.answer(index, flow, "both", on));
  const newest = status.telling(index, on);
  const values = {
    crossing_id: crossing.id,
    ...namesOf(crossing),
    kind: crossing.kind,
    radius_m: crossing.radius_m,
    state: all.state,
    cargo_state: cargo.state,
    cargo_knowledge: cargo.knowledge,
    people_state: people.state,
    people_knowledge: people.knowledge,
    cargo_confidence: cargo.confidence,
    people_confidence: people.confidence,
    last_said: newest.said === null ? "" : dayText(dayOf(newest.said, newest.decided[0])),
    age_days: newest.ageDays === null ? null : Math.floor(newest.ageDays),
    borne_out: newest.borne,
    notes: crossing.notes,
  };
  return { values, key: [crossing.id], ...placedAt(crossing) };
}

function closureRow(status, closure, on) {
  const crossing = status.crossings[closure.crossing];
  const { over, daysMin, daysMax } = closureAt(closure, on, status);
  const shut = closure.flows.flatMap((flow) => leavesOf(flow, status.tree));
  const closed = Object.values(closure.closed);
  const values = {
    id: closure.id,
    report_id: closure.report.id,
    crossing_id: crossing.id,
    flows: closure.flows.join(SEPARATOR),
    direction: closure.direction,
    side: closure.side,
    start: closure.startText,
    start_earliest: isoSecond(closure.start[0]),
    start_latest: isoSecond(closure.start[1]),
    end: closure.endText,
    end_earliest: closure.end ? isoSecond(closure.end[0]) : "",
    end_latest: closure.end ? isoSecond(closure.end[1]) : "",
    shut_at_least_until: isoSecond(saidUntil(closure, on)),
    closed_from: isoSecond(Math.min(...closed.map(([from]) => from))),
    closed_until: isoSecond(Math.max(...closed.map(([, until]) => until))),
    still_shut: status.phase(closure, on) === "shut",
    over,
    resumed: closure.resumed,
    ...Object.fromEntries(Object.entries(HEADLINE).map(([branch, leaf]) => ["shuts_" + branch, shut.includes(leaf)])),
    days_min: fourDecimals(daysMin),
    days_max: daysMax === null ? null : fourDecimals(daysMax),
    cause: closure.cause,
    claimant: closure.claimant,
    name_en: crossing.names.en,
    summary: closure.summary,
    ...sourceCells([...closure.report.sources, ...(closure.reopening ? closure.reopening.sources : [])]),
  };
  return { values, key: [values.id], ...placedAt(crossing) };
}

/** A figure of several crossings stands at each that is shown; it is never divided. */
function movementRows(status, movement, state) {
  const wanted = movement.crossings.filter((index) => !state.crossings.length || state.crossings.includes(status.crossings[index].id));
  return (movement.crossings.length ? wanted : [-1]).map((index) => {
    const crossing = status.crossings[index];
    const { scope, direction, measure, unit, claimant, confidence, notes, min, max, cumulative } = movement;
    const values = {
      movement_id: movement.id,
      ...{ scope, direction, measure, unit, claimant, confidence, notes, min, max, cumulative },
      period_start: movement.start,
      period_end: movement.end,
      crossing_id: crossing ? crossing.id : "",
      name_en: crossing ? crossing.names.en : "",
      ...sourceCells(movement.sources),
    };
    return { values, key: [movement.id, values.crossing_id], ...placedAt(crossing || {}) };
  });
}

async function incidentRows(model, state) {
  const { incidents } = model;
  const mask = incidents ? incidents.mask(state) : [];
  const [wanted, held] = [[], new Map()];
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] && mayHandOn(model, row)) {
      wanted.push(row);
    } else if (mask[row]) {
      const [dataset, licence] = ["dataset", "licence"].map((name) => incidents.word(name, row) || "");
      const key = dataset + "\n" + licence;
      held.set(key, { dataset, licence, count: (held.has(key) ? held.get(key).count : 0) + 1 });
    }
  }
  const full = wanted.length ? await incidents.rowsOf(wanted) : [];
  return { rows: full.map((row) => incidentRow(row, incidents)), held: Array.from(held.values()) };
}

/** Whether a row's source lets it be handed on, or the file was made to hold it all the same. */
export function mayHandOn({ incidents, options }, row) {
  return options.embedRestricted === true || !incidents.redistribute || incidents.redistribute[row] !== 0;
}

function incidentRow(row, incidents) {
  const place = row.place || {};
  const lines = incidents.parts[row.row];
  const values = {
    ...row,
    place_id: place.id,
    place_name: place.en,
    ...{ name_ps: place.ps, name_fa: place.fa, name_ur: place.ur },
    radius_m: row.radius,
    located: row.located === undefined ? Number.isFinite(row.lon) : row.located === 1,
    claims: (row.claims || []).map(claimText).join(SEPARATOR),
    ...figureCells(row.claims || []),
    same_as: (row.same_as || []).join(SEPARATOR),
    redistribute: row.redistribute === undefined || row.redistribute === 1,
    nearest_crossing: row.nearest,
    nearest_crossing_m: row.nearest_m,
    dist_to_line_m: row.line_m,
    ...sourceCells(row.sources || []),
  };
  const geometry = lines ? linesOf(decodeParts(lines, incidents.decimals)) : pointOf(row.lon, row.lat);
  return { values, key: [row.incident_id, place.id], lon: row.lon, lat: row.lat, geometry };
}

/** A number to four decimals as Python rounds it: what lies between two goes to the even one. */
export function fourDecimals(number) {
  const halves = number * 32; // the only fractions of two that end in a five at the fifth decimal
  if (Number.isInteger(halves) && halves % 2 !== 0) {
    const below = Math.floor(number * 10000);
    return (below % 2 ? below + 1 : below) / 10000;
  }
  return Number(number.toFixed(4));
}

/** The figures of killed and injured as cells: lowest and highest over claimants for one group, never added up. */
function figureCells(claims) {
  return Object.fromEntries(["killed", "injured"].flatMap((measure) => Object.entries(figuresOf(claims, measure)).map(([part, value]) => [measure + "_" + part, value])));
}

/** {min, max, whom} of a measure, by the rule of durandline/geo/incidents/figures.py; null where there is none. */
export function figuresOf(claims, measure) {
  const groups = new Map();
  for (const claim of claims.filter((each) => each.measure === measure)) {
    groups.set(claim.whom || "", [...(groups.get(claim.whom || "") || []), claim]);
  }
  if (!groups.size) {
    return { min: null, max: null, whom: "" };
  }
  if (groups.has("") || groups.size === 1) {
    const whom = groups.has("") ? "" : groups.keys().next().value;
    return overClaimants(groups.get(whom), whom);
  }
  const least = Array.from(groups, ([whom, told]) => overClaimants(told, whom)).reduce((one, other) => (greater(other, one) ? other : one));
  return { ...least, max: null };
}

function greater(one, other) {
  const [mine, yours] = [one, other].map(({ min }) => (min === null ? -1 : min));
  return mine > yours || (mine === yours && one.whom > other.whom);
}

function overClaimants(claims, whom) {
  const known = (name) => claims.map((claim) => claim[name]).filter((value) => value !== null && value !== undefined);
  const [least, most] = [known("min"), known("max")];
  const max = most.length ? Math.max(...most) : null;
  const openEnded = claims.filter((claim) => claim.max === null || claim.max === undefined).map((claim) => claim.min);
  return { min: least.length ? Math.min(...least) : null, max: max !== null && openEnded.every((value) => value <= max) ? max : null, whom };
}

/** A claim in one line, such as "Pakistan: killed 10-12 soldiers". */
export function claimText({ claimant, measure, whom, min, max }) {
  const range = min === max ? String(min) : min + "-" + max;
  const figure = min === null ? "up to " + max : max === null ? "at least " + min : range;
  return claimant + ": " + measure.replace(/_/g, " ") + " " + figure + (whom ? " " + whom : "");
}

function namesOf({ names }) {
  return { name_en: names.en, name_ps: names.ps, name_fa: names.fa, name_ur: names.ur };
}

function sourceCells(sources) {
  const joined = (name) => (sources.some((source) => source[name]) ? sources.map((source) => source[name]).join(SEPARATOR) : "");
  return { source_publishers: joined("publisher"), source_urls: joined("url") };
}

function placedAt({ lon, lat }) {
  return { lon, lat, geometry: pointOf(lon, lat) };
}
