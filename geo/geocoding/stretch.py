"""Points and stretches that a phrase describes: so far from a place, between two places, along the line."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from durandline.geo.gazetteer.areas import Area
from durandline.geo.names.countries import SIDES, Codes
from durandline.geo.names.similarity import sphere_km

if TYPE_CHECKING:
    from durandline.geo.line.border import Border

Point = tuple[float, float]

# What is said to be 12 km away is 10 km away: distances stated in coded reports near the line are about 1.2 times
# those to the points that the coders chose. Roads are longer than the way through the air.
STATED_TO_TRUE: Final = 1.2
_REACH: Final = 1.25  # of an area's radius: how far around its point the stretch of the line is taken
_VERTICES: Final = 60  # of a stretch, enough to draw it


def offset(start: Point, km: float, bearing: float) -> Point:
    """Return the point so many stated km from ``start`` in a direction (degrees from north)."""
    from pyproj import Geod  # noqa: PLC0415 - slow to import, and few texts need it

    lon, lat, _ = Geod(ellps="WGS84").fwd(*start, bearing, km / STATED_TO_TRUE * 1000.0)
    return float(lon), float(lat)


def middle(one: Point, two: Point) -> Point:
    """Return the point halfway between two points not far apart."""
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2


def along_line(area: Area) -> tuple[Point, ...]:
    """Return the stretch of the reference line in an area's neighbourhood, from west to east; empty where none is.

    It runs from the first to the last of the line's vertices that lie within the area's radius and a quarter.
    """
    line, reach = _line(), _REACH * area.radius_m / 1000.0
    within = [place for place, point in enumerate(line) if sphere_km(area.lon, area.lat, *point) <= reach]
    if not within:
        return ()
    return _thinned(line[within[0] : within[-1] + 1])


def whole_line() -> tuple[Point, ...]:
    """Return the reference line from west to east, in few vertices."""
    return _thinned(_line())


def _thinned(part: tuple[Point, ...]) -> tuple[Point, ...]:
    step = max(1.0, (len(part) - 1) / (_VERTICES - 1))
    kept = sorted({min(round(number * step), len(part) - 1) for number in range(_VERTICES)})
    return tuple((round(lon, 5), round(lat, 5)) for lon, lat in (part[place] for place in kept))


def halfway(segment: tuple[Point, ...]) -> tuple[Point, float]:
    """Return the point halfway along a stretch, and the farthest that the stretch reaches from it, in km."""
    steps = [sphere_km(*one, *two) for one, two in pairwise(segment)]
    gone, half = 0.0, sum(steps) / 2
    point = segment[0]
    for one, two, step in zip(segment, segment[1:], steps, strict=False):
        if gone + step >= half:
            share = (half - gone) / step if step else 0.0
            point = (one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1]))
            break
        gone += step
    return point, max(sphere_km(*point, *each) for each in segment)


def beyond_line(point: Point, countries: Codes) -> bool:
    """Return whether a point lies on the other side of the line than the one country stated."""
    sides = countries & SIDES
    return len(sides) == 1 and _border().side(*point) not in {*sides, "undecided"}


@cache
def _line() -> tuple[Point, ...]:
    return tuple((float(lon), float(lat)) for lon, lat in _border().coordinates)


@cache
def _border() -> Border:
    from durandline.geo.line.border import Border  # noqa: PLC0415 - brings in what measures, slow to import

    return Border.load()
