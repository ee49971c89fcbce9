"""The crossings around a point, nearest first, with what was open there for a flow."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pyproj import Geod

from durandline.geo.incidents.record_incidents import point_of
from durandline.geo.status.answer import Answer, openness
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves
from durandline.geo.status.rows import answer_row
from durandline.geo.time.moment import Moment

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Near:
    """A crossing, its geodesic distance from the point in metres, and the answer for the flow."""

    crossing_id: str
    distance_m: float
    answer: Answer

    @property
    def passable(self) -> bool:
        """Whether it was open or restricted: for some, at least, there was a way."""
        return self.answer.state in ("open", "restricted")


def crossings_near(
    status: Status, lon: float, lat: float, flow: str, direction: str, on: Moment, only: Collection[str] = ()
) -> list[Near]:
    """Return every crossing with a known point, nearest first, with its answer for ``flow`` at ``on``.

    ``lon`` and ``lat`` are degrees, EPSG:4326; distances are geodesic metres on WGS 84, to the crossing's
    point as known. ``only`` keeps the crossings with these ids. For a branch of the flow tree and for both
    directions the least open of the answers counts.
    """
    found = []
    for key, row in status.record.keyed("crossings").items():
        point = point_of(row)
        if point is None or (only and key not in only):
            continue
        _, _, distance = _GEOD.inv(lon, lat, *point)
        answers = status.answers(key, on, flow, direction)
        answer = min(answers, key=lambda each: (openness(each.state), leaves("all").index(each.flow)))
        found.append(Near(key, float(distance), answer))
    return sorted(found, key=lambda near: (near.distance_m, near.crossing_id))


def near_rows(status: Status, found: Iterable[Near], on: Moment) -> list[dict[str, Any]]:
    """Return the crossings as flat rows: ``distance_m`` and those of ``durandline.geo.status.rows``."""
    return [{"distance_m": round(near.distance_m), **answer_row(status, near.answer, on)} for near in found]
