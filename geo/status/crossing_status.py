"""The state of every crossing of a record, for any flow, direction and gate, at any moment."""

from __future__ import annotations

from functools import cached_property

from durandline.geo.record import Record
from durandline.geo.status.answer import Answer, Gate, at_one_gate, gate_of, less_open, through
from durandline.geo.status.beside import Uncounted
from durandline.geo.status.contradicted import contradicting, disputed
from durandline.geo.status.counts import Count, counts
from durandline.geo.status.flows import HEADLINE, LEAVES, leaves
from durandline.geo.status.lines import Line, gather
from durandline.geo.status.statements import GATES, WAYS, Key, Statement, statements_by_key
from durandline.geo.status.timeline import NEVER, Segment, Timeline, resolve
from durandline.geo.time.moment import Moment

_EMPTY = Timeline([NEVER])


class Status:
    """The state of every crossing, flow, direction and side of a record, at any moment.

    ``known_by`` uses only what had been said by that moment. Timelines are worked out when first asked for.
    """

    def __init__(self, record: Record, known_by: Moment | None = None) -> None:
        self.record = record
        self.known_by = known_by
        self._known_by = known_by.second("PK") if known_by else None
        self._resolved: dict[int, Timeline] = {}
        self._disputed: dict[tuple[int, ...], Timeline] = {}

    @cached_property
    def statements(self) -> dict[Key, list[Statement]]:
        """The statements that bear on each crossing, leaf flow, direction and side."""
        return statements_by_key(self.record, self._known_by)

    @cached_property
    def uncounted(self) -> dict[Key, Uncounted]:
        """The statements about each gate that do not count."""
        made: dict[int, Uncounted | None] = {}
        for held in self.statements.values():
            if id(held) not in made:
                apart = [each for each in held if not each.counts]
                made[id(held)] = Uncounted(apart) if apart else None
        return {key: found for key, held in self.statements.items() if (found := made[id(held)])}

    def timeline(self, crossing_id: str, leaf: str, direction: str, side: str) -> Timeline:
        """Return the timeline of one gate (side AF or PK) for one leaf flow in one direction."""
        key = (crossing_id, leaf, direction, side)
        if key not in self.contradicted:
            return self._by_statements(key)
        against = self.contradicted[key]
        line = self._by_statements(key)
        same = (id(line), *(id(each) for _, _, each in against))
        if same not in self._disputed:
            self._disputed[same] = disputed(line, against)
        return self._disputed[same]

    @cached_property
    def contradicted(self) -> dict[Key, list[tuple[int, int, Count]]]:
        """The spans that are called closed though something was counted, by gate, flow and direction."""
        return contradicting(counts(self.record, self._known_by), self._by_statements)

    def _by_statements(self, key: Key) -> Timeline:
        if key not in self.statements:
            return _EMPTY
        statements = self.statements[key]
        if id(statements) not in self._resolved:  # those that rest on the same statements share one timeline
            self._resolved[id(statements)] = resolve(statements)
        return self._resolved[id(statements)]

    def at_gate(self, crossing_id: str, leaf: str, direction: str, side: str, when: Moment) -> Answer:
        """Return the answer for one gate; a bare date means that gate's local day."""
        return self.at_second((crossing_id, leaf, direction, side), when.second(side))

    def at_second(self, key: Key, second: int) -> Answer:
        """Return the answer for one gate at a second since 1970 UTC."""
        return at_one_gate(key, self.gate_in(key, self.timeline(*key).at(second), second), second)

    def gate_in(self, key: Key, segment: Segment, second: int) -> Gate:
        """Return what one gate is at a second within a segment of its timeline."""
        return gate_of(key[3], segment, second, self._beside(key, segment, second))

    def passage(self, crossing_id: str, leaf: str, direction: str, when: Moment) -> Answer:
        """Return the answer for the way through both gates.

        A shut gate shuts it; else a gate of which nothing is known leaves it unknown, whatever the other does; else
        a restriction at either gate restricts it. It is open only where both gates are known to be open.
        """
        lane = (crossing_id, leaf, direction)
        one, two = (self.at_gate(*lane, side, when).speaking for side in GATES)
        return through(lane, (one, two), when.second)

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
        return less_open([self.passage(crossing_id, HEADLINE[branch], way, when) for way in WAYS])

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
        """Return what does not count and is of the present spell: announced, denied, of a source that nobody read.

        Where nothing counts, what would hold by its own age. Of many the latest.
        """
        if key not in self.uncounted:
            return ()
        return self.uncounted[key].shown(second, segment.carried.first.start if segment.carried else None)
