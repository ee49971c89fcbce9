"""Dates of which a spreadsheet took the day for the month: seen, told of every row, and turned back where asked.

A spreadsheet that puts the month first turns ``05/01/2024``, typed for 5 January, into the first of May, and leaves
``13/05/2024``, which it cannot read, as text. Then all real dates have a day up to 12, and all texts have one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np

from durandline.geo.ingest.cells import plain
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.ingest.notes import AS, Notes, Rule, Tally, cells
from durandline.geo.ingest.written_dates import take_apart
from durandline.geo.readers.choose_table import with_option
from durandline.geo.readers.raw_table import Rows, Texts
from durandline.geo.schema.findings import Finding

SWAPPED, STORED = "swapped", "stored"  # what a user says of such dates: turn them back, or take them as they stand
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|[T ])(.*)")
_FEW: Final = 10  # of so many texts that show the order, one may be unclear: it has a slip that kept it a text
_RULES: Final = {"swapped-back": Rule(f"with day and month turned back, {AS}.")}
_HOW: Final = (
    f"To settle it, look at one of them in its source: {with_option(f'--dates {SWAPPED}')} turns them back, "
    f"{with_option(f'--dates {STORED}')} takes them as they are."
)


class Suspicion(NamedTuple):
    """What speaks for swapped dates: how many cells are real dates and how many texts, with a text for example."""

    stored: int
    texts: int
    example: str


def suspicion(columns: Iterable[Distinct]) -> Suspicion | None:
    """Return what in a file's columns of dates speaks for days and months swapped; ``None`` where nothing does.

    Real dates are those that come in ISO form. None of them has a day above 12, and texts with the year at their end
    have one that is, all in the same place.
    """
    dates = [each for column in columns for each in zip(column.texts, column.counts, strict=True)]
    days = [
        (int(found[3]), int(found[2]), number) for text, number in dates if (found := _ISO.fullmatch(text.strip()))
    ]
    if any(day > 12 for day, _, _ in days) or not any(day != month for day, month, _ in days):
        return None
    shown = {"first": 0, "second": 0, "unclear": 0}
    example = ""
    for text, number in dates:
        written = None if _ISO.fullmatch(text.strip()) else take_apart(plain(text, 0, Tally(Notes(""), "")))
        if written is None or written.form != "year-last" or written.one == written.two:
            continue
        where = "first" if written.one > 12 else "second" if written.two > 12 else "unclear"
        shown[where] += number
        example = example or (text if where != "unclear" else "")
    proven = shown["first"] + shown["second"]
    if not proven or (shown["first"] and shown["second"]) or shown["unclear"] * _FEW > proven:
        return None
    return Suspicion(sum(number for day, month, number in days if day != month), proven, example)


def tell_suspicion(found: Suspicion, columns: Mapping[str, Texts], rows: Rows, notes: Notes) -> None:
    """Add a warning for the file, and one for each row with both readings; ``columns`` go by their names in it."""
    name = next(iter(columns))
    notes.say(
        name, "day-or-month",
        f"{cells(found.stored)} with real dates, all of them with a day up to 12, beside {cells(found.texts)} of "
        f"text with a day above 12, such as {found.example!r}: a spreadsheet may have taken days for months. They "
        "are read as they are stored.", _HOW, "warning",
    )  # fmt: skip
    for column, texts in columns.items():
        for at in np.flatnonzero([bool(_ISO.fullmatch(text.strip())) for text in texts]):
            text = texts[at].strip()
            if (other := _turned(text)) != text:
                message = f"is read as it is stored; with day and month swapped it is {other}."
                finding = Finding(notes.file, int(rows[at]), column, "swapped-date", "warning", text, message)
                notes.findings.append(finding)


def turned_back(column: Distinct, tally: Tally) -> Distinct:
    """Return a column with day and month of its real dates swapped where both may be either, and a note of it."""
    texts = []
    for text, number in zip(column.texts, column.counts, strict=True):
        other = _turned(text.strip())
        if other != text.strip():
            tally.count("swapped-back", number, text, other)
        texts.append(other if other != text.strip() else text)
    tally.tell(_RULES)
    return Distinct(texts, column.codes, column.counts)


def _turned(text: str) -> str:
    found = _ISO.fullmatch(text)
    return f"{found[1]}-{found[3]}-{found[2]}{found[4]}" if found and int(found[3]) <= 12 else text
