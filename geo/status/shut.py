"""How long a crossing was shut: the least and the most that was reported, and how long anything was known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from durandline.geo.status.crossing_status import Status
from durandline.geo.status.passage import passage_points
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Statement
from durandline.geo.status.timeline import Segment
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import Bounds, bounds
from durandline.geo.time.spans import Span, clip, intersect, total, union


@dataclass(frozen=True, slots=True)
class Shut:
    """When a passage was shut; merged spans of seconds.

    ``least`` is for certain, ``most`` at most, as far as reported: what nobody reported is in neither. ``known`` is
    when the state was known at all, which ``least`` lies in.
    """

    least: list[Span]
    most: list[Span]
    known: list[Span]

    def within(self, start: int, end: int) -> tuple[float, float]:
        """Return the least and the most days (of 24 hours) reported shut within ``[start, end)``."""
        return total(clip(self.least, start, end)) / DAY, total(clip(self.most, start, end)) / DAY

    def known_within(self, start: int, end: int) -> float:
        """Return the days (of 24 hours) on which the state was known within ``[start, end)``."""
        return total(clip(self.known, start, end)) / DAY


def shut_spans(status: Status, crossing: str, leaf: str, direction: str, now: int) -> Shut:
    """Return when the passage was shut until ``now``; ``direction`` both means in both directions at once.

    It is shut for certain while the status is closed and a statement says so: from when its start is surely past to
    its reported end, or where none is reported to the last statement that it was still shut. At most it was shut from
    when each closure may have begun to when it may have ended; where no end is reported, to the next statement that
    it was not, or to ``now``; what statements of equal weight dispute may have been shut. Lanes and windows that were
    open for the flow count as neither. The passage is shut where either gate is, and known where the status is open,
    restricted or closed (in both directions, where both are asked about).
    """
    ways = WAYS if direction == "both" else (direction,)
    if len({rests_on(status, crossing, leaf, way) for way in ways}) == 1:
        ways = ways[:1]
    each = [_one_way(status, crossing, leaf, way, now) for way in ways]
    if len(each) == 1:
        return each[0]
    one, two = each
    return Shut(intersect(one.least, two.least), intersect(one.most, two.most), intersect(one.known, two.known))


def rests_on(status: Status, crossing: str, leaf: str, way: str) -> tuple[int, ...]:
    """Return what is the same for passages that rest on the very same statements and figures of one status."""
    keys = [(crossing, leaf, way, side) for side in GATES]
    return (*[id(status.statements.get(key)) for key in keys], *[id(status.timeline(*key)) for key in keys])


def _one_way(status: Status, crossing: str, leaf: str, way: str, now: int) -> Shut:
    gates = [list(_gate(status, (crossing, leaf, way, side), now)) for side in GATES]
    points = passage_points(status, (crossing, leaf, way))
    ends = [*(point.start for point in points[1:]), now]
    known = [
        (point.start, min(end, now)) for point, end in zip(points, ends, strict=True) if point.state != "unknown"
    ]
    least, most = (union(chain(*spans)) for spans in zip(*gates, strict=True))
    return Shut(least, most, union(known))


def _gate(status: Status, key: tuple[str, str, str, str], now: int) -> Iterator[list[Span]]:
    """Yield when one gate was shut: for certain, and at most."""
    counted = [each for each in status.statements.get(key, ()) if each.counts and each.start <= now]
    segments = [each for each in status.timeline(*key).segments if each.start < now]
    ends = [*(each.start for each in segments[1:]), now]
    held = list(zip(segments, ends, strict=True))
    closed = union((each.start, end) for each, end in held if each.state == "closed")
    yield intersect(closed, union(_certain(counted, key[3])))
    late = _late_ends(counted, held, key[3])
    yield clip(
        union([*((each.start, end) for each, end in held if _may_be_shut(each)), *late]), held[0][0].start, now
    )


def _certain(counted: Sequence[Statement], side: str) -> Iterator[Span]:
    """Yield for each closure from when it had surely begun to when a statement says that it held."""
    closed = [each for each in counted if each.state == "closed"]
    starts = {each.report_id: each.start for each in closed}
    ended: dict[int, Bounds] = {}  # by start: who ends a closure ends all that is said of it
    for each in (one for one in counted if one.ends):
        until = bounds(str(each.row["from"]), side)
        for start in {starts[key] for key in each.ends if key in starts}:
            ended[start] = min(ended.get(start, until), until)
    for each in closed:
        begun = bounds(str(each.row["from"]), side).latest - 1
        found = [ended[each.start]] if each.start in ended else []
        if each.row["until"]:
            found.append(bounds(str(each.row["until"]), side))
        yield begun, min(found).earliest if found else max(each.said, each.start)


def _may_be_shut(segment: Segment) -> bool:
    """Tell whether a gate was shut over a segment as far as reported: nobody said that it was open."""
    if segment.knowledge == "disputed":
        return any(each.state == "closed" for each in segment.support)
    if segment.state == "unknown" and segment.last_state == "closed":
        return bool(segment.carried and segment.carried.top.end == FOREVER)  # else its own end has come
    return segment.state == "closed"


def _late_ends(counted: Sequence[Statement], held: Sequence[tuple[Segment, int]], side: str) -> Iterator[Span]:
    """Yield the time in which what opened a shut gate may not yet have done so."""
    opened = {each.start: each for each in counted if each.state != "closed"}
    for (before, at), (after, _) in pairwise(held):
        if _may_be_shut(before) and after.state in ("open", "restricted") and at in opened:
            yield at, bounds(str(opened[at].row["from"]), side).latest - 1
