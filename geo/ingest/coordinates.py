"""Coordinates as text: two columns, or both in one cell, turned into decimal degrees with a point."""

from __future__ import annotations

import re
from typing import Final

from durandline.geo.ingest.cells import RULES as CELL_RULES
from durandline.geo.ingest.cells import plain, says_nothing
from durandline.geo.ingest.degrees import Axis, decimal_degrees, hemisphere
from durandline.geo.ingest.distinct import Distinct, as_texts
from durandline.geo.ingest.notes import AS, Notes, Rule, Tally
from durandline.geo.readers.raw_table import Texts

_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?\d{1,3},\d+")
_METRES: Final = re.compile(r"-?\d{5,8}(?:\.\d+)?", re.ASCII)
_SAMPLE: Final = 50
_SHAPE: Final = re.compile(r"(?:SRID=\d+;)?\s*(?:MULTI|LINESTRING|POLYGON|GEOMETRYCOLLECTION)", re.IGNORECASE)
_NO_SHAPE: Final = re.compile(r"(?:SRID=\d+;)?\s*[A-Z]+(?: Z| M| ZM)? EMPTY", re.IGNORECASE)
_MARKED: Final = re.compile(r"[\s,;/|]")
_HAS_DOT: Final = re.compile(r"\d\.\d")
_WKT: Final = re.compile(r"(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.IGNORECASE)
# Between the two of a pair: a comma, semicolon, slash or bar; or spaces where each is one number or ends in a letter.
_PAIR: Final = re.compile(r"\(?\[?\s*([^,;/|]+?)\s*[,;/|]\s*([^,;/|]+?)\s*\]?\)?")
_PAIR_OF_COMMAS: Final = re.compile(r"([+-]?\d{1,3},\d+)\s*[;/|\s]\s*([+-]?\d{1,3},\d+)")
_SPACED: Final = re.compile(r"(.*?[NSEWnsew]|[NSEWnsew]?[+-]?\d+\.\d+)\s+([NSEWnsew]?[+-]?\d.*)")

RULES: Final = CELL_RULES | {
    "degrees": Rule(f"written in degrees, or with N, S, E or W, read as decimal degrees, {AS}."),
    "decimal-comma": Rule(f"with a decimal comma read with a point, {AS}."),
    "two-in-one": Rule("with both coordinates read as lat and lon, such as {was} as {now}."),
    "metres": Rule(
        "that look like metres of a projected system such as UTM, such as {was}; not read.",
        "Turn them into degrees (EPSG:4326), or give a format that names its system, such as GeoPackage.",
        "warning",
    ),
    "no-point": Rule(
        "with a shape that is no point, such as {was}; not read.",
        "Give each row one point, such as the middle of its shape.",
        "warning",
    ),
    "hemisphere": Rule(
        "with a hemisphere that is not this column's, such as {was}; not read.",
        "Check whether lat and lon are swapped.",
        "warning",
    ),
}


def read_axis(column: Distinct, axis: Axis, tally: Tally) -> list[str]:
    """Return each distinct text of a column as decimal degrees; what cannot be read stays as it was written.

    Commas are decimal ones where they look so and no number of the column has a point.
    """
    if column.texts and all(map(_METRES.fullmatch, column.texts[:_SAMPLE])):
        pairs = zip(column.texts, column.counts, strict=True)
        tally.count("metres", sum(number for text, number in pairs if _METRES.fullmatch(text)), column.texts[0])
    commas = not any(_HAS_DOT.search(text) for text in column.texts)
    return [_one(text, number, axis, commas, tally) for text, number in zip(column.texts, column.counts, strict=True)]


def _one(text: str, number: int, axis: Axis, commas: bool, tally: Tally) -> str:
    if _PLAIN.fullmatch(text):
        return text
    bare = plain(text, number, tally)
    if not bare or _PLAIN.fullmatch(bare):
        return bare
    if says_nothing(bare):
        tally.count("no-value", number, text)
        return ""
    if commas and "," in bare:
        pointed = bare.replace(",", ".")
        value = pointed if _COMMA.fullmatch(bare) else decimal_degrees(pointed, axis)
        if value is not None:
            tally.count("decimal-comma", number, text, value)
            return value
    value = decimal_degrees(bare, axis)
    if value is not None:
        tally.count("degrees", number, text, value)
        return value
    if hemisphere(bare) not in ("", axis):
        tally.count("hemisphere", number, text)
    return text


def read_pair(text: str) -> tuple[str, str] | None:
    """Return (lat, lon) of a cell that holds both, as decimal degrees; ``None`` where it does not.

    Latitude comes first, as people write it, unless the letters say otherwise; well-known text has longitude first.
    """
    if found := _WKT.fullmatch(text):
        lon, lat = found.groups()
        return (lat, lon) if _PLAIN.fullmatch(lat) and _PLAIN.fullmatch(lon) else None
    if found := _PAIR_OF_COMMAS.fullmatch(text):
        return found[1].replace(",", "."), found[2].replace(",", ".")
    found = _PAIR.fullmatch(text) or _SPACED.fullmatch(text)
    if found is None:
        return None
    one, two = found[1].strip(), found[2].strip()
    if hemisphere(one) == "lon" or hemisphere(two) == "lat":
        one, two = two, one
    lat, lon = decimal_degrees(one, "lat"), decimal_degrees(two, "lon")
    return None if lat is None or lon is None else (lat, lon)


def read_pairs(column: Distinct, notes: Notes, name: str) -> tuple[list[str], list[str]]:
    """Return the distinct texts of a column as latitudes and longitudes; what is no pair stays, as the latitude."""
    tally = notes.tally(name)
    lats, lons = [], []
    for text, number in zip(column.texts, column.counts, strict=True):
        bare = plain(text, number, tally)
        pair = read_pair(bare) if bare else None
        if pair:
            tally.count("two-in-one", number, text, f"{pair[0]} and {pair[1]}")
        elif _SHAPE.match(bare) and not _NO_SHAPE.fullmatch(bare):
            tally.count("no-point", number, text)
        lat, lon = pair or ("" if _NO_SHAPE.fullmatch(bare) else text, "")
        lats.append(lat)
        lons.append(lon)
    tally.tell(RULES)
    return lats, lons


def read_coordinates(lat: Texts | None, lon: Texts | None, names: tuple[str, str], notes: Notes) -> dict[str, Texts]:
    """Return the columns lat and lon, as far as there are any; ``names`` are those the file gives them.

    A latitude that holds both, with nothing in the longitude's cell, is taken apart.
    """
    if lat is not None and lon is not None:
        pairs = {text: read_pair(plain(text, 0, Tally(notes, ""))) for text in _perhaps_pairs(lat)}
        if any(pairs.values()):
            lat, lon = _apart(lat, lon, pairs, names[0], notes)
    out: dict[str, Texts] = {}
    axes: tuple[tuple[Axis, Texts | None, str], ...] = (("lat", lat, names[0]), ("lon", lon, names[1]))
    for axis, column, name in axes:
        if column is None:
            continue
        distinct, tally = Distinct.of(column), notes.tally(name)
        out[axis] = distinct.column(read_axis(distinct, axis, tally))
        tally.tell(RULES)
    return out


def _perhaps_pairs(lat: Texts) -> list[str]:
    """Return the distinct texts that may hold two coordinates; ``34,12`` alone is rather one with a comma."""
    return [
        text for text in Distinct.of(lat).texts if _MARKED.search(text.strip()) and not _COMMA.fullmatch(text.strip())
    ]


def _apart(
    lat: Texts, lon: Texts, pairs: dict[str, tuple[str, str] | None], name: str, notes: Notes
) -> tuple[Texts, Texts]:
    tally = notes.tally(name)
    lats, lons = lat.tolist(), lon.tolist()
    for place, (text, other) in enumerate(zip(lats, lons, strict=True)):
        pair = pairs.get(text)
        if pair and not other.strip():
            lats[place], lons[place] = pair
            tally.count("two-in-one", 1, text, f"{pair[0]} and {pair[1]}")
    tally.tell(RULES)
    return as_texts(lats), as_texts(lons)
