"""Days known and days shut, counted by year, month or over the whole window, per crossing and flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE
from durandline.geo.status.shut import Shut, shut_spans
from durandline.geo.time.clock import DAY, ISLAMABAD, from_epoch, to_epoch
from durandline.geo.time.moment import Moment


def days_shut(
    status: Status,
    crossings: Sequence[str],
    flows: Sequence[str],
    direction: str,
    by: str,
    on: Moment,
    since: Moment | None = None,
) -> list[dict[str, Any]]:
    """Return one row per crossing and period: days known and days shut for each flow, as :mod:`.shut` counts them.

    ``by`` is ``year``, ``month`` (both by Pakistan's calendar) or ``crossing`` (the whole window). The window runs
    from ``since``, or from the first closure on record, to ``on``. Each row has ``crossing_id``, ``period``, ``days``
    (length of the period within the window) and for each flow ``{flow}_known_days`` (on which its state was known),
    ``{flow}_min`` (shut for certain) and ``{flow}_reported_max`` (shut at most, as far as reported: days that nobody
    reported are not in it). Where no day is known, the last two are ``None``: nought would say that it was open.
    Crossings that were never reported shut for any of the flows are left out; a branch is counted by the leaf that
    speaks for it.
    """
    now = on.second("PK") + 1
    rows = []
    for crossing in crossings:
        shut = {flow: shut_spans(status, crossing, HEADLINE.get(flow, flow), direction, now) for flow in flows}
        begin = since.span("PK").earliest if since else _first(shut)
        if begin is None or not any(spans.within(begin, now)[1] for spans in shut.values()):
            continue
        for period, start, end in _periods(begin, now, by):
            row: dict[str, Any] = {"crossing_id": crossing, "period": period, "days": round((end - start) / DAY, 1)}
            for flow, spans in shut.items():
                least, most = spans.within(start, end)
                known = round(spans.known_within(start, end), 1)
                row[f"{flow}_known_days"] = known
                row[f"{flow}_min"] = round(least, 1) if known else None
                row[f"{flow}_reported_max"] = round(most, 1) if known else None
            rows.append(row)
    return rows


def _first(shut: dict[str, Shut]) -> int | None:
    starts = [spans.most[0][0] for spans in shut.values() if spans.most]
    if not starts:
        return None
    year = from_epoch(min(starts), "PK").year
    return to_epoch(datetime(year, 1, 1, tzinfo=ISLAMABAD))


def _periods(begin: int, now: int, by: str) -> Iterator[tuple[str, int, int]]:
    """Yield (name, start, end) of the calendar periods that touch ``[begin, now)``, clipped to it."""
    if by == "crossing":
        yield f"{_day(begin)}/{_day(now - 1)}", begin, now
        return
    day = from_epoch(begin, "PK").date().replace(day=1)
    day = day.replace(month=1) if by == "year" else day
    while _midnight(day) < now:
        after = _next(day, by)
        name = str(day.year) if by == "year" else f"{day:%Y-%m}"
        yield name, max(begin, _midnight(day)), min(now, _midnight(after))
        day = after


def _next(day: date, by: str) -> date:
    if by == "year" or day.month == 12:
        return date(day.year + 1, 1, 1)
    return day.replace(month=day.month + 1)


def _midnight(day: date) -> int:
    return to_epoch(datetime(day.year, day.month, day.day, tzinfo=ISLAMABAD))


def _day(second: int) -> str:
    return from_epoch(second, "PK").date().isoformat()
