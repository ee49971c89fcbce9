"""Counts of killed as people write them: ``~5``, ``5+``, ``at least 5``, ``5-7``, ``1,200``."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from durandline.geo.ingest.cells import RULES as CELL_RULES
from durandline.geo.ingest.cells import plain, says_nothing
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.ingest.notes import AS, Rule, Tally

# Thousands stand in threes behind a comma, a space or an apostrophe; a dot may be a decimal one and is left alone.
_NUMBER: Final = r"(\d{1,3}(?:[, '’٬]\d{3})+|\d+)(?:\.0+)?"
_WHOLE: Final = re.compile(_NUMBER)
_RANGE: Final = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to|à|تا)\s*{_NUMBER}", re.IGNORECASE)
_ABOUT: Final = re.compile(
    rf"(?:~|≈|c\.?|ca\.?|about|around|approx\.?|approximately|some|environ|حدود)\s*{_NUMBER}", re.IGNORECASE
)
_LEAST: Final = re.compile(
    rf"(?:(?:>=|≥|>|at least|min\.?|minimum|more than|over|au moins|plus de|حداقل)\s*{_NUMBER}|{_NUMBER}\s*\+)",
    re.IGNORECASE,
)
_MOST: Final = re.compile(rf"(?:<=|≤|at most|up to|max\.?|maximum|jusqu'à|حداکثر)\s*{_NUMBER}", re.IGNORECASE)

RULES: Final = CELL_RULES | {
    "whole-number": Rule(f"read as whole numbers, {AS}."),
    "approximate": Rule(f"with a figure that is about right read as that figure, {AS}."),
    "at-least": Rule(f"with a least figure read as a minimum alone, {AS}."),
    "at-most": Rule(f"with a greatest figure read as a maximum alone, {AS}."),
    "from-to": Rule(f"with two figures read as a minimum and a maximum, {AS}."),
}


class Figure(NamedTuple):
    """A figure as texts: least and most, empty where not said. ``exact``: one figure was written, not two bounds."""

    least: str
    most: str
    exact: bool = False


def read_figures(column: Distinct, tally: Tally) -> list[Figure]:
    """Return each distinct text as a figure; what is none stays as it was written, as the least."""
    return [_figure(text, number, tally) for text, number in zip(column.texts, column.counts, strict=True)]


def _figure(text: str, number: int, tally: Tally) -> Figure:
    if text.isdecimal() and text.isascii():
        return Figure(text, "", exact=True)
    bare = plain(text, number, tally)
    if says_nothing(bare):
        tally.count("no-value", number, text)
        return Figure("", "")
    if found := _WHOLE.fullmatch(bare):
        value = _digits(found[1])
        if value != bare:
            tally.count("whole-number", number, text, value)
        return Figure(value, "", exact=True)
    if found := _RANGE.fullmatch(bare):
        least, most = _digits(found[1]), _digits(found[2])
        if int(least) <= int(most):
            tally.count("from-to", number, text, f"{least} to {most}")
            return Figure(least, most)
    elif found := _ABOUT.fullmatch(bare):
        tally.count("approximate", number, text, _digits(found[1]))
        return Figure(_digits(found[1]), "", exact=True)
    elif found := _LEAST.fullmatch(bare):
        value = _digits(found[1] or found[2])
        tally.count("at-least", number, text, f"{value} or more")
        return Figure(value, "")
    elif found := _MOST.fullmatch(bare):
        tally.count("at-most", number, text, f"up to {_digits(found[1])}")
        return Figure("", _digits(found[1]))
    return Figure(text, "")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
