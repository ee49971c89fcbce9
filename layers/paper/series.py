"""Series of sheets: one for each crossing, each month or each step of an animation, and what their files are called.

What does not depend on the sheet is read once: incidents are those of the whole window, from which each sheet takes
its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from durandline.geo.errors import InputError
from durandline.geo.incidents.filter import chosen
from durandline.geo.incidents.frame import within
from durandline.geo.time.moment import Moment
from durandline.layers.paper.dates import date_text
from durandline.layers.paper.pages import Planned
from durandline.layers.paper.strip import date_strip, share_of

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.spec import SheetSpec

EACH = ("crossing", "month")
STEPS = ("week", "month")
WHOLE = "line"  # what a sheet of the whole line is called in the name of its file
FramesAt = Callable[[Moment], Mapping[str, "gpd.GeoDataFrame"]]
"""What gives the frames that depend on the moment alone, by name: crossings, closures."""


def each_crossing(content: Content) -> list[Content]:
    """Return what a sheet for each crossing shows: those in focus, or all that have a known point, in their order.

    Its incidents are those at it or near it, see :func:`durandline.geo.incidents.filter.chosen`.
    """
    crossings = content.frames["crossings"]
    placed = crossings["crossing_id"][crossings.geometry.notna()]
    return [_focused(content, key) for key in placed if not content.focus or key in content.focus]


def without_sheet(content: Content) -> list[str]:
    """Return the ids of those that :func:`each_crossing` leaves out, since no point is known to draw a map around."""
    crossings = content.frames["crossings"]
    nowhere = crossings["crossing_id"][crossings.geometry.isna()]
    return [key for key in nowhere if not content.focus or key in content.focus]


def each_step(content: Content, frames_at: FramesAt, step: str) -> list[Content]:
    """Return what a sheet for each week or month of the content's window shows, in order of time.

    A sheet stands for the last day of its step, the last sheet for the moment that the content shows; its incidents
    are those of the step alone.

    Raises
    ------
    InputError
        The window has no first day, or that lies after the moment shown.
    """
    if content.since is None:
        raise InputError("A series through time needs its first day: --since 2024-01-01.")
    first, last = (_day(moment) for moment in (content.since, content.on))
    if first > last:
        raise InputError(f"The first day, {first}, is after the last, {last}: swap --since and --on.")
    return [_at(content, frames_at, *span) for span in spans(first, last, step)]


def spans(first: date, last: date, step: str) -> list[tuple[date, date]]:
    """Return the first and last day of each month or seven days from ``first`` to ``last``, both included.

    Weeks are counted back from the last day, so that only the first may be short; of months, first and last may be.
    """
    if step == "week":
        ends = [last - timedelta(days=back) for back in range(0, (last - first).days + 1, 7)][::-1]
    else:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        ends = [min(last, _last_day(month)) for month in months]
    begins = [first, *(end + timedelta(days=1) for end in ends)]
    return list(zip(begins, ends, strict=False))


def file_names(contents: Sequence[Content], paper: str, form: str) -> list[str]:
    """Return a name for each sheet, numbered and dated: ``durandline_01_torkham_A4_20250301.png``."""
    digits = max(2, len(str(len(contents))))
    size = paper.replace(":", "x")  # a colon cannot be in the name of a file everywhere
    return [
        f"durandline_{number:0{digits}}_{'_'.join(each.focus) or WHOLE}_{size}_{each.day.replace('-', '')}.{form}"
        for number, each in enumerate(contents, 1)
    ]


def sheets_of(contents: Iterable[Content], spec: SheetSpec, names: Iterable[str]) -> list[Planned]:
    """Return a sheet for each content under its name; what it is called in a list is its crossing and its day."""
    return [
        Planned(content, spec, name, called(content, spec.language))
        for content, name in zip(contents, names, strict=True)
    ]


def called(content: Content, language: str = "en") -> str:
    """Return what a sheet is called in a list of sheets: its crossings by their name, if any, and its day."""
    crossings = content.frames["crossings"]
    english = crossings["name_en"]
    own = crossings.get(f"name_{language}", english)  # there may be a language that has no names
    names = own.where(own != "", english)
    focus = [str(name) for key, name in zip(crossings["crossing_id"], names, strict=True) if key in content.focus]
    return ", ".join([*focus, content.day])


def strips_of(sheets: Sequence[Planned]) -> Iterator[bytes]:
    """Yield for each sheet of an animation the strip that stands above it."""
    ends = sheets[0].content.day, sheets[-1].content.day
    for sheet in sheets:
        day = sheet.content.day
        first, last = (date_text(sheet.spec.words, end) for end in ends)
        yield date_strip(date_text(sheet.spec.words, day), share_of(day, *ends), (first, last), sheet.spec)


def _focused(content: Content, key: str) -> Content:
    closures = content.frames["closures"]
    own = {
        "closures": closures[closures["crossing_id"] == key].reset_index(drop=True),
        "incidents": chosen(content.frames["incidents"], crossings=(key,)).reset_index(drop=True),
    }
    return replace(content, focus=(key,), extent="crossing", frames={**content.frames, **own})


def _at(content: Content, frames_at: FramesAt, first: date, last: date) -> Content:
    since = Moment(first.isoformat(), is_day=True)
    # The last sheet is of the very moment that was asked for, which may be an instant.
    on = content.on if last == _day(content.on) else Moment(last.isoformat(), is_day=True)
    incidents = within(content.frames["incidents"], since, on).reset_index(drop=True)
    frames = {**content.frames, **frames_at(on), "incidents": incidents}
    return replace(content, frames=frames, on=on, since=since, until=on)


def _day(moment: Moment) -> date:
    return date.fromisoformat(moment.text[:10])


def _last_day(month: int) -> date:
    """Return the last day of a month counted from year 0."""
    year, place = divmod(month, 12)
    return date(year, place + 1, monthrange(year, place + 1)[1])
