"""GeoPackage, FlatGeobuf and Shapefile in, through GDAL: points and their attributes."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio

from durandline.geo.errors import InputError
from durandline.geo.readers.archive import check_archive
from durandline.geo.readers.cell_text import array_texts, as_array
from durandline.geo.readers.choose_table import chosen, others, with_option
from durandline.geo.readers.opened import members, on_disk, plain
from durandline.geo.readers.points import Reprojection, points
from durandline.geo.readers.raw_table import PIECE, RawTable, Source
from durandline.geo.readers.rows import empty
from durandline.geo.readers.shapefile_encoding import encoding_of
from durandline.geo.schema.findings import Finding

_NOT_TABLES = ("layer_styles", "qgis_projects")
_ADVICE = {
    ".gpkg": "It may be cut or still open elsewhere; copy or export it again.",
    ".fgb": "It may be cut; copy or export it again.",
    ".shp": "A Shapefile is several files: keep .shp, .shx, .dbf, .prj and .cpg together, or give them in one zip.",
}
# pyogrio's own errors are RuntimeErrors; names and texts that are no UTF-8 come as they are. A reference system that
# GDAL cannot write out makes it name what it never set.
_ERRORS = (RuntimeError, ValueError, OverflowError, MemoryError, UnboundLocalError)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer as GDAL opens it, and what the file is called in findings."""

    path: str
    name: str
    file: str
    ending: str
    encoding: str | None = None  # of a Shapefile's texts, where it does not say so itself

    def read(self, first: int, many: int) -> tuple[dict[str, Any], Any, Any, list[Any], list[str]]:
        """Return what :func:`pyogrio.raw.read` does for ``many`` features from ``first``, and GDAL's warnings.

        Raises
        ------
        InputError
            GDAL cannot read it.
        """
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            try:
                meta, fids, shapes, columns = pyogrio.raw.read(
                    self.path,
                    layer=self.name,
                    skip_features=first,
                    max_features=many,
                    datetime_as_string=True,
                    encoding=self.encoding,
                )
            except _ERRORS as error:
                raise InputError(f"{self.file}: cannot be read ({error}). {_ADVICE[self.ending]}") from error
        return meta, fids, shapes, columns, [str(each.message) for each in said]


def read_pieces(source: Source, *, layer: str = "", ending: str = ".gpkg", encoding: str = "") -> Iterator[RawTable]:
    """Yield one layer in pieces.

    Without ``layer`` that is the one called incidents, else the first with points, else the first; a note names the
    others. Features are numbered from 1 in the order of the file. Coordinates in another reference system are
    turned into degrees, with a note; heights are dropped; any geometry but a Point (or a MultiPoint of one) is an
    error of its row. Dates are ISO text, with the zone where the file has one. A file that GDAL can read only up to
    some feature gives those before it and an error ``cut-short``. Texts of a Shapefile that does not say its encoding
    are read as :func:`durandline.geo.readers.shapefile_encoding.encoding_of` finds, with a note.

    Parameters
    ----------
    source
        The file, or its bytes.
    layer
        Name of the layer.
    ending
        ``.gpkg``, ``.fgb``, ``.shp`` or ``.zip`` (a Shapefile with all its parts).
    encoding
        Encoding of a Shapefile's texts, where it is not to be found out; the others are UTF-8.

    Raises
    ------
    InputError
        It cannot be opened or is damaged, has no layer ``layer``, or its reference system is not known.
    """
    with _opened(source, layer, ending) as (path, ending_of):
        names = _layers(path, source.name, ending_of)
        name = chosen(list(names), layer, source.name, "layer") or _first(names, source.name, ending_of)
        rest = [each for each in names if each not in _NOT_TABLES]
        findings = others(rest, name, source.name, "layer")
        codec = None
        if ending_of == ".shp" and (found := encoding_of(source, path.partition("}/")[2], encoding)):
            codec = found.codec
            findings += found.findings(source.name)
        yield from _pieces(_Layer(path, name, source.name, ending_of, codec), findings)


def layers(source: Source, *, ending: str = ".gpkg") -> list[str]:
    """Return the names of the layers in order.

    Raises
    ------
    InputError
        It cannot be opened or is damaged.
    """
    if ending == ".zip":
        return [Path(member).stem for member in _shapefiles(source)]
    with _opened(source, "", ending) as (path, ending_of):
        return [name for name in _layers(path, source.name, ending_of) if name not in _NOT_TABLES]


def _pieces(layer: _Layer, findings: list[Finding]) -> Iterator[RawTable]:
    number, size, to_degrees = 0, PIECE, None
    while True:
        try:
            meta, _, shapes, columns, said = layer.read(number, size)
        except InputError as error:
            if size == 1 and not number:
                raise
            if size == 1:
                yield _cut(layer.file, number + 1, str(error.__cause__ or error))
                return
            size //= 2  # all or nothing comes of one reading: go on in smaller steps up to the damage
            continue
        many = len(columns[0]) if columns else 0 if shapes is None else len(shapes)
        if to_degrees is None and shapes is not None:
            to_degrees = Reprojection(meta["crs"], layer.file)
            findings += to_degrees.findings
        piece = _piece(meta, columns, number, many)
        if to_degrees is not None and shapes is not None:
            piece.lon, piece.lat, problems = points(shapes, piece.rows, to_degrees)
            findings += problems
        findings += [Finding(layer.file, 0, "", "gdal", "warning", "", f"GDAL says: {text}") for text in set(said)]
        piece.findings, findings = findings, []
        if many or not number:
            yield piece
        number += many
        if not many:
            return


def _piece(meta: dict[str, Any], columns: list[Any], number: int, many: int) -> RawTable:
    names = tuple(str(name) for name in meta["fields"])
    rows = np.arange(number + 1, number + many + 1, dtype=np.int64)
    cells = {}
    for name, values, kind in zip(names, columns, meta["dtypes"], strict=True):
        if str(kind) == "bool":  # numbers where some are missing
            yes = np.asarray(values, dtype=float)
            cells[name] = as_array(["" if each != each else "yes" if each else "no" for each in yes.tolist()])  # noqa: PLR0124
        else:
            cells[name] = array_texts(values)
    return RawTable(names, rows, cells)


def _cut(file: str, number: int, why: str) -> RawTable:
    """Return the feature that could not be read: without cells, and with an error."""
    piece = empty()
    piece.rows = np.array([number], dtype=np.int64)
    piece.findings = [
        Finding(file, number, "", "cut-short", "error", "", f"the rest of the file cannot be read ({why}).",
                "Fetch or export the file again, whole.")
    ]  # fmt: skip
    return piece


@contextlib.contextmanager
def _opened(source: Source, layer: str, ending: str) -> Iterator[tuple[str, str]]:
    """Yield what GDAL is to open, and the ending of its format."""
    if ending == ".zip":
        check_archive(source)
        member = _member(source, layer)
        with on_disk(source, ".zip") as path:
            yield f"/vsizip/{{{path.absolute()}}}/{member}", ".shp"
        return
    if ending == ".shp":
        if source.path is None:
            raise InputError(f"{source.name}: one file of a Shapefile. {_ADVICE['.shp']}")
        _complete(source.path, source.name)
    with on_disk(source, ending) as path:
        yield str(path.absolute()), ending


def _complete(path: Path, file: str) -> None:
    """Refuse a Shapefile without its index or its table, which GDAL would open without a word."""
    beside = {each.suffix.lower() for each in path.parent.glob("*") if each.stem == path.stem}
    missing = [part for part in (".shx", ".dbf") if part not in beside]
    if missing:
        raise InputError(f"{file}: {' and '.join(missing)} beside it is missing. {_ADVICE['.shp']}")


def _shapefiles(source: Source) -> list[str]:
    with plain(source) as raw:
        return [name for name in members(raw) if name.lower().endswith(".shp")]


def _member(source: Source, layer: str) -> str:
    """Return the .shp of a zip that is to be read; its parts must be there too."""
    with plain(source) as raw:
        inside = members(raw)
    found = {Path(name).stem: name for name in inside if name.lower().endswith(".shp")}
    name = chosen(list(found), layer, source.name, "layer") or next(iter(found), "")
    if not name:
        raise InputError(f"{source.name}: there is no Shapefile in the zip.")
    if len(found) > 1 and not layer:
        listed = ", ".join(map(repr, found))
        raise InputError(
            f"{source.name}: holds several Shapefiles: {listed}. Choose: {with_option(f'--sheet {name!r}')}."
        )
    parts = {str(each)[:-4] + Path(each).suffix.lower() for each in inside}
    missing = [part for part in (".shx", ".dbf") if found[name][:-4] + part not in parts]
    if missing:
        raise InputError(f"{source.name}: {' and '.join(missing)} of {name!r} is missing. {_ADVICE['.shp']}")
    return found[name]


def _layers(path: str, file: str, ending: str) -> dict[str, str]:
    """Return the layers' names with their geometry type, '' for a table without one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return {str(name): str(kind or "") for name, kind in pyogrio.list_layers(path)}
        except _ERRORS as error:
            raise InputError(f"{file}: cannot be opened ({error}). {_ADVICE[ending]}") from None


def _first(names: dict[str, str], file: str, ending: str) -> str:
    known = [name for name in names if name not in _NOT_TABLES]
    if not known:
        raise InputError(f"{file}: has no layers. {_ADVICE[ending]}")
    return next((name for name in known if "Point" in names[name]), known[0])
