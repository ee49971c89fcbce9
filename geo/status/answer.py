"""What to answer: the state of one flow in one direction at a moment, at one gate or through both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from durandline.geo.schema.check import Row
from durandline.geo.status.carried import first_said
from durandline.geo.status.counts import Count
from durandline.geo.status.statements import Key, Statement
from durandline.geo.status.timeline import Segment
from durandline.geo.time.clock import DAY

# What decides a passage through two gates: one shut gate shuts it, one of which nothing is known leaves it unknown
# whatever the other does, a limit limits it, and it is open where both are.
_DECIDES = ("closed", "unknown", "restricted", "open")


Clock: TypeAlias = Callable[[str], int]  # the second that the clock of a gate shows


class Gate(NamedTuple):
    """What one gate of a passage was: ``said`` is the second that its age counts from, ``None`` without one."""

    side: str
    state: str
    knowledge: str
    last_state: str
    said: int | None

    def age_days(self, second: int) -> float | None:
        """Return the age in days, at a second, of the newest statement about it that had been made by then."""
        return None if self.said is None else max(0, second - self.said) / DAY


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of one flow in one direction at one moment.

    ``side`` is the gate asked about, or ``both`` for the passage through both; then ``decided_by`` names the
    gate or gates that decide, and ``gates`` holds both. ``support`` are the statements shown of the
    ``support_count`` that carry the answer: the newest, and the ``first``, whose ``from`` as it was written is
    ``since``. ``age_s`` is the age in seconds of the ``newest`` that had been made by the moment (``None`` where
    nothing was said), counted from the second ``said``; ``told`` is the second of the newest whenever it was made.
    ``borne_out`` tells that what had been said by then was too old to hold, and that statements made later say that
    it did. ``beside`` are statements on this spell that do not count: announced, denied, or of a source that nobody
    read. ``figures`` are counts of people or trucks that contradict a closure.
    """

    crossing_id: str
    flow: str
    direction: str
    side: str
    state: str
    knowledge: str
    last_state: str
    since: str
    said: int | None
    age_s: int | None
    support: tuple[Statement, ...]
    support_count: int
    first: Statement | None
    told: int
    decided_by: tuple[str, ...]
    gates: tuple[Gate, ...]
    newest: Statement | None = None
    beside: tuple[Statement, ...] = ()
    figures: tuple[Count, ...] = ()
    borne_out: bool = False

    @property
    def top(self) -> Row | None:
        """The report that the state began with, as ``since`` says, or ``None`` where nothing was said."""
        return self.first.row if self.first else None

    def age_at(self, clock: Clock) -> int | None:
        """Return the age in seconds when the clock of a gate shows the second that ``clock`` gives for it."""
        return None if self.said is None else max(0, clock(self.decided_by[0]) - self.said)

    @property
    def confidence(self) -> str:
        """How sure the statement is that the age counts from: A, B, C, or empty for one's own."""
        return str(self.newest.row["confidence"] or "") if self.newest else ""

    @property
    def differing(self) -> tuple[Gate, ...]:
        """Both gates where they are not alike, or nothing."""
        alike = len({(gate.state, gate.last_state) for gate in self.gates}) == 1
        return () if alike else self.gates

    @property
    def alike(self) -> tuple[object, ...]:
        """What makes two answers one line for people: what they say, by whom, since when and how old it is."""
        top = self.top["report_id"] if self.top else ""
        beside = tuple(each.report_id for each in self.beside)
        return (
            self.state, self.knowledge, self.last_state, top, self.age_s, self.decided_by, self.borne_out, beside,
            self.confidence, self.differing, tuple(each.count_id for each in self.figures),
        )  # fmt: skip


def openness(state: str) -> int:
    """Return the place of a state in the order in which gates decide a passage: closed first, open last."""
    return _DECIDES.index(state)


def decides(state: str, told: int, figures: tuple[Count, ...]) -> tuple[int, bool, int]:
    """Return the order in which gates decide a passage, least first.

    Of two unknown, one whose closure figures contradict, then the one last told of.
    """
    return openness(state), not figures, -told if state == "unknown" else 0


def through(gates: Sequence[Answer], clock: Clock | None = None) -> Answer:
    """Return the answer for the way through both gates, of which those count that decide it.

    ``clock`` gives the moment where that is another than the one for which the gates were asked.
    """
    first = min(gates, key=lambda gate: decides(gate.state, gate.told, gate.figures))
    aged = [
        (gate.age_at(clock) if clock else gate.age_s, gate)
        for gate in gates
        if gate.state == first.state and bool(gate.figures) == bool(first.figures)
    ]
    return _together(aged, tuple(one for gate in gates for one in gate.gates))


def less_open(ways: Sequence[Answer]) -> Answer:
    """Return the answer that speaks for several ways: that of the less open one, the first of equals."""
    return min(ways, key=lambda each: openness(each.state))


def _together(aged: list[tuple[int | None, Answer]], gates: tuple[Gate, ...]) -> Answer:
    """Return the answer for a passage of the gates that decide it: all that they rest on, the newest age.

    Reports that are not shown are counted for the gate with more of them: most bear on both.
    """
    age, first = min(aged, key=_most_telling)
    if first.state == "unknown":  # what one gate was last said to be says nothing of the other
        aged = [each for each in aged if each[1] is first or _begun_alike(each[1], first)]
    deciding = [gate for _, gate in aged]
    support = _distinct([gate.support for gate in deciding])
    hidden = max(gate.support_count - len(gate.support) for gate in deciding)
    earliest = min((gate.first for gate in deciding if gate.first), key=first_said, default=None)
    return Answer(
        crossing_id=first.crossing_id,
        flow=first.flow,
        direction=first.direction,
        side="both",
        state=first.state,
        knowledge=first.knowledge,
        last_state=first.last_state,
        since=str(earliest.row["from"]) if earliest else "",
        said=_said_on_clock_of(aged[0], age),
        age_s=age,
        support=support,
        support_count=len(support) + hidden,
        first=earliest,
        told=max(gate.told for gate in deciding),
        decided_by=tuple(gate.side for gate in deciding),
        gates=gates,
        newest=first.newest,
        beside=_distinct([gate.beside for gate in deciding]),
        figures=tuple({each.count_id: each for gate in deciding for each in gate.figures}.values()),
        borne_out=any(gate.borne_out for gate in deciding),
    )


def _said_on_clock_of(deciding: tuple[int | None, Answer], age: int | None) -> int | None:
    """Return the second that an age counts from on the clock of the gate that decides: a day ends at two moments."""
    own, gate = deciding
    return None if own is None or age is None or gate.said is None else gate.said + own - age


def _begun_alike(one: Answer, two: Answer) -> bool:
    return (one.first and one.first.report_id) == (two.first and two.first.report_id)


def _distinct(several: Sequence[tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """Return one statement a report: the same report bears on both gates."""
    first, *others = several
    known = [each.report_id for each in first]
    if all(other is first or [each.report_id for each in other] == known for other in others):
        return first
    return tuple({each.report_id: each for held in several for each in held}.values())


def _most_telling(aged: tuple[int | None, Answer]) -> tuple[bool, int]:
    """Prefer a gate of which something was said, then the fresher statement."""
    return aged[0] is None, aged[0] or 0


def answer_of(key: Key, segment: Segment, second: int, beside: tuple[Statement, ...]) -> Answer:
    """Return the answer that a segment of one gate's timeline gives at a second."""
    if segment.carried is None:
        return answer_told(key, segment, second, beside, None, None)
    newest, said, held = segment.carried.held_by(second)
    return answer_told(key, segment, second, beside, newest, said, borne_out=held < second < segment.carried.asserted)


def answer_told(
    key: Key,
    segment: Segment,
    second: int,
    beside: tuple[Statement, ...],
    newest: Statement | None,
    said: int | None,
    *,
    borne_out: bool = False,
) -> Answer:
    """Return the answer of one gate by its newest statement, and ``said``, the second that its age counts from."""
    crossing_id, leaf, way, side = key
    last = segment.last_state if segment.state == "unknown" else ""
    carried = segment.carried
    return Answer(
        crossing_id=crossing_id,
        flow=leaf,
        direction=way,
        side=side,
        state=segment.state,
        knowledge=segment.knowledge,
        last_state=segment.last_state,
        since=str(carried.first.row["from"]) if carried else "",
        said=said,
        age_s=None if said is None else max(0, second - said),
        support=segment.support,
        support_count=carried.count if carried else 0,
        first=carried.first if carried else None,
        told=segment.said,
        decided_by=(side,),
        gates=(Gate(side, segment.state, segment.knowledge, last, said),),
        newest=newest,
        beside=beside,
        figures=segment.figures,
        borne_out=borne_out,
    )


def age_days(answer: Answer) -> float | None:
    """Return the age of an answer in days, or ``None``."""
    return None if answer.age_s is None else answer.age_s / DAY
