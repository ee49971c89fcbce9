"""Statements that do not count (announced, denied, of a source that nobody read) and are shown beside an answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from durandline.geo.status.carried import SHOWN, first_said
from durandline.geo.status.statements import Statement


class Uncounted:
    """Statements about one gate, flow and direction that do not count, found by the moment."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._sorted = sorted(statements, key=first_said)
        self._starts = [each.start for each in self._sorted]
        self._ends = list(accumulate((each.end for each in self._sorted), max))
        self._held = list(accumulate((each.held_until for each in self._sorted), max))

    def shown(self, second: int, begun: int | None) -> tuple[Statement, ...]:
        """Return those of the spell that began at ``begun``, in order of key; of many, those that begin last.

        Where nothing counts and so nothing has begun, those that would hold by themselves.
        """
        found: list[Statement] = []
        for place in range(bisect_right(self._starts, second) - 1, -1, -1):
            each = self._sorted[place]
            over = self._held[place] < second if begun is None else each.start < begun or self._ends[place] <= second
            if over or len(found) == SHOWN:
                break
            if second < each.end and (begun is not None or second <= each.held_until):
                found.append(each)
        return tuple(sorted(found, key=lambda each: each.report_id))

    @property
    def moments(self) -> list[int]:
        """The seconds from which one of them is shown, or no more."""
        return sorted({at for each in self._sorted for at in (each.start, each.held_until + 1, each.end)})
