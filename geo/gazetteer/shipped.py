"""The entries that ship with the package: the record's places and crossings, areas, and towns of GeoNames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from durandline.geo.gazetteer.areas import Area, shipped_areas
from durandline.geo.gazetteer.entry import OWN, OWN_AREAS, OWN_CROSSINGS, TOWNS, Entry
from durandline.geo.names.keys import keys
from durandline.geo.record import Record
from durandline.geo.schema.check import Row

FAR_M: Final = 60_000.0  # beyond it nothing is said to happen on the line; the evaluation looks no further either
TOWNS_FILE: Final = "towns.csv"

_NAMES: Final = ("name_en", "name_ps", "name_fa", "name_ur")


def shipped_entries(record: Record) -> list[Entry]:
    """Return a record's places and crossings, then the shipped areas that are none of them, then its towns."""
    areas = {area.area_id: area for area in shipped_areas()}
    own = [_centred(entry, areas.get(entry.place_id)) for entry in _own(record)]
    known = {entry.place_id for entry in own if entry.kind == "district"}
    rest = [_area_entry(area) for area in areas.values() if area.area_id not in known]
    return [*own, *rest, *_towns(record)]


def shipped_version(record: Record) -> str:
    """Return the version of the shipped entries: their parts with the digits of their content."""
    return f"{OWN} {record.digest}, {TOWNS} {_digest(record.read_shared(TOWNS_FILE))}"


def _own(record: Record) -> Iterator[Entry]:
    main = {keys(_text(row["name_en"])).full for row in record.rows("places")}
    for row in record.rows("places"):
        names, admin1, admin2 = _names(row, main), _text(row["admin1"]), _text(row["admin2"])
        yield Entry(OWN, _text(row["place_id"]), _text(row["name_en"]), names, _text(row["kind"]), "",
                    _text(row["country"]), admin1, admin2, _number(row["lon"]), _number(row["lat"]), 0,
                    _number(row["radius_m"]), _remark(row))  # fmt: skip
    for row in record.rows("crossings"):
        # A crossing has two sides: the columns keep the Pakistani one, the point says the rest.
        name, names = _text(row["name_en"]), _names(row, main)
        yield Entry(OWN_CROSSINGS, _text(row["crossing_id"]), name, names, "crossing", "", "",
                    _text(row["pk_province"]), _text(row["pk_district"]), _number(row["lon"]), _number(row["lat"]), 0,
                    _number(row["radius_m"]))  # fmt: skip


def _remark(row: Row) -> str:
    """Say of a place far from the line how far: Taftan and Islam Qala are gates too, of another border."""
    away = _number(row["dist_to_line_m"])
    return f"It lies {away / 1000:,.0f} km from the line." if away is not None and away > FAR_M else ""


def _names(row: Row, main: set[str]) -> tuple[str, ...]:
    """Return a row's names; an alias with a remark in brackets yields where another place is called so itself."""
    aliases = row["aliases"] if isinstance(row["aliases"], tuple) else ()
    kept = (alias for alias in aliases if "(" not in alias or keys(alias).full not in main)
    return tuple(dict.fromkeys(str(name) for name in (*(row[column] for column in _NAMES), *kept) if name))


def _centred(entry: Entry, area: Area | None) -> Entry:
    """Return a district of the record with the point and radius of the shipped area of that id, its middle."""
    if area is None or entry.kind != "district":
        return entry
    names = tuple(dict.fromkeys((*entry.names, *area.names)))
    return replace(entry, names=names, lon=area.lon, lat=area.lat, radius_m=area.radius_m)


def _area_entry(area: Area) -> Entry:
    return Entry(OWN_AREAS, area.area_id, area.name, area.names, area.kind, "", area.country, "", "",
                 area.lon, area.lat, 0, area.radius_m)  # fmt: skip


def _towns(record: Record) -> Iterator[Entry]:
    for row in record.rows("towns"):
        name, listed = _text(row["name"]), row["names"] if isinstance(row["names"], tuple) else ()
        yield Entry(TOWNS, _text(row["place_id"]), name, tuple(dict.fromkeys([name, *listed])), "town",
                    _text(row["feature_code"]), _text(row["country"]), _text(row["admin1"]), "",
                    _number(row["lon"]), _number(row["lat"]), int(_number(row["population"]) or 0),
                    None)  # fmt: skip


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None
