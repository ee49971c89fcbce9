"""Every answer at every moment: what a map that moves through time looks up, so that it never works out a status.

An answer changes where a statement begins, ends, is made, or grows too old. Between two such moments only its age
does, and that follows from the second in which its newest statement was made. Lanes that rest on the same
statements share one course.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias, TypeVar

from durandline.geo.schema.vocabulary import DIRECTIONS, FLOW_TREE
from durandline.geo.status.answer import Answer, Clock, Gate, openness, same_reports, through
from durandline.geo.status.collector import collector_paused
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, LEAVES
from durandline.geo.status.statements import FOREVER, GATES, WAYS, Key
from durandline.geo.status.summary import crossing_state
from durandline.geo.status.timeline import DISTANT_PAST, Segment
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds

FLOWS = ("all", *FLOW_TREE["all"], *LEAVES)
_ALWAYS = DISTANT_PAST // DAY  # the day before all days
_ENDS = {side: bounds("1970-01-01", side).latest - 1 for side in GATES}


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
    ``all`` with the state that :func:`crossing_state` gives for cargo and people together. Each answer in ``told``
    stands for as long as it holds; :meth:`Answer.at` gives it the age of a moment within that time.
    """

    told: list[Answer] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    lanes: dict[tuple[str, str, str], int] = field(default_factory=dict)


@collector_paused()
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
    return one if one.state == state else one._replace(state=state)


class _Making:
    """Courses as they are asked for, each made once; their answers are numbered as they come."""

    def __init__(self, status: Status, found: OverTime) -> None:
        self.status = status
        self.told = found.told
        self._kept: dict[tuple[object, ...], Course] = {}
        self._places: dict[int, int] = {}  # by hash, or by the next number that was free

    def lane(self, crossing: str, flow: str, direction: str) -> Course:
        if flow == "all":
            return self._joined("whole", [self.lane(crossing, branch, direction) for branch in FLOW_TREE["all"]])
        if direction == "both":
            return self._joined("ways", [self.lane(crossing, flow, way) for way in WAYS])
        keys: list[Key] = [(crossing, HEADLINE.get(flow, flow), direction, side) for side in GATES]
        same = ("gates", *(id(self.status.timeline(*key)) for key in keys), *map(self._beside, keys))
        if same not in self._kept:
            self._kept[same] = self._through(keys)
        return self._kept[same]

    def _beside(self, key: Key) -> int:
        return id(self.status.uncounted.get(key))

    def _through(self, keys: Sequence[Key]) -> Course:
        lane = keys[0][:3]

        def place(gates: tuple[Gate, Gate], clock: Clock) -> int:
            return self._place(through(lane, gates, clock))

        steps = [list(_gate_steps(self.status, key)) for key in keys]
        days = [_by_day(each, key[3]) for each, key in zip(steps, keys, strict=True)]
        return _course(place, steps, days)

    def _joined(self, how: str, parts: list[Course]) -> Course:
        if all(part is parts[0] for part in parts):
            return parts[0]
        same = (how, *map(id, parts))
        if same not in self._kept:
            seconds = [zip(part.points, part.answers, strict=True) for part in parts]
            days = [zip(part.days, part.day_answers, strict=True) for part in parts]
            self._kept[same] = _course(self._less_open if how == "ways" else self._whole, seconds, days)
        return self._kept[same]

    def _less_open(self, ways: tuple[int, int], _clock: Clock) -> int:
        return min(ways, key=lambda place: openness(self.told[place].state))

    def _whole(self, both: tuple[int, int], clock: Clock) -> int:
        cargo, people = (self.told[place] for place in both)
        one = whole(cargo, people, clock)
        return both[0] if one is cargo else both[1] if one is people else self._place(one)

    def _place(self, one: Answer) -> int:
        """Return the place of an answer: one for all that differ only in who asks and when."""
        says = _says(one)
        number = hash(says)
        while (place := self._places.get(number, -1)) >= 0:
            known = self.told[place]
            if _of_the_same_gates(one, known) or (says == _says(known) and _rest_on_the_same(one, known)):
                return place
            number += 1
        self._places[number] = len(self.told)
        self.told.append(one)
        return len(self.told) - 1


def _of_the_same_gates(one: Answer, two: Answer) -> bool:
    """Tell whether two answers are one by what they are made of, as those of one lane for a second and a day are."""
    return (
        one.gates[0] is two.gates[0]
        and one.gates[1] is two.gates[1]
        and one.speaking is two.speaking
        and (one.state, one.said) == (two.state, two.said)
    )


def _says(one: Answer) -> tuple[object, ...]:
    """Return what makes two answers one, but for what they rest on, of which only the newest and first are named."""
    (first, other), deciding, speaking = one.gates, one.deciding, one.speaking
    begun, carried, newest = one.first, deciding[0].segment.carried, speaking.newest
    return (
        one.state, one.said, speaking.segment.knowledge, speaking.segment.last_state, one.borne_out,
        len(deciding), deciding[0].side, *first.segment[1:4], first.said, *other.segment[1:4], other.said,
        begun and begun.report_id, newest and newest.report_id, carried and carried.top.report_id,
        *[each.report_id for each in one.beside],
    )  # fmt: skip


def _rest_on_the_same(one: Answer, two: Answer) -> bool:
    for each, other in zip(one.deciding, two.deciding, strict=True):
        if each.beside or other.beside or not each.segment.shows_as(other.segment):
            break
    else:
        return True  # as nearly all do
    return (
        one.hidden == two.hidden
        and same_reports(one.support, two.support)
        and same_reports(one.beside, two.beside)
        and [each.count_id for each in one.figures] == [each.count_id for each in two.figures]
    )


T = TypeVar("T")
Steps: TypeAlias = Iterable[tuple[int, T]]  # what holds from each second, or for a bare date from each day


def _gate_steps(status: Status, key: Key) -> Iterator[tuple[int, Gate]]:
    """Yield what a gate is from each second at which it may become something else; some change nothing."""
    segments = status.timeline(*key).segments
    uncounted = status.uncounted.get(key)
    moments = uncounted.moments if uncounted else []
    for place, segment in enumerate(segments):
        end = segments[place + 1].start if place + 1 < len(segments) else FOREVER
        apart = moments[bisect_right(moments, segment.start) : bisect_left(moments, end)]
        for second in sorted({segment.start, *apart, *_moments(segment, end)}):
            yield second, status.gate_in(key, segment, second)


def _by_day(steps: Steps[Gate], side: str) -> list[tuple[int, Gate]]:
    """Return what a gate is for bare dates, each from the first day at whose end it holds."""
    last = last_second(0, side)
    return list({max(_ALWAYS, -((last - second) // DAY)): gate for second, gate in steps}.items())


def _moments(segment: Segment, end: int) -> Iterator[int]:
    """Yield the seconds after which one more of its statements had been made, or those made had grown too old."""
    if segment.carried is None:
        return
    made = segment.carried.made_between(segment.start, end)
    asserted = segment.carried.asserted
    yield from made
    if segment.start < asserted < end:
        yield asserted
    for second, after in pairwise([segment.start, *made, end]):
        old = segment.carried.held_by(second)[2] + 1
        if second < old < min(after, asserted):
            yield old


def _course(
    place: Callable[[tuple[T, T], Clock], int], seconds: Sequence[Steps[T]], days: Sequence[Steps[T]]
) -> Course:
    """Return the course of several side by side; ``place`` gives the place of the answer for what they are."""
    at = _changes(
        (second, place(parts, lambda _, second=second: second))  # type: ignore[misc]
        for second, parts in _side_by_side(*seconds)
    )
    on = _changes(
        (day, place(parts, lambda side, day=day: last_second(day, side)))  # type: ignore[misc]
        for day, parts in _side_by_side(*days)
    )
    return Course(*at, *on)


def _changes(steps: Steps[int]) -> tuple[array[int], array[int]]:
    """Return where the answers become others, and their places."""
    starts, places = array("q"), array("q")
    for start, place in steps:
        if not places or places[-1] != place:
            starts.append(start)
            places.append(place)
    return starts, places


def _side_by_side(one: Steps[T], two: Steps[T]) -> Iterator[tuple[int, tuple[T, T]]]:
    """Yield each moment at which one of two changes, with what both are from then on."""
    ones, twos = iter(one), iter(two)
    (at, first), (on, second) = next(ones), next(twos)  # both begin before everything
    both = (first, second)
    while (start := min(at, on)) < FOREVER:
        if at == start:
            both = (first, both[1])
            at, first = next(ones, (FOREVER, first))
        if on == start:
            both = (both[0], second)
            on, second = next(twos, (FOREVER, second))
        yield start, both
