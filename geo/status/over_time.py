"""Every answer at every moment: what a map that moves through time looks up, so that it never works out a status.

An answer changes where a statement begins, ends, is made, or grows too old. Between two such moments only its age
does, and that follows from the second in which its newest statement was made. Lanes that rest on the same
statements share one course.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, TypeAlias

from durandline.geo.schema.vocabulary import DIRECTIONS, FLOW_TREE
from durandline.geo.status.answer import Answer, Clock, less_open, through
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, LEAVES
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Key, Statement
from durandline.geo.status.summary import crossing_state
from durandline.geo.status.timeline import DISTANT_PAST, Segment
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds

FLOWS = ("all", *FLOW_TREE["all"], *LEAVES)
_ALWAYS = DISTANT_PAST // DAY  # the day before all days
_ENDS = {side: bounds("1970-01-01", side).latest - 1 for side in GATES}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer for as long as it holds; its age is that of a moment within that time."""

    answer: Answer

    @property
    def said(self) -> int | None:
        """The second that its age counts from, ``None`` without one."""
        return self.answer.said

    def at(self, clock: Clock) -> Answer:
        """Return the answer with its age when the clock of a gate shows the second that ``clock`` gives for it."""
        return replace(self.answer, age_s=self.answer.age_at(clock))


@dataclass(frozen=True, slots=True)
class Course:
    """The answers of one lane in order.

    ``answers[i]`` holds at an instant from second ``points[i]`` on, ``day_answers[i]`` is the answer for a bare date
    from day ``days[i]`` (since 1970-01-01) on; both begin before everything. Answers are places in ``OverTime.told``.
    """

    points: Sequence[int]
    answers: Sequence[int]
    days: Sequence[int]
    day_answers: Sequence[int]

    def at_second(self, second: int) -> int:
        """Return the answer's place for an instant."""
        return self.answers[bisect_right(self.points, second) - 1]

    def on_day(self, day: int) -> int:
        """Return the answer's place for a bare date."""
        return self.day_answers[bisect_right(self.days, day) - 1]


@dataclass(slots=True)
class OverTime:
    """All answers of a :class:`Status`; ``lanes`` gives the place in ``courses`` by crossing, flow and direction.

    A branch of the flow tree is answered as :meth:`Status.headline` does, both directions by the less open one,
    ``all`` with the state that :func:`crossing_state` gives for cargo and people together.
    """

    told: list[Told] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    lanes: dict[tuple[str, str, str], int] = field(default_factory=dict)


def over_time(status: Status) -> OverTime:
    """Return every answer of ``status``: each crossing of its record, flow of ``FLOWS`` and direction."""
    found = OverTime()
    made = _Making(status, found)
    courses: dict[int, int] = {}
    for crossing in status.record.crossing_ids:
        for flow in FLOWS:
            for direction in DIRECTIONS:
                course = made.lane(crossing, flow, direction)
                if id(course) not in courses:
                    courses[id(course)] = len(found.courses)
                    found.courses.append(course)
                found.lanes[crossing, flow, direction] = courses[id(course)]
    return found


def last_second(day: int, side: str) -> int:
    """Return the last second of a day (since 1970-01-01) on the clock of a gate: what a bare date is answered at."""
    return _ENDS[side] + day * DAY


def whole(cargo: Answer, people: Answer, clock: Clock | None = None) -> Answer:
    """Return one answer for cargo and people: their state together, told by the one of them that has it.

    Of two that have it the older speaks where it is known, the one last told of where it is not.
    """
    state = crossing_state(cargo.state, people.state)
    speaking = [each for each in (cargo, people) if each.state == state] or [cargo, people]
    aged = [(each.age_at(clock) if clock else each.age_s, each) for each in speaking]
    if state == "unknown":
        return min(aged, key=lambda each: (each[0] is None, each[0] or 0))[1]
    one = max(aged, key=lambda each: each[0] or 0)[1]
    return one if one.state == state else replace(one, state=state)


Join: TypeAlias = Callable[[Sequence[Answer], Clock], Answer]
_JOINS: dict[str, Join] = {
    "gates": through,
    "ways": lambda ways, _clock: less_open(ways),
    "whole": lambda both, clock: whole(both[0], both[1], clock),
}
Steps: TypeAlias = Iterable[tuple[int, Answer]]  # what holds from each second, or for a bare date from each day


class _Making:
    """Courses as they are asked for, each made once; their answers are numbered as they come."""

    def __init__(self, status: Status, found: OverTime) -> None:
        self.status = status
        self.told = found.told
        self._kept: dict[tuple[object, ...], Course] = {}
        self._places: dict[tuple[object, ...], int] = {}
        self._ids: dict[tuple[str, ...], int] = {}

    def lane(self, crossing: str, flow: str, direction: str) -> Course:
        if flow == "all":
            return self._joined("whole", [self.lane(crossing, branch, direction) for branch in FLOW_TREE["all"]])
        if direction == "both":
            return self._joined("ways", [self.lane(crossing, flow, way) for way in WAYS])
        keys: list[Key] = [(crossing, HEADLINE.get(flow, flow), direction, side) for side in GATES]
        same = ("gates", *(id(self.status.timeline(*key)) for key in keys), *map(self._beside, keys))
        if same not in self._kept:
            seconds = [_gate_seconds(self.status, key) for key in keys]
            days = [_gate_days(self.status, key) for key in keys]
            self._kept[same] = self._course("gates", seconds, days)
        return self._kept[same]

    def _beside(self, key: Key) -> int:
        return id(self.status.uncounted.get(key))

    def _joined(self, how: str, parts: list[Course]) -> Course:
        if all(part is parts[0] for part in parts):
            return parts[0]
        same = (how, *map(id, parts))
        if same not in self._kept:
            seconds = [self._steps(part.points, part.answers) for part in parts]
            days = [self._steps(part.days, part.day_answers) for part in parts]
            self._kept[same] = self._course(how, seconds, days)
        return self._kept[same]

    def _steps(self, starts: Sequence[int], places: Sequence[int]) -> Steps:
        return ((start, self.told[place].answer) for start, place in zip(starts, places, strict=True))

    def _course(self, how: str, seconds: Sequence[Steps], days: Sequence[Steps]) -> Course:
        join = _JOINS[how]
        at = self._numbered(
            (second, join(parts, lambda _, second=second: second))  # type: ignore[misc]
            for second, parts in _side_by_side(seconds)
        )
        on = self._numbered(
            (day, join(parts, lambda side, day=day: last_second(day, side)))  # type: ignore[misc]
            for day, parts in _side_by_side(days)
        )
        return Course(*at, *on)

    def _numbered(self, steps: Steps) -> tuple[array[int], array[int]]:
        """Return where the answers become others, and their places."""
        starts, places = array("q"), array("q")
        for start, answer in steps:
            place = self._place(answer)
            if not places or places[-1] != place:
                starts.append(start)
                places.append(place)
        return starts, places

    def _place(self, one: Answer) -> int:
        """Return the place of an answer: one for all that differ only in who asks and when."""
        same = (
            one.state, one.knowledge, one.last_state, one.said, one.borne_out, one.decided_by, one.gates,
            one.first and one.first.report_id, one.newest and one.newest.report_id, one.support_count,
            self._known(one.support), self._known(one.beside), tuple([each.count_id for each in one.figures]),
        )  # fmt: skip
        place = self._places.setdefault(same, len(self.told))
        if place == len(self.told):
            self.told.append(Told(one))
        return place

    def _known(self, statements: Sequence[Statement]) -> int:
        return self._ids.setdefault(tuple([each.report_id for each in statements]), len(self._ids))


def _gate_seconds(status: Status, key: Key) -> Iterator[tuple[int, Answer]]:
    """Yield the answers of a gate from each second at which they may become others; some change nothing."""
    segments = status.timeline(*key).segments
    uncounted = status.uncounted.get(key)
    moments = uncounted.moments if uncounted else []
    for segment, end in zip(segments, [*(each.start for each in segments[1:]), FOREVER], strict=True):
        apart = moments[bisect_right(moments, segment.start) : bisect_left(moments, end)]
        for second in sorted({segment.start, *apart, *_moments(segment, end)}):
            yield second, status.at_gate_in(key, segment, second)


def _gate_days(status: Status, key: Key) -> Iterator[tuple[int, Answer]]:
    """Yield the answers of a gate for bare dates, each from the first day at whose end it holds."""
    last = last_second(0, key[3])
    days = groupby(_gate_seconds(status, key), lambda step: max(_ALWAYS, -((last - step[0]) // DAY)))
    for day, steps in days:
        *_, (_, answer) = steps
        yield day, answer


def _moments(segment: Segment, end: int) -> Iterator[int]:
    """Yield the seconds after which one more of its statements had been made, or those made had grown too old."""
    if segment.carried is None:
        return
    made = segment.carried.made.between(segment.start, end)
    asserted = segment.carried.asserted
    yield from made
    if segment.start < asserted < end:
        yield asserted
    for second, after in pairwise([segment.start, *made, end]):
        old = segment.carried.held_by(second)[2] + 1
        if second < old < min(after, asserted):
            yield old


def _side_by_side(several: Sequence[Steps]) -> Iterator[tuple[int, list[Answer]]]:
    """Yield each moment at which one of several changes, with what all of them are from then on."""
    placed = [_placed(place, steps) for place, steps in enumerate(several)]
    holding: list[Any] = [None] * len(several)
    for start, changes in groupby(merge(*placed, key=itemgetter(0, 1)), itemgetter(0)):
        for _, place, answer in changes:
            holding[place] = answer
        yield start, list(holding)


def _placed(place: int, steps: Steps) -> Iterator[tuple[int, int, Answer]]:
    return ((start, place, answer) for start, answer in steps)
