"""What to answer: the state of one flow in one direction at a moment, at one gate or through both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from durandline.geo.schema.check import Row
from durandline.geo.status.statements import Key, Statement
from durandline.geo.status.timeline import DISTANT_PAST, Segment
from durandline.geo.time.clock import DAY

# What decides a passage through two gates: one shut gate shuts it, one of which nothing is known leaves it unknown
# whatever the other does, a limit limits it, and it is open where both are.
_DECIDES = ("closed", "unknown", "restricted", "open")


@dataclass(frozen=True, slots=True)
class Gate:
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
    gate or gates that decide, and ``gates`` holds both. ``age_s`` is the age in seconds of the newest statement that
    had been made by the moment (``None`` where nothing was said); ``since`` is the ``from`` of the earliest that
    carries the state, as it was written. ``borne_out`` tells that what had been said by then was too old to hold, and
    that statements made later say that it did. ``newest`` is the statement that the age counts from. ``beside`` are
    statements on this spell that do not count: announced, denied, or of a source that nobody read.
    """

    crossing_id: str
    flow: str
    direction: str
    side: str
    state: str
    knowledge: str
    last_state: str
    since: str
    age_s: int | None
    support: tuple[Statement, ...]
    decided_by: tuple[str, ...]
    gates: tuple[Gate, ...]
    newest: Statement | None = None
    beside: tuple[Statement, ...] = ()
    borne_out: bool = False

    @property
    def top(self) -> Row | None:
        """The report that the state began with, as ``since`` says, or ``None`` where nothing was said."""
        first = min(self.support, key=first_said, default=None)
        return first.row if first else None

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
            self.confidence, self.differing,
        )  # fmt: skip


def openness(state: str) -> int:
    """Return the place of a state in the order in which gates decide a passage: closed first, open last."""
    return _DECIDES.index(state)


def decides(state: str, support: tuple[Statement, ...]) -> tuple[int, int]:
    """Return the order in which gates decide a passage, least first; of two unknown, the one last told of."""
    told = max((each.said for each in support), default=DISTANT_PAST) if state == "unknown" else 0
    return openness(state), -told


def first_said(statement: Statement) -> tuple[int, int, str]:
    """Return what orders statements from the one that a state began with."""
    return statement.start, statement.said, statement.report_id


def through(gates: Sequence[Answer]) -> Answer:
    """Return the answer for the way through both gates, of which those count that decide it."""
    first = min(gates, key=lambda gate: decides(gate.state, gate.support))
    both = tuple(one for gate in gates for one in gate.gates)
    return replace(together([gate for gate in gates if gate.state == first.state]), gates=both)


def less_open(ways: Sequence[Answer]) -> Answer:
    """Return the answer that speaks for several ways: that of the less open one, the first of equals."""
    return min(ways, key=lambda each: openness(each.state))


def together(gates: list[Answer]) -> Answer:
    """Return the answer for a passage of the gates that decide it: all that they rest on, the newest age."""
    first = min(gates, key=_most_telling)
    if first.state == "unknown":  # what one gate was last said to be says nothing of the other
        gates = [gate for gate in gates if _same_report(gate, first)]
    support = _distinct(each for gate in gates for each in gate.support)
    earliest = min(support, key=first_said, default=None)
    return replace(
        first,
        side="both",
        since=str(earliest.row["from"]) if earliest else "",
        support=support,
        decided_by=tuple(gate.side for gate in gates),
        beside=_distinct(each for gate in gates for each in gate.beside),
        borne_out=any(gate.borne_out for gate in gates),
    )


def _same_report(one: Answer, two: Answer) -> bool:
    return (one.top or {}).get("report_id") == (two.top or {}).get("report_id")


def _distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return one statement a report: the same report bears on both gates."""
    return tuple({each.report_id: each for each in statements}.values())


def _most_telling(answer: Answer) -> tuple[bool, int]:
    """Prefer a gate of which something was said, then the fresher statement."""
    return answer.age_s is None, answer.age_s or 0


def answer_of(key: Key, segment: Segment, second: int, beside: tuple[Statement, ...]) -> Answer:
    """Return the answer that a segment of one gate's timeline gives at a second."""
    earliest = min(segment.support, key=first_said, default=None)
    since = str(earliest.row["from"]) if earliest else ""
    newest, age = _newest(segment, second)
    crossing_id, leaf, way, side = key
    last = segment.last_state if segment.state == "unknown" else ""
    gate = Gate(side, segment.state, segment.knowledge, last, None if age is None else second - age)
    return Answer(
        crossing_id, leaf, way, side, segment.state, segment.knowledge, segment.last_state, since, age,
        segment.support, (side,), (gate,), newest, beside, _borne_out(segment, second),
    )  # fmt: skip


def _borne_out(segment: Segment, second: int) -> bool:
    """Tell whether what had been said by then was too old to hold, and only later statements carry it on.

    Where all came later, that is when the first would have grown too old, said on the day it speaks of.
    """
    if not segment.support or segment.asserted <= second:
        return False
    by_then = [each.held_until for each in segment.support if each.said <= second]
    first = min(segment.support, key=first_said)
    return second > (max(by_then) if by_then else first.start + first.stale_after)


def _newest(segment: Segment, second: int) -> tuple[Statement | None, int | None]:
    """Return the newest statement made by ``second`` and its age; the first one and its own, where all came later."""
    if not segment.support:
        return None, None
    by_then = [each for each in segment.support if each.said <= second]
    if by_then:
        newest = max(by_then, key=lambda each: each.said)
        return newest, max(0, second - newest.said)
    first = min(segment.support, key=first_said)
    return first, max(0, second - first.start)


def age_days(answer: Answer) -> float | None:
    """Return the age of an answer in days, or ``None``."""
    return None if answer.age_s is None else answer.age_s / DAY
