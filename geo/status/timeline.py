"""Statements about one gate resolved to a timeline: which state held when, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from durandline.geo.status.statements import FOREVER, Statement

DISTANT_PAST = -(2**62)


@dataclass(frozen=True, slots=True)
class Segment:
    """What holds from ``start`` until the next segment of the timeline.

    ``state`` is open, restricted, closed or unknown; ``knowledge`` is confirmed, stale, end_not_reported,
    never_reported or disputed. ``support`` are the statements that the answer rests on, newest first; where
    the state is unknown, those that last said something. ``last_state`` is what they said. ``asserted`` is the
    second until which they say for certain that the state held, those made later included.
    """

    start: int
    state: str
    knowledge: str
    last_state: str = ""
    support: tuple[Statement, ...] = ()
    asserted: int = DISTANT_PAST


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
    counted = sorted((each for each in statements if each.counts), key=_order)
    asserted = _asserted_until(counted)
    segments = [NEVER]
    for start, end, covering, ended in _stretches(counted, asserted):
        segments += _stretch(start, end, covering, asserted) if covering else [_after_end(start, ended)]
    return Timeline(_merge(segments))


def _order(statement: Statement) -> tuple[tuple[int, int, int, int], int, str]:
    return statement.rank, statement.said, statement.report_id


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


def _fresh_until(held: Sequence[Statement], asserted: dict[str, int]) -> int:
    """Return until when statements that carry one state hold unconfirmed: each for its own time, none for another's.

    A later report neither shortens what an order said to hold until further notice has left, nor becomes one. An
    end that a statement gave itself is not stretched.
    """
    return max(each.end if each.end < FOREVER else asserted[each.report_id] + each.stale_after for each in held)


def _stretches(
    counted: Sequence[Statement], asserted: dict[str, int]
) -> Iterator[tuple[int, int, list[Statement], Statement | None]]:
    """Cut time where statements begin or end: start, end, those that cover it (best first), last ended."""
    edges = sorted({each.start for each in counted} | {each.end for each in counted} | {FOREVER})
    waiting = list(reversed(counted))
    active: list[Statement] = []
    ended: Statement | None = None
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            active = _laid_on(waiting.pop(), active, asserted)
        over = [each for each in active if each.end <= start]
        if over:
            ended = max(over, key=lambda each: (each.end, _order(each)))
            active = [each for each in active if each.end > start]
        yield start, end, active, ended


def _laid_on(newer: Statement, beneath: list[Statement], asserted: dict[str, int]) -> list[Statement]:
    """Return what is active with a newer statement on top, best first.

    What lies under a statement without an end never holds again: all of it that still matters is what
    contradicts it at equal rank or carries its state on. So the list stays short, however long the record.
    """
    if newer.end < FOREVER:
        return [newer, *beneath]
    rivals = [each for each in beneath if each.rank == newer.rank]
    carried = _support([newer, *beneath], asserted)
    return [newer, *(each for each in beneath if each in rivals or each in carried)]


def _stretch(start: int, end: int, covering: list[Statement], asserted: dict[str, int]) -> list[Segment]:
    top = covering[0]
    rivals = [each for each in covering if each.rank == top.rank]
    if len({each.state for each in rivals}) > 1:
        held, state, knowledge = tuple(rivals), "unknown", "disputed"
    else:
        held, state, knowledge = _support(covering, asserted), top.state, "confirmed"
    until = _fresh_until(held, asserted)
    last = "" if knowledge == "disputed" else top.state
    sure = max(asserted[each.report_id] for each in held)
    known = Segment(start, state, knowledge, last, held, sure)
    gone = Segment(max(until, start), "unknown", _why_unknown(top.state), top.state, held, sure)
    return [known] if until >= end else [known, gone] if until > start else [gone]


def _support(covering: Sequence[Statement], asserted: dict[str, int]) -> tuple[Statement, ...]:
    """Return the statements that carry the top one's state without a break in what was known, best first.

    A restriction is a rule of its own: an older one is not carried on by a newer.
    """
    top, *beneath = covering
    held, since = [top], top.start
    for each in beneath:
        another_rule = top.state == "restricted" and each.start != top.start
        if each.state != top.state or another_rule or _fresh_until([each], asserted) < since:
            break
        held.append(each)
        since = min(since, each.start)
    return tuple(held)


def _after_end(start: int, ended: Statement | None) -> Segment:
    if ended is None:
        return Segment(start, "unknown", "never_reported")
    return Segment(start, "unknown", _why_unknown(ended.state), ended.state, (ended,))


def _why_unknown(last_state: str) -> str:
    return "end_not_reported" if last_state == "closed" else "stale"


def _merge(segments: Sequence[Segment]) -> list[Segment]:
    """Drop segments that say the same as the one before them."""
    merged: list[Segment] = []
    for each in segments:
        same = merged and (merged[-1].state, merged[-1].knowledge, merged[-1].support) == (
            each.state,
            each.knowledge,
            each.support,
        )
        if not same:
            merged.append(each)
    return merged
