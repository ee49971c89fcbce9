"""Points each taken once and laid out so that neighbours follow one another: a search tree is quicker so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_SPREADS = ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555))


def distinct(points: Floats) -> tuple[Floats, Indices]:
    """Return the different points of an array (n, 2) in Z-order, and for each point given its place among these."""
    pairs = np.ascontiguousarray(points).view(np.complex128).ravel()  # sorted as one number each
    different, back = np.unique(pairs, return_inverse=True)
    once = different.view(np.float64).reshape(-1, 2)
    order = np.argsort(_z_order(once), kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return once[order], place[back]


def _z_order(points: Floats) -> NDArray[np.uint64]:
    """Return the number of each point's cell along a Z-shaped curve (Morton) over 65,536 cells a side."""
    if not len(points):
        return np.empty(0, dtype=np.uint64)
    low = points.min(axis=0)
    span = np.maximum(points.max(axis=0) - low, 1e-12)
    column, row = ((points - low) / span * 65_535).astype(np.uint64).T
    return _spread(column) | (_spread(row) << np.uint64(1))


def _spread(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 16-bit numbers with a zero between each two of their digits."""
    for shift, mask in _SPREADS:
        number = (number | (number << np.uint64(shift))) & np.uint64(mask)
    return number
