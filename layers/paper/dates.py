"""Days and numbers as a language writes them: Gregorian, in the language's own digits and names of the months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from durandline.layers.words import Words

# Digits of Pashto and Dari; Urdu in Pakistan prints the European ones (CLDR, default numbering systems).
_DIGITS = dict.fromkeys(("ps", "fa"), str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫"))
_FIRST = date(1970, 1, 1)


def digits(words: Words, text: str) -> str:
    """Return a number in the digits of the language, of which a sheet has one kind: ``1,234`` or ``۱٬۲۳۴``."""
    return text.translate(_DIGITS.get(words.language, {}))


def number_text(words: Words, number: float) -> str:
    """Return a number with at most one decimal, thousands apart."""
    shown = f"{number:,.1f}".removesuffix(".0")
    return digits(words, shown)


def counted_text(words: Words, key: str, number: int) -> str:
    """Return the string of ``key`` for so many things, in the digits of the language."""
    return words.count(key, number, number_text(words, number))


def year_text(words: Words, day: date) -> str:
    """Return the year of a day."""
    return digits(words, str(day.year))


def month_text(words: Words, day: date) -> str:
    """Return the short name of the month of a day."""
    return words[f"month.{day.month}"]


def day_text(words: Words, day: date, *, year: bool = True) -> str:
    """Return a day as ``1 Mar 2025``, in this order in every language, as the web map does."""
    number = digits(words, str(day.day))
    said = f"{number} {month_text(words, day)}"
    return f"{said} {year_text(words, day)}" if year else said


def date_text(words: Words, text: str) -> str:
    """Return a date of the record, such as ``2025-03``, ``2025-03-01`` or two of them, as :func:`day_text` does.

    Of an instant its day is told, as it was written; what is no such date stays as it is.
    """
    start, slash, end = text.partition("/")
    if slash and start[:10] == end[:10]:
        return date_text(words, start)
    if slash:
        return f"{date_text(words, start)} – {date_text(words, end)}"
    parts = start[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return text
    day = date(*(int(part) for part in [*parts, "1", "1"][:3]))
    if len(parts) == 1:
        return year_text(words, day)
    return day_text(words, day) if len(parts) == 3 else f"{month_text(words, day)} {year_text(words, day)}"


def moment_text(words: Words, text: str) -> str:
    """Return the day of a moment as :func:`day_text` does, and of an instant its time and zone as they were given."""
    day, _, time = text.partition("T")
    return f"{date_text(words, day)}, {digits(words, time)}" if time else date_text(words, day)


def on_day(number: int) -> date:
    """Return the day that is so many days after 1 January 1970."""
    return _FIRST + timedelta(days=number)


def day_number(day: date) -> int:
    """Return how many days after 1 January 1970 a day is."""
    return (day - _FIRST).days
