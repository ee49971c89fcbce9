"""Days shut as calendars and bars count them: by Pakistan's day and year, least and most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from durandline.geo.status.flows import HEADLINE
from durandline.geo.time.spans import clip
from durandline.layers.paper.dates import day_number, on_day
from durandline.layers.paper.history import BRANCHES, History, days_of, second_of

if TYPE_CHECKING:
    from durandline.geo.time.spans import Span
    from durandline.layers.paper.content import Content
    from durandline.layers.words import Words

# What a day of a calendar says: shut all day, for a part of it, perhaps; known, and not shut.
ALL_DAY, PART_DAY, MAYBE, OPEN = "shut", "part", "perhaps", "open"
_WHOLE = 0.98  # of a day: gates on two clocks, and days counted to their last second, leave a little off
_LITTLE = 1 / 1440  # of a day: a minute


def counted(words: Words) -> str:
    """Return in words what is counted as shut."""
    said = {branch: words[f"flow.{HEADLINE[branch]}"] for branch in BRANCHES}
    return words("chart.counted", **said)


@dataclass(frozen=True, slots=True)
class YearCount:
    """Days of 24 hours in the part of a year that is in the window.

    ``known`` are those on which the state was known, ``least`` those shut for certain, ``most`` those shut at most,
    as far as reported; both are nought where no day is known, which says nothing.
    """

    year: int
    days: float
    known: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Run:
    """Days one after the other within a month that a calendar shows alike: from ``first`` to ``last``, both in it."""

    first: date
    last: date
    kind: str


def crossings_shut(content: Content, history: History, window: tuple[float, float]) -> list[dict[str, object]]:
    """Return the crossings in focus that may have been shut in the window, formal ones first, as rows of the frame.

    One in focus is there in any case.
    """
    start, end = second_of(window[0]), second_of(window[1])
    rows = [dict(row) for row in content.frames["crossings"].to_dict("records")]
    rows.sort(key=lambda row: row["kind"] != "formal_international")
    found = []
    for row in rows:
        key = str(row["crossing_id"])
        shut = any(
            history.shut[key, branch].within(start, end)[1] for branch in BRANCHES if (key, branch) in history.shut
        )
        if key in content.focus or (shut and not content.focus):
            found.append(row)
    return found


def year_counts(history: History, crossing: str, branch: str, window: tuple[float, float]) -> list[YearCount]:
    """Return the days shut in each calendar year of the window, as ``geo.status.stats`` counts them."""
    shut = history.shut[crossing, branch]
    counts = []
    for year, first, last in years_of(window):
        start, end = second_of(first), second_of(last)
        known = round(shut.known_within(start, end), 1)
        least, most = shut.within(start, end) if known else (0.0, 0.0)
        counts.append(YearCount(year, last - first, known, round(least, 1), round(most, 1)))
    return counts


def years_of(window: tuple[float, float]) -> Iterator[tuple[int, float, float]]:
    """Yield each calendar year of a window with its first day and the day after its last, as days since 1970."""
    year = on_day(int(window[0])).year
    while (begin := float(day_number(date(year, 1, 1)))) < window[1]:
        yield year, max(window[0], begin), min(window[1], float(day_number(date(year + 1, 1, 1))))
        year += 1


def runs_of(history: History, crossing: str, branch: str, window: tuple[float, float]) -> list[Run]:
    """Return the days on which a crossing was or may have been shut, or is known not to have been.

    Those alike and next to each other stand together; of the days that are left out nothing is known.
    """
    shut = history.shut[crossing, branch]
    sure, possible, known = (_shares(spans, window) for spans in (shut.least, shut.most, shut.known))
    runs: list[Run] = []
    for number in sorted(possible | known):
        share, may_be = sure.get(number, 0.0), possible.get(number, 0.0) >= _LITTLE
        if not may_be and known.get(number, 0.0) < _LITTLE:
            continue
        kind = ALL_DAY if share >= _WHOLE else PART_DAY if share >= _LITTLE else MAYBE if may_be else OPEN
        day = on_day(number)
        if runs and runs[-1].kind == kind and (day - runs[-1].last).days == 1 and day.month == runs[-1].last.month:
            runs[-1] = Run(runs[-1].first, day, kind)
        else:
            runs.append(Run(day, day, kind))
    return runs


def _shares(spans: list[Span], window: tuple[float, float]) -> dict[int, float]:
    """Return how much of each day of the window the spans hold, for days of which they hold any."""
    shares: dict[int, float] = {}
    for start, end in clip(spans, second_of(window[0]), second_of(window[1])):
        first, last = days_of(start), days_of(end)
        for day in range(int(first), int(last) + 1):
            share = min(last, day + 1) - max(first, day)
            if share > 0:
                shares[day] = shares.get(day, 0.0) + share
    return shares
