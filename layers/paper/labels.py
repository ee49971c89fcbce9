"""Where names go: around their points, by priority, so that none covers another nor what must be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from durandline.layers.paper.boxes import apart, between, rows_of, shared
from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from durandline.layers.paper.boxes import Rows

GAP = 0.7  # millimetres between a symbol and its name
_CLEAR = 0.3  # millimetres kept free about every name
_EDGE = 0.5  # millimetres kept free inside the frame
_FURTHER = 0.3  # square millimetres that a name rather covers than take the next best place
_LED = 10.0  # square millimetres of what is soft that a firm name rather covers than be led back by a line
_MARGIN = 0.1  # millimetres by which a symbol's own name is nearer than any other
_ROOM = 2.0  # millimetres by which it should be
_WORST = 1000.0  # what a millimetre costs by which a name would be taken for another's
_AT_ONCE = 40  # places of a symbol that are looked at together, the cheapest first
# How far a name that finds no room beside its symbol may be moved, in its own heights, and in which directions.
_REACHES = (1.2, 2.2, 3.4, 4.8)
_WAYS = ((1, 0), (-1, 0), (0.8, -1), (0.8, 1), (-0.8, -1), (-0.8, 1), (0, -1), (0, 1))


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a symbol: its lines, each with its face; the symbol's box in the map; how much it matters.

    ``firm`` ones are moved away and led back by a line before they are left out, and may cover what is merely
    ``soft``. ``others`` are boxes at which it may stand instead, such as further along a line; ``spots`` places on
    which it may stand centred, for names that have no symbol. ``bears`` is how many square millimetres of what is
    soft a name that is not firm may cover.
    """

    lines: tuple[tuple[str, Face], ...]
    around: Box
    priority: float
    firm: bool = False
    others: tuple[Box, ...] = ()
    spots: tuple[tuple[float, float], ...] = ()
    bears: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its place; ``led`` where it was moved so far that a line must lead to its symbol."""

    label: Label
    box: Box
    led: bool = False


class Board:
    """The map while names are placed: its size, what no name may cover, and what they keep off where they can.

    The weight of what is ``soft`` is how much worse it is to cover than a piece of a line. ``symbols`` are those of
    which one must see whose name is whose: no name is nearer to a foreign one than to its own, nor does it stand
    nearer to one than that one's own name.
    """

    def __init__(
        self,
        width: float,
        height: float,
        hard: Iterable[Box] = (),
        soft: Iterable[tuple[Box, float]] = (),
        symbols: Iterable[Box] = (),
    ) -> None:
        self.width, self.height = width, height
        self._hard = list(hard)
        rows = [(box.left, box.top, box.right, box.bottom, weight) for box, weight in soft]
        self._soft = np.array(rows, dtype=np.float64).reshape(-1, 5)
        self._symbols = dict.fromkeys(symbols, 0.0)  # with how far from each its name stands, 0 where it has none
        self._names: list[tuple[Box, float]] = []  # with how far from its symbol each stands

    def place(self, labels: Iterable[Label], sizes: Sequence[tuple[float, float]]) -> list[Placed]:
        """Return the names that find room, those that matter more first; ``sizes`` are width and height of each."""
        pairs = sorted(zip(labels, sizes, strict=True), key=lambda pair: -pair[0].priority)
        return [placed for label, size in pairs if (placed := self._placed(label, size)) is not None]

    def settle(self, label: Label, size: tuple[float, float], places: Sequence[tuple[Box, float]]) -> Placed | None:
        """Place a symbol together with its name, as one block: ``places`` are where it may stand, with their costs.

        The symbol stands at ``label.around`` of what is returned.
        """
        boxes = [box for box, _ in places]
        covered = shared(rows_of(boxes), rows_of(self._hard)).sum(axis=1) * _WORST
        costs = [cost + float(hidden) for (_, cost), hidden in zip(places, covered, strict=True)]
        order = sorted(range(len(boxes)), key=costs.__getitem__)
        placed = self._placed(label, size, [(boxes[each], costs[each]) for each in order])
        if placed is not None:
            self._hard.append(placed.label.around)
        return placed

    def _placed(
        self, label: Label, size: tuple[float, float], places: Sequence[tuple[Box, float]] = ()
    ) -> Placed | None:
        """Return a name at the place that costs least; it is then on the board.

        ``places`` are those of a symbol that is new, the cheapest first.
        """
        best: _Tried | None = None
        given = places or [(label.around, 0.0)]
        for start in range(0, len(given), _AT_ONCE):
            if best is not None and best.cost <= given[start][1]:
                break  # what is left costs more before anything is covered
            tried = _tried(label, size, given[start : start + _AT_ONCE], led=start == 0)
            found = self._least(label, tried, new=bool(places))
            best = found if found and (best is None or found.cost < best.cost) else best
        if best is None:
            return None
        own = 0.0 if label.spots else float(between(rows_of([best.box]), rows_of([best.label.around]))[0])
        self._hard.append(best.box.inner(-_CLEAR))
        self._names.append((best.box, own))
        if places or label.around in self._symbols:
            self._symbols[best.label.around] = own
        return Placed(best.label, best.box, best.led)

    def _least(self, label: Label, tried: Sequence[_Tried], *, new: bool) -> _Tried | None:
        """Return what costs least, with its whole cost, of the places where a name is possible."""
        boxes, arounds = rows_of(each.box for each in tried), rows_of(each.label.around for each in tried)
        own = np.zeros(len(boxes)) if label.spots else between(boxes, arounds)
        covered = self._covered(boxes)
        confused, crowded = self._confused(label, boxes, arounds, own, new=new)
        costs = np.array([each.cost for each in tried]) + covered + crowded + confused * _WORST
        possible = self._is_free(boxes)
        if not label.firm:
            possible &= (covered <= label.bears) & (confused == 0)
        if not possible.any():
            return None
        least = int(np.argmin(np.where(possible, costs, np.inf)))
        return replace(tried[least], cost=float(costs[least]))

    def _is_free(self, boxes: Rows) -> NDArray[np.bool_]:
        left, top, right, bottom = boxes.T
        inside = (left >= _EDGE) & (right <= self.width - _EDGE) & (top >= _EDGE) & (bottom <= self.height - _EDGE)
        return np.asarray(inside & ~shared(boxes, rows_of(self._hard)).any(axis=1))

    def _covered(self, boxes: Rows) -> NDArray[np.float64]:
        """Return how many square millimetres of what is soft each box would cover, by its weight."""
        left, top, right, bottom = self._soft.T[:4]
        near = (left < boxes[:, 2].max()) & (right > boxes[:, 0].min())
        near &= (top < boxes[:, 3].max()) & (bottom > boxes[:, 1].min())
        soft = self._soft[near]
        return np.asarray(shared(boxes, soft[:, :4]) @ soft[:, 4])

    def _confused(
        self, label: Label, boxes: Rows, arounds: Rows, own: NDArray[np.float64], *, new: bool
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return by how many millimetres names at ``boxes`` would be taken for others', or others for theirs.

        The second says how near they come to it. ``own`` is how far each stands from its symbol in ``arounds``.
        """
        wrong, near = np.zeros(len(boxes)), np.zeros(len(boxes))
        others = {box: named for box, named in self._symbols.items() if new or box != label.around}
        if others:
            far = apart(boxes, rows_of(others))
            limit = np.maximum(own[:, np.newaxis], np.array(list(others.values())))
            wrong += np.maximum(limit + _MARGIN - far, 0.0).sum(axis=1)
            near += np.maximum(limit + _ROOM - far, 0.0).sum(axis=1)
        if self._names and (new or label.around in self._symbols):
            names = rows_of(box for box, _ in self._names)
            near += np.maximum(_ROOM - apart(boxes, names), 0.0).sum(axis=1)
            far = apart(arounds, names)
            theirs = np.array([each if new else 0.0 for _, each in self._names])
            wrong += np.maximum(np.maximum(own[:, np.newaxis], theirs) + _MARGIN - far, 0.0).sum(axis=1)
        return wrong, near


@dataclass(frozen=True, slots=True)
class _Tried:
    """A place for a name: with the label as it would stand, and what that costs before anything is covered."""

    label: Label
    box: Box
    led: bool
    cost: float


def _tried(
    label: Label, size: tuple[float, float], places: Sequence[tuple[Box, float]], *, led: bool
) -> list[_Tried]:
    """Return the places for a name whose symbol stands at one of ``places``, which have costs of their own.

    With ``led`` also those further away from which a line leads back, for a firm name.
    """
    tried: list[_Tried] = []
    for around, cost in places:
        moved = label if around == label.around else replace(label, around=around)
        beside = _beside(moved, *size)
        for rank, box in enumerate((*beside, *(_moved(moved, *size) if led and label.firm else []))):
            far = rank >= len(beside)
            tried.append(_Tried(moved, box, far, cost + rank * _FURTHER + (_LED if far else 0.0)))
    return tried


def _beside(label: Label, width: float, height: float) -> list[Box]:
    """Return the places next to a symbol, the best first: right, left, above, below, corners, then slid along."""
    if label.spots:
        return [Box(x - width / 2, y - height / 2, width, height) for x, y in label.spots]
    return [box for around in (label.around, *label.others) for box in _about(around, width, height)]


def _about(around: Box, width: float, height: float) -> list[Box]:
    x, y = around.left + around.width / 2, around.top + around.height / 2
    right, left = around.right + GAP, around.left - GAP - width
    above, below, middle = around.top - height - GAP / 2, around.bottom + GAP / 2, y - height / 2
    corners = [
        (right, around.top - height),
        (right, around.bottom),
        (left, around.top - height),
        (left, around.bottom),
    ]
    sides = [(right, middle), (left, middle), (x - width / 2, above), (x - width / 2, below)]
    slid = [(x, above), (x - width, above), (x, below), (x - width, below)]
    return [Box(*at, width, height) for at in (*sides, *corners, *slid)]


def _moved(label: Label, width: float, height: float) -> list[Box]:
    """Return places further away, from which a line leads back to the symbol."""
    around = label.around
    x, y = around.left + around.width / 2, around.top + around.height / 2
    boxes = []
    for reach in _REACHES:
        for across, down in _WAYS:
            left = (
                x
                + across * (around.width / 2 + reach * height)
                - (width if across < 0 else 0 if across > 0 else width / 2)
            )
            top = y + down * (around.height / 2 + reach * height) - height / 2
            boxes.append(Box(left, top, width, height))
    return boxes
