"""The way through both gates as one timeline: the sorted change points that maps and look-ups read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from durandline.geo.status.answer import decides
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import LEAVES
from durandline.geo.status.statements import GATES, WAYS
from durandline.geo.status.timeline import Segment

Lane = tuple[str, str, str]  # crossing, leaf flow, direction


class Point(NamedTuple):
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

    A shut gate decides; then one of which nothing is known, then a restricted one; open needs both gates. Staleness
    boundaries are change points.
    """
    timelines = [(side, status.timeline(*lane, side)) for side in GATES]
    changing = sorted(
        ((each.start, side, each) for side, line in timelines for each in line.segments), key=itemgetter(0)
    )
    holding = {side: line.segments[0] for side, line in timelines}
    points: list[Point] = []
    for start, changes in groupby(changing, key=itemgetter(0)):
        holding |= {side: segment for _, side, segment in changes}
        side = min(GATES, key=lambda gate: decides(holding[gate]))
        if not points or (points[-1].side, points[-1].segment) != (side, holding[side]):
            points.append(Point(start, side, holding[side]))
    return points


def all_points(status: Status) -> Iterator[tuple[Lane, list[Point]]]:
    """Yield each lane with its change points; lanes that rest on the same statements share one list."""
    made: dict[tuple[int, ...], list[Point]] = {}
    for lane in lanes(status):
        same = tuple(id(status.timeline(*lane, side)) for side in GATES)
        if same not in made:
            made[same] = passage_points(status, lane)
        yield lane, made[same]
