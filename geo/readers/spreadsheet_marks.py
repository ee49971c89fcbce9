"""What a sheet's XML says that its cells do not: errors, formulas never worked out, rows that are hidden."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET

from durandline.geo.readers.cell_text import counted
from durandline.geo.readers.opened import BLOCK, DAMAGE, plain
from durandline.geo.readers.raw_table import Source
from durandline.geo.schema.findings import Finding

_EPOCH = "days-from-1904"
_ERROR, _FORMULA, _HIDDEN = "error-cell", "formula-without-value", "hidden-rows"
# By rule: a sign without which a block need not be searched, and what to look for; the first group is the place.
_MARKS = {
    _ERROR: (b't="e"', re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"')),
    _FORMULA: (
        b"f>",
        re.compile(
            rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>'
            rb"<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
        ),
    ),
    _HIDDEN: (
        b'hidden="',
        re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*[^/]>)[^>]*\br="(\d+)"'),
    ),
}
# Not a zip, or a damaged one: the reader of spreadsheets says what is to be said.
_UNREADABLE = (*DAMAGE, OSError, ET.ParseError)
_LONGEST = 9_000  # bytes that a cell with a formula may take: Excel's longest is 8,192 characters
_SHOWN = 10
_BOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_marks(source: Source, sheet: str) -> list[Finding]:
    """Return what the cells of ``sheet`` do not tell; nothing where the format is not XLSX.

    A note says that a book counts its days from 1904: dates are read so, bare numbers are not. Warnings name the
    cells with an error and those whose formula no program has worked out, both of which are read as empty. A note
    says which rows are hidden, by a filter or by hand: they are read.
    """
    found: dict[str, list[str]] = defaultdict(list)
    with suppress(*_UNREADABLE), plain(source) as stream, zipfile.ZipFile(stream) as book:
        if _from_1904(book):
            found[_EPOCH].append(sheet)
        if path := _path_of(book, sheet):
            with book.open(path) as xml:
                for rule, place in _search(xml):
                    found[rule].append(place.decode())
    return [_finding(rule, found[rule], sheet, source.name) for rule in (_EPOCH, *_MARKS) if found[rule]]


def _finding(rule: str, places: list[str], sheet: str, file: str) -> Finding:
    one = len(places) == 1
    shown = ", ".join(places[:_SHOWN]) + (" and more" if len(places) > _SHOWN else "")
    if rule == _EPOCH:
        message = "The book counts its days from 1904. Cells that are dates are read so, bare numbers from 1900."
        return Finding(file, 0, "", rule, "note", "", message, "Format columns of day numbers as dates, and save.")
    if rule == _HIDDEN:
        message = f"{counted(len(places), 'row')} of sheet {sheet!r} {'is' if one else 'are'} hidden, and read too."
        return Finding(file, int(places[0]), "", rule, "note", shown, message, "Delete what is not meant.")
    what, advice = "an error", "Mend the formulas, or replace them by their values."
    if rule == _FORMULA:
        what = "a formula whose value was never worked out"
        advice = "Open the file in a spreadsheet program and save it."
    message = f"{counted(len(places), 'cell')} of sheet {sheet!r} {'holds' if one else 'hold'} {what}; read as empty."
    return Finding(file, 0, "", rule, "warning", shown, message, advice)


def _from_1904(book: zipfile.ZipFile) -> bool:
    if _BOOK not in book.namelist():
        return False
    every = ET.fromstring(book.read(_BOOK)).iter()  # noqa: S314 - expat bounds what entities make
    return any(each.tag.endswith("}workbookPr") and each.get("date1904") in ("1", "true") for each in every)


def _path_of(book: zipfile.ZipFile, sheet: str) -> str:
    """Return where the XML of ``sheet`` lies; '' where the book has no such list of sheets."""
    if _BOOK not in book.namelist():
        return ""
    relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds what entities make
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for each in ET.fromstring(book.read(_BOOK)).iter():  # noqa: S314
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets[each.get(_RELATION, "")]
            return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return ""


def _search(xml: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    kept, done = b"", dict.fromkeys(_MARKS, 0)  # up to where each was found in what is kept
    while block := xml.read(BLOCK):
        text = kept + block
        for rule, (sign, mark) in _MARKS.items():
            if sign in text:
                for found in mark.finditer(text, done[rule]):
                    yield rule, found[1]
                    done[rule] = found.end()
        start = max(len(text) - _LONGEST, 0)
        kept = text[start:]
        done = {rule: max(end - start, 0) for rule, end in done.items()}
