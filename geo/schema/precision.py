"""How well a place is known: radii by kind of place, and our classes beside those of ACLED and UCDP.

Every radius is a stated-coverage radius: 90 % of what is reported at the name should lie within it. Two errors that
know nothing of each other are joined as the square root of the sum of their squares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from durandline.geo.errors import UnknownNameError

PointIs = Literal["gazetteer", "centroid"]

# The line: nine in ten of the record's 42 places within 5 km of it lie within 320 m of the distance that a second,
# separately kept tracing (Who's On First's country outline) gives them; median 9 m. Simplification adds under 20 m.
LINE_ERROR_M: Final = 320.0

# A settlement's point: of 26 towns that stand both in GeoNames and, with an outline, in Who's On First, nine in ten
# have their two points within 2,000 m of each other; median 460 m.
POINT_ERROR_M: Final = 2_000.0

# How far from its own middle a place of that kind reaches in what is said to happen "in" or "at" it. Judgement:
# built-up Peshawar or Quetta is about 10 km across, a town 5, a village with its fields 3; a post or pass gives its
# name to the ridges around it; gates, forts and yards are seen as points; valleys and areas are tracts.
EXTENT_M: Final = MappingProxyType(
    {
        "city": 5_000.0,
        "town": 2_500.0,
        "village": 1_500.0,
        "locality": 3_000.0,
        "post": 2_000.0,
        "gate": 500.0,
        "fort": 500.0,
        "camp": 1_500.0,
        "base": 1_500.0,
        "dry_port": 1_000.0,
        "pass": 3_000.0,
        "valley": 15_000.0,
        "area": 10_000.0,
    }
)

# Mean area of a district, km²: the province's area (Natural Earth 1:10 million) by the districts of the 398-district
# map of 2005. The areas of Pakistan's districts are those of its 2017 census.
MEAN_DISTRICT_KM2: Final = MappingProxyType(
    {
        "Nangarhar": 7_338 / 22,
        "Kunar": 4_657 / 15,
        "Nuristan": 8_880 / 8,
        "Khost": 4_034 / 13,
        "Paktia": 5_409 / 11,
        "Paktika": 18_820 / 19,
        "Zabul": 17_129 / 11,
        "Kandahar": 53_484 / 16,
        "Nimroz": 42_090 / 5,
    }
)
DISTRICT_KM2: Final = MappingProxyType({"Bajaur": 1_290.0, "Mohmand": 2_296.0, "Kurram": 3_380.0})
OTHER_DISTRICT_KM2: Final = 652_230 / 398  # Afghanistan as a whole
TEHSIL_KM2: Final = 1_290 / 7  # Bajaur's seven tehsils; areas of single tehsils were not found

# Real units are no discs: within 1.18 of the radius of a disc of equal area lies 90 % of a province's area, seen from
# its middle (median of the 42 province outlines of both countries). Seen from a seat that may stand anywhere in
# the unit it takes 1.49 / 0.95 as much (two random points of a disc, against one and the middle).
SHAPE_FACTOR: Final = 1.18
SEAT_FACTOR: Final = 1.49 / 0.95


@dataclass(frozen=True, slots=True)
class Precision:
    """A class of precision, with its default radius and its number in other data sets' codes.

    ``acled`` is geo_precision 1 to 3 of ACLED's codebook; ``ucdp`` is where_prec 1 to 7 of the UCDP Georeferenced
    Event Dataset's codebook.
    """

    name: str
    meaning: str
    radius_m: float
    acled: int
    ucdp: int


# Radii: a town's; UCDP's own 25 km; the mean district and mean province of Afghanistan; half the length of the line;
# the country as one unit.
PRECISIONS: Final = MappingProxyType(
    {
        each.name: each
        for each in (
            Precision("exact", "a named settlement, post or gate", 3_200.0, 1, 1),
            Precision("near", "near a named place, or a named tract smaller than a district", 25_000.0, 2, 2),
            Precision("district", "a district, no place in it named", 27_000.0, 2, 3),
            Precision("province", "a province, no district in it named", 92_000.0, 3, 4),
            Precision("line", "somewhere along the line or a road", 1_395_000.0, 3, 5),
            Precision("country", "a country, nothing in it named", 538_000.0, 3, 6),
        )
    }
)
_CLASS_OF: Final = MappingProxyType(
    {"valley": "near", "area": "near", "tehsil": "near", "pass": "near", "district": "district"}
)
_BY_ACLED: Final = MappingProxyType({1: "exact", 2: "near", 3: "province"})
_BY_UCDP: Final = MappingProxyType({each.ucdp: each.name for each in PRECISIONS.values()})


def place_radius(kind: str, admin1: str = "", admin2: str = "", point: PointIs = "gazetteer") -> float:
    """Return the stated-coverage radius of a place in metres, in whole hundreds.

    Parameters
    ----------
    kind
        A kind of place of the table ``places``.
    admin1, admin2
        Province and district; they choose the area of the district.
    point
        What the coordinates are: ``gazetteer``, what a gazetteer has under the name (for a district or tehsil its
        seat or a village so called); ``centroid``, the middle of the district or tehsil.

    Raises
    ------
    UnknownNameError
        There is no such kind.
    """
    if kind == "tehsil":
        unit = unit_radius(TEHSIL_KM2)
    else:
        unit = unit_radius(DISTRICT_KM2.get(admin2, MEAN_DISTRICT_KM2.get(admin1, OTHER_DISTRICT_KM2)))
    if kind in ("district", "tehsil"):
        radius = unit if point == "centroid" else unit * SEAT_FACTOR
    elif kind in EXTENT_M:
        radius = combined(EXTENT_M[kind], unit if point == "centroid" else POINT_ERROR_M)
    else:
        raise UnknownNameError(f"There is no kind of place {kind!r}. Kinds: {', '.join(EXTENT_M)}, tehsil, district.")
    return float(round(radius, -2))


def unit_radius(area_km2: float) -> float:
    """Return the radius in metres around its middle that holds 90 % of a typical administrative unit's area."""
    return SHAPE_FACTOR * math.sqrt(area_km2 / math.pi) * 1_000.0


def combined(*radii_m: float) -> float:
    """Return the radius of several independent errors together, in metres."""
    return math.hypot(*radii_m)


def precision_of(kind: str) -> Precision:
    """Return the class of precision of a kind of place of the table ``places``."""
    return PRECISIONS[_CLASS_OF.get(kind, "exact")]


def from_acled(geo_precision: int) -> Precision:
    """Return the class for ACLED's geo_precision.

    1 is a named place with coordinates of its own, 2 a town standing for its surroundings or part of a region,
    3 a larger region, drawn at a capital or a natural feature.

    Raises
    ------
    UnknownNameError
        The number is not 1, 2 or 3.
    """
    return _look_up(_BY_ACLED, geo_precision, "ACLED geo_precision")


def from_ucdp(where_prec: int) -> Precision:
    """Return the class for UCDP's where_prec.

    1 is an exact place, 2 within about 25 km of one, 3 a second-order unit (district), 4 a first-order unit
    (province), 5 a line or an area without firm bounds, 6 a country. 7, international waters or air space, does not
    occur on land.

    Raises
    ------
    UnknownNameError
        The number is not 1 to 6.
    """
    return _look_up(_BY_UCDP, where_prec, "UCDP where_prec")


def _look_up(codes: MappingProxyType[int, str], code: int, what: str) -> Precision:
    if code not in codes:
        raise UnknownNameError(f"{what} {code!r} has no place on the map. Known: {', '.join(map(str, codes))}.")
    return PRECISIONS[codes[code]]
