"""What a record says of crossings over time, as plain spans that charts draw; worked out once, and can be pickled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.geo.status.flows import HEADLINE
from durandline.geo.status.over_time import over_time
from durandline.geo.status.shut import Shut, shut_spans
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds

if TYPE_CHECKING:
    from durandline.geo.status.crossing_status import Status
    from durandline.geo.status.over_time import Course, OverTime
    from durandline.geo.time.moment import Moment

BRANCHES = FLOW_TREE["all"]  # cargo, people
_MIDNIGHT = bounds("1970-01-01", "PK").earliest


@dataclass(frozen=True, slots=True)
class Held:
    """A state and how sure it is, over ``[start, end)`` in seconds since 1970 UTC."""

    start: int
    end: int
    state: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class History:
    """What was known and what was shut until the second ``now``, by crossing and branch (cargo, people).

    ``held`` are the states one after the other, of both directions the less open one; ``shut`` is as
    :func:`durandline.geo.status.shut.shut_spans` gives it, for both directions at once, for the flow that speaks for
    the branch.
    """

    now: int
    held: Mapping[tuple[str, str], Sequence[Held]]
    shut: Mapping[tuple[str, str], Shut]

    def at_end(self, crossing: str, branch: str) -> Held | None:
        """Return what is known at the last second, or nothing of a crossing that is not told of."""
        spans = self.held.get((crossing, branch), ())
        return spans[-1] if spans else None


def history_of(status: Status, on: Moment) -> History:
    """Return the history of every crossing of a status until the end of the day ``on``, by Pakistan's clock."""
    now = on.second("PK") + 1
    found = over_time(status)
    keys = [(crossing, branch) for crossing in status.record.crossing_ids for branch in BRANCHES]
    return History(
        now,
        {key: _held(found, found.courses[found.lanes[(*key, "both")]], now) for key in keys},
        {key: shut_spans(status, key[0], HEADLINE[key[1]], "both", now) for key in keys},
    )


def days_of(second: float) -> float:
    """Return days since 1 January 1970 on Pakistan's clock, with the part of the day that is past."""
    return (second - _MIDNIGHT) / DAY


def second_of(day: float) -> int:
    """Return the second at which so many days after 1 January 1970 are past on Pakistan's clock."""
    return round(day * DAY) + _MIDNIGHT


def _held(found: OverTime, course: Course, now: int) -> list[Held]:
    """Return the states of a course up to ``now``; those alike are one."""
    spans: list[Held] = []
    edges = [*(point for point in course.points if point < now), now]
    for (start, end), place in zip(pairwise(edges), course.answers, strict=False):
        answer = found.told[place]
        if spans and (spans[-1].state, spans[-1].knowledge) == (answer.state, answer.knowledge):
            spans[-1] = Held(spans[-1].start, end, answer.state, answer.knowledge)
        else:
            spans.append(Held(start, end, answer.state, answer.knowledge))
    return spans
