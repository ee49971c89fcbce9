"""What an answer rests on: the statements that carry one state on, by when they had been made.

Statements that carry a state on make a chain, to which each newer one adds itself: however long it grows, what is
asked of it (since when, until when, how many, what had been said by a moment) is kept at its end or found by one
binary search. Of a long chain the newest statements and the first are shown, and the others counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from durandline.geo.status.statements import Statement

SHOWN = 12  # statements that are named of those that carry an answer: the newest, and the first
Order: TypeAlias = tuple[tuple[int, int, int, int], int, str]


def order_of(statement: Statement) -> Order:
    """Return what orders statements about one gate: the later start, then the more specific, then the newer wins."""
    return statement.rank, statement.said, statement.report_id


def first_said(statement: Statement) -> tuple[int, int, str]:
    """Return what orders statements from the one that a state began with."""
    return statement.start, statement.said, statement.report_id


class Made:
    """The statements of a chain by the moment from which they had been made and had begun.

    ``before`` is that of the chain which this one parted from. What is asked lies within the time in which the chain
    holds, so that statements added later, which begin later, have no say.
    """

    __slots__ = ("_added", "_before", "_held", "_newest", "_since")

    def __init__(self, before: Made | None = None) -> None:
        self._before = before
        self._added: list[Statement] = []
        self._since: list[int] | None = None
        self._newest: list[Statement] = []
        self._held: list[int] = []

    def add(self, statement: Statement) -> None:
        """Add a statement; its order does not matter."""
        self._added.append(statement)
        self._since = None

    def by(self, second: int) -> tuple[Statement | None, int]:
        """Return the newest statement made by ``second``, and until when what had been made by then held."""
        newest, held = self._before.by(second) if self._before else (None, 0)
        place = bisect_right(self._seconds(), second) - 1
        if place < 0:
            return newest, held
        own, own_held = self._newest[place], self._held[place]
        if newest is None:
            return own, own_held
        return _newer(newest, own), max(held, own_held)

    def between(self, first: int, last: int) -> list[int]:
        """Return the seconds within ``(first, last)`` from which one more had been made, in order."""
        seconds = self._seconds()
        found = seconds[bisect_right(seconds, first) : bisect_left(seconds, last)]
        before = self._before.between(first, last) if self._before else []
        return sorted({*found, *before}) if len(found) + len(before) > 1 else found or before

    def _seconds(self) -> list[int]:
        if self._since is None:
            ordered = sorted(self._added, key=lambda each: max(each.said, each.start))
            self._since = [max(each.said, each.start) for each in ordered]
            self._newest = list(accumulate(ordered, _newer))
            self._held = list(accumulate((each.held_until for each in ordered), max))
        return self._since


def _newer(one: Statement, two: Statement) -> Statement:
    if one.said != two.said:
        return one if one.said > two.said else two
    return one if order_of(one) > order_of(two) else two


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """Statements that carry one state: ``shown`` are the newest of them and the first, newest first, of ``count``.

    ``fresh`` is until when they hold unconfirmed, ``asserted`` until when they say for certain that the state held,
    those made later included; ``said`` is the second of the newest, whenever that was made.
    """

    shown: tuple[Statement, ...]
    count: int
    first: Statement
    fresh: int
    asserted: int
    said: int
    made: Made

    def held_by(self, second: int) -> tuple[Statement, int, int]:
        """Return the newest statement made by ``second``, the second its age counts from, and until when it held.

        Where all were made later, that is the first, as if it had been said when it begins.
        """
        newest, held = self.made.by(second)
        if newest is None:
            return self.first, self.first.start, self.first.start + self.first.stale_after
        return newest, newest.said, held


def carried_together(held: Sequence[Statement], fresh: int, asserted: int) -> Carried:
    """Return statements that hold beside each other, newest first: of each state the newest are shown."""
    made = Made()
    for each in held:
        made.add(each)
    first = min(held, key=first_said)
    shown: list[Statement] = list(held)
    if len(held) > SHOWN:
        states = {each.state: [one for one in held if one.state == each.state] for each in held}
        kept = {id(one) for ones in states.values() for one in ones[: (SHOWN - 1) // len(states)]}
        shown = [each for each in held if id(each) in kept or each is first]
    return Carried(tuple(shown), len(held), first, fresh, asserted, max(each.said for each in held), made)
