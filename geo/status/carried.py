"""What an answer rests on: the statements that carry one state on, by when they had been made.

Statements that carry a state on make a chain, to which each newer one adds itself: however long it grows, what is
asked of it (since when, until when, how many, what had been said by a moment) is kept at its end or found by one
binary search. Of a long chain the newest statements and the first are shown, and the others counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from durandline.geo.status.statements import Statement

SHOWN = 12  # statements that are named of those that carry an answer: the newest, and the first
Order: TypeAlias = tuple[tuple[int, int], int, str]


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
        self._newest: Sequence[Statement] = ()
        self._held: Sequence[int] = ()

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
            ordered = sorted(self._added, key=_known)
            self._since = [_known(each) for each in ordered]
            self._newest = list(accumulate(ordered, _newer))
            self._held = list(accumulate((each.held_until for each in ordered), max))
        return self._since


def _known(statement: Statement) -> int:
    return max(statement.said, statement.start)


def _newer(one: Statement, two: Statement) -> Statement:
    if one.said != two.said:
        return one if one.said > two.said else two
    return one if order_of(one) > order_of(two) else two


class Carried:
    """The end of a chain of statements that carry one state on without a break in what was known.

    ``top`` is the statement laid on last, ``beneath`` the chain without it, ``first`` the one that the state began
    with, of ``count``. ``fresh`` is until when they hold unconfirmed, ``asserted`` until when they say for certain
    that the state held, those made later included; ``said`` is the second of the newest, whenever that was made. A
    statement holds for its own time after the moment until which it asserts, or to its own end; the chain for as
    long as any of its statements does.
    """

    __slots__ = ("_made", "_together", "asserted", "beneath", "count", "first", "fresh", "said", "top")

    def __init__(self, top: Statement, fresh: int, asserted: int, beneath: Carried | None = None) -> None:
        self.top, self.beneath = top, beneath
        self._together: tuple[Statement, ...] = ()
        if beneath is None:
            self.count, self.first, self.said = 1, top, top.said
            self.fresh, self.asserted = fresh, asserted
            self._made: Made | None = None
        else:
            self.count, self.said = beneath.count + 1, max(beneath.said, top.said)
            self.first = min(beneath.first, top, key=first_said)
            self.fresh, self.asserted = max(beneath.fresh, fresh), max(beneath.asserted, asserted)
            # What lies beneath and ends later holds again by itself: its chain goes on without this one.
            self._made = beneath.chain() if beneath.top.end <= top.end else Made(beneath.chain())
            self._made.add(top)

    def chain(self) -> Made:
        """Return its statements by when they had been made: kept once there are several."""
        if self._made is None:
            self._made = Made()
            self._made.add(self.top)
        return self._made

    def carries_on_to(self, newer: Statement) -> bool:
        """Tell whether a newer statement carries the state on. A restriction is a rule of its own: none does."""
        another_rule = newer.state == "restricted" and self.top.start != newer.start
        return self.top.state == newer.state and not another_rule and self.fresh >= newer.start

    @property
    def shown(self) -> tuple[Statement, ...]:
        """The newest of the statements and the first, newest first; told when asked for, since it is long."""
        if self._together:
            return self._together
        shown: list[Statement] = []
        most = SHOWN if self.count <= SHOWN else SHOWN - 1
        each: Carried | None = self
        while each and len(shown) < most:
            shown.append(each.top)
            each = each.beneath
        if self.first not in shown:
            shown.append(self.first)
        return tuple(shown)

    def shows_as(self, other: Carried) -> bool:
        """Tell whether the very same reports are shown, and as many hidden, of a chain about another gate or flow."""
        if self.count != other.count or self.first.report_id != other.first.report_id:
            return False
        if self._together or other._together:
            return [each.report_id for each in self.shown] == [each.report_id for each in other.shown]
        one: Carried | None = self
        two: Carried | None = other
        for _ in range(SHOWN):
            if one is two or one is None or two is None:
                break
            if one.top.report_id != two.top.report_id:
                return False
            one, two = one.beneath, two.beneath
        return True

    @property
    def hidden(self) -> int:
        """How many statements are not shown."""
        return self.count - (len(self._together) or min(self.count, SHOWN))

    def held_by(self, second: int) -> tuple[Statement, int, int]:
        """Return the newest statement made by ``second``, the second its age counts from, and until when it held.

        Where all were made later, that is the first, as if it had been said when it begins.
        """
        if self._made is None:
            newest, held = (self.top, self.top.held_until) if _known(self.top) <= second else (None, 0)
        else:
            newest, held = self._made.by(second)
        if newest is None:
            return self.first, self.first.start, self.first.start + self.first.stale_after
        return newest, newest.said, held

    def made_between(self, first: int, last: int) -> list[int]:
        """Return the seconds within ``(first, last)`` from which one more statement had been made, in order."""
        if self._made is not None:
            return self._made.between(first, last)
        return [made] if first < (made := _known(self.top)) < last else []

    @classmethod
    def together(cls, held: Sequence[Statement], fresh: int, asserted: int) -> Carried:
        """Return statements that hold beside each other, newest first: of each state the newest are shown."""
        made = cls(held[0], fresh, asserted)
        for each in held[1:]:
            made.chain().add(each)
        made.count, made.first = len(held), min(held, key=first_said)
        made.said = max(each.said for each in held)
        shown: list[Statement] = list(held)
        if len(held) > SHOWN:
            states = {each.state: [one for one in held if one.state == each.state] for each in held}
            kept = {id(one) for ones in states.values() for one in ones[: (SHOWN - 1) // len(states)]}
            shown = [each for each in held if id(each) in kept or each is made.first]
        made._together = tuple(shown)
        return made
