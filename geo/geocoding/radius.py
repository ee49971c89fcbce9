"""The stated-coverage radius of an answer, by what the answer rests on.

Calibrated in the large against coded reports (UCDP Georeferenced Event Dataset, CC BY 4.0): 560 place names and 1,351
phrases of reports near the line with the points that their coders chose, so that nine in ten points lie within the
radius of each group. A name that is found is right to a few hundred metres or wrong by tens of km: the radius says
how often, not how blurred the point is. Two coders of one name agree within 10 km in 65 % of cases only.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

BASIS_M: Final = MappingProxyType(
    {
        "name": 6_000.0,  # the one place of that name in the area stated: 95 % within 5 km
        "shared": 14_000.0,  # one of several of that name, the others ranked behind: 80 % within 10 km
        "spelled": 16_000.0,  # a name that differs by a letter
        "wide": 25_000.0,  # the area, valley, hill or road that bears the name of the one such place
        "wide_shared": 30_000.0,  # the same, of one of several such places
        "alike": 46_000.0,  # a name that differs by more
        "loose": 52_000.0,  # a place of that name beside the area stated: half of them are others
        "part": 36_000.0,  # a place that bears a part of the name
        "around": 40_000.0,  # what the place is said to lie in or near
        "near": 25_000.0,  # near a place: UCDP's own distance for its precision 2
        "offset": 20_000.0,  # bearings are off by about 25 degrees, distances by a fifth
        "several": 10_000.0,  # a circle around places that nothing tells apart; on top of how far they reach
        "between": 10_000.0,  # on top of nine tenths of the way to either end
        "border": 10_000.0,  # the same along a stretch of the line
        "named": 0.0,  # an area that is named itself: the area's own radius
        "district": 15_000.0,  # the middle of an area for a place in it; on top of the area's own radius
        "province": 15_000.0,
    }
)
ALONG: Final = 0.9  # of a stretch, evenly covered, so much lies within as much of the way from its middle to its ends


def basis_radius(basis: str, own_m: float) -> float:
    """Return the radius of an answer in metres, in whole hundreds.

    Parameters
    ----------
    basis
        A key of ``BASIS_M``.
    own_m
        The extent of the thing itself in metres: the radius of an entry or area, half the length of a stretch.
    """
    return float(round(math.hypot(BASIS_M[basis], own_m), -2))
