// Answers questions on stdin, {packed, tree, asks: [[index, flow, direction, on], ...], lines: [[index, on], ...]}, as JSON on stdout.
import { readFileSync } from "node:fs";
import { load } from "./load.mjs";

const { createStatus } = await load("status");
const { inflate } = await load("unpack");
const { parseOn } = await load("moments");

const given = JSON.parse(readFileSync(0, "utf8"));
const status = createStatus(await inflate(given.packed), given.tree);
const moment = (on) => (typeof on === "number" ? { second: on } : parseOn(on));
const ids = (reports) => reports.map((report) => report.id);
const plain = (one) => [one.state, one.knowledge, one.state === "unknown" ? one.last : "", one.since, one.ageDays === null ? null : Math.round(one.ageDays * 86400), one.borne, one.decided, one.top ? one.top.id : "", ids(one.support), ids(one.beside), one.confidence, one.gates.map((gate) => [gate.side, gate.state, gate.last, gate.said]), one.count, ids(one.figures)];

process.stdout.write(
  JSON.stringify({
    asks: given.asks.map(([index, flow, direction, on]) => plain(status.answer(index, flow, direction, moment(on)))),
    lines: given.lines.map(([index, on]) => status.lines(index, moment(on)).map((line) => [line.flows, line.direction, ...plain(line.answer)])),
    telling: given.lines.map(([index, on]) => plain(status.telling(index, moment(on)))),
    steps: status.crossings.map((crossing) => Array.from(status.steps([crossing.id], "all", "both"))),
  }),
);
