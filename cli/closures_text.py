"""Closures and days shut as text for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from durandline.cli.text import count, paragraph, printable, table
from durandline.geo.incidents.joined import text
from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.status.closures import Closure
from durandline.geo.time.moment import Moment
from durandline.layers.words import read_words

INDENT = 4


def closure_list(found: Sequence[Closure], record: Record, on: Moment) -> str:
    """Return closures by crossing, newest last: start, each end with its length, lanes inside, who and why."""
    parts = []
    for crossing, members in groupby(found, key=lambda each: each["crossing_id"]):
        name = text(record.keyed("crossings")[crossing]["name_en"])
        closures = [list(group) for _, group in groupby(members, key=lambda each: each["report_id"])]
        parts.append(f"{printable(name)}: {count(len(closures), 'closure')} up to {on.text}")
        parts += [_closure(group) for group in closures]
    return "\n\n".join(parts) or "No closure is on record here."


def stats_table(rows: Sequence[dict[str, Any]], by: str, on: Moment) -> str:
    """Return days shut as a table: one row per crossing and period, least and most for each flow."""
    flows = [name.removesuffix("_min") for name in (rows[0] if rows else {}) if name.endswith("_min")]
    words = read_words()
    head = [
        "CROSSING",
        "PERIOD" if by == "crossing" else by.upper(),
        "DAYS",
        *(words.word("flow", each).upper() for each in flows),
    ]
    body = []
    for row in rows:
        counted = [_range(row, flow) for flow in flows]
        body.append([row["crossing_id"], row["period"], f"{row['days']:,.0f}", *counted])
    return f"Days shut up to {on.text}\n\n" + table(head, body)


def _closure(endings: Sequence[Closure]) -> str:
    words, first = read_words(), endings[0]
    facts = [f"by {first['claimant']}", words.word("side", first["side"])]
    if first["direction"] != "both":
        facts.append(words.word("direction", first["direction"]))
    if first["cause"]:
        facts.append(f"cause: {words.word('cause', first['cause'])}")
    lines = [printable(f"{first['start']}  {'; '.join(facts)}"), paragraph(text(first["report"]["summary"]), INDENT)]
    for each in endings:
        flows = ", ".join(words.word("flow", flow) for flow in each["flows"])
        lines.append(paragraph(f"{flows}: {_length(each)}", INDENT))
    others = {text(row["report_id"]): row for each in endings for row in each["also"]}
    lanes = {text(row["report_id"]): row for each in endings for row in each["inside"]}
    dated: dict[str, list[str]] = {}
    for row in others.values():
        dated.setdefault(text(row["from"]), []).append(text(row["claimant"]))
    lines += [paragraph(f"but from {day}: {', '.join(dict.fromkeys(who))}", INDENT) for day, who in dated.items()]
    lines += [paragraph(f"inside it: {_lane(row)}", INDENT) for row in lanes.values()]
    return "\n".join(lines)


def _lane(row: Row) -> str:
    flows = row["flows"] if isinstance(row["flows"], tuple) else ()
    named_flows = ", ".join(read_words().word("flow", flow) for flow in flows)
    until = f" to {row['until']}" if row["until"] else ""
    who = f" ({row['who_rule']})" if row["who_rule"] else ""
    return f"{named_flows} {row['state']} from {row['from']}{until}{who}"


def _length(closure: Closure) -> str:
    least, most = closure["days_min"], closure["days_max"]
    if most is None:
        return f"end not reported; shut for at least {_days(least)}"
    span = _days(most) if round(least, 1) == round(most, 1) else f"{least:.1f} to {_days(most)}"
    return f"until {closure['end']}, {span}"


def _days(days: float) -> str:
    return f"{days:.1f} days"


def _range(row: dict[str, Any], flow: str) -> str:
    least, most = row[f"{flow}_min"], row[f"{flow}_max"]
    return f"{least:.1f}" if least == most else f"{least:.1f} to {most:.1f}"
