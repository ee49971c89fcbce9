"""Closures that figures contradict: where a whole period is called closed and something was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from durandline.geo.status.counts import Count
from durandline.geo.status.statements import FOREVER, GATES, Key
from durandline.geo.status.timeline import Segment, Timeline
from durandline.geo.time.partial import bounds
from durandline.geo.time.spans import Span, clip, union

Lines = Callable[[Key], Timeline]


def contradicting(found: Iterable[Count], line_of: Lines) -> dict[Key, list[tuple[int, int, Count]]]:
    """Return, by gate, flow and direction, the spans called closed though a figure says that somebody crossed.

    A figure contradicts a closure only where the passage is called closed throughout its period, for every flow and
    direction that it may be of; otherwise it may be of what was not closed. On the day on which a closure began
    what was counted may have crossed before. ``line_of`` gives the timeline of a gate by its statements alone.
    """
    against: dict[Key, list[tuple[int, int, Count]]] = defaultdict(list)
    for count in found:
        keys: list[Key] = [(*lane, side) for lane in count.lanes for side in GATES]
        shut = {key: _shut(line_of(key), count.period[key[3]], key[3]) for key in keys}
        if all(_throughout(count, [shut[(*lane, side)] for side in GATES]) for lane in count.lanes):
            for key, spans in shut.items():
                against[key] += [(start, end, count) for start, end in spans]
    return dict(against)


def disputed(line: Timeline, against: Sequence[tuple[int, int, Count]]) -> Timeline:
    """Return the timeline with what is called closed within the spans unknown instead: disputed, with the figures."""
    cuts = sorted({at for start, end, _ in against for at in (start, end)})
    made: list[Segment] = []
    for segment, end in _with_ends(line):
        edges = [segment.start, *(cut for cut in cuts if segment.start < cut < end), end]
        for first, last in pairwise(edges):
            held = [count for begin, until, count in against if begin <= first and last <= until]
            figures = tuple({each.count_id: each for each in held}.values())
            if segment.state == "closed" and figures:
                made.append(Segment(first, "unknown", "disputed", "", segment.carried, figures))
            else:
                made.append(segment._replace(start=first))
    return Timeline(made)


def _shut(line: Timeline, period: Span, side: str) -> list[Span]:
    """Return the spans of a period that a gate is surely called closed in."""
    spans = []
    for segment, end in _with_ends(line, *period):
        if segment.state == "closed" and segment.carried:
            begun = bounds(str(segment.carried.first.row["from"]), side).latest - 1
            spans.append((max(segment.start, begun), end))
    return clip(union(spans), *period)


def _with_ends(line: Timeline, first: int | None = None, last: int = FOREVER) -> Iterator[tuple[Segment, int]]:
    segments = line.segments if first is None else (line.at(first), *line.between(first, last))
    for segment, after in pairwise([*segments, None]):
        if segment is not None:
            yield segment, after.start if after else last


def _throughout(count: Count, gates: Sequence[Sequence[Span]]) -> bool:
    """Tell whether one gate or the other is shut in all of the period; a day is each gate's own."""
    length = min(end - start for start, end in count.period.values())
    shut = [
        (start - count.period[side][0], end - count.period[side][0])
        for side, spans in zip(GATES, gates, strict=True)
        for start, end in spans
    ]
    return any(start <= 0 and end >= length for start, end in union(shut))
