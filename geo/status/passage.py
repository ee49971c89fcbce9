"""The way through both gates as one timeline: the sorted change points that maps and look-ups read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from durandline.geo.status.answer import Status, decides
from durandline.geo.status.flows import LEAVES
from durandline.geo.status.statements import GATES, WAYS
from durandline.geo.status.timeline import Segment

Lane = tuple[str, str, str]  # crossing, leaf flow, direction


@dataclass(frozen=True, slots=True)
class Point:
    """What holds for a passage from ``start`` (seconds since 1970 UTC) on: the deciding gate's segment."""

    start: int
    side: str
    segment: Segment

    @property
    def state(self) -> str:
        """The state of the passage."""
        return self.segment.state


def lanes(status: Status) -> list[Lane]:
    """Return every (crossing, leaf flow, direction) of which something is on record, in the record's order."""
    told = {key[:3] for key in status.statements}
    crossings = status.record.crossing_ids
    return [(each, leaf, way) for each in crossings for leaf in LEAVES for way in WAYS if (each, leaf, way) in told]


def passage_points(status: Status, lane: Lane) -> list[Point]:
    """Return the change points of a passage in order; the first one lies before everything.

    A shut gate decides; then a restricted one; open needs both gates. Staleness boundaries are change points.
    """
    timelines = [(side, status.timeline(*lane, side)) for side in GATES]
    starts = sorted({start for _, line in timelines for start in line.starts})
    points: list[Point] = []
    for start in starts:
        gates = [(side, line.segments[bisect_right(line.starts, start) - 1]) for side, line in timelines]
        side, segment = min(gates, key=lambda gate: decides(gate[1].state, gate[1].support))
        if not points or (points[-1].side, points[-1].segment) != (side, segment):
            points.append(Point(start, side, segment))
    return points


def all_points(status: Status) -> Iterator[tuple[Lane, list[Point]]]:
    """Yield each lane with its change points."""
    for lane in lanes(status):
        yield lane, passage_points(status, lane)
