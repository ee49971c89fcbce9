"""Files that are not what they are given for: no table at all, or another format than their name promises."""

from __future__ import annotations

from pathlib import PurePath

from durandline.geo.errors import InputError
from durandline.geo.readers.encoding import is_text
from durandline.geo.readers.raw_table import Source
from durandline.geo.schema.findings import Finding

FORMATS = "CSV, GeoJSON, JSON, XLSX, ODS, GeoPackage, FlatGeobuf, GeoParquet or a zipped Shapefile"
MISNAMED = "other-format"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# By the first bytes, in small letters. Sites often give a page of HTML, or of an error, for a file to be fetched.
_FOREIGN = {
    "a web page (HTML)": (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<div", b"<script"),
    "XML": (b"<?xml", b"<kml", b"<gpx", b"<error"),
    "a PDF": (b"%pdf",),
    "a document in rich text (RTF)": (b"{\\rtf",),
    "a picture": (b"\x89png", b"\xff\xd8\xff", b"gif8"),
    "an archive (RAR or 7z)": (b"rar!\x1a", b"7z\xbc\xaf\x27\x1c"),
}
_PROMISED = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "a spreadsheet"),
    ".gpkg": "a GeoPackage",
    ".fgb": "a FlatGeobuf",
    **dict.fromkeys((".parquet", ".geoparquet"), "a Parquet file"),
    **dict.fromkeys((".zip", ".kmz"), "a zip"),
    ".gz": "a file in gzip",
}
_OF_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix")


def bare(start: bytes) -> bytes:
    """Return the first bytes of a text without marks, without the zeros of UTF-16 and without leading spaces."""
    for mark in _MARKS:
        while start.startswith(mark):
            start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip()


def refuse_foreign(start: bytes, source: Source) -> None:
    """Refuse what is often given for a table, seen from its first bytes, and what its name says it cannot be.

    Raises
    ------
    InputError
        It is a web page, a picture ...; one file of a Shapefile; or no text, and none of the formats that begin with
        a mark of their own, whatever its ending promises.
    """
    plain = bare(start).lower()
    marked = start.lower()
    for what, marks in _FOREIGN.items():
        if plain.startswith(marks) or marked.startswith(marks):
            raise InputError(f"{source.name}: is {what}, not a table. Give {FORMATS}.")
    ending = _ending(source)
    if ending in _OF_SHAPEFILE:
        raise InputError(
            f"{source.name}: is one file of a Shapefile. Give its .shp, with the others beside it, or a zip of all."
        )
    if ending in _PROMISED and not is_text(start, strict=True):
        raise InputError(
            f"{source.name}: is not {_PROMISED[ending]}, although its name says so: it is damaged, cut or encrypted. "
            "Fetch or save it again."
        )


def misnamed(source: Source) -> list[Finding]:
    """Return a note where a text has the ending of a format that is none."""
    promised = _PROMISED.get(_ending(source))
    if promised in (None, "a zip", "a file in gzip"):
        return []
    message = f"is plain text, although its name says that it is {promised}; it is read as text."
    return [Finding(source.name, 0, "", MISNAMED, "note", "", message, "If rows look wrong, fetch or save it again.")]


def _ending(source: Source) -> str:
    return PurePath(source.path or source.name).suffix.lower()
