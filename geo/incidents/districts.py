"""The districts that are known, with their middles, and which of them a row lies in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
from pyproj import Geod

from durandline.geo.gazetteer.areas import Area, Areas
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.incidents.frame import Codes, Floats
from durandline.geo.incidents.record_incidents import text
from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.schema.columns import Column, filled

_GEOD: Final = Geod(ellps="WGS84")


class Districts:
    """The districts of a record and of the shipped areas.

    ``lon``, ``lat`` (degrees EPSG:4326), ``radius_m`` (metres; nine tenths of the district lie within it) and
    ``names`` (place_id, place_name, name_ps, name_fa, name_ur, admin_text) have one element a district.
    """

    def __init__(self, record: Record) -> None:
        self._areas: Areas = Gazetteer.builtin(record).areas
        known = [area for area in self._areas.by_id.values() if area.kind == "district"]
        self._number = {area.area_id: number for number, area in enumerate(known)}
        self._places = record.keyed("places")
        self.lon: Floats = np.array([area.lon for area in known])
        self.lat: Floats = np.array([area.lat for area in known])
        self.radius_m: Floats = np.array([area.radius_m for area in known])
        self.names = {
            "place_id": filled(area.area_id if area.area_id in self._places else "" for area in known),
            "place_name": filled(area.name for area in known),
            **{name: filled(self._name(area, name) for area in known) for name in ("name_ps", "name_fa", "name_ur")},
            "admin_text": filled(area.name for area in known),
        }

    def of(self, place_ids: Column, admins: Column, lon: Floats, lat: Floats) -> Codes:
        """Return the number of each row's district, -1 where none is known.

        It is that of the row's place, else the one district that ``admin_text`` states, else of those whose radius
        reaches the point the one that it lies deepest in.
        """
        number = _by_distinct(place_ids, self._of_place)
        number = np.where(number >= 0, number, _by_distinct(admins, self._stated))
        rest = np.flatnonzero(number < 0)
        number[rest] = self._around(lon[rest], lat[rest])
        return number

    def _name(self, area: Area, column: str) -> str:
        return text(self._places[area.area_id][column]) if area.area_id in self._places else ""

    def _of_place(self, place_id: str) -> int:
        row = self._places.get(place_id)
        return -1 if row is None else self._of_row(row)

    def _of_row(self, row: Row) -> int:
        if row["kind"] == "district" and row["place_id"] in self._number:
            return self._number[str(row["place_id"])]
        area = self._areas.of_entry(text(row["country"]), text(row["admin1"]), text(row["admin2"]))
        return self._number.get(area.area_id, -1) if area else -1

    def _stated(self, admin: str) -> int:
        stated = [area for area in self._areas.stated(admin) if area.kind == "district"] if admin else []
        return self._number[stated[0].area_id] if len(stated) == 1 else -1

    def _around(self, lon: Floats, lat: Floats) -> Codes:
        depth = np.ones(len(lon))
        number = np.full(len(lon), -1, dtype=np.int64)
        for at, (x, y, radius) in enumerate(zip(self.lon, self.lat, self.radius_m, strict=True)):
            # A degree of latitude is nowhere shorter than 110.5 km.
            near = np.flatnonzero(np.abs(lat - y) * 110_500 <= radius)
            if not near.size:
                continue
            middle = np.full(near.size, x), np.full(near.size, y)
            away = np.asarray(_GEOD.inv(lon[near], lat[near], *middle)[2]) / radius
            better = near[away < depth[near]]
            depth[better] = away[away < depth[near]]
            number[better] = at
        return number


def _by_distinct(texts: Column, find: Callable[[str], int]) -> Codes:
    codes, distinct = pd.factorize(texts)
    numbers: Codes = np.array([find(each) for each in distinct], dtype=np.int64)[codes]
    return numbers
