"""What changed between two moments: each change of each passage, those alike taken together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from durandline.geo.schema.check import Row
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves, named
from durandline.geo.status.passage import all_points
from durandline.geo.status.statements import WAYS


@dataclass(frozen=True, slots=True)
class Change:
    """A change at ``second`` (since 1970 UTC) for flows and a direction of one crossing.

    ``report`` is the statement that holds from then on; where ``after`` is unknown, the one that was not
    confirmed in time or whose own end came. ``knowledge`` says why it is unknown.
    """

    crossing_id: str
    second: int
    side: str
    flows: tuple[str, ...]
    direction: str
    before: str
    after: str
    knowledge: str
    report: Row | None


def changes(status: Status, start: int, end: int, flow: str = "all") -> list[Change]:
    """Return the changes of state within ``(start, end]``, in order of time and crossing.

    A state that became unknown because nothing confirmed it is a change too.
    """
    grouped: dict[tuple[str, int, str, str, str, str, str], dict[str, set[str]]] = {}
    reports: dict[str, Row] = {}
    wanted = set(leaves(flow))
    for (crossing, leaf, way), points in all_points(status):
        for before, after in pairwise(points if leaf in wanted else []):
            if start < after.start <= end and before.state != after.state:
                first = after.segment.carried.first if after.segment.carried else None
                report_id = first.report_id if first else ""
                reports |= {first.report_id: first.row} if first else {}
                key = (
                    crossing,
                    after.start,
                    after.side,
                    before.state,
                    after.state,
                    after.segment.knowledge,
                    report_id,
                )
                grouped.setdefault(key, {}).setdefault(way, set()).add(leaf)
    order = {key: place for place, key in enumerate(status.record.crossing_ids)}
    found = [
        Change(crossing, second, side, named(flows), direction, before, after, knowledge, reports.get(report_id))
        for (crossing, second, side, before, after, knowledge, report_id), ways in grouped.items()
        for flows, direction in _directions(ways)
    ]
    return sorted(found, key=lambda each: (each.second, order[each.crossing_id], each.flows, each.direction))


def _directions(ways: dict[str, set[str]]) -> list[tuple[set[str], str]]:
    """Return the flows with their direction; both where they are the same either way."""
    if len(ways) == len(WAYS) and ways[WAYS[0]] == ways[WAYS[1]]:
        return [(ways[WAYS[0]], "both")]
    return [(flows, way) for way, flows in ways.items()]
