"""Every answer at every moment: what a map that moves through time looks up, so that it never works out a status.

An answer changes where a statement begins, ends, is made, or grows too old. Between two such moments only its age
does, and that follows from the second in which its newest statement was made. Lanes that rest on the same
statements share one course.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from durandline.geo.schema.vocabulary import DIRECTIONS, FLOW_TREE
from durandline.geo.status.answer import Answer, less_open, through
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, LEAVES
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Key
from durandline.geo.status.summary import crossing_state
from durandline.geo.status.timeline import DISTANT_PAST, Segment
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds

FLOWS = ("all", *FLOW_TREE["all"], *LEAVES)
_ALWAYS = DISTANT_PAST // DAY  # the day before all days
Clock: TypeAlias = Callable[[str], int]  # the second that the clock of a gate shows
_ENDS = {side: bounds("1970-01-01", side).latest - 1 for side in GATES}


@dataclass(frozen=True)  # no slots: what is compared often is kept
class Told:
    """An answer for as long as it holds; ``said`` is the second that its age counts from, ``None`` without one."""

    answer: Answer
    said: int | None

    def at(self, clock: Clock) -> Answer:
        """Return the answer with its age when the clock of a gate shows the second that ``clock`` gives for it."""
        if self.said is None:
            return self.answer
        return replace(self.answer, age_s=clock(self.answer.decided_by[0]) - self.said)

    @cached_property
    def same(self) -> tuple[object, ...]:
        """What makes two of them one: everything but who asks and when."""
        one = self.answer
        top = str(one.top["report_id"]) if one.top else ""
        support, beside = ([each.report_id for each in held] for held in (one.support, one.beside))
        return (
            one.state, one.knowledge, one.last_state, one.since, self.said, one.borne_out, one.decided_by, top,
            one.newest.report_id if one.newest else "", one.gates, one.support_count, *support, "beside", *beside,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """The answers of one lane in order.

    ``answers[i]`` holds at an instant from second ``points[i]`` on, ``day_answers[i]`` is the answer for a bare date
    from day ``days[i]`` (since 1970-01-01) on; both begin before everything. Answers are places in ``OverTime.told``.
    """

    points: tuple[int, ...]
    answers: tuple[int, ...]
    days: tuple[int, ...]
    day_answers: tuple[int, ...]

    def at_second(self, second: int) -> int:
        """Return the answer's place for an instant."""
        return self.answers[bisect_right(self.points, second) - 1]

    def on_day(self, day: int) -> int:
        """Return the answer's place for a bare date."""
        return self.day_answers[bisect_right(self.days, day) - 1]


Join: TypeAlias = Callable[[list[Told], Clock], Told]


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
    made = _Making(status)
    found = OverTime()
    places: dict[tuple[object, ...], int] = {}
    courses: dict[int, int] = {}
    for crossing in status.record.crossing_ids:
        for flow in FLOWS:
            for direction in DIRECTIONS:
                steps = made.lane(crossing, flow, direction)
                if id(steps) not in courses:
                    courses[id(steps)] = len(found.courses)
                    found.courses.append(_numbered(steps, found.told, places))
                found.lanes[crossing, flow, direction] = courses[id(steps)]
    return found


def last_second(day: int, side: str) -> int:
    """Return the last second of a day (since 1970-01-01) on the clock of a gate: what a bare date is answered at."""
    return _ENDS[side] + day * DAY


def whole(cargo: Answer, people: Answer) -> Answer:
    """Return one answer for cargo and people: their state together, told by the one of them that has it.

    Of two that have it the older speaks where it is known, the one last told of where it is not.
    """
    state = crossing_state(cargo.state, people.state)
    speaking = [each for each in (cargo, people) if each.state == state] or [cargo, people]
    if state == "unknown":
        return min(speaking, key=lambda each: (each.age_s is None, each.age_s or 0))
    return replace(max(speaking, key=lambda each: each.age_s or 0), state=state)


@dataclass(frozen=True, slots=True)
class _Steps:
    """What holds from each second on, and for a bare date from each day on."""

    seconds: list[tuple[int, Told]]
    days: list[tuple[int, Told]]


class _Making:
    """Courses as they are asked for, each made once."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self._kept: dict[tuple[object, ...], _Steps] = {}

    def lane(self, crossing: str, flow: str, direction: str) -> _Steps:
        if flow == "all":
            parts = [self.lane(crossing, branch, direction) for branch in FLOW_TREE["all"]]
            return self._joined("whole", parts, _aged(lambda both: whole(*both)))
        if direction == "both":
            return self._joined("ways", [self.lane(crossing, flow, way) for way in WAYS], _less_open)
        leaf = HEADLINE.get(flow, flow)
        gates = [self._gate((crossing, leaf, direction, side)) for side in GATES]
        return self._joined("gates", gates, _aged(through))

    def _gate(self, key: Key) -> _Steps:
        same = ("gate", key[3], *map(id, self.status.statements.get(key, ())))
        return self._once(same, lambda: _gate_steps(self.status, key))

    def _joined(self, how: str, parts: list[_Steps], join: Join) -> _Steps:
        return self._once((how, *map(id, parts)), lambda: _join(parts, join))

    def _once(self, same: tuple[object, ...], make: Callable[[], _Steps]) -> _Steps:
        if same not in self._kept:
            self._kept[same] = make()
        return self._kept[same]


def _gate_steps(status: Status, key: Key) -> _Steps:
    seconds = _changes(_gate_answers(status, key))
    last = last_second(0, key[3])
    days = {max(_ALWAYS, -((last - second) // DAY)): told for second, told in seconds}
    return _Steps(seconds, _changes(days.items()))


def _gate_answers(status: Status, key: Key) -> Iterator[tuple[int, Told]]:
    """Yield the answers of a gate from each second at which they may become others; some change nothing."""
    segments = status.timeline(*key).segments
    uncounted = status.uncounted.get(key)
    moments = uncounted.moments if uncounted else []
    for segment, end in zip(segments, [*(each.start for each in segments[1:]), FOREVER], strict=True):
        apart = moments[bisect_right(moments, segment.start) : bisect_left(moments, end)]
        for second in sorted({segment.start, *apart, *_moments(segment, end)}):
            answer = status.at_gate_in(key, segment, second)
            yield second, Told(answer, answer.gates[0].said)


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


def _join(parts: list[_Steps], join: Join) -> _Steps:
    seconds = [
        (second, join(told, lambda _, second=second: second))  # type: ignore[misc]
        for second, told in _side_by_side([part.seconds for part in parts])
    ]
    days = [
        (day, join(told, lambda side, day=day: last_second(day, side)))  # type: ignore[misc]
        for day, told in _side_by_side([part.days for part in parts])
    ]
    return _Steps(_changes(seconds), _changes(days))


def _aged(join: Callable[[list[Answer]], Answer]) -> Join:
    """Return how answers become one where their ages have a say."""

    def joined(told: list[Told], clock: Clock) -> Told:
        answer = join([each.at(clock) for each in told])
        return Told(answer, None if answer.age_s is None else clock(answer.decided_by[0]) - answer.age_s)

    return joined


def _less_open(told: list[Told], _clock: Clock) -> Told:
    one = less_open([each.answer for each in told])
    return next(each for each in told if each.answer is one)


def _side_by_side(several: Sequence[list[tuple[int, Told]]]) -> Iterator[tuple[int, list[Told]]]:
    """Yield each moment at which one of several changes, with what all of them are from then on."""
    changing = sorted((start, place) for place, steps in enumerate(several) for start, _ in steps)
    holding = [dict(steps) for steps in several]
    told = [steps[0][1] for steps in several]
    for at, (start, place) in enumerate(changing):
        told[place] = holding[place][start]
        if at + 1 == len(changing) or changing[at + 1][0] != start:
            yield start, list(told)


def _changes(steps: Iterable[tuple[int, Told]]) -> list[tuple[int, Told]]:
    kept: list[tuple[int, Told]] = []
    last: tuple[object, ...] = ()
    for start, told in steps:
        if (same := told.same) != last:
            kept.append((start, told))
            last = same
    return kept


def _numbered(steps: _Steps, told: list[Told], places: dict[tuple[object, ...], int]) -> Course:
    def place(one: Told) -> int:
        if one.same not in places:
            places[one.same] = len(told)
            told.append(one)
        return places[one.same]

    return Course(
        tuple(start for start, _ in steps.seconds),
        tuple(place(one) for _, one in steps.seconds),
        tuple(day for day, _ in steps.days),
        tuple(place(one) for _, one in steps.days),
    )
