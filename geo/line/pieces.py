"""The line cut into short pieces, and the search for the piece that is nearest to a point."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from durandline.geo.line.chords import longest, to_space
from durandline.geo.line.foot import foot
from durandline.geo.line.remote import remote_pieces

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_PIECE_DEG: Final = 0.0025  # pieces of up to 280 m: straight in degrees and straight in space are 2 mm apart
_APART_M: Final = 0.01
_FAR_M: Final = 1_500_000.0  # beyond, chords say too little about geodesics
_SIZES: Final = (64, 16, 4, 1)  # pieces in a group, and in the groups that it is made of


class Pieces:
    """A line of (longitude, latitude) vertices, degrees EPSG:4326, ready to be searched.

    The search goes by straight ways through the earth. A group of pieces lies in a ball around a vertex of it; a
    ball that is wholly farther away than some vertex is left out, the others are taken apart. A search tree of
    the vertices, be it on a plane or in space, is no quicker and leaves the neighbours of the nearest vertex to find.
    """

    def __init__(self, coordinates: Floats) -> None:
        self._vertices: Floats = shapely.get_coordinates(
            shapely.segmentize(shapely.linestrings(coordinates), _PIECE_DEG)
        )
        space = to_space(self._vertices)
        self._starts, self._ways = space[:-1], np.diff(space, axis=0)
        self._squares = np.maximum(np.einsum("ij,ij->i", self._ways, self._ways), 1e-9)
        self._lengths = np.sqrt(self._squares)
        self._balls = {size: _balls(space, size) for size in _SIZES[:-1]}

    def nearest(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """Return longitude, latitude and geodesic distance of the nearest point of the line, for each point.

        ``points`` are finite degrees (n, 2), best not far from each other. Every piece that can be the nearest is
        looked at, and the distance is exact to a millimetre.
        """
        which, piece, share = self._candidates(points)
        lon, lat, distance = foot(points[which], self._vertices[piece], self._vertices[piece + 1], share)
        if len(which) > len(points):
            order = np.lexsort((distance, which))  # each point has a candidate; its nearest comes first
            first = order[_firsts(which[order])]
            lon, lat, distance = lon[first], lat[first], distance[first]
        return lon, lat, distance

    def _candidates(self, points: Floats) -> tuple[Indices, Indices, Floats]:
        """Return points' numbers, in order, with pieces among which is each one's nearest, and the shares of feet."""
        space = to_space(points)
        groups = self._groups(space)
        centres, radii = (each[groups] for each in self._balls[_SIZES[0]])
        away = _distances(space, centres)
        some = self._some_way(space, groups[away.argmin(axis=1)])
        far = some > _FAR_M
        limit = np.where(far, -1.0, longest(some) + _APART_M)
        which, place = np.nonzero(away <= limit[:, None] + radii)
        which, piece, share = self._near(space, limit, which, groups[place])
        if not far.any():
            return which, piece, share
        far_which, far_piece = remote_pieces(points[far], self._vertices, self._lengths)
        together = np.concatenate([which, np.flatnonzero(far)[far_which]])
        order = np.argsort(together, kind="stable")
        shares = np.concatenate([share, np.full(len(far_which), 0.5)])
        return together[order], np.concatenate([piece, far_piece])[order], shares[order]

    def _groups(self, space: Floats) -> Indices:
        """Return the largest groups that may hold the nearest piece of a point, by what holds around all points."""
        middle = space.mean(axis=0)
        spread = _length(space - middle).max()
        centres, radii = self._balls[_SIZES[0]]
        away = _length(centres - middle)
        reach = longest(away.min() + spread)
        return np.flatnonzero(away - radii <= reach + spread)

    def _near(self, space: Floats, limit: Floats, which: Indices, group: Indices) -> tuple[Indices, Indices, Floats]:
        """Return, of the points' groups, the pieces within the limit; ``which`` is sorted and stays so."""
        for size, smaller in pairwise(_SIZES):
            count = size // smaller
            which, group = np.repeat(which, count), self._parts(group, count, smaller).ravel()
            if smaller > 1:
                centres, radii = self._balls[smaller]
                kept = _length(space[which] - centres[group]) <= limit[which] + radii[group]
                which, group = which[kept], group[kept]
        chord, share = self._chords(space[which], group)
        kept = chord <= limit[which]
        which, group, chord, share = which[kept], group[kept], chord[kept], share[kept]
        if len(which):
            least = np.repeat(np.minimum.reduceat(chord, _firsts(which)), np.diff([*_firsts(which), len(which)]))
            kept = chord <= longest(least) + _APART_M
            which, group, share = which[kept], group[kept], share[kept]
        return _once(which, group, share)

    def _some_way(self, space: Floats, group: Indices) -> Floats:
        """Return the chord to a vertex in each point's group: the nearest one in most cases."""
        for size, smaller in pairwise(_SIZES):
            parts = self._parts(group, size // smaller, smaller)
            centres = self._balls[smaller][0] if smaller > 1 else self._starts
            away = ((space[:, None] - centres[parts]) ** 2).sum(axis=2)
            nearest = away.argmin(axis=1)[:, None]
            group = np.take_along_axis(parts, nearest, axis=1)[:, 0]
        return np.asarray(np.sqrt(np.take_along_axis(away, nearest, axis=1)[:, 0]))

    def _parts(self, group: Indices, count: int, size: int) -> Indices:
        """Return the smaller groups that each group is made of (n, count); beyond the line's end, its last one."""
        parts: Indices = np.minimum(group[:, None] * count + np.arange(count), (len(self._starts) - 1) // size)
        return parts

    def _chords(self, space: Floats, piece: Indices) -> tuple[Floats, Floats]:
        """Return the straight way to each point's piece, and at which share of the piece it ends."""
        way, to = self._ways[piece], space - self._starts[piece]
        share = np.clip(np.einsum("ij,ij->i", to, way) / self._squares[piece], 0.0, 1.0)
        return _length(to - share[:, None] * way), share


def _balls(space: Floats, size: int) -> tuple[Floats, Floats]:
    """Return the middle vertex of each group of ``size`` pieces, and the radius around it that holds the group."""
    last = len(space) - 1
    start = np.arange(0, last, size)
    end = np.minimum(start + size, last)
    centres = space[(start + end) // 2]
    members = np.minimum(start[:, None] + np.arange(size + 1), last)
    return centres, np.linalg.norm(space[members] - centres[:, None], axis=2).max(axis=1)


def _distances(space: Floats, centres: Floats) -> Floats:
    """Return the straight ways from each point to each centre (points, centres)."""
    squares = np.zeros((len(space), len(centres)))
    for axis in range(3):
        squares += (space[:, axis, None] - centres[:, axis]) ** 2
    return np.sqrt(squares)


def _once(which: Indices, piece: Indices, share: Floats) -> tuple[Indices, Indices, Floats]:
    """Leave out what is there twice: a piece, or the start of one where the end of the one before is there."""
    step, same = np.diff(piece, prepend=-1), np.diff(which, prepend=-1) == 0
    again = same & (step == 1) & (share == 0.0)
    again[1:] &= share[:-1] == 1.0
    again |= same & (step == 0)
    return which[~again], piece[~again], share[~again]


def _firsts(which: Indices) -> Indices:
    """Return where in sorted numbers each one comes first."""
    return np.flatnonzero(np.diff(which, prepend=-1))


def _length(ways: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", ways, ways)))
