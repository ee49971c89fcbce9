"""What to answer: the state of one flow in one direction at a moment, at one gate or through both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from durandline.geo.schema.check import Row
from durandline.geo.status.carried import first_said
from durandline.geo.status.counts import Count
from durandline.geo.status.statements import FOREVER, Key, Statement
from durandline.geo.status.timeline import Segment
from durandline.geo.time.clock import DAY

# What decides a passage through two gates: one shut gate shuts it, one of which nothing is known leaves it unknown
# whatever the other does, a limit limits it, and it is open where both are.
_DECIDES = {state: place for place, state in enumerate(("closed", "unknown", "restricted", "open"))}

Clock: TypeAlias = Callable[[str], int]  # the second that the clock of a gate shows


class Gate(NamedTuple):
    """What one gate of a passage is: the segment of its timeline that holds, and what of it had been said by then.

    ``newest`` is the statement of the segment that had been made last, ``said`` the second that its age counts from
    (``None`` where nothing was said). ``borne_out`` tells that what had been said was too old to hold, and that
    statements made later say that it did. ``beside`` are statements on this spell that do not count.
    """

    side: str
    segment: Segment
    newest: Statement | None = None
    said: int | None = None
    borne_out: bool = False
    beside: tuple[Statement, ...] = ()

    @property
    def state(self) -> str:
        """Its state."""
        return self.segment.state

    @property
    def last_state(self) -> str:
        """What was last said of it, where its state is unknown."""
        return self.segment.last_state if self.segment.state == "unknown" else ""

    @property
    def told(self) -> tuple[str, str, str, str, int | None]:
        """What makes two gates alike for people: side, state, knowledge, what was last said, and when."""
        return self.side, self.segment.state, self.segment.knowledge, self.last_state, self.said

    def age_days(self, second: int) -> float | None:
        """Return the age in whole days, at a second, of the newest statement about it that had been made by then."""
        return None if self.said is None else float(max(0, second - self.said) // DAY)

    def age(self, clock: Clock) -> int | None:
        """Return that age in seconds when the clock of the gate shows the second that ``clock`` gives for it."""
        return None if self.said is None else max(0, clock(self.side) - self.said)


class Answer(NamedTuple):
    """The state of one flow in one direction at one moment, at one gate or through both.

    ``lane`` is crossing, leaf flow and direction; ``gates`` are the gate asked about or both, ``deciding`` those of
    them that decide, and ``speaking`` is the one of these that is freshest. ``said`` is the second from which
    the age of its newest statement counts, on the clock of the first that decides, and ``age_s`` that age in seconds
    (``None`` where nothing was said). What else is asked of an answer follows from the gates that decide it.
    """

    lane: tuple[str, str, str]
    state: str
    said: int | None
    age_s: int | None
    speaking: Gate
    deciding: tuple[Gate, ...]
    gates: tuple[Gate, ...]

    @property
    def crossing_id(self) -> str:
        """The crossing asked about."""
        return self.lane[0]

    @property
    def flow(self) -> str:
        """The leaf of the flow tree asked about."""
        return self.lane[1]

    @property
    def direction(self) -> str:
        """The direction asked about."""
        return self.lane[2]

    @property
    def side(self) -> str:
        """The gate asked about, or ``both`` for the passage through both."""
        return "both" if len(self.gates) > 1 else self.gates[0].side

    @property
    def knowledge(self) -> str:
        """Why it is known, or not: as in :class:`Segment`."""
        return self.speaking.segment.knowledge

    @property
    def last_state(self) -> str:
        """What was last said."""
        return self.speaking.segment.last_state

    @property
    def newest(self) -> Statement | None:
        """The statement that the age counts from: the newest that had been made by the moment."""
        return self.speaking.newest

    @property
    def told(self) -> int:
        """The second of the newest statement, whenever it was made."""
        return max([gate.segment.said for gate in self.deciding])

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The sides of the gate or gates that decide."""
        return tuple([gate.side for gate in self.deciding])

    @property
    def support(self) -> tuple[Statement, ...]:
        """The statements shown of the ``support_count`` that carry the answer: the newest, and the first."""
        return _distinct([gate.segment.support for gate in self.deciding])

    @property
    def support_count(self) -> int:
        """How many statements carry the answer."""
        return len(self.support) + self.hidden

    @property
    def hidden(self) -> int:
        """How many of them are not shown, counted for the gate with more of them: most bear on both."""
        return max([gate.segment.hidden for gate in self.deciding])

    @property
    def first(self) -> Statement | None:
        """The statement that the state began with, or ``None`` where nothing was said."""
        one, other = self.deciding[0].segment.carried, self.deciding[-1].segment.carried
        if one is None or other is None or one.first.report_id == other.first.report_id:
            return one.first if one else other.first if other else None
        return min(one.first, other.first, key=first_said)

    @property
    def top(self) -> Row | None:
        """The report that the state began with, as ``since`` says, or ``None`` where nothing was said."""
        first = self.first
        return first.row if first else None

    @property
    def since(self) -> str:
        """When the state began, as it was written."""
        top = self.top
        return str(top["from"]) if top else ""

    @property
    def beside(self) -> tuple[Statement, ...]:
        """Statements on this spell that do not count: announced, denied, or of a source that nobody read."""
        one, other = self.deciding[0].beside, self.deciding[-1].beside
        return _distinct([one, other]) if one or other else ()

    @property
    def figures(self) -> tuple[Count, ...]:
        """Counts of people or trucks that contradict a closure."""
        found = [each for gate in self.deciding for each in gate.segment.figures]
        return tuple({each.count_id: each for each in found}.values()) if found else ()

    @property
    def borne_out(self) -> bool:
        """Whether what had been said by then was too old to hold, and statements made later say that it did."""
        return self.deciding[0].borne_out or self.deciding[-1].borne_out

    def age_at(self, clock: Clock) -> int | None:
        """Return the age in seconds when the clock of a gate shows the second that ``clock`` gives for it."""
        return None if self.said is None else max(0, clock(self.deciding[0].side) - self.said)

    def at(self, clock: Clock) -> Answer:
        """Return the answer with the age that it has when the clock of a gate shows what ``clock`` gives for it."""
        return self._replace(age_s=self.age_at(clock))

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
            self.confidence, tuple(gate.told for gate in self.differing),
            tuple(each.count_id for each in self.figures),
        )  # fmt: skip


def openness(state: str) -> int:
    """Return the place of a state in the order in which gates decide a passage: closed first, open last."""
    return _DECIDES[state]


def decides(segment: Segment) -> tuple[int, bool, int]:
    """Return the order in which gates decide a passage, least first.

    Of two unknown, one whose closure figures contradict, then the one last told of.
    """
    return _DECIDES[segment.state], not segment.figures, -segment.said if segment.state == "unknown" else 0


def through(lane: tuple[str, str, str], gates: tuple[Gate, Gate], clock: Clock) -> Answer:
    """Return the answer for the way through both gates, of which those count that decide it.

    It rests on all that these rest on, and is as old as the fresher of them. ``clock`` gives the moment.
    """
    deciding = _deciding(gates)
    state = deciding[0].segment.state
    ages = [FOREVER if gate.said is None else max(0, clock(gate.side) - gate.said) for gate in deciding]
    fresh, age, said = min(ages), ages[0], deciding[0].said
    speaking = deciding[ages.index(fresh)]
    if state == "unknown" and len(deciding) > 1:  # what one gate was last said to be says nothing of the other
        alike = [each is speaking or _begun_alike(each, speaking) for each in deciding]
        if not all(alike):
            deciding, age, said = (speaking,), fresh, speaking.said
    if said is None or speaking.said is None:
        return Answer(lane, state, None, None if speaking.said is None else fresh, speaking, deciding, gates)
    # On the clock of the first that decides: a day ends at two moments.
    return Answer(lane, state, said + age - fresh, fresh, speaking, deciding, gates)


def less_open(ways: Sequence[Answer]) -> Answer:
    """Return the answer that speaks for several ways: that of the less open one, the first of equals."""
    return min(ways, key=lambda each: openness(each.state))


def _deciding(gates: tuple[Gate, Gate]) -> tuple[Gate, ...]:
    one, two = (gate.segment for gate in gates)
    if one.state == two.state and bool(one.figures) == bool(two.figures):
        return gates
    return (min(gates, key=lambda gate: decides(gate.segment)),)


def _begun_alike(one: Gate, two: Gate) -> bool:
    begun = [each.segment.carried and each.segment.carried.first.report_id for each in (one, two)]
    return begun[0] == begun[1]


def _distinct(several: Sequence[tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """Return one statement a report: the same report bears on both gates."""
    first = several[0]
    if all(same_reports(first, other) for other in several):
        return first
    return tuple({each.report_id: each for held in several for each in held}.values())


def same_reports(one: Sequence[Statement], two: Sequence[Statement]) -> bool:
    """Tell whether statements, perhaps about two gates, come of the same reports."""
    return one is two or [each.report_id for each in one] == [each.report_id for each in two]


def gate_of(side: str, segment: Segment, second: int, beside: tuple[Statement, ...]) -> Gate:
    """Return what a gate is by a segment of its timeline at a second within it."""
    if segment.carried is None:
        return Gate(side, segment, beside=beside)
    newest, said, held = segment.carried.held_by(second)
    return Gate(side, segment, newest, said, held < second < segment.carried.asserted, beside)


def at_one_gate(key: Key, gate: Gate, second: int) -> Answer:
    """Return the answer of one gate at a second."""
    return Answer(key[:3], gate.state, gate.said, gate.age(lambda _: second), gate, (gate,), (gate,))


def age_days(answer: Answer) -> float | None:
    """Return the age of an answer in whole days, the number that is said in words, or ``None``."""
    return None if answer.age_s is None else float(answer.age_s // DAY)
