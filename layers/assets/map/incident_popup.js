// All incidents at one place, one at a time; each is unpacked when it is looked at.

import { clear, el } from "../core/dom.js";
import { dayText } from "../core/moments.js";
import { claimsNode, namedNode, pairs, sourcesNode } from "./popup.js";
import { distanceWords } from "../core/words.js";

/** The popup of rows of the model, the newest first; `changed` is called when its content does. */
export function incidentPopup(model, rows, t, changed) {
  const order = rows.slice().sort((one, other) => model.first[other] - model.first[one] || one - other);
  const body = el("div", {});
  const position = el("span", { "aria-live": "polite" });
  let at = 0;
  const show = (next) => {
    at = (next + order.length) % order.length;
    const row = order[at];
    position.textContent = t("popup.of", { number: t.number(at + 1), total: t.number(order.length) });
    body.setAttribute("aria-busy", "true");
    model.row(row).then((full) => {
      if (row === order[at]) {
        clear(body).append(incidentNode(full, t));
        body.removeAttribute("aria-busy");
        changed();
      }
    });
  };
  const step = (by, words, sign) => {
    const button = el("button", { type: "button", "aria-label": words, title: words }, sign);
    button.addEventListener("click", () => show(at + by));
    return button;
  };
  const steps = order.length > 1 ? el("nav", { class: "dl-steps", "aria-label": t.count("popup.here", order.length) }, step(-1, t("popup.previous"), "‹"), position, step(1, t("popup.next"), "›")) : null;
  body.append(el("p", { class: "dl-quiet" }, "…"));
  show(0);
  return el("article", { dir: t.direction }, steps, body);
}

/** The days of a row as they were given; of one that may not be handed on those that it may mean. */
export function daysOf(row, t) {
  const start = row.date || dayText(row.first);
  const last = row.date ? row.last_day : dayText(row.last);
  return last && last !== start ? t("popup.until", { start, end: last }) : start;
}

function incidentNode(row, t) {
  const place = row.place || {};
  const withheld = !row.redistribute && !row.date;
  return el(
    "section",
    {},
    namedNode(t.word("incident_kind", row.kind), { ...place, [t.language]: "" }),
    el("p", { class: "dl-quiet", dir: "auto" }, daysOf(row, t), " · ", placeWords(row, place, t)),
    withheld ? el("p", { dir: "auto" }, t("page.withheld", { dataset: row.dataset || t("popup.source") })) : toldNodes(row, t),
    el("p", { class: "dl-quiet" }, row.radius > 0 ? t("popup.placed", { distance: distanceWords(row.radius, t) }) : t("popup.radius_none")),
    row.origin && row.origin !== "record" ? el("p", { class: "dl-quiet", dir: "auto" }, t("popup.own", { origin: row.origin })) : null,
    withheld ? null : sourcesNode(row.sources || [], t),
  );
}

function toldNodes(row, t) {
  return [
    row.summary ? el("p", { dir: "auto" }, row.summary) : null,
    claimsNode(row.claims || [], t),
    pairs([
      [t("popup.actors"), row.actors || ""],
      [t("popup.place_text"), row.place_text || ""],
      [t("popup.confidence"), row.confidence ? t.word("confidence", row.confidence) : ""],
      [t("popup.notes"), row.notes || ""],
    ]),
  ];
}

function placeWords({ role, place_text: text }, place, t) {
  const name = place[t.language] || place.en || text || "";
  return (role && role !== "at" ? t.word("role", role) + " " : "") + name;
}
