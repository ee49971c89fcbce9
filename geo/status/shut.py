"""How long a crossing was shut: the least and the most that the record allows, for any flow and window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from durandline.geo.status.crossing_status import Status
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Statement
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import Bounds, bounds
from durandline.geo.time.spans import Span, clip, intersect, subtract, total, union


@dataclass(frozen=True, slots=True)
class Shut:
    """When a passage was shut: ``least`` for certain, ``most`` at most; merged spans of seconds."""

    least: list[Span]
    most: list[Span]

    def within(self, start: int, end: int) -> tuple[float, float]:
        """Return the least and the most days (of 24 hours) shut within ``[start, end)``."""
        return total(clip(self.least, start, end)) / DAY, total(clip(self.most, start, end)) / DAY


def shut_spans(status: Status, crossing: str, leaf: str, direction: str, now: int) -> Shut:
    """Return when the passage was shut until ``now``; ``direction`` both means in both directions at once.

    A closure counts from its reported start to its reported end; each is as wide as its date is imprecise, which
    makes the least and the most. Where no end is reported, the least runs to the last statement that it was
    still shut, and the most to the next statement that it was not, or to ``now``. Lanes and windows for the
    flow inside a closure are taken out of it. The passage is shut where either gate is.
    """
    ways = WAYS if direction == "both" else (direction,)
    each = [_one_way(status, crossing, leaf, way, now) for way in ways]
    if len(each) == 1:
        return each[0]
    return Shut(intersect(each[0].least, each[1].least), intersect(each[0].most, each[1].most))


def _one_way(status: Status, crossing: str, leaf: str, way: str, now: int) -> Shut:
    gates = [_gate(status.statements.get((crossing, leaf, way, side), []), side, now) for side in GATES]
    return Shut(
        union(span for gate in gates for span in gate.least), union(span for gate in gates for span in gate.most)
    )


def _gate(statements: Sequence[Statement], side: str, now: int) -> Shut:
    observed = [each for each in statements if each.counts and each.start <= now]
    least: list[Span] = []
    most: list[Span] = []
    for shut in (each for each in observed if each.state == "closed"):
        begins = bounds(str(shut.row["from"]), side)
        ends = _ends(shut, observed, side)
        lanes = [
            each
            for each in observed
            if each.state != "closed" and each.rank >= shut.rank and each.start >= shut.start
        ]
        sure, possible = _until(shut, ends, lanes, now)
        inside = [each for each in lanes if each.end < FOREVER]
        least += subtract([(begins.latest - 1, min(sure, now))], union(_cover(each) for each in inside))
        most += subtract([(begins.earliest, min(possible, now))], union(_cover(each) for each in inside))
    return Shut(union(least), union(most))


def _ends(shut: Statement, observed: Sequence[Statement], side: str) -> Bounds | None:
    """Return when a closure ended: its own end, or the first statement that says it ended; ``None`` if unsaid."""
    same = {each.report_id for each in observed if each.state == "closed" and each.start == shut.start}
    found = [bounds(str(each.row["from"]), side) for each in observed if same & each.ends]
    if shut.row["until"]:
        found.append(bounds(str(shut.row["until"]), side))
    return min(found, default=None)


def _until(shut: Statement, ends: Bounds | None, lanes: Sequence[Statement], now: int) -> tuple[int, int]:
    if ends is not None:
        return ends.earliest, ends.latest - 1
    contrary = [each.start for each in lanes if each.end == FOREVER and each.start > shut.start]
    next_open = min(contrary, default=now)
    return min(max(shut.said, shut.start), next_open), next_open


def _cover(statement: Statement) -> Span:
    return statement.start, statement.end
