"""Cells of a spreadsheet that hold an error such as ``#REF!``: told, since they are read as empty."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET

from durandline.geo.formats.opened import BLOCK, DAMAGE, plain
from durandline.geo.formats.raw import Source
from durandline.geo.formats.texts import counted
from durandline.geo.schema.findings import Finding

_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"')
# Not a zip, or a damaged one: the reader of spreadsheets says what is to be said.
_UNREADABLE = (*DAMAGE, OSError, ET.ParseError)
_LONGEST = 512  # bytes that the opening of a cell may take
_SHOWN = 10
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(source: Source, sheet: str) -> list[Finding]:
    """Return a warning that names the cells of ``sheet`` with an error; none where the format is not XLSX.

    The reader of spreadsheets gives such cells as empty ones, so the sheet's XML is searched for them.
    """
    found: list[str] = []
    with suppress(*_UNREADABLE), plain(source) as stream, zipfile.ZipFile(stream) as book:
        if path := _path_of(book, sheet):
            with book.open(path) as xml:
                found = [each.decode() for each in _search(xml)]
    if not found:
        return []
    count = f"{counted(len(found), 'cell')} of sheet {sheet!r} {'holds' if len(found) == 1 else 'hold'}"
    shown = ", ".join(found[:_SHOWN]) + (" and more" if len(found) > _SHOWN else "")
    return [
        Finding(source.name, 0, "", "error-cell", "warning", shown,
                f"{count} an error; read as empty.",
                "Mend the formulas, or replace them by their values.")
    ]  # fmt: skip


def _path_of(book: zipfile.ZipFile, sheet: str) -> str:
    """Return where the XML of ``sheet`` lies; '' where the book has no such list of sheets."""
    if "xl/workbook.xml" not in book.namelist():
        return ""
    relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds what entities make
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for each in ET.fromstring(book.read("xl/workbook.xml")).iter():  # noqa: S314
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets[each.get(_RELATION, "")]
            return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return ""


def _search(xml: IO[bytes]) -> Iterator[bytes]:
    kept = b""
    while block := xml.read(BLOCK):
        text = kept + block
        end = 0
        if b't="e"' in text:
            for found in _CELL.finditer(text):
                yield found[1]
                end = found.end()
        kept = text[max(end, len(text) - _LONGEST) :]
