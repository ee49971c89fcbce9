"""Closures as intervals: when a crossing shut, for which flows, and when, if it is known, it opened again."""

from __future__ import annotations

from collections import defaultdict
from typing import TypedDict

from durandline.geo.schema.check import Row
from durandline.geo.status.answer import Status
from durandline.geo.status.flows import named
from durandline.geo.status.statements import FOREVER, Statement
from durandline.geo.time.clock import DAY
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import Bounds, bounds


class Closure(TypedDict):
    """One closure of one crossing for the flows that opened again together.

    ``start`` and ``end`` are partial dates as written; ``end`` is empty and ``days_max`` is ``None`` where no
    end is on record, and ``days_min`` then counts to the last statement that it was still shut. Days are
    24 hours; minimum and maximum follow from how precisely both ends are known.
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


def closures(status: Status, on: Moment) -> list[Closure]:
    """Return the closures that had begun by ``on``, in order of crossing and start.

    A statement that only confirms a closure (same crossing, same start) is not a closure of its own.
    """
    order = {key: place for place, key in enumerate(status.record.crossing_ids)}
    grouped: dict[tuple[str, str, str], list[tuple[str, Statement, Statement | None]]] = defaultdict(list)
    for (crossing, leaf, _, side), statements in status.statements.items():
        for shut, opened in _pairs(statements):
            if shut.start <= on.second(side):
                until = opened.report_id if opened else ""
                grouped[crossing, shut.report_id, until].append((leaf, shut, opened))
    found = [_closure(crossing, members, on, status) for (crossing, _, _), members in grouped.items()]
    return sorted(found, key=lambda each: (order[each["crossing_id"]], *_order(each)))


def _order(closure: Closure) -> tuple[Bounds, str, tuple[str, ...]]:
    return bounds(closure["start"]), closure["report_id"], closure["flows"]


def _pairs(statements: list[Statement]) -> list[tuple[Statement, Statement | None]]:
    """Return each closure on one gate with the statement that ended it, or ``None``."""
    observed = [each for each in statements if each.observed]
    shut: dict[int, Statement] = {}
    for each in observed:
        if each.state == "closed" and (each.start not in shut or _first(each) < _first(shut[each.start])):
            shut[each.start] = each
    pairs: list[tuple[Statement, Statement | None]] = []
    for closed in shut.values():
        same = {each.report_id for each in observed if each.state == "closed" and each.start == closed.start}
        ending = [each for each in observed if same & each.ends]
        pairs.append((closed, min(ending, key=lambda each: each.start, default=None)))
    return pairs


def _first(statement: Statement) -> tuple[int, str]:
    return statement.said, statement.report_id


def _closure(
    crossing: str, members: list[tuple[str, Statement, Statement | None]], on: Moment, status: Status
) -> Closure:
    _, shut, opened = members[0]
    row = shut.row
    side = str(row["side"])
    start = bounds(str(row["from"]), side)
    end_text, end = _end(row, opened, side)
    days_min, days_max = _days(start, end, shut, crossing, status)
    now = on.second(side)
    over = end is not None and (opened.start if opened else shut.end) <= now
    return {
        "report_id": shut.report_id,
        "crossing_id": crossing,
        "flows": named(leaf for leaf, _, _ in members),
        "direction": str(row["direction"]),
        "side": side,
        "start": str(row["from"]),
        "end": end_text,
        "end_known": end is not None,
        "over": over,
        "days_min": days_min,
        "days_max": days_max,
        "cause": str(row["cause"] or ""),
        "claimant": str(row["claimant"]),
        "report": row,
        "reopening": opened.row if opened else None,
    }


def _end(row: Row, opened: Statement | None, side: str) -> tuple[str, Bounds | None]:
    if opened is not None:
        return str(opened.row["from"]), bounds(str(opened.row["from"]), str(opened.row["side"]))
    if row["until"]:
        return str(row["until"]), bounds(str(row["until"]), side)
    return "", None


def _days(
    start: Bounds, end: Bounds | None, shut: Statement, crossing: str, status: Status
) -> tuple[float, float | None]:
    first, last = start.latest - 1, start.earliest
    if end is not None:
        return max(0.0, (end.earliest - first) / DAY), max(0.0, (end.latest - 1 - last) / DAY)
    said = [
        each.said
        for key, statements in status.statements.items()
        if key[0] == crossing
        for each in statements
        if each.observed and each.state == "closed" and each.start == shut.start and each.end == FOREVER
    ]
    return max(0.0, (max(said, default=first) - first) / DAY), None
