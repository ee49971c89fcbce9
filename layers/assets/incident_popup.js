// All incidents at one place, one at a time.

import { clear, el } from "./dom.js";
import { claimsNode, namesNode, pairs, sourcesNode } from "./popup.js";
import { distanceWords } from "./words.js";

/** The popup of the rows at one place, the newest first; `changed` is called when its content does. */
export function incidentPopup(read, rows, t, changed) {
  const order = rows.slice().sort((one, other) => compare(read.text("date", other), read.text("date", one)));
  const body = el("div", {});
  const position = el("span", { "aria-live": "polite" });
  let at = 0;
  const show = (next) => {
    at = (next + order.length) % order.length;
    clear(body).append(incidentNode(read, order[at], t));
    position.textContent = t("popup.of", { number: t.number(at + 1), total: t.number(order.length) });
    changed();
  };
  const step = (by, words, sign) => {
    const button = el("button", { type: "button", "aria-label": words, title: words }, sign);
    button.addEventListener("click", () => show(at + by));
    return button;
  };
  const steps = order.length > 1 ? el("nav", { class: "dl-steps", "aria-label": t.count("popup.here", order.length) }, step(-1, t("popup.previous"), "‹"), position, step(1, t("popup.next"), "›")) : null;
  show(0);
  return el("article", { dir: t.direction }, steps, body);
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function incidentNode(read, row, t) {
  const last = read.text("last_day", row);
  const start = read.text("date", row);
  const radius = read.get("radius_m", row);
  const role = read.text("role", row);
  const origin = read.text("origin", row);
  return el(
    "section",
    {},
    namesNode(read, row, t.word("incident_kind", read.text("kind", row))),
    el("p", { class: "dl-quiet", dir: "auto" }, last && last !== start ? t("popup.until", { start, end: last }) : start, " · ", placeWords(read, row, role, t)),
    read.text("summary", row) ? el("p", { dir: "auto" }, read.text("summary", row)) : null,
    claimsNode(read.list("claims", row), t),
    pairs([
      [t("popup.actors"), read.text("actors", row)],
      [t("popup.place_text"), read.text("place_text", row)],
      [t("popup.confidence"), read.text("confidence", row) ? t.word("confidence", read.text("confidence", row)) : ""],
      [t("popup.notes"), read.text("notes", row)],
    ]),
    el("p", { class: "dl-quiet" }, typeof radius === "number" && radius > 0 ? t("popup.placed", { distance: distanceWords(radius, t) }) : t("popup.radius_none")),
    origin && origin !== "record" ? el("p", { class: "dl-quiet", dir: "auto" }, t("popup.own", { origin })) : null,
    sourcesNode(read.list("sources", row), t),
  );
}

function placeWords(read, row, role, t) {
  const name = read.text("place_name", row) || read.text("place_text", row);
  return (role && role !== "at" ? t.word("role", role) + " " : "") + name;
}
