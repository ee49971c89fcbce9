"""Closures and days shut as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from durandline.cli.text import count, paragraph, printable, table
from durandline.geo.incidents.record_incidents import text
from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.status.closures import Closure
from durandline.geo.status.flows import leaves, named
from durandline.geo.status.statements import WAYS
from durandline.geo.time.clock import local_day
from durandline.geo.time.moment import Moment
from durandline.layers.words import read_words

INDENT = 4


def closure_list(found: Sequence[Closure], record: Record, on: Moment) -> str:
    """Return closures by crossing, newest last: start, each end with its length, who and why."""
    parts = []
    for crossing, members in groupby(found, key=lambda each: each["crossing_id"]):
        name = text(record.keyed("crossings")[crossing]["name_en"])
        closures = [list(group) for _, group in groupby(members, key=lambda each: each["report_id"])]
        parts.append(f"{printable(name)}: {count(len(closures), 'closure')} up to {on.text}")
        parts += [_closure(group) for group in closures]
    return "\n\n".join(parts) or "No closure is on record here."


def stats_table(rows: Sequence[dict[str, Any]], by: str, on: Moment) -> str:
    """Return days known and days shut as a table: one row per crossing and period, least and most for each flow."""
    flows = [name.removesuffix("_min") for name in (rows[0] if rows else {}) if name.endswith("_min")]
    words = read_words()
    head = ["CROSSING", "PERIOD" if by == "crossing" else by.upper(), "DAYS"]
    for each in flows:
        head += ["KNOWN", f"{words.word('flow', each).upper()} SHUT"]
    body = []
    for row in rows:
        cells = [(f"{row[f'{flow}_known_days']:,.1f}", _range(row, flow)) for flow in flows]
        counted = [cell for pair in cells for cell in pair]
        body.append([row["crossing_id"], row["period"], f"{row['days']:,.0f}", *counted])
    return f"Days known, and days shut as far as reported, up to {on.text}\n\n" + table(head, body)


def _closure(endings: Sequence[Closure]) -> str:
    words, first = read_words(), endings[0]
    sides = {each["side"] for each in endings}
    facts = [f"by {first['claimant']}", words.word("side", sides.pop() if len(sides) == 1 else "both")]
    if first["cause"]:
        facts.append(f"cause: {words.word('cause', first['cause'])}")
    day = text(first["report"]["from"])
    lines = [printable(f"{day}  {'; '.join(facts)}"), paragraph(text(first["report"]["summary"]), INDENT)]
    told = list(_told(endings))
    split = any(direction != "both" for direction, _, _ in told)
    for direction, flows, length in told:
        shut = ", ".join(words.word("flow", flow) for flow in named(flows))
        way = f"; {words.word('direction', direction)}" if split else ""
        lines.append(paragraph(f"{shut}{way}: {length}", INDENT))
    others = {text(row["report_id"]): row for each in endings for row in each["also"]}
    dated: dict[str, list[str]] = {}
    for row in others.values():
        dated.setdefault(f"{text(row['from'])} for {_flows(row)}", []).append(text(row["claimant"]))
    lines += [paragraph(f"but from {said}: {', '.join(dict.fromkeys(who))}", INDENT) for said, who in dated.items()]
    return "\n".join(lines)


def _told(endings: Sequence[Closure]) -> Iterator[tuple[str, list[str], str]]:
    """Yield direction, leaf flows and length of what lasted alike, as one line each."""
    alike: dict[str, dict[str, list[str]]] = {}
    for each in endings:
        ways = alike.setdefault(_length(each), {way: [] for way in WAYS})
        shut = [leaf for flow in each["flows"] for leaf in leaves(flow)]
        for way in WAYS if each["direction"] == "both" else (each["direction"],):
            ways[way] += shut
    for length, ways in alike.items():
        both = [leaf for leaf in ways[WAYS[0]] if leaf in ways[WAYS[1]]]
        rest = [(way, [leaf for leaf in shut if leaf not in both]) for way, shut in ways.items()]
        yield from ((way, shut, length) for way, shut in (("both", both), *rest) if shut)


def _flows(row: Row) -> str:
    flows = row["flows"] if isinstance(row["flows"], tuple) else ()
    return ", ".join(read_words().word("flow", flow) for flow in flows)


def _length(closure: Closure) -> str:
    """Return from when, where it was open in between, to when, how long, and what the end opened it to."""
    least, most = closure["days_min"], closure["days_max"]
    again = f"again from {closure['start']}, " if closure["resumed"] else ""
    if most is None:
        last = local_day(closure["shut_at_least_until"], closure["side"])
        said = "still shut" if closure["still_shut"] else "end not reported; shut"
        return f"{again}{said} for at least {_days(least)}, to {last}"
    span = _days(most) if round(least, 1) == round(most, 1) else f"{least:.1f} to {_days(most)}"
    return f"{again}until {closure['end']}, {span}{_then(closure)}"


def _then(closure: Closure) -> str:
    """Return for whom it opened, where that was not for all."""
    row = closure["reopening"]
    if row is None or row["state"] == "open":
        return ""
    return f"; then {row['state']}" + (f" ({row['who_rule']})" if row["who_rule"] else "")


def _days(days: float) -> str:
    return f"{days:.1f} days"


def _range(row: dict[str, Any], flow: str) -> str:
    least, most = row[f"{flow}_min"], row[f"{flow}_reported_max"]
    if least is None:
        return "not known"
    return f"{least:.1f}" if least == most else f"{least:.1f} to {most:.1f}"
