"""Answers that say the same, taken together as a person would say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from durandline.geo.status.answer import Answer
from durandline.geo.status.flows import LEAVES, leaves, named
from durandline.geo.status.statements import WAYS


@dataclass(frozen=True, slots=True)
class Line:
    """Answers alike, taken together: the flows and directions that they cover and one answer for all."""

    flows: tuple[str, ...]
    direction: str
    answer: Answer


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


def _line_order(line: Line) -> tuple[int, str]:
    first = leaves(line.flows[0])[0]
    return LEAVES.index(first), line.direction
