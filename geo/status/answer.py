"""What to answer: the state of one flow in one direction at a moment, at one gate or through both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.status.flows import HEADLINE, LEAVES, leaves, named
from durandline.geo.status.statements import GATES, WAYS, Key, Statement, statements_by_key
from durandline.geo.status.timeline import DISTANT_PAST, NEVER, Segment, Timeline, resolve
from durandline.geo.time.clock import DAY
from durandline.geo.time.moment import Moment

_EMPTY = Timeline([NEVER])
# What decides a passage through two gates: one shut gate shuts it, a limit limits it, both must be open.
_DECIDES = ("closed", "restricted", "unknown", "open")


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of one flow in one direction at one moment.

    ``side`` is the gate asked about, or ``both`` for the passage through both; then ``decided_by`` names the
    gate or gates that decide. ``age_s`` is the age in seconds of the newest statement that had been made by
    the moment (``None`` where nothing was said); ``since`` is the ``from`` of the earliest that carries the
    state, as it was written. ``borne_out`` tells that what had been said by then was too old to hold, and that
    statements made later say that it did. ``beside`` are statements on this spell that do not count: announced
    or denied.
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
    beside: tuple[Statement, ...] = ()
    borne_out: bool = False

    @property
    def top(self) -> Row | None:
        """The report that the state began with, as ``since`` says, or ``None`` where nothing was said."""
        first = min(self.support, key=first_said, default=None)
        return first.row if first else None

    @property
    def alike(self) -> tuple[object, ...]:
        """What makes two answers one line for people: what they say, by whom, since when and how old it is."""
        top = self.top["report_id"] if self.top else ""
        beside = tuple(each.report_id for each in self.beside)
        return self.state, self.knowledge, self.last_state, top, self.age_s, self.decided_by, self.borne_out, beside


@dataclass(frozen=True, slots=True)
class Line:
    """Answers alike, taken together: the flows and directions that they cover and one answer for all."""

    flows: tuple[str, ...]
    direction: str
    answer: Answer


def decides(state: str, support: tuple[Statement, ...]) -> tuple[int, int]:
    """Return the order in which gates decide a passage, least first; of two unknown, the one last told of."""
    told = max((each.said for each in support), default=DISTANT_PAST) if state == "unknown" else 0
    return _DECIDES.index(state), -told


class Status:
    """The state of every crossing, flow, direction and side of a record, at any moment.

    ``known_by`` uses only what had been said by that moment. Timelines are worked out when first asked for.
    """

    def __init__(self, record: Record, known_by: Moment | None = None) -> None:
        self.record = record
        self.known_by = known_by
        self._timelines: dict[Key, Timeline] = {}
        self._resolved: dict[tuple[int, ...], Timeline] = {}

    @cached_property
    def statements(self) -> dict[Key, list[Statement]]:
        """The statements that bear on each crossing, leaf flow, direction and side."""
        return statements_by_key(self.record, self.known_by.second("PK") if self.known_by else None)

    def timeline(self, crossing_id: str, leaf: str, direction: str, side: str) -> Timeline:
        """Return the timeline of one gate (side AF or PK) for one leaf flow in one direction."""
        key = (crossing_id, leaf, direction, side)
        if key not in self.statements:
            return _EMPTY
        if key not in self._timelines:
            # Most flows and directions rest on the very same statements: they share one timeline.
            same = tuple(map(id, self.statements[key]))
            if same not in self._resolved:
                self._resolved[same] = resolve(self.statements[key])
            self._timelines[key] = self._resolved[same]
        return self._timelines[key]

    def at_gate(self, crossing_id: str, leaf: str, direction: str, side: str, when: Moment) -> Answer:
        """Return the answer for one gate; a bare date means that gate's local day."""
        second = when.second(side)
        segment = self.timeline(crossing_id, leaf, direction, side).at(second)
        beside = self._beside((crossing_id, leaf, direction, side), segment, second)
        return _answer((crossing_id, leaf, direction, side), segment, second, beside)

    def passage(self, crossing_id: str, leaf: str, direction: str, when: Moment) -> Answer:
        """Return the answer for the way through both gates.

        A shut gate shuts it; a restriction at one gate restricts it, whatever is known of the other; it is
        open only where both gates are known to be open.
        """
        gates = [self.at_gate(crossing_id, leaf, direction, side, when) for side in GATES]
        first = min(gates, key=lambda gate: decides(gate.state, gate.support))
        return _together([gate for gate in gates if gate.state == first.state])

    def answers(
        self, crossing_id: str, when: Moment, flow: str = "all", direction: str = "both", side: str = "both"
    ) -> list[Answer]:
        """Return one answer per leaf of ``flow`` and direction, in tree order; ``side`` as in ``Answer``."""
        ways = WAYS if direction == "both" else (direction,)
        if side == "both":
            return [self.passage(crossing_id, leaf, way, when) for leaf in leaves(flow) for way in ways]
        return [self.at_gate(crossing_id, leaf, way, side, when) for leaf in leaves(flow) for way in ways]

    def lines(
        self, crossing_id: str, when: Moment, flow: str = "all", direction: str = "both", side: str = "both"
    ) -> list[Line]:
        """Return the answers with those that are alike taken together, as a person would say them."""
        return gather(self.answers(crossing_id, when, flow, direction, side))

    def headline(self, crossing_id: str, branch: str, when: Moment) -> Answer:
        """Return the answer that speaks for ``cargo`` or ``people``: ordinary trade, travellers on foot.

        Where the two directions differ, the less open one; lanes for others are in :meth:`lines`.
        """
        both = [self.passage(crossing_id, HEADLINE[branch], way, when) for way in WAYS]
        return min(both, key=lambda each: _DECIDES.index(each.state))

    def changes_on_day(self, crossing_id: str, when: Moment) -> list[tuple[int, str, str, str, Segment]]:
        """Return the changes within the local day: (second, leaf, direction, side, new segment)."""
        found = []
        for crossing, leaf, way, side in self.statements:
            if crossing == crossing_id and when.is_day:
                first, last = when.span(side)
                line = self.timeline(crossing, leaf, way, side)
                found += [(each.start, leaf, way, side, each) for each in line.between(first - 1, last)]
        return sorted(found, key=lambda each: (each[0], LEAVES.index(each[1]), each[2], each[3]))

    def _beside(self, key: Key, segment: Segment, second: int) -> tuple[Statement, ...]:
        """Return announced and denied statements made since the present spell began."""
        begun = min((each.start for each in segment.support), default=second)
        return tuple(
            each
            for each in self.statements.get(key, ())
            if not each.observed and begun <= each.start <= second < each.end
        )


def gather(answers: Iterable[Answer]) -> list[Line]:
    """Return answers that are alike as lines: first by flow within a direction, then over both directions."""
    groups: dict[tuple[object, ...], dict[str, list[Answer]]] = {}
    for answer in answers:
        groups.setdefault(answer.alike, {}).setdefault(answer.direction, []).append(answer)
    lines = []
    for ways in groups.values():
        by_flows: dict[tuple[str, ...], list[str]] = {}
        for way, members in ways.items():
            by_flows.setdefault(named(each.flow for each in members), []).append(way)
        for flows, directions in by_flows.items():
            direction = "both" if len(directions) == len(WAYS) else directions[0]
            lines.append(Line(flows, direction, ways[directions[0]][0]))
    return sorted(lines, key=_line_order)


def first_said(statement: Statement) -> tuple[int, int, str]:
    """Return what orders statements from the one that a state began with."""
    return statement.start, statement.said, statement.report_id


def _line_order(line: Line) -> tuple[int, str]:
    first = leaves(line.flows[0])[0]
    return LEAVES.index(first), line.direction


def _together(gates: list[Answer]) -> Answer:
    """Return the answer of the gates that decide a passage: all that they rest on, the newest age."""
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


def _answer(key: Key, segment: Segment, second: int, beside: tuple[Statement, ...]) -> Answer:
    earliest = min(segment.support, key=first_said, default=None)
    since = str(earliest.row["from"]) if earliest else ""
    age = _age(segment, second)
    crossing_id, leaf, way, side = key
    return Answer(
        crossing_id, leaf, way, side, segment.state, segment.knowledge, segment.last_state, since, age,
        segment.support, (side,), beside, _borne_out(segment, second, age),
    )  # fmt: skip


def _borne_out(segment: Segment, second: int, age: int | None) -> bool:
    """Tell whether what had been said by then was too old to hold, and only later statements carry it on."""
    held = max((each.stale_after for each in segment.support), default=0)
    return segment.asserted > second and age is not None and age > held


def _age(segment: Segment, second: int) -> int | None:
    """Return the age of the newest statement made by ``second``; of the first one, where all came later."""
    if not segment.support:
        return None
    by_then = [each.said for each in segment.support if each.said <= second]
    newest = max(by_then) if by_then else min(each.start for each in segment.support)
    return max(0, second - newest)


def age_days(answer: Answer) -> float | None:
    """Return the age of an answer in days, or ``None``."""
    return None if answer.age_s is None else answer.age_s / DAY
