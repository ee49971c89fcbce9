"""A column of dates turned into partial dates; what the order of day and month is, the whole column decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from durandline.geo.errors import InputError
from durandline.geo.ingest.calendar_dates import (
    FORCED_SERIALS,
    FORCED_SOLAR_YEARS,
    LUNAR_YEARS,
    SERIALS,
    SOLAR_YEARS,
    partial,
)
from durandline.geo.ingest.cells import RULES as CELL_RULES
from durandline.geo.ingest.cells import plain, says_nothing
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.ingest.notes import AS, Rule, Tally, cells
from durandline.geo.ingest.swapped_dates import STORED, SWAPPED
from durandline.geo.ingest.written_dates import Written, take_apart
from durandline.geo.readers.choose_table import with_option
from durandline.geo.time.partial import DATE_PATTERN, parse_partial

Order = Literal["dmy", "mdy", "none"]
FORCED: Final = ("dmy", "mdy", "ymd", "hijri", "serial", SWAPPED, STORED)

_OURS: Final = re.compile(DATE_PATTERN)
_GREGORIAN: Final = re.compile(r"(?:1[89]|2[0-2])\d\d")
_SOLAR_RANGE: Final = re.compile(r"(1[2-4]\d\d(?:-\d\d?){0,2})/(1[2-4]\d\d(?:-\d\d?){0,2})")
# 5 March 2024 - 9 March 2024; 5-9 March 2024.
_SPAN: Final = re.compile(r"(\S.*?)\s+(?:-|to|until)\s+(\S.*)", re.IGNORECASE)
_DAYS: Final = re.compile(r"(\d{1,2})\s*-\s*(\d{1,2})\s+([^\W\d].*\d{4})")
_LONGEST_SPAN: Final = 60  # characters
_SINCE_1970: Final = re.compile(r"1(?:\d{9}|\d{12})")  # seconds of 2001 to 2033, or milliseconds
_DAY_FIRST, _MONTH_FIRST = with_option("--dates dmy"), with_option("--dates mdy")
_HOW: Final = f"To settle it: {_DAY_FIRST} (or mdy)."

RULES: Final = CELL_RULES | {
    "day-first": Rule(f"read with the day before the month, {AS}.", f"If that is wrong: {_MONTH_FIRST}."),
    "month-first": Rule(f"read with the month before the day, {AS}.", f"If that is wrong: {_DAY_FIRST}."),
    "year-first": Rule(f"read as year, month, day, {AS}."),
    "month-name": Rule(f"read by the name of the month, {AS}."),
    "serial-date": Rule(f"read as a spreadsheet's day numbers, {AS}."),
    "solar-hijri": Rule(f"read as Solar Hijri dates, {AS}."),
    "span": Rule(f"read as the days from one to another, {AS}."),
    "instant": Rule(f"read as a time with its zone, {AS}."),
    "time-without-zone": Rule(
        f"with a time and no zone, of which the day alone is read, {AS}.",
        "To keep the time, write its zone: 2024-03-05T12:00+04:30.",
    ),
    "short-year": Rule("with a year of two digits, such as {was}; not read.", "Write the year in full.", "warning"),
    "lunar-hijri": Rule(
        "with a year that is one of the lunar calendar or lies far ahead, such as {was}; not read.",
        f"Write Gregorian or Solar Hijri dates. If these are Solar Hijri: {with_option('--dates hijri')}.",
        "warning",
    ),
    "no-such-day": Rule(
        "with a day that the Solar Hijri calendar does not have, such as {was}; not read.",
        "Correct these dates; the last month has 29 days, in leap years 30.",
        "warning",
    ),
    "since-1970": Rule(
        "with a count of seconds or milliseconds since 1970, such as {was}; not read.",
        "Write dates, such as 2024-03-05.",
        "warning",
    ),
    "other-order": Rule(
        "whose day and month cannot stand in the order of the others, such as {was}; not read.",
        f"Correct these dates. {_HOW}",
        "warning",
    ),
}


# Only whole cells are asked what the order of day and month is, so that the ends of a span prove nothing.
_UNCLEAR: Final = frozenset(("unproven", "other-order", "day-first", "month-first"))


@dataclass(frozen=True, slots=True)
class Decided:
    """What the dates of a file have in common: the order of day and month, and whether anything proves it.

    ``mixed``: some dates can only be in one order and some only in the other, so that neither is proven.
    """

    order: Order
    proven: bool
    force: str = ""
    mixed: bool = False


def decide(columns: Iterable[Distinct], force: str = "") -> Decided:
    """Return the order of day and month over all columns of dates of a file.

    A number above 12 decides; where some cells prove one order and some the other, the one that more of them prove
    is taken and does not count as proven; where none does, the day comes first. ``force`` is one of :data:`FORCED`,
    or empty; the last two are about dates that are no texts, and say nothing of the order in texts.

    Raises
    ------
    InputError
        ``force`` is none of these words.
    """
    if force and force not in FORCED:
        raise InputError(f"{force!r} is no way to read dates. Known: {', '.join(FORCED)}.")
    force = "" if force in (SWAPPED, STORED) else force
    if force in ("dmy", "mdy", "ymd"):
        orders: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "none"}
        return Decided(orders[force], proven=True, force=force)
    day_first = month_first = ambiguous = 0
    for column in columns:
        for text, number in zip(column.texts, column.counts, strict=True):
            written = None if _is_ours(text) else take_apart(_bare(text))
            if written is None or written.form != "year-last" or written.one == written.two:
                continue
            day_first += number if written.one > 12 >= written.two else 0
            month_first += number if written.two > 12 >= written.one else 0
            ambiguous += number if written.one <= 12 and written.two <= 12 else 0
    mixed = bool(day_first and month_first)
    proven = bool(day_first or month_first or not ambiguous) and not mixed
    return Decided("mdy" if month_first > day_first else "dmy", proven, force, mixed)


def read_dates(column: Distinct, decided: Decided, tally: Tally) -> list[str]:
    """Return each distinct text as a partial date; what cannot be read stays as it was written.

    Dates in our own notation pass as they are. What is done to others is told under :data:`RULES`.
    """
    reading = _Reading(decided, tally)
    return [reading.one(text, number) for text, number in zip(column.texts, column.counts, strict=True)]


def tell_dates(tally: Tally, decided: Decided) -> None:
    """Add what there is to say of a column of dates, with a warning where nothing proves the order it was read in."""
    unproven = tally.heaps.pop("unproven", None)
    tally.tell(RULES)
    if unproven and not decided.proven:
        why = "dates of both orders are there" if decided.mixed else "no date of the column proves which"
        first = "day" if decided.order == "dmy" else "month"
        tally.notes.say(
            tally.column, "day-or-month",
            f"{cells(unproven.cells)} that may be day/month or month/day; {why}. The {first} is taken first, "
            f"{unproven.was!r} as {unproven.now}.", _HOW, "warning",
        )  # fmt: skip


def future(texts: Sequence[str], counts: Sequence[int], today: str) -> tuple[int, str]:
    """Return how many cells hold a date that begins after the day ``today``, and the first such date."""
    late = [(number, text) for text, number in zip(texts, counts, strict=True) if _is_ours(text) and text > today]
    late = [each for each in late if each[1][:10] > today[: len(each[1][:10])]]
    return sum(number for number, _ in late), late[0][1] if late else ""


def _is_ours(text: str) -> bool:
    return _OURS.fullmatch(text) is not None and _GREGORIAN.match(text) is not None


def _bare(text: str) -> str:
    return plain(text, 0, Tally(None, ""))  # type: ignore[arg-type]


@dataclass(slots=True)
class _Reading:
    """Reads the dates of one column in the order decided."""

    decided: Decided
    tally: Tally

    def one(self, text: str, number: int) -> str:
        if _is_ours(text):
            return text
        bare = plain(text, number, self.tally)
        if not bare or _is_ours(bare):
            return bare
        if says_nothing(bare):
            self.tally.count("no-value", number, text)
            return ""
        if found := _SOLAR_RANGE.fullmatch(bare):
            return self._range(text, found[1], found[2], number)
        if len(bare) <= _LONGEST_SPAN and (span := self._span(bare)):
            self.tally.count("span", number, text, span)
            return span
        written = take_apart(bare)
        if written is None:
            if _SINCE_1970.fullmatch(bare):
                self.tally.count("since-1970", number, text)
            return text
        if written.form == "short-year":
            self.tally.count("short-year", number, text)
            return text
        if written.form == "year-last":
            return self._year_last(text, written, number)
        return self._settled(
            text, written, number, {"named": "month-name", "serial": "serial-date"}.get(written.form, "year-first")
        )

    def _year_last(self, text: str, written: Written, number: int) -> str:
        if self.decided.order == "none":
            return text
        pair = (written.one, written.two) if self.decided.order == "dmy" else (written.two, written.one)
        settled = replace(written, day=pair[0], month=pair[1])
        if settled.month > 12 >= settled.day:
            self.tally.count("other-order", number, text)
            return text
        certain = written.one == written.two or max(written.one, written.two) > 12
        rule = "day-first" if self.decided.order == "dmy" else "month-first"
        return self._settled(text, settled, number, rule if self.decided.proven or certain else "unproven")

    def _settled(self, text: str, written: Written, number: int, rule: str) -> str:
        value = partial(written, self._years, self._serials)
        if value is None:
            if written.year in self._years and (written.solar or written.form != "named"):
                self.tally.count("no-such-day", number, text)
            elif written.year in LUNAR_YEARS:
                self.tally.count("lunar-hijri", number, text)
            return text
        for each in self._said(written, rule):
            self.tally.count(each, number, text, value)
        return value

    def _said(self, written: Written, rule: str) -> Iterator[str]:
        """Yield what is to be told of a date that was read by ``rule``."""
        if written.form != "serial" and written.year in self._years:
            yield "solar-hijri"
            if rule in ("day-first", "month-first", "unproven"):
                yield rule
        elif rule != "year-first" or not written.clock:
            yield rule
        elif written.zone:
            yield "instant"
        if written.clock and not written.zone:
            yield "time-without-zone"

    def _span(self, text: str) -> str:
        """Return the days from one to another as a range of ours, '' where the text is no such thing or unclear."""
        found, days = _SPAN.fullmatch(text), _DAYS.fullmatch(text)
        if days:
            ends = [f"{days[1]} {days[3]}", f"{days[2]} {days[3]}"]
        elif found:
            ends = [found[1], found[2]]
        else:
            return ""
        scratch = _Reading(self.decided, Tally(None, ""))  # type: ignore[arg-type]
        first, last = (scratch.one(end, 1) for end in ends)
        unclear = not self.decided.force and not scratch.tally.heaps.keys().isdisjoint(_UNCLEAR)
        if unclear or len(first) != 10 or len(last) != 10:
            return ""
        try:
            return parse_partial(first if first == last else f"{first}/{last}").text
        except InputError:
            return ""

    def _range(self, text: str, start: str, end: str, number: int) -> str:
        ends = [take_apart(part) for part in (start, end)]
        days = [partial(part, self._years) if part else None for part in ends]
        if days[0] is None or days[1] is None:
            return text
        value = f"{days[0].split('/')[0]}/{days[1].split('/')[-1]}"
        self.tally.count("solar-hijri", number, text, value)
        return value

    @property
    def _years(self) -> range:
        return FORCED_SOLAR_YEARS if self.decided.force == "hijri" else SOLAR_YEARS

    @property
    def _serials(self) -> range:
        return FORCED_SERIALS if self.decided.force == "serial" else SERIALS
