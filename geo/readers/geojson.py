"""GeoJSON in pieces, and flat JSON records: collections, text sequences, one object a line, answers of an API."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from durandline.geo.errors import InputError
from durandline.geo.formats.characters import encodable
from durandline.geo.formats.json_stream import SEPARATOR, BadJsonError, JsonStream
from durandline.geo.limits import check_columns_of
from durandline.geo.readers import encoding as encodings
from durandline.geo.readers.cell_text import counted, texts
from durandline.geo.readers.damage import cut_short, grown, replaced
from durandline.geo.readers.delimited_lanes import text_stream
from durandline.geo.readers.header import free
from durandline.geo.readers.opened import blocks, opened, size_of
from durandline.geo.readers.points import NO_POINT, NOT_FINITE, geometry_error
from durandline.geo.readers.raw_table import PIECE, RawTable, Source
from durandline.geo.readers.rows import empty
from durandline.geo.schema.findings import Finding, shorten

FEATURES = "features"
_RECORDS = ("data", "Result", "results", "records")  # where APIs put their rows
_FAILURES = ("error", "error_description", "errors")  # where they say that they failed
_REASONS = (*_FAILURES, "message", "messages", "detail")  # where they say why there are none
_DEGREES = re.compile(r"CRS84|\b4326\b|WGS ?84")
_OPENING = ("{", "[")
_NOWHERE = (math.nan, math.nan)


class _Row(NamedTuple):
    """One feature or record: its cells, its point, and what is wrong with its geometry, or ''."""

    cells: dict[str, Any]
    point: tuple[float, float] = _NOWHERE
    problem: str = ""
    record: bool = False  # no Feature: it has no geometry to speak of


@dataclass(slots=True)
class _State:
    """How far the reading of one file has come."""

    file: str
    rows: int = 0
    names: dict[str, None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_pieces(source: Source, *, encoding: str = "") -> Iterator[RawTable]:
    """Yield the features of GeoJSON, or flat JSON records, in pieces.

    Read are a FeatureCollection, a Feature, a list of Features or of flat objects, an object with such a list as
    ``data``, ``Result``, ``results`` or ``records``, and sequences of Features or flat objects: one a line, or with
    record separators (RFC 8142). Collections and lists that stand one after another are read as one; a second list
    within one object is not, with a warning. Flat records have no geometry: their coordinates are columns. Rows are
    numbered from 1. A geometry must be a Point, a MultiPoint of one, or null; any other is an error of its row. A
    Feature's ``id`` is a column where no property has that name; values that are objects are JSON text. A column is
    among a piece's ``columns`` once some row up to then has had it. Where the text ends early or is damaged, the
    rows before are kept; what stands there is a row without cells, with an error. In a sequence, the reading goes on
    with the next record.

    Raises
    ------
    InputError
        It cannot be opened, is no such JSON, or its coordinates are said to be in another reference system.
    """
    size = size_of(source)
    found = encodings.decide(blocks(source), source.name, encoding)
    state = _State(source.name, findings=found.findings(source.name))
    with opened(source) as (stream, raw):
        rows = _rows(JsonStream(text_stream(stream, found.codec)), state)
        while taken := list(islice(rows, PIECE)):
            piece = _piece(taken, state)
            piece.findings += replaced(piece, found, source.name)
            yield piece
        if raw.problem:
            state.findings.append(cut_short(source.name, 0, "warning", f"the archive is damaged ({raw.problem})."))
    last = empty(tuple(name for name in state.names if name))
    last.lon = last.lat = np.empty(0)
    last.findings = state.findings + grown(source, size)
    if last.findings or not state.rows:
        yield last


def _piece(taken: list[_Row], state: _State) -> RawTable:
    for row in taken:
        if not row.cells.keys() <= state.names.keys():
            state.names |= dict.fromkeys(row.cells)
            check_columns_of(len(state.names), state.file)
    numbers = np.arange(state.rows + 1, state.rows + len(taken) + 1, dtype=np.int64)
    findings, state.findings = state.findings, []
    findings += [
        geometry_error(state.file, int(number), row.problem)
        for number, row in zip(numbers, taken, strict=True)
        if row.problem
    ]
    shown = [encodable(key) or free(f"column_{place}", state.names) for place, key in enumerate(state.names, 1)]
    cells = {name: texts([row.cells.get(key) for row in taken]) for name, key in zip(shown, state.names, strict=True)}
    state.rows += len(taken)
    if all(row.record for row in taken):
        return RawTable(tuple(cells), numbers, cells, findings=findings)
    lon, lat = np.array([row.point for row in taken], dtype=np.float64).T
    return RawTable(tuple(cells), numbers, cells, lon, lat, findings)


def _rows(stream: JsonStream, state: _State) -> Iterator[_Row]:
    """Yield the rows; damage adds its finding and, where it is in a row, that row without cells."""
    count = 0
    try:
        for row in _document(stream, state):
            count += 1
            yield row
    except BadJsonError as error:
        if not count:
            raise InputError(f"{state.file}: cannot be read as JSON ({error}).") from None
        if error.clean:
            message = f"the list ends after row {count} without being closed."
            state.findings.append(cut_short(state.file, 0, "warning", message))
            return
        what = "ends in the middle of this row" if error.at_end else "cannot be read from this row on"
        state.findings.append(cut_short(state.file, count + 1, "error", f"the file {what} ({error})."))
        yield _Row({})


def _document(stream: JsonStream, state: _State) -> Iterator[_Row]:
    if stream.peek() == SEPARATOR:
        yield from _sequence(stream, state, 1, SEPARATOR)
        return
    if stream.peek() not in _OPENING:
        raise InputError(f"{state.file}: not JSON.")
    first = True
    while stream.peek() in _OPENING:
        yield from _list(stream, state) if stream.peek() == "[" else _object(stream, state, first=first)
        first = False
    if stream.peek():
        message = "after the end of the list stands more that is no JSON; it is not read."
        state.findings.append(cut_short(state.file, 0, "warning", message))


def _list(stream: JsonStream, state: _State) -> Iterator[_Row]:
    objects = False
    for element in stream.elements():
        objects |= isinstance(element, dict)
        if not objects:
            raise InputError(f"{state.file}: a JSON list of something else than features or records.")
        yield _row(element, flat=True)


def _object(stream: JsonStream, state: _State, *, first: bool) -> Iterator[_Row]:
    """Yield the rows of the list in a collection or an API's answer, or of a sequence that begins with an object."""
    members: dict[str, Any] = {}
    listed, empty_list = "", True
    for name in stream.members():
        is_list = (name == FEATURES or name in _RECORDS) and stream.peek() == "["
        if is_list and not listed:
            listed = name
            for element in stream.elements():
                empty_list = False
                if name == FEATURES:
                    _refuse_esri(element, state.file)
                yield _row(element, flat=name != FEATURES)
            continue
        members[name] = stream.value()
        if is_list and members[name]:
            state.findings.append(_second(state.file, name, len(members[name]), listed))
        if name == "crs":
            _check_system(members[name], state.file)
    if listed and empty_list and _says_failed(members):
        raise InputError(f"{state.file}: {_no_list(members)}")
    if listed:
        return
    alone = not stream.peek()
    if first and alone and members.get("type") != "Feature":
        raise InputError(f"{state.file}: {_no_list(members)}")
    yield _row(members, flat=True)
    yield from _sequence(stream, state, 2, "\n")


def _second(file: str, name: str, count: int, read: str) -> Finding:
    message = f"holds a second list, {name!r} of {counted(count, 'element')}, beside {read!r}; it is not read."
    return Finding(file, 0, "", "second-list", "warning", "", message, "Put what is to be read into one list.")


def _no_list(members: dict[str, Any]) -> str:
    """Return what to say of an object without rows; an API's answer often says itself why."""
    why = {name: members[name] for name in _REASONS if members.get(name)}
    if why:
        return f"an answer without rows, which says: {shorten(json.dumps(why), 300)}"
    kind = members.get("type")
    what = f" but {shorten(kind, 40)!r}" if isinstance(kind, str) else ""
    return f"no GeoJSON FeatureCollection{what}: it has no list of features."


def _says_failed(members: dict[str, Any]) -> bool:
    """Return whether the answer of an API says that it is none."""
    return members.get("success") is False or any(members.get(name) for name in _FAILURES)


def _refuse_esri(element: object, file: str) -> None:
    """Refuse what servers of ArcGIS give unless they are asked for GeoJSON."""
    if isinstance(element, dict) and "type" not in element and isinstance(element.get("attributes"), dict):
        raise InputError(
            f"{file}: is Esri JSON, not GeoJSON. Ask the server for f=geojson, or convert it: "
            "ogr2ogr -t_srs EPSG:4326 new.geojson old.json."
        )


def _sequence(stream: JsonStream, state: _State, number: int, sign: str) -> Iterator[_Row]:
    """Yield rows that stand one after another; after a bad one go on behind the next ``sign``."""
    while True:
        while stream.take(SEPARATOR):
            pass
        if not stream.peek():
            return
        try:
            element = stream.value()
        except BadJsonError as error:
            state.findings.append(cut_short(state.file, number, "error", f"this record is no JSON ({error})."))
            stream.skip_to(sign)
            yield _Row({})
        else:
            yield _row(element, flat=True)
        number += 1


def _check_system(crs: object, file: str) -> None:
    """Refuse the ``crs`` member that GeoJSON once had, where it says anything but WGS 84."""
    if crs is not None and not _DEGREES.search(str(crs)):
        raise InputError(
            f"{file}: its coordinates are said to be in another reference system ({str(crs)[:120]}), which GeoJSON "
            "no longer allows. Convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES new.geojson old.geojson."
        )


def _row(element: object, *, flat: bool) -> _Row:
    """Return one element; a ``flat`` one may be a record that is its own cells."""
    if not isinstance(element, dict):
        return _Row({}, problem="is no feature.")
    if flat and element.get("type") != "Feature":
        return _Row(element, record=True)
    properties = element.get("properties")
    cells = properties if isinstance(properties, dict) else {}
    if element.get("id") is not None:
        cells.setdefault("id", element["id"])
    return _Row(cells, *_point(element.get("geometry")))


def _point(geometry: object) -> tuple[tuple[float, float], str]:
    if geometry is None:
        return _NOWHERE, ""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    position = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "MultiPoint" and isinstance(position, list) and len(position) == 1:
        kind, position = "Point", position[0]
    if kind != "Point" or not isinstance(position, list):
        return _NOWHERE, NO_POINT
    if not position:
        return _NOWHERE, ""
    if len(position) < 2 or not all(map(_is_finite, position[:2])):
        return _NOWHERE, NOT_FINITE
    return (float(position[0]), float(position[1])), ""


def _is_finite(value: object) -> bool:
    # abs() of a whole number of hundreds of digits is finite, but no float.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
