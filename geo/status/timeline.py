"""Statements about one gate resolved to a timeline: which state held when, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from durandline.geo.status.carried import SHOWN, Carried, Made, carried_together, first_said, order_of
from durandline.geo.status.counts import Count
from durandline.geo.status.statements import FOREVER, Statement

DISTANT_PAST = -(2**62)


@dataclass(frozen=True, slots=True)
class Segment:
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
    carried: Carried | None = field(default=None, repr=False)
    figures: tuple[Count, ...] = ()

    @property
    def support(self) -> tuple[Statement, ...]:
        """The statements shown of those that the answer rests on, newest first."""
        return self.carried.shown if self.carried else ()

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
    """The statements of one rank, which contradict each other where they differ."""

    __slots__ = ("ends", "links")

    def __init__(self) -> None:
        self.links: list[_Link] = []
        self.ends: dict[str, int] = {}  # by state, until when some statement says it

    def add(self, link: _Link) -> None:
        self.links.append(link)
        state, end = link.statement.state, link.statement.end
        self.ends[state] = max(end, self.ends.get(state, end))

    def disputed(self, second: int) -> bool:
        return len(self.ends) > 1 and sum(end > second for end in self.ends.values()) > 1


class _Link:
    """A statement at the end of the chain of those that carry its state without a break in what was known.

    A statement holds for its own time after the moment until which it asserts, or to its own end; the chain for as
    long as any of its statements does. A restriction is a rule of its own: an older one is not carried on by a newer.
    """

    __slots__ = (
        "_carried",
        "asserted",
        "count",
        "first",
        "fresh",
        "layer",
        "made",
        "own",
        "parent",
        "said",
        "statement",
    )

    def __init__(self, statement: Statement, asserted: int, beneath: _Link | None, layer: _Layer) -> None:
        fresh = statement.end if statement.end < FOREVER else asserted + statement.stale_after
        self.statement, self.layer, self.own = statement, layer, (fresh, asserted)
        self._carried: Carried | None = None
        if beneath is None or not beneath.carries_on_to(statement):
            self.parent: _Link | None = None
            self.count, self.first, self.said = 1, statement, statement.said
            self.fresh, self.asserted, self.made = fresh, asserted, Made()
        else:
            self.parent, self.count = beneath, beneath.count + 1
            self.first = min(beneath.first, statement, key=first_said)
            self.fresh, self.asserted = max(beneath.fresh, fresh), max(beneath.asserted, asserted)
            self.said = max(beneath.said, statement.said)
            # What lies beneath and ends later holds again by itself: its chain goes on without this one.
            self.made = beneath.made if beneath.statement.end <= statement.end else Made(beneath.made)
        self.made.add(statement)

    def carries_on_to(self, newer: Statement) -> bool:
        another_rule = newer.state == "restricted" and self.statement.start != newer.start
        return self.statement.state == newer.state and not another_rule and self.fresh >= newer.start

    @property
    def carried(self) -> Carried:
        if self._carried is None:
            shown: list[Statement] = []
            link: _Link | None = self
            while link and len(shown) < (SHOWN if self.count <= SHOWN else SHOWN - 1):
                shown.append(link.statement)
                link = link.parent
            if all(each is not self.first for each in shown):
                shown.append(self.first)
            self._carried = Carried(
                tuple(shown), self.count, self.first, self.fresh, self.asserted, self.said, self.made
            )
        return self._carried


def _stretches(counted: Sequence[Statement]) -> Iterator[tuple[int, int, _Link | None, Statement | None]]:
    """Cut time where statements begin or end: start, end, the best that covers it, the one that ended last.

    What lies under a statement that ends no sooner never holds again. What may is a stack in which each ends sooner
    than the one beneath it, so that each is laid on it once and taken off once.
    """
    asserted = _asserted_until(counted)
    edges = sorted({each.start for each in counted} | {each.end for each in counted} | {FOREVER})
    stack: list[_Link] = []
    layer, rank, place = _Layer(), None, 0
    ended: Statement | None = None
    for start, end in pairwise(edges):
        over: list[Statement] = []
        while place < len(counted) and counted[place].start <= start:
            newer = counted[place]
            place += 1
            if newer.rank != rank:
                layer, rank = _Layer(), newer.rank
            link = _Link(newer, asserted[newer.report_id], stack[-1] if stack else None, layer)
            layer.add(link)
            if newer.end <= start:
                over.append(newer)
                continue
            while stack and stack[-1].statement.end <= newer.end:
                stack.pop()
            stack.append(link)
        while stack and stack[-1].statement.end <= start:
            over.append(stack.pop().statement)
        ended = max(over, key=lambda each: (each.end, order_of(each))) if over else ended
        yield start, end, stack[-1] if stack else None, ended


def _stretch(start: int, end: int, top: _Link) -> list[Segment]:
    state, knowledge, last, carried = top.statement.state, "confirmed", top.statement.state, top.carried
    if top.layer.disputed(start):
        rivals = [each for each in reversed(top.layer.links) if each.statement.end > start]
        fresh, asserted = (max(each.own[part] for each in rivals) for part in (0, 1))
        carried = carried_together([each.statement for each in rivals], fresh, asserted)
        state, knowledge, last = "unknown", "disputed", ""
    known = Segment(start, state, knowledge, last, carried)
    until = carried.fresh
    gone = Segment(max(until, start), "unknown", _why_unknown(top.statement.state), top.statement.state, carried)
    return [known] if until >= end else [known, gone] if until > start else [gone]


def _after_end(start: int, ended: Statement | None) -> Segment:
    if ended is None:
        return Segment(start, "unknown", "never_reported")
    made = Made()
    made.add(ended)
    carried = Carried((ended,), 1, ended, ended.end, DISTANT_PAST, ended.said, made)
    return Segment(start, "unknown", _why_unknown(ended.state), ended.state, carried)


def _why_unknown(last_state: str) -> str:
    return "end_not_reported" if last_state == "closed" else "stale"


def _merge(segments: Sequence[Segment]) -> list[Segment]:
    """Drop segments that say the same as the one before them."""
    merged: list[Segment] = []
    for each in segments:
        if not merged or _said(merged[-1]) != _said(each):
            merged.append(each)
    return merged


def _said(segment: Segment) -> tuple[str, str, int, tuple[Statement, ...]]:
    count = segment.carried.count if segment.carried else 0
    return segment.state, segment.knowledge, count, segment.support
