"""The lanes of the timeline: which crossings, their closures as stretches of days, incidents near them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from durandline.geo.incidents.filter import near_crossing
from durandline.geo.status.flows import HEADLINE, leaves
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds
from durandline.layers.paper.dates import day_number, on_day
from durandline.layers.paper.history import BRANCHES, Held, History, days_of, second_of
from durandline.layers.web.pack import to_plain

if TYPE_CHECKING:
    from durandline.layers.paper.content import Content

Span = tuple[float, float]
_FORMAL = "formal_international"
_SHORTEST = 14.0  # days that an axis shows at least


@dataclass(frozen=True, slots=True)
class Bar:
    """A closure of ``flows`` in the row of ``branch`` (cargo, people); spans are days since 1970 by Pakistan's clock.

    ``key`` is its id. ``early`` and ``late`` are those in which it may have begun and ended, ``sure`` when it was
    shut for certain, which may be empty. ``open`` is ``held`` where it goes on at the moment shown, ``unsaid`` where
    nobody said that it ended, else empty. ``whole`` tells that it shuts the flow that speaks for the branch, both
    ways.
    """

    key: str
    crossing: str
    flows: str
    branch: str
    whole: bool
    early: Span
    sure: Span
    late: Span
    open: str

    @property
    def reach(self) -> Span:
        """From when to when it is drawn."""
        return self.early[0], max(self.sure[1], self.late[1])


@dataclass(frozen=True, slots=True)
class Lane:
    """One crossing: its row of the frame, its bars, the states known beneath, and incidents by day and kind."""

    crossing: Mapping[str, Any]
    bars: Sequence[Bar]
    held: Mapping[str, Sequence[Held]]
    marks: Mapping[tuple[int, str], int]

    @property
    def key(self) -> str:
        """The crossing's id."""
        return str(self.crossing["crossing_id"])


def lanes_of(content: Content, history: History, window: Span) -> list[Lane]:
    """Return a lane for each crossing in focus with a closure or incident in the window, formal ones first.

    Without a focus all crossings are asked about; one in focus has a lane in any case.
    """
    crossings = [dict(row) for row in content.frames["crossings"].to_dict("records")]
    bars = bars_of(content, history)
    near = _marks(content, [str(row["crossing_id"]) for row in crossings], window)
    found = []
    for row in sorted(crossings, key=lambda each: each["kind"] != _FORMAL):
        key = str(row["crossing_id"])
        if content.focus and key not in content.focus:
            continue
        own = [bar for bar in bars if bar.crossing == key and _touches(bar.reach, window)]
        if own or near.get(key) or content.focus:
            held = {branch: _within(history.held.get((key, branch), ()), window) for branch in BRANCHES}
            found.append(Lane(row, own, held, near.get(key, {})))
    return found


def most_telling(lanes: Sequence[Lane], most: int) -> list[Lane]:
    """Return so many lanes in their order: those shut at the moment shown, then those with the most closures."""
    ranked = sorted(lanes, key=lambda lane: (all(bar.open != "held" for bar in lane.bars), -len(lane.bars)))
    kept = {lane.key for lane in ranked[:most]}
    return [lane for lane in lanes if lane.key in kept]


def window_of(content: Content, history: History) -> Span:
    """Return the days that a chart shows: from ``since`` to the moment shown, or ``until`` if that is later.

    Without ``since`` it begins with the year of the first closure or incident of the crossings in focus.
    """
    last = days_of(history.now)
    if content.until:
        last = max(last, days_of(content.until.second("PK") + 1))
    if content.since:
        first = days_of(content.since.span("PK").earliest)
    else:
        starts = [
            bar.early[0] for bar in bars_of(content, history) if not content.focus or bar.crossing in content.focus
        ]
        year = on_day(int(min(starts, default=last - 1))).year
        first = day_number(on_day(0).replace(year=year))
    return min(first, last - _SHORTEST), last


def bars_of(content: Content, history: History) -> list[Bar]:
    """Return the closures of the frame as bars: one for each branch that they shut a part of."""
    bars = []
    for row in content.frames["closures"].to_dict("records"):
        shut = {leaf for flow in _flows(row) for leaf in leaves(flow)}
        for branch in BRANCHES:
            if shut & set(leaves(branch)):
                whole = HEADLINE[branch] in shut and row["direction"] == "both"
                bars.append(_bar(row, branch, history, whole=whole))
    return bars


def _bar(row: Mapping[str, Any], branch: str, history: History, *, whole: bool) -> Bar:
    side = str(row["side"])
    start = bounds(str(row["start"]), side)
    begun = start.latest - 1
    end = bounds(str(row["end"]), side) if row["end"] else None
    if end is None:
        until = min(history.now, round(begun + float(row["days_min"]) * DAY))
        sure, late = (begun, max(begun, until)), (until, until)
        kept = "held" if row["still_shut"] else "unsaid"
    elif end.earliest >= history.now:  # what came after the moment shown is not shown
        sure, late, kept = (begun, history.now), (history.now, history.now), "held"
    else:
        sure = begun, max(begun, end.earliest)
        late, kept = (max(begun, end.earliest), max(begun, end.latest - 1)), ""
    spans = [(days_of(one), days_of(two)) for one, two in ((start.earliest, begun), sure, late)]
    return Bar(
        key=str(row["id"]), crossing=str(row["crossing_id"]), flows=", ".join(map(str, _flows(row))),
        branch=branch, whole=whole, early=spans[0], sure=spans[1], late=spans[2], open=kept,
    )  # fmt: skip


def _flows(row: Mapping[str, Any]) -> list[str]:
    flows = to_plain(row["flows"])
    return [str(flow) for flow in flows] if isinstance(flows, list) else []


def _marks(content: Content, ids: Sequence[str], window: Span) -> dict[str, dict[tuple[int, str], int]]:
    """Return, by crossing, how many incidents of each day and kind in the window tell of it, each once."""
    frame = content.frames["incidents"]
    found: dict[str, dict[tuple[int, str], int]] = {}
    if not len(frame):
        return found
    near = near_crossing(frame, ids)
    columns = (frame[name].tolist() for name in ("incident_id", "date", "kind"))
    rows = {(key, *cells) for key, *cells in zip(near.tolist(), *columns, strict=True) if key}
    days = {date: _day(str(date)) for date in {row[2] for row in rows}}
    for (key, date, kind), number in Counter((key, date, kind) for key, _, date, kind in rows).items():
        if window[0] <= days[date] < window[1]:
            own = found.setdefault(str(key), {})
            own[days[date], str(kind)] = own.get((days[date], str(kind)), 0) + number
    return {key: dict(sorted(own.items())) for key, own in found.items()}


def _day(text: str) -> int:
    """Return the day in the middle of what a date may stand for."""
    early, late = bounds(text, "PK")
    return int(days_of((early + late - 1) / 2))


def _within(spans: Sequence[Held], window: Span) -> list[Held]:
    """Return the part of the states that lies in the window."""
    first, last = (second_of(day) for day in window)
    cut = [replace(each, start=max(first, each.start), end=min(last, each.end)) for each in spans]
    return [each for each in cut if each.start < each.end]


def _touches(span: Span, window: Span) -> bool:
    return span[0] < window[1] and span[1] >= window[0]
