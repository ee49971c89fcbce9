"""Reading GeoNames' country files (``AF.txt``, ``PK.txt``) and its file of alternate names.

The layout is that of GeoNames' ``readme.txt``: no header, 19 columns between tabs, alternate names in the fourth,
divided by commas. Files of other sources in the same layout are read too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from durandline.geo.errors import InputError
from durandline.geo.gazetteer.gazetteer import Entry
from durandline.geo.gazetteer.geonames_features import kind_of
from durandline.geo.gazetteer.geonames_provinces import is_code, province
from durandline.geo.names.scripts import kept_names
from durandline.geo.schema.findings import Finding

COLUMNS: Final = 19
_LONGEST_SHOWN: Final = 80

Places = dict[tuple[str, str, str], str]  # (country, admin1 cell, admin2 cell) -> name


@dataclass(slots=True)
class Dump:
    """What came of a file. ``rows`` is the sum of entries, ``doubled``, ``left_out`` and findings of level error."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)  # rows by feature code that names no place: streams, ...
    doubled: int = 0  # rows of an id that stands already; their names went to the first
    rows: int = 0


class _Line(NamedTuple):
    place_id: str
    name: str
    ascii_name: str
    alternates: str
    lat: str
    lon: str
    feature_class: str
    feature_code: str
    country: str
    other_countries: str
    admin1: str
    admin2: str
    admin3: str
    admin4: str
    population: str
    elevation: str
    terrain: str
    timezone: str
    changed: str


def read_dump(text: str, gazetteer: str, file: str) -> Dump:
    """Return the entries of a country file, in its order, with a finding for each row that cannot be used.

    Province codes become names (see :mod:`durandline.geo.gazetteer.geonames_provinces`), district codes the names of
    the file's own ADM2 rows; a code that nothing explains becomes empty, and cells that hold names stay as they are.
    Rows of features that are no places (streams, ...) are counted in ``left_out``.

    Parameters
    ----------
    text
        The file's text.
    gazetteer
        Name of the gazetteer, for the entries.
    file
        Name of the file, for the findings.

    Raises
    ------
    InputError
        The file is empty, or its first row has not 19 columns.
    """
    dump = Dump()
    lines = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines or len(lines[0][1]) != COLUMNS:
        many = len(lines[0][1]) if lines else 0
        raise InputError(
            f"{file}: no GeoNames country file: it has {many} columns between tabs in its first row, not {COLUMNS}."
        )
    good = list(_good(lines, file, dump))
    names = _admin_names(line for _, line in good)
    at: dict[str, int] = {}
    for number, line in good:
        kind = kind_of(line.feature_code, _population(line))
        if not kind:
            dump.left_out[line.feature_code or "none"] += 1
        elif line.place_id in at:
            _add_doubled(dump, at[line.place_id], line, number, file)
        else:
            at[line.place_id] = len(dump.entries)
            dump.entries.append(_entry(line, kind, gazetteer, names))
    dump.rows = len(lines)
    return dump


def _good(lines: Iterable[tuple[int, list[str]]], file: str, dump: Dump) -> Iterator[tuple[int, _Line]]:
    for number, cells in lines:
        if len(cells) != COLUMNS:
            message = f"has {len(cells)} columns between tabs, not {COLUMNS}; it is left out."
            dump.findings.append(_bad(file, number, "", "columns", "\t".join(cells), message))
            continue
        line = _Line(*(cell.strip() for cell in cells))
        wrong = _wrong(line)
        if wrong:
            column, message = wrong
            dump.findings.append(_bad(file, number, column, "cell", getattr(line, column), message))
        else:
            yield number, line


def _wrong(line: _Line) -> tuple[str, str] | None:
    for column in ("place_id", "name"):
        if not getattr(line, column):
            return column, "must not be empty; the row is left out."
    for column, most in (("lat", 90.0), ("lon", 180.0)):
        try:
            value = float(getattr(line, column))
        except ValueError:
            value = math.nan
        if not abs(value) <= most:
            return column, f"is no number of degrees up to {most:g}; the row is left out."
    return None


def _bad(file: str, row: int, column: str, rule: str, value: str, message: str) -> Finding:
    shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "..."
    return Finding(file, row, column, rule, "error", shown, message, "Compare it with GeoNames' readme.txt.")


def _admin_names(lines: Iterable[_Line]) -> Places:
    """Return the names of the units that a file has rows for, by the codes under which other rows name them."""
    names: Places = {}
    for line in lines:
        if line.feature_code == "ADM1":
            names.setdefault((line.country, line.admin1, ""), line.name)
        elif line.feature_code == "ADM2":
            names.setdefault((line.country, line.admin1, line.admin2), line.name)
    return names


def _entry(line: _Line, kind: str, gazetteer: str, names: Places) -> Entry:
    admin1 = province(line.country, line.admin1)
    if is_code(admin1):
        admin1 = names.get((line.country, line.admin1, ""), "")
    admin2 = line.admin2
    if is_code(admin2):
        admin2 = names.get((line.country, line.admin1, line.admin2), "")
    return Entry(
        gazetteer=gazetteer,
        place_id=line.place_id,
        name=line.name,
        names=_names(line),
        kind=kind,
        feature_code=line.feature_code,
        country=line.country,
        admin1=admin1,
        admin2=admin2,
        lon=float(line.lon),
        lat=float(line.lat),
        population=_population(line),
        radius_m=None,
    )


def _names(line: _Line) -> tuple[str, ...]:
    return kept_names(line.name, [line.ascii_name, *line.alternates.split(",")])


def _population(line: _Line) -> int:
    return int(line.population) if line.population.isascii() and line.population.isdecimal() else 0


def _add_doubled(dump: Dump, index: int, line: _Line, number: int, file: str) -> None:
    first = dump.entries[index]
    dump.entries[index] = replace(first, names=kept_names(first.name, [*first.names, *_names(line)]))
    dump.doubled += 1
    dump.findings.append(
        Finding(
            file, number, "place_id", "doubled-key", "warning", line.place_id,
            f"stands already, for {first.name}; the names of this row are added to it.",
        )
    )  # fmt: skip


def with_alternates(entries: Iterable[Entry], alternates: Mapping[str, Iterable[str]]) -> list[Entry]:
    """Return entries with the further names that :func:`read_alternates` found."""
    return [
        replace(each, names=kept_names(each.name, [*each.names, *alternates[each.place_id]]))
        if each.place_id in alternates
        else each
        for each in entries
    ]
