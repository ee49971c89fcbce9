"""Closures as intervals: when a crossing shut, for which flows, and when, if it is known, it opened again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from durandline.geo.schema.check import Row
from durandline.geo.status.carried import first_said
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import named
from durandline.geo.status.statements import FOREVER, Statement
from durandline.geo.time.clock import DAY
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import Bounds, bounds


class Closure(TypedDict):
    """One closure of one crossing for the flows that opened again together.

    ``start`` and ``end`` are partial dates as written; ``end`` is empty and ``days_max`` is ``None`` where no
    end is on record, and ``days_min`` then counts to the last statement that it was still shut, or to ``on``.
    Days are 24 hours; minimum and maximum follow from how precisely both ends are known. ``also`` are reports
    that date its beginning differently or carry it on from another day; ``inside`` are those of lanes and
    windows that opened, for some of its flows, while it lasted.
    """

    report_id: str
    crossing_id: str
    flows: tuple[str, ...]
    direction: str
    side: str
    start: str
    end: str
    end_known: bool
    over: bool
    days_min: float
    days_max: float | None
    cause: str
    claimant: str
    report: Row
    reopening: Row | None
    also: tuple[Row, ...]
    inside: tuple[Row, ...]


def closures(status: Status, on: Moment) -> list[Closure]:
    """Return the closures that had begun by ``on``, in order of crossing and start.

    Statements that carry one closure on, or date its beginning differently, make one closure: it is named
    after the earliest, and the others are in ``also``.
    """
    order = {key: place for place, key in enumerate(status.record.crossing_ids)}
    grouped: dict[tuple[str, str, str], dict[str, list[_Spell]]] = {}
    known: dict[tuple[int, ...], list[_Spell]] = {}
    for (crossing, leaf, _, side), statements in status.statements.items():
        same = tuple(map(id, statements))
        if same not in known:
            known[same] = _spells([each for each in statements if each.counts])
        for spell in known[same]:
            if spell.first.start <= on.second(side):
                until = spell.opened.report_id if spell.opened else ""
                members = grouped.setdefault((crossing, spell.first.report_id, until), {})
                members.setdefault(leaf, []).append(spell)
    found = [_closure(crossing, members, on) for (crossing, _, _), members in grouped.items()]
    return sorted(found, key=lambda each: (order[each["crossing_id"]], *_order(each)))


def _order(closure: Closure) -> tuple[Bounds, str, tuple[str, ...]]:
    return bounds(closure["start"]), closure["report_id"], closure["flows"]


@dataclass(frozen=True, slots=True)
class _Spell:
    """One closure of one gate: its statements, the first of them, what ended it, and the lanes inside."""

    closed: tuple[Statement, ...]
    first: Statement
    opened: Statement | None
    inside: tuple[Statement, ...]


def _spells(observed: list[Statement]) -> list[_Spell]:
    """Return the closures in the observed statements about one gate, flow and direction."""
    enders: dict[str, Statement] = {}
    for each in sorted(observed, key=first_said, reverse=True):
        enders |= dict.fromkeys(each.ends, each)  # the first to say so is the one that stays
    lanes = sorted((each for each in observed if each.state != "closed"), key=first_said)
    starts = [each.start for each in lanes]
    spells: list[_Spell] = []
    for group, opened, reach in _groups(observed, enders):
        last = opened.start if opened else reach
        within = lanes[bisect_left(starts, group[0].start) : bisect_left(starts, last)]
        spells.append(_Spell(tuple(group), group[0], opened, tuple(each for each in within if each is not opened)))
    return spells


def _groups(
    observed: list[Statement], enders: dict[str, Statement]
) -> list[tuple[list[Statement], Statement | None, int]]:
    """Return the statements of each closure, in order, with what ended it and until when they would be about it."""
    groups: list[tuple[list[Statement], Statement | None, int]] = []
    for each in sorted((each for each in observed if each.state == "closed"), key=first_said):
        opened = enders.get(each.report_id)
        own = each.said + each.stale_after if each.end == FOREVER else each.end
        if groups and each.start <= groups[-1][2]:
            group, ended, reach = groups[-1]
            opened = min((one for one in (ended, opened) if one), key=first_said, default=None)
            groups[-1] = ([*group, each], opened, opened.start if opened else max(reach, own))
        else:
            groups.append(([each], opened, opened.start if opened else own))
    return groups


def _closure(crossing: str, flows: dict[str, list[_Spell]], on: Moment) -> Closure:
    members = [spell for spells in flows.values() for spell in spells]
    spell = members[0]
    row = spell.first.row
    side = str(row["side"])
    start = bounds(str(row["from"]), side)
    end_text, end = _end(spell, side)
    now = on.second(side)
    days_min, days_max = _days(start, end, members, now)
    return {
        "report_id": spell.first.report_id,
        "crossing_id": crossing,
        "flows": named(flows),
        "direction": str(row["direction"]),
        "side": side,
        "start": str(row["from"]),
        "end": end_text,
        "end_known": end is not None,
        "over": end is not None and (spell.opened.start if spell.opened else spell.first.end) <= now,
        "days_min": days_min,
        "days_max": days_max,
        "cause": str(row["cause"] or ""),
        "claimant": str(row["claimant"]),
        "report": row,
        "reopening": spell.opened.row if spell.opened else None,
        "also": _rows((one for each in members for one in each.closed), {str(row["from"])}),
        "inside": _rows((one for each in members for one in each.inside if one.start <= now), set()),
    }


def _rows(statements: Iterable[Statement], known: set[str]) -> tuple[Row, ...]:
    """Return one report for each beginning, state and set of flows, without those that begin as known ones."""
    distinct: dict[object, Row] = {}
    for each in sorted(statements, key=first_said):
        if str(each.row["from"]) not in known:
            distinct.setdefault((each.row["from"], each.state, each.row["flows"]), each.row)
    return tuple(distinct.values())


def _end(spell: _Spell, side: str) -> tuple[str, Bounds | None]:
    if spell.opened is not None:
        row = spell.opened.row
        return str(row["from"]), bounds(str(row["from"]), str(row["side"]))
    last = max(spell.closed, key=lambda each: (each.end, each.report_id))
    if last.end < FOREVER:
        return str(last.row["until"]), bounds(str(last.row["until"]), side)
    return "", None


def _days(start: Bounds, end: Bounds | None, members: list[_Spell], now: int) -> tuple[float, float | None]:
    first, last = start.latest - 1, start.earliest
    if end is not None:
        return max(0.0, (end.earliest - first) / DAY), max(0.0, (end.latest - 1 - last) / DAY)
    said = max(each.said for spell in members for each in spell.closed)
    return max(0.0, (min(said, now) - first) / DAY), None
