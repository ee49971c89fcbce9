"""Statements about one gate resolved to a timeline: which state held when, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from durandline.geo.status.carried import Carried, order_of
from durandline.geo.status.counts import Count
from durandline.geo.status.statements import FOREVER, Statement

DISTANT_PAST = -(2**62)


class Segment(NamedTuple):
    """What holds from ``start`` until the next segment of the timeline.

    ``state`` is open, restricted, closed or unknown; ``knowledge`` is confirmed, stale, end_not_reported,
    never_reported or disputed. ``carried`` are the statements that the answer rests on, of which ``support`` are
    shown, newest first; where the state is unknown, those that last said something. ``last_state`` is what they said.
    ``figures`` are counts that contradict them.
    """

    start: int
    state: str
    knowledge: str
    last_state: str = ""
    carried: Carried | None = None
    figures: tuple[Count, ...] = ()

    @property
    def support(self) -> tuple[Statement, ...]:
        """The statements shown of those that the answer rests on, newest first."""
        return self.carried.shown if self.carried else ()

    @property
    def hidden(self) -> int:
        """How many of those are not shown."""
        return self.carried.hidden if self.carried else 0

    def shows_as(self, other: Segment) -> bool:
        """Tell whether the very same reports are shown, as many hidden, and no figures, of another gate or flow."""
        if self.figures or other.figures:
            return False
        if self.carried is None or other.carried is None:
            return self.carried is other.carried
        return self.carried.shows_as(other.carried)

    @property
    def said(self) -> int:
        """The second of the newest statement that it rests on, whenever made; the distant past without one."""
        return self.carried.said if self.carried else DISTANT_PAST


NEVER = Segment(DISTANT_PAST, "unknown", "never_reported")


class Timeline:
    """The segments of one gate, flow and direction in order; each holds over ``[start, next start)``."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.starts = [segment.start for segment in self.segments]

    def at(self, second: int) -> Segment:
        """Return the segment that holds at a second since 1970 UTC."""
        return self.segments[bisect_right(self.starts, second) - 1]

    def between(self, first: int, last: int) -> tuple[Segment, ...]:
        """Return the segments that begin within ``(first, last)``, in order: the changes after ``first``."""
        return self.segments[bisect_right(self.starts, first) : bisect_right(self.starts, last - 1)]


def resolve(statements: Sequence[Statement]) -> Timeline:
    """Return the timeline of the statements about one gate, flow and direction; their order does not matter.

    Only observed statements that were read count. Of those that cover a moment the latest start wins; at equal
    start the more specific flow, then direction, then side. What still differs is disputed. When a statement's own
    end comes, what lay beneath holds again. Past its stale-after the state is unknown.
    """
    counted = sorted((each for each in statements if each.counts), key=order_of)
    segments = [NEVER]
    for start, end, top, ended in _stretches(counted):
        segments += _stretch(start, end, top) if top else [_after_end(start, ended)]
    return Timeline(_merge(segments))


def _asserted_until(counted: Sequence[Statement]) -> dict[str, int]:
    """Return, by report, until when it says for certain that its state held.

    That is the moment it was said, an end of its own, or a statement that says it ended then: a closure
    whose reopening is on record held until that reopening.
    """
    ended_at: dict[str, int] = {}
    for each in counted:
        for report_id in each.ends:
            ended_at[report_id] = max(each.start, ended_at.get(report_id, each.start))
    return {
        each.report_id: max(
            each.start,
            each.said,
            ended_at.get(each.report_id, each.start),
            each.end if each.end < FOREVER else each.start,
        )
        for each in counted
    }


class _Layer:
    """The statements of one rank, which contradict each other where they differ.

    Each has beside it until when it holds unconfirmed, and asserts, by itself.
    """

    __slots__ = ("ends", "held")

    def __init__(self) -> None:
        self.held: list[tuple[Statement, int, int]] = []
        self.ends: dict[str, int] = {}  # by state, until when some statement says it

    def add(self, statement: Statement, fresh: int, asserted: int) -> None:
        self.held.append((statement, fresh, asserted))
        self.ends[statement.state] = max(statement.end, self.ends.get(statement.state, statement.end))

    def disputed(self, second: int) -> bool:
        return len(self.ends) > 1 and sum(end > second for end in self.ends.values()) > 1


class _Laid(NamedTuple):
    """The chain that ends in a statement, which is laid on others and may hold again."""

    carried: Carried
    layer: _Layer


def _stretches(counted: Sequence[Statement]) -> Iterator[tuple[int, int, _Laid | None, Statement | None]]:
    """Cut time where statements begin or end: start, end, the best that covers it, the one that ended last.

    What lies under a statement that ends no sooner never holds again. What may is a stack in which each ends sooner
    than the one beneath it, so that each is laid on it once and taken off once.
    """
    asserted = _asserted_until(counted)
    edges = sorted({each.start for each in counted} | {each.end for each in counted} | {FOREVER})
    stack: list[_Laid] = []
    layer, rank, place = _Layer(), None, 0
    ended: Statement | None = None
    for start, end in pairwise(edges):
        over: list[Statement] = []
        while place < len(counted) and counted[place].start <= start:
            newer = counted[place]
            place += 1
            if newer.rank != rank:
                layer, rank = _Layer(), newer.rank
            until = asserted[newer.report_id]
            fresh = newer.end if newer.end < FOREVER else until + newer.stale_after
            beneath = stack[-1].carried if stack else None
            carried = Carried(newer, fresh, until, beneath if beneath and beneath.carries_on_to(newer) else None)
            layer.add(newer, fresh, until)
            if newer.end <= start:
                over.append(newer)
                continue
            while stack and stack[-1].carried.top.end <= newer.end:
                stack.pop()
            stack.append(_Laid(carried, layer))
        while stack and stack[-1].carried.top.end <= start:
            over.append(stack.pop().carried.top)
        ended = max(over, key=lambda each: (each.end, order_of(each))) if over else ended
        yield start, end, stack[-1] if stack else None, ended


def _stretch(start: int, end: int, top: _Laid) -> list[Segment]:
    carried, layer = top
    held = carried.top.state
    state, knowledge, last = held, "confirmed", held
    if layer.disputed(start):
        rivals = [each for each in reversed(layer.held) if each[0].end > start]
        fresh, asserted = max(each[1] for each in rivals), max(each[2] for each in rivals)
        carried = Carried.together([each for each, _, _ in rivals], fresh, asserted)
        state, knowledge, last = "unknown", "disputed", ""
    until = carried.fresh
    if until > start:
        known = Segment(start, state, knowledge, last, carried)
        return [known] if until >= end else [known, Segment(until, "unknown", _why_unknown(held), held, carried)]
    return [Segment(start, "unknown", _why_unknown(held), held, carried)]


def _after_end(start: int, ended: Statement | None) -> Segment:
    if ended is None:
        return Segment(start, "unknown", "never_reported")
    carried = Carried(ended, ended.end, DISTANT_PAST)
    return Segment(start, "unknown", _why_unknown(ended.state), ended.state, carried)


def _why_unknown(last_state: str) -> str:
    return "end_not_reported" if last_state == "closed" else "stale"


def _merge(segments: Sequence[Segment]) -> list[Segment]:
    """Drop segments that say the same as the one before them."""
    merged: list[Segment] = []
    for each in segments:
        if not merged or not _alike(merged[-1], each):
            merged.append(each)
    return merged


def _alike(one: Segment, two: Segment) -> bool:
    if (one.state, one.knowledge) != (two.state, two.knowledge):
        return False
    if one.carried is None or two.carried is None:
        return one.carried is two.carried
    alike = one.carried.count == two.carried.count and one.carried.top is two.carried.top
    return one.carried is two.carried or (alike and one.support == two.support)
