// Pieces that all popups share.

import { el, sourceLink, svg } from "../core/dom.js";
import { shapeNode, symbol } from "./symbols.js";

/** A count of people or trucks in words; its dates are in words already. */
export function countedWords({ claimant, measure, unit, start, end, min, max, before }, t) {
  const period = start === end ? end : t("closure.from_to", { start, end });
  const rise = typeof before === "number";
  const values = { claimant, period, figure: figureWords(min, max, t), before: rise ? t.number(before) : "", unit: t.word("unit", unit.split("/")[0]), measure: t.word("movement", measure) };
  return t(rise ? "status.counted_rise" : "status.counted", values);
}

/** Both gates where they differ, each with its state and how old that is: "Afghan gate: open (5 days before the date shown)". */
export function gateWords(gates, t) {
  return gates.map((gate) => {
    const state = gate.state === "unknown" && gate.last ? t("status.last_known", { state: t.word("state", gate.last) }) : t.word("state", gate.state);
    return t("status.gate", { side: t.word("side", gate.side), state, age: ageWords(gate.ageDays, t) || t("age.no_report") });
  });
}

/** A heading and below it the other names {en, ps, fa, ur} of what it names, each marked with its language. */
export function namedNode(heading, names) {
  const translated = heading !== names.en;
  const seen = new Set(translated ? [heading] : []);
  const others = (translated ? ["en", "ps", "fa", "ur"] : ["ps", "fa", "ur"]).map((lang) => [lang, names[lang]]);
  const distinct = others.filter(([, name]) => name && !seen.has(name) && seen.add(name));
  return [
    el("h2", { dir: "auto" }, heading),
    distinct.length ? el("p", { class: "dl-names" }, distinct.map(([lang, name]) => el("span", { lang, dir: "auto" }, name))) : null,
  ];
}

/** The same for a row of a table with the names in columns. */
export function namesNode(read, row, heading) {
  return namedNode(heading, Object.fromEntries(["en", "ps", "fa", "ur"].map((lang) => [lang, read.text("name_" + lang, row)])));
}

/** A list of label and value; pairs without a value are left out. */
export function pairs(entries) {
  const kept = entries.filter(([, value]) => value !== "" && value !== null && value !== undefined && !(Array.isArray(value) && !value.length));
  return kept.length ? el("dl", {}, kept.map(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)])) : null;
}

/** Sources as links: publisher, and what kind of copy it is where it is not the original. */
export function sourcesNode(sources, t) {
  if (!sources || !sources.length) {
    return el("p", { class: "dl-quiet" }, t("popup.no_sources"));
  }
  const items = sources.map((source) => {
    const kind = source.kind && source.kind !== "original" ? " (" + t.word("source_kind", source.kind) + ")" : "";
    return el("li", {}, sourceLink(source, source.publisher || source.url || t("popup.source")), kind);
  });
  return [el("h3", {}, t("popup.sources")), el("ul", { class: "dl-sources" }, items)];
}

/** A state as a chip: its shape, its colour, its word. */
export function stateChip(state, words, changes) {
  const style = symbol(state, changes);
  const unknown = style.pattern === "question";
  const shape = shapeNode(style, 7, 7, 6, { stroke: unknown ? style.colour : style.fill, "stroke-dasharray": unknown ? "2 1.5" : null });
  return el("span", { class: "dl-chip dl-chip-" + (unknown ? "unknown" : "known") }, svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, shape), el("span", {}, words));
}

/** The age of a statement in words; "" where there is none. */
export function ageWords(days, t) {
  if (typeof days !== "number" || !Number.isFinite(days)) {
    return "";
  }
  const whole = Math.max(0, Math.floor(days));
  return whole === 0 ? t("age.before_same") : t("age.before", { days: t.count("age.days", whole) });
}

/** A figure with its bounds: exact, range, at least, up to. */
export function figureWords(min, max, t) {
  const has = (value) => typeof value === "number";
  const values = { min: has(min) ? t.number(min) : "", max: has(max) ? t.number(max) : "" };
  if (has(min) && has(max)) {
    return t(min === max ? "figure.exact" : "figure.range", values);
  }
  if (has(min)) {
    return t("figure.at_least", values);
  }
  return t(has(max) ? "figure.up_to" : "figure.none", values);
}

/** Claims by who made them. */
export function claimsNode(claims, t) {
  if (!claims.length) {
    return null;
  }
  const rows = claims.map((claim) =>
    el("tr", {}, el("td", { dir: "auto" }, claim.claimant), el("td", { dir: "auto" }, figureWords(claim.min, claim.max, t) + " " + t.word("measure", claim.measure) + (claim.whom ? " (" + claim.whom + ")" : ""))),
  );
  const head = el("tr", {}, el("th", { scope: "col" }, t("popup.claimant")), el("th", { scope: "col" }, t("popup.figure")));
  return el("table", { class: "dl-claims" }, el("caption", {}, t("popup.claims")), el("thead", {}, head), el("tbody", {}, rows));
}
