"""Closures as intervals: when a crossing shut, for which flows, and when, if it is known, it opened again.

A closure is what :class:`~durandline.geo.status.crossing_status.Status` calls closed: one stretch of time over which
the timeline of a gate says so without a break. Flows, directions and gates stand in one row only where the very same
statements are about all of them, so that nothing in a row rests on a statement about something else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from typing import TypedDict

from durandline.geo.schema.check import Row
from durandline.geo.status.carried import first_said
from durandline.geo.status.collector import collector_paused
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import LEAVES, named
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Key, Statement
from durandline.geo.status.timeline import Segment, Timeline
from durandline.geo.time.clock import DAY, iso_minute
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import Bounds, bounds
from durandline.geo.time.spans import Span

Gate = tuple[str, str]  # direction, side
INSTANTS = (
    "start_earliest", "start_latest", "end_earliest", "end_latest", "shut_at_least_until", "closed_from",
    "closed_until",
)  # fmt: skip
"""The members of a :class:`Closure` that are seconds since 1970 UTC."""
NESTED = ("report", "reopening", "also", "spans")
"""Those that are no plain values."""


class Closure(TypedDict):
    """One stretch of time in which one crossing was shut for some flows.

    ``id`` names the row: the statement first made of the closure, the crossing, the first flow, direction and gate
    of the row, and where the closure goes on after it was open for a while, from when. Reports made later change no
    id; one goes only where they join two closures, or say that there was none.

    ``start`` and ``end`` are partial dates as written; the other instants are seconds since 1970 UTC.
    ``start_earliest`` and ``start_latest`` are the first and last second in which it may have begun, ``end_earliest``
    and ``end_latest`` those in which it may have ended, ``None`` where no end is on record (and ``end`` is empty).
    ``shut_at_least_until`` is the last moment for which statements say that it was shut. Over
    ``[closed_from, closed_until)`` the status is closed; where no end is on record, that is until the last statement
    is too old. ``still_shut`` tells whether the moment asked about lies in it, ``over`` whether a known end has come.
    ``days_min`` and ``days_max`` follow from the bounds, in days of 24 hours; without an end ``days_max`` is ``None``
    and ``days_min`` counts to ``shut_at_least_until``, at most to the moment asked about.

    ``reopening`` is the statement that it opened, a lane or a window included. ``also`` are reports that date its
    beginning differently or carry it on from another day; ``resumed`` tells that it was open before for a while.
    ``spans`` are the seconds in which each gate is closed, which begin and end on its own clock.
    """

    id: str
    report_id: str
    crossing_id: str
    flows: tuple[str, ...]
    direction: str
    side: str
    start: str
    start_earliest: int
    start_latest: int
    end: str
    end_earliest: int | None
    end_latest: int | None
    shut_at_least_until: int
    closed_from: int
    closed_until: int
    still_shut: bool
    over: bool
    days_min: float
    days_max: float | None
    resumed: bool
    cause: str
    claimant: str
    report: Row
    reopening: Row | None
    also: tuple[Row, ...]
    spans: dict[str, Span]


@collector_paused()
def closures(status: Status, on: Moment) -> list[Closure]:
    """Return the closures that had begun by ``on``, in order of crossing and start."""
    keys: dict[str, list[Key]] = {}
    for key in status.statements:
        keys.setdefault(key[0], []).append(key)
    return [
        each for crossing in status.record.crossing_ids for each in _of_crossing(status, keys.get(crossing, ()), on)
    ]


def _of_crossing(status: Status, keys: Iterable[Key], on: Moment) -> list[Closure]:
    numbers: dict[object, int] = {}
    known: dict[tuple[int, int], list[_Stretch]] = {}
    by_opening: dict[str, dict[str, dict[Gate, dict[int, _Stretch]]]] = {}
    for key in keys:
        crossing, leaf, way, side = key
        statements, timeline = status.statements[key], status.timeline(*key)
        same = (id(statements), id(timeline))  # lanes that rest on the same statements share both
        if same not in known:
            known[same] = list(_stretches(statements, timeline, side, numbers))
        for stretch in known[same]:
            leaves = by_opening.setdefault(stretch.opening.report_id, {})
            leaves.setdefault(leaf, {}).setdefault((way, side), {})[stretch.number] = stretch
    found = [
        _closure(crossing, shared, places, on)
        for leaves in by_opening.values()
        for shared, places in _alike(leaves, on)
    ]
    return sorted(found, key=_order)


def _order(closure: Closure) -> tuple[object, ...]:
    first = bounds(str(closure["report"]["from"]))
    return first, closure["report_id"], closure["start_earliest"], closure["start_latest"], closure["id"]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of one gate's timeline that is closed, over ``[start, end)``.

    ``number`` is the same for what rests on the same statements. ``opening`` is the statement first made of the
    closure, ``first`` the one that it began with, ``closed`` those that begin within it. It resumes where ``begins``
    says, empty where a closure began; ``asserted`` is until when it is said to have held.
    """

    number: int
    start: int
    end: int
    asserted: int
    opening: Statement
    first: Statement
    begins: str
    closed: tuple[Statement, ...]
    opened: Statement | None
    ran_out: Statement | None


def _stretches(
    statements: Sequence[Statement], timeline: Timeline, side: str, numbers: dict[object, int]
) -> Iterator[_Stretch]:
    counted = [each for each in statements if each.counts]
    closed = sorted((each for each in counted if each.state == "closed"), key=first_said)
    starts = [each.start for each in closed]
    openings = _by((each.start, each) for each in counted if each.state != "closed")
    run_out = _by((each.end, each) for each in counted if each.end < FOREVER)
    chains: dict[str, _Stretch] = {}
    done = 0
    for start, end, segments, after in _runs(timeline):
        upto = bisect_left(starts, end)
        own, done = closed[done:upto], upto
        base = segments[0].support[0]
        begun = [each for each in own if each.start >= start] if any(each.start == start for each in own) else []
        earlier = None if begun else chains.get(base.report_id)
        members = begun or own or [base]
        window = run_out.get(start)
        begins = "" if begun else str(window.row["until"]) if window else iso_minute(start, side)
        opened = openings.get(end) if after in ("open", "restricted") else None
        ended = run_out.get(end) if opened is None else None
        ended = ended if ended and ended.state == "closed" else None
        made_of = (
            earlier.number if earlier else 0, base.report_id if earlier else "", *(each.report_id for each in own),
            "|", "" if begun else window.report_id if window else start,
            "|", opened.report_id if opened else "", ended.report_id if ended else "", after == "unknown",
        )  # fmt: skip
        found = _Stretch(
            number=numbers.setdefault(made_of, len(numbers) + 1),
            start=start,
            end=end,
            asserted=min(end, max(each.carried.asserted for each in segments if each.carried)),
            opening=earlier.opening if earlier else min(members, key=_made),
            first=earlier.first if earlier else min(members, key=first_said),
            begins=begins,
            closed=tuple(own),
            opened=opened,
            ran_out=ended,
        )
        chains |= dict.fromkeys((each.report_id for each in (*own, base)), found)
        yield found


def _made(statement: Statement) -> tuple[int, str]:
    return statement.said, statement.report_id


def _by(pairs: Iterable[tuple[int, Statement]]) -> dict[int, Statement]:
    """Return by second the statement that ranks highest there."""
    best: dict[int, Statement] = {}
    for second, each in pairs:
        if second not in best or (each.rank, each.said, each.report_id) > _ranked(best[second]):
            best[second] = each
    return best


def _ranked(each: Statement) -> tuple[object, ...]:
    return each.rank, each.said, each.report_id


def _runs(timeline: Timeline) -> Iterator[tuple[int, int, list[Segment], str]]:
    """Yield start, end and segments of each stretch that is closed, and the state after it."""
    segments = list(timeline.segments)
    place = 0
    for state, group in groupby(segments, key=lambda each: each.state):
        held = list(group)
        place += len(held)
        if state == "closed":
            after = segments[place] if place < len(segments) else None
            yield held[0].start, after.start if after else FOREVER, held, after.state if after else ""


def _alike(
    leaves: dict[str, dict[Gate, dict[int, _Stretch]]], on: Moment
) -> Iterator[tuple[list[str], dict[Gate, _Stretch]]]:
    """Yield the flows and gates that one row can name, of the stretches begun by ``on``.

    Flows go together only where all that is told of them in the closure is the same, in either direction: so what a
    later report says of one of them parts rows and never joins any.
    """
    profiles: dict[frozenset[tuple[Gate, int]], list[str]] = {}
    for leaf in (each for each in LEAVES if each in leaves):
        told = frozenset((gate, number) for gate, held in leaves[leaf].items() for number in held)
        profiles.setdefault(told, []).append(leaf)
    for told, shared in profiles.items():
        by_number: dict[int, list[Gate]] = {}
        for gate, number in sorted(told):
            by_number.setdefault(number, []).append(gate)
        for number, gates in by_number.items():
            held = {gate: leaves[shared[0]][gate][number] for gate in gates}
            begun = {gate: each for gate, each in held.items() if each.start <= on.second(gate[1])}
            by_sides: dict[tuple[str, ...], list[str]] = {}
            for way in WAYS:
                if sides := tuple(side for side in GATES if (way, side) in begun):
                    by_sides.setdefault(sides, []).append(way)
            for sides, ways in by_sides.items():
                yield shared, {gate: begun[gate] for gate in product(ways, sides)}


def _closure(crossing: str, shared: list[str], held: dict[Gate, _Stretch], on: Moment) -> Closure:
    way, gate = next(iter(held))
    stretch = held[way, gate]
    ways, gates = {way for way, _ in held}, {gate for _, gate in held}
    side = gate if len(gates) == 1 else "both"
    row = stretch.first.row
    written = stretch.begins or str(row["from"])
    start, now = bounds(written, side), on.second(side)
    end_text, end = _end(stretch, side)
    name = [stretch.opening.report_id, crossing, shared[0], way, gate]
    if stretch.begins:
        name.append(iso_minute(stretch.start))
    asserted = min(each.asserted for each in held.values())
    least = end.earliest if end else max(start.latest - 1, min(asserted, now))
    spans = {gate: (each.start, each.end) for (_, gate), each in held.items()}
    still = any(first <= on.second(gate) < last for gate, (first, last) in spans.items())
    return {
        "id": ":".join(name),
        "report_id": stretch.first.report_id,
        "crossing_id": crossing,
        "flows": named(shared),
        "direction": way if len(ways) == 1 else "both",
        "side": side,
        "start": written,
        "start_earliest": start.earliest,
        "start_latest": start.latest - 1,
        "end": end_text,
        "end_earliest": end.earliest if end else None,
        "end_latest": end.latest - 1 if end else None,
        "shut_at_least_until": max(start.earliest, end.earliest if end else min(asserted, now)),
        "closed_from": min(first for first, _ in spans.values()),
        "closed_until": max(last for _, last in spans.values()),
        "still_shut": still,
        "over": end is not None and not still,
        "days_min": max(0.0, (least - (start.latest - 1)) / DAY),
        "days_max": max(0.0, (end.latest - 1 - start.earliest) / DAY) if end else None,
        "resumed": bool(stretch.begins),
        "cause": str(row["cause"] or ""),
        "claimant": str(row["claimant"]),
        "report": row,
        "reopening": stretch.opened.row if stretch.opened else None,
        "also": _also(stretch, {str(row["from"]), written}),
        "spans": spans,
    }


def _end(stretch: _Stretch, side: str) -> tuple[str, Bounds | None]:
    if stretch.opened is not None:
        row = stretch.opened.row
        return str(row["from"]), bounds(str(row["from"]), str(row["side"]))
    if stretch.ran_out is not None:
        until = str(stretch.ran_out.row["until"])
        return until, bounds(until, side)
    return "", None


def _also(stretch: _Stretch, known: set[str]) -> tuple[Row, ...]:
    """Return one report for each beginning and set of flows, without those that begin as the closure does."""
    distinct: dict[object, Row] = {}
    for each in stretch.closed:
        if str(each.row["from"]) not in known:
            distinct.setdefault((each.row["from"], each.row["flows"]), each.row)
    return tuple(distinct.values())
