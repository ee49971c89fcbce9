"""Any file an analyst has, as pieces of text by column: which format it is in is seen from its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import IO

from durandline.geo.errors import InputError
from durandline.geo.limits import check_columns_of
from durandline.geo.readers.misnamed import FORMATS, bare, misnamed, refuse_foreign
from durandline.geo.readers.opened import head, members, plain, text_member
from durandline.geo.readers.raw_table import RawTable, Source

_HEAD = 4096
_SHOWN = 5  # names of files in a zip


def read_table(source: Source, *, layer: str = "", encoding: str = "") -> Iterator[RawTable]:
    """Yield the table in ``source`` in pieces, the first of which tells its columns.

    The format is seen from the first bytes, then from the ending of the name: delimited text (CSV, TSV), GeoJSON and
    flat JSON, XLSX, XLSB, XLS and ODS, GeoPackage, FlatGeobuf, Shapefile (by its path, or zipped), GeoParquet. Text
    may be in gzip, or alone in a zip. A piece may have no rows; findings that are known only at the end come with the
    last one. A source can be read again from the start.

    Parameters
    ----------
    source
        The file, or the bytes that came in on a stream.
    layer
        Which of several sheets or layers.
    encoding
        Encoding of text, where it is not to be found out.

    Raises
    ------
    InputError
        At once or on the way: it cannot be opened, or not as its format; there is no such ``layer`` or ``encoding``.
    """
    try:
        for piece in _pieces(source, layer, encoding):
            check_columns_of(len(piece.columns), source.name)
            yield piece
    except UnicodeError as error:
        raise InputError(f"{source.name}: its bytes are no text in that encoding ({error}).") from None


def _pieces(source: Source, layer: str, encoding: str) -> Iterator[RawTable]:
    kind = format_of(source)
    if layer and kind in ("csv", "json", "parquet"):
        raise InputError(f"{source.name}: this format has no sheets and no layers; leave out --sheet.")
    match kind:
        case "spreadsheet":
            from durandline.geo.readers.spreadsheet import read_pieces  # noqa: PLC0415 - each library only when it is used

            yield from read_pieces(source, layer=layer)
        case "json":
            from durandline.geo.readers.geojson import read_pieces as read_json  # noqa: PLC0415

            yield from read_json(source, encoding=encoding)
        case "parquet":
            from durandline.geo.readers.geoparquet import read_pieces as read_parquet  # noqa: PLC0415

            yield from read_parquet(source)
        case ".gpkg" | ".fgb" | ".shp" | ".zip":
            from durandline.geo.readers.gdal import read_pieces as read_ogr  # noqa: PLC0415

            yield from read_ogr(source, layer=layer, ending=kind, encoding=encoding)
        case _:
            from durandline.geo.readers.delimited import read_pieces as read_csv  # noqa: PLC0415

            pieces = read_csv(source, encoding=encoding)
            for first in islice(pieces, 1):
                first.findings += misnamed(source)
                yield first
            yield from pieces


def layers_of(source: Source) -> list[str]:
    """Return the names of the sheets or layers in ``source``; empty where its format has none.

    Raises
    ------
    InputError
        It cannot be opened, or not as its format.
    """
    kind = format_of(source)
    if kind == "spreadsheet":
        from durandline.geo.readers.spreadsheet import sheets  # noqa: PLC0415

        return sheets(source)
    if kind.startswith("."):
        from durandline.geo.readers.gdal import layers  # noqa: PLC0415

        return layers(source, ending=kind)
    return []


def format_of(source: Source) -> str:
    """Return ``csv``, ``json``, ``spreadsheet``, ``parquet``, ``.gpkg``, ``.fgb``, ``.shp`` or ``.zip`` (Shapefile).

    Raises
    ------
    InputError
        It cannot be opened, or is a zip or a binary file of some other kind.
    """
    with plain(source) as raw:
        start = raw.read(_HEAD)
        raw.seek(0)
        if start.startswith(b"PK"):
            return _zipped(raw, source)
    if start.startswith(b"\x1f\x8b"):
        start = head(source, _HEAD)
        if kind := _binary(start):
            raise InputError(f"{source.name}: {kind.lstrip('.')} in gzip is not read. Unpack it first.")
    ending = PurePath(source.path or source.name).suffix.lower()
    if kind := _binary(start) or ending * (ending == ".shp"):
        return kind
    refuse_foreign(start, source)
    return "json" if _is_json(start) else "csv"


def _binary(start: bytes) -> str:
    """Return the format that the first bytes are the mark of, or ''."""
    if start.startswith(b"SQLite format 3\0"):
        return ".gpkg"
    if start.startswith(b"fgb"):
        return ".fgb"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "spreadsheet"
    return ".shp" if start.startswith(b"\0\0\x27\x0a") else ""


def _is_json(start: bytes) -> bool:
    return bare(start).startswith((b"{", b"[", b"\x1e"))


def _zipped(raw: IO[bytes], source: Source) -> str:
    """Return the format of what is in a zip."""
    inside = members(raw)
    if not inside:
        raise InputError(f"{source.name}: a damaged or empty zip or spreadsheet. Fetch or save it again.")
    names = {name.lower() for name in inside}
    if names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return "spreadsheet"
    if any(name.endswith(".shp") for name in names):
        return ".zip"
    if member := text_member(raw):
        return "json" if _is_json(head(source, _HEAD)) else "csv" if member else ""
    listed = ", ".join(map(repr, inside[:_SHOWN])) + (" and more" if len(inside) > _SHOWN else "")
    raise InputError(
        f"{source.name}: a zip without a table as text, or with several. Unpack it and give one: {FORMATS}. It holds "
        f"{listed}."
    )
