"""Which record of a table is its header, what its columns are called, and where the rows begin."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from durandline.geo.readers.cell_text import counted
from durandline.geo.schema.findings import Finding

Record = tuple[int, list[str]]  # the row number and the cells

DOUBLED = "doubled-column"
LOOKED_AT = 40  # records at the start of a table
_TITLES = 10
_NUMBER_OR_DATE = re.compile(r"[\d.,:/+-]+")
_HXL = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")


@dataclass(slots=True)
class Header:
    """The columns' names, all different and none empty, and the row after which the rows of the table begin."""

    names: tuple[str, ...]
    row: int
    last: int
    findings: list[Finding] = field(default_factory=list)


def find_header(records: Sequence[Record], file: str) -> Header:
    """Return the header among the first ``records`` that hold text (none of them blank).

    It is the first record, unless that is clearly a title (see :func:`_titles`); it may take two rows, where cells
    are merged above the names (see :func:`_second_row`). A row of HXL tags right below it is passed over. A column
    without a name is called ``column_3`` by its place; one whose name stands there already ``name_2``. Columns at the
    end that have neither name nor cells are dropped. No records: no names.
    """
    if not records:
        return Header((), 0, 0)
    titles = _titles(records)
    row, cells = records[titles]
    findings: list[Finding] = []
    if titles:
        message = f"begins with {counted(titles, 'row')} of titles; the header is taken from row {row}."
        findings.append(_note(file, "title-rows", message))
    last, rest = row, records[titles + 1 :]
    if rest and (below := _second_row(cells, rest)):
        last = rest[0][0]
        findings.append(_note(file, "two-rows", f"has a header of two rows, {row} and {last}."))
        cells, rest = below, rest[1:]
    if rest and _is_hxl(rest[0][1]):
        last, rest = rest[0][0], rest[1:]
        findings.append(_note(file, "hxl-tags", f"has HXL tags in row {last}, which are not read as a row."))
    width = _width(cells, [each for _, each in rest])
    names, problems = _names(cells[:width], row, file)
    return Header(names, row, last, findings + problems)


def _titles(records: Sequence[Record]) -> int:
    """Return how many records are titles: one filled cell each, above a header that is clearly one.

    The header must have three or more different names and be followed by two rows of its own width, so that a
    table of one column whose rows hold commas keeps its own header.
    """
    count = 0
    while count < min(_TITLES, len(records) - 1) and _filled(records[count][1]) == 1:
        count += 1
    if not count:
        return 0
    names = [cell.strip() for cell in records[count][1] if cell.strip()]
    clear = len(names) > 2 and len(set(names)) == len(names) and not any(map(_NUMBER_OR_DATE.fullmatch, names))
    width = len(records[count][1])
    rows = [cells for _, cells in records[count + 1 :][:2]]
    followed = len(rows) == 2 and all(len(cells) == width and _filled(cells) > 1 for cells in rows)
    return count if clear and followed else 0


def _second_row(cells: Sequence[str], rest: Sequence[Record]) -> list[str]:
    """Return the names of a header whose merged cells have the names of their columns right below; else nothing.

    That row names every column without a name and, beside these, only such as begin a merged cell; none of its names
    is a number or a date, and rows follow that fill the columns with a name of their own. Where two columns would
    have one name, what stands above goes before it.
    """
    below = [*rest[0][1], *[""] * (len(cells) - len(rest[0][1]))][: len(cells)]
    above = [cell.strip() for cell in cells]
    merged = [not name and bool(under.strip()) for name, under in zip(above, below, strict=True)]
    begins = [bool(name) and right for name, right in zip(above, [*merged[1:], False], strict=True)]
    filled = [bool(under.strip()) for under in below]
    names = [under.strip() for under in below if under.strip()]
    fits = any(begins) and not merged[0] and filled == [one or two for one, two in zip(merged, begins, strict=True)]
    if not fits or len(rest) < 2 or any(map(_NUMBER_OR_DATE.fullmatch, names)):
        return []
    if not any(cell.strip() and not under for cell, under in zip(rest[1][1], filled, strict=False)):
        return []
    made, group = [], ""
    for name, under in zip(above, below, strict=True):
        group = name or group
        twice = names.count(under.strip()) > 1
        made.append(f"{group} {under.strip()}" if twice else under.strip() or name)
    return made


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _is_hxl(cells: Sequence[str]) -> bool:
    tags = [cell.strip() for cell in cells if cell.strip()]
    return bool(tags) and all(map(_HXL.fullmatch, tags))


def _width(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the number of columns up to the last one that has a name or, in ``rows``, a cell."""
    width = len(cells)
    while width > 1 and not cells[width - 1].strip() and not any(_has_cell(row, width - 1) for row in rows):
        width -= 1
    return width


def _has_cell(row: Sequence[str], place: int) -> bool:
    return len(row) > place and bool(row[place].strip())


def _names(cells: Sequence[str], row: int, file: str) -> tuple[tuple[str, ...], list[Finding]]:
    own = {cell.strip() for cell in cells}
    taken: dict[str, None] = {}
    places: dict[str, int] = {}
    findings = []
    for place, cell in enumerate(cells, 1):
        name = wanted = cell.strip()
        if not name:
            name = free(f"column_{place}", own | set(taken))
            findings.append(_note(file, "unnamed-column", f"has no name in the header; it is called {name}.", name))
        elif name in taken:
            number = 2
            while (name := f"{wanted}_{number}") in own or name in taken:
                number += 1
            message = f"the column stands twice, in places {places[wanted]} and {place}; the second is called {name}."
            findings.append(Finding(file, row, wanted, DOUBLED, "warning", "", message, "Keep one."))
        taken[name] = None
        places.setdefault(name, place)
    return tuple(taken), findings


def free(name: str, taken: Container[str]) -> str:
    """Return ``name`` with as many underscores after it as make it none of those ``taken``."""
    while name in taken:
        name += "_"
    return name


def _note(file: str, rule: str, message: str, column: str = "") -> Finding:
    return Finding(file, 0, column, rule, "note", "", message)
