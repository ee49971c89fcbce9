"""Which column of a table fills which of ours: what was said, what bears our names, what can be guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from durandline.geo.errors import InputError
from durandline.geo.ingest.cells import plain
from durandline.geo.ingest.coordinates import read_pair
from durandline.geo.ingest.dates import decide, read_dates
from durandline.geo.ingest.distinct import Distinct, as_texts
from durandline.geo.ingest.hints import ADMIN, COORDINATES, DISTRICT, PROVINCE, Schema, Wants
from durandline.geo.ingest.known_columns import shown
from durandline.geo.ingest.notes import Notes
from durandline.geo.ingest.recognise import guess, others_like, own_names
from durandline.geo.readers.choose_table import with_option
from durandline.geo.time.partial import parse_partial

_DATA: Final = re.compile(r"[+-]?[\d][\d.,:/ +-]*")  # a number or a date, which no column is called


@dataclass(frozen=True, slots=True)
class Mapped:
    """Our columns to the file's, in all (``names``) and those of them that were guessed."""

    names: dict[str, str]
    guessed: dict[str, str]

    def check(self, header: Sequence[str], sample: Mapping[str, Sequence[str]], *, points: bool) -> None:
        """Raise InputError where nothing says when or where; the message shows what to write.

        ``sample`` holds some texts of every column, by which a likely one is proposed. A table without any column
        is let pass: it has nothing to be read.
        """
        if not header:
            return
        lacking, wanted = [], []
        if "date" not in self.names:
            lacking.append("the date")
            wanted.append(("date", _like_dates(sample) or "NAME"))
        if not self._says_where(points=points):
            lacking.append("the place (a name, or lat and lon)")
            likely = _like_pairs(sample)
            wanted.append((COORDINATES, likely) if likely else ("place", "NAME"))
        if lacking:
            written = ",".join(f"{ours}={_quoted(theirs)}" for ours, theirs in wanted)
            command = with_option(f"--columns '{written}'")
            raise InputError(
                f"no column is known to hold {' or '.join(lacking)}. Say which: {command}. Columns: {shown(header)}."
                f"{_perhaps(header)}"
            )

    def _says_where(self, *, points: bool) -> bool:
        names = self.names
        return points or "place_name" in names or COORDINATES in names or {"lat", "lon"} <= names.keys()

    def tell(self, notes: Notes, header: Sequence[str]) -> None:
        """Say of each guessed column what it is read as, and which others might have been meant."""
        for ours, theirs in self.guessed.items():
            meant = "lat and lon" if ours == COORDINATES else "part of admin_text" if ours in ADMIN else ours
            others = others_like(ours, theirs, header, self.names)
            rest = f" rather than {shown(others)}" if others else ""
            short = "place" if ours == "place_name" else ours
            advice = f"If that is wrong: {with_option(f'--columns {short}=NAME')}." if others else ""
            notes.say(theirs, "guessed-column", f"read as {meant}{rest}.", advice)


def mapped(header: Sequence[str], schema: Schema, wants: Wants, *, points: bool) -> Mapped:
    """Return which columns of a table of one's own, or of unknown make, fill which of ours.

    Raises
    ------
    InputError
        ``wants`` names a column that the table does not have.
    """
    given = {ours: theirs for ours, theirs in wants.columns.items() if theirs}
    absent = [theirs for theirs in given.values() if theirs not in header]
    if absent:
        raise InputError(missing(absent, header))
    shut = {ours for ours, theirs in wants.columns.items() if not theirs}
    taken = set(given.values())
    filled = {each for ours in given for each in ({"lat", "lon"} if ours == COORDINATES else {ours})}
    ours = {name: name for name in own_names(header) if name not in filled | shut and name not in taken}
    half = {"lat", "lon"} & ours.keys()
    names = {**given, **ours}
    if schema == "own":
        return Mapped(names, {})
    known = {**names, **({"lat": "lat", "lon": "lon"} if points else {}), **dict.fromkeys(shut, "")}
    guessed = guess(header, known)
    if COORDINATES in guessed and len(half) == 1:  # of no use without the other
        names = {name: theirs for name, theirs in names.items() if name not in half}
    if "place_name" not in {**known, **guessed} and not points and not _located({**names, **guessed}):
        for unit in (DISTRICT, PROVINCE):
            if unit in guessed:
                guessed = {"place_name": guessed[unit], **{key: name for key, name in guessed.items() if key != unit}}
                break
    return Mapped({**names, **guessed}, guessed)


def missing(absent: Sequence[str], header: Sequence[str]) -> str:
    """Return what to say of columns that were named and are not there."""
    small = {name.casefold(): name for name in reversed(header)}
    near = get_close_matches(absent[0].casefold(), list(small), n=1)
    hint = f" Did you mean {small[near[0]]!r}?" if near else ""
    return f"there is no column {absent[0]!r}.{hint} Columns: {shown(header)}."


def _located(names: Mapping[str, str]) -> bool:
    return COORDINATES in names or {"lat", "lon"} <= names.keys()


def _perhaps(header: Sequence[str]) -> str:
    """Return what else may be the matter with a table that does not say when or where."""
    names = {name.strip().casefold() for name in header}
    if names >= {"year", "month", "day"}:
        return " Join year, month and day into one column of dates, such as 2024-03-05."
    if 2 * sum(bool(_DATA.fullmatch(name)) for name in names) > len(names):
        return " The first row looks like data: put a row of column names above it."
    return ""


def _quoted(name: str) -> str:
    return name if name.isidentifier() else '"' + name.replace('"', '""') + '"'


def _like_dates(sample: Mapping[str, Sequence[str]]) -> str:
    """Return the column most of whose texts read as dates; empty where there is none."""
    for name, texts in sample.items():
        column = Distinct.of(as_texts(list(texts)))
        read = read_dates(column, decide([column]), Notes("").tally("")) if texts else []
        if read and 2 * sum(map(_is_date, read)) > len(read):
            return name
    return ""


def _is_date(text: str) -> bool:
    try:
        return parse_partial(text).precision != "year"
    except InputError:
        return False


def _like_pairs(sample: Mapping[str, Sequence[str]]) -> str:
    scratch = Notes("").tally("")
    for name, texts in sample.items():
        if texts and all(read_pair(plain(text, 0, scratch)) for text in texts):
            return name
    return ""
