"""Cells as keyboards and programs leave them: digits of other scripts, invisible marks, special spaces, NULs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

from durandline.geo.ingest.notes import AS, Notes, Rule, Tally, cells
from durandline.geo.readers.raw_table import Rows, Texts

# A digit of another script, and the decimal sign of the Arabic one.
_FOREIGN: Final = re.compile(r"(?![0-9])\d|٫")
# Minus signs, and the hyphens and dashes that word processors put in the place of one.
_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212]")
# No-break, narrow and other wide spaces; then marks without any width: joiners, bidi marks, byte order mark.
_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NUL: Final = "\0"
_ROWS_NAMED = 5
_AT_ONCE = 10_000

RULES: Final = {
    "digits": Rule(f"with digits of another script read in Latin digits, {AS}."),
    "invisible": Rule(f"with invisible marks read without them, {AS}."),
    "no-value": Rule("with a word for no value, such as {was}, read as empty."),
}
# What R, pandas, SQL and people write where there is no date or number.
_NOTHING: Final = frozenset(
    ("na", "n/a", "n.a.", "#n/a", "null", "none", "nil", "\\n", "-", "--", "---", "?", "unknown", "not known")
)


def plain(text: str, number: int, tally: Tally) -> str:
    """Return a value as it was meant: Latin digits, usual spaces and hyphens, no invisible marks, nothing around it.

    For dates, numbers and words of a closed list; names and sentences need their joiners and their own digits.
    """
    if text.isascii():
        return text.strip()
    spaced = _SPACES.sub(" ", text).strip()
    bare = _INVISIBLE.sub("", spaced).strip()
    if bare != spaced:
        tally.count("invisible", number, text, bare)
    bare = _HYPHENS.sub("-", bare)
    latin = _FOREIGN.sub(lambda sign: str(unicodedata.decimal(sign[0], ".")), bare)
    if latin == bare:
        return bare
    tally.count("digits", number, bare, latin)
    return latin


def says_nothing(text: str) -> bool:
    """Return whether a plain text of a column of dates or numbers says that there is no value."""
    return text.casefold() in _NOTHING


def without_nul(column: Texts, rows: Rows, name: str, notes: Notes) -> Texts:
    """Return a column without NUL characters, with one warning that names the rows where some stood."""
    # Joined texts are searched many times faster than single ones, and hardly a file has any NUL.
    if not any(NUL in "".join(column[start : start + _AT_ONCE]) for start in range(0, len(column), _AT_ONCE)):
        return column
    found = np.fromiter((NUL in text for text in column), dtype=bool, count=len(column))
    column = column.copy()
    column[found] = [text.replace(NUL, "") for text in column[found]]
    numbers = rows[found].tolist()
    named = ", ".join(map(str, numbers[:_ROWS_NAMED])) + (", …" if len(numbers) > _ROWS_NAMED else "")
    notes.say(
        name, "nul", f"{cells(len(numbers))} with NUL characters read without them: row {named}.",
        "Check these cells: a NUL often marks a damaged file.", "warning", numbers[0],
    )  # fmt: skip
    return column
