"""How alike two keys are, and how far apart two points."""

from __future__ import annotations

import math
from typing import Final

_EARTH_KM: Final = 6_371.0088


def osa(first: str, second: str, most: int = 99) -> int:
    """Return the edits (insert, delete, substitute, swap of neighbours) between two texts; ``most + 1`` if more.

    Optimal string alignment: no part is edited twice.
    """
    if first == second:
        return 0
    if abs(len(first) - len(second)) > most:
        return most + 1
    if not first or not second:
        return min(max(len(first), len(second)), most + 1)
    # One bit a character of ``first``: columns of the table differ by -1, 0 or 1, which two words of bits hold
    # (Hyyrö 2003). A loop over ``second`` alone.
    masks: dict[str, int] = {}
    for place, char in enumerate(first):
        masks[char] = masks.get(char, 0) | 1 << place
    full = (1 << len(first)) - 1
    top = 1 << (len(first) - 1)
    plus, minus, zero, before, score = full, 0, 0, 0, len(first)
    for char in second:
        match = masks.get(char, 0)
        swap = (((~zero) & match) << 1) & before
        zero = ((((match & plus) + plus) ^ plus) | match | minus | swap) & full
        grow, shrink = (minus | ~(zero | plus)) & full, plus & zero
        score += bool(grow & top) - bool(shrink & top)
        grow = (grow << 1 | 1) & full
        shrink = (shrink << 1) & full
        plus, minus, before = (shrink | ~(zero | grow)) & full, grow & zero, match
    return min(score, most + 1)


def sphere_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the distance on a sphere in km: to rank candidates by, within 0.6 % of the geodesic."""
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    y = math.radians(lat2 - lat1)
    return _EARTH_KM * math.hypot(x, y)
