"""Where names go: around their points, by priority, so that none covers another nor what must be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face

GAP = 0.7  # millimetres between a symbol and its name
_CLEAR = 0.3  # millimetres kept free about every name
_EDGE = 0.5  # millimetres kept free inside the frame
_FURTHER = 0.3  # square millimetres that a name rather covers than take the next best place
_LED = 10.0  # square millimetres of what is soft that a firm name rather covers than be led back by a line
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

    The weight of what is ``soft`` is how much worse it is to cover than a piece of a line.
    """

    def __init__(
        self, width: float, height: float, hard: Iterable[Box] = (), soft: Iterable[tuple[Box, float]] = ()
    ) -> None:
        self.width, self.height = width, height
        self._hard = list(hard)
        rows = [(box.left, box.top, box.right, box.bottom, weight) for box, weight in soft]
        self._soft = np.array(rows).reshape(-1, 5)

    def place(self, labels: Iterable[Label], sizes: Sequence[tuple[float, float]]) -> list[Placed]:
        """Return the names that find room, those that matter more first; ``sizes`` are width and height of each."""
        pairs = sorted(zip(labels, sizes, strict=True), key=lambda pair: -pair[0].priority)
        return [placed for label, size in pairs if (placed := self._placed(label, *size)) is not None]

    def _placed(self, label: Label, width: float, height: float) -> Placed | None:
        """Return a name at the place that covers least and is nearest to its symbol."""
        places = [(False, box) for box in _beside(label, width, height)]
        places += [(True, box) for box in _moved(label, width, height)] if label.firm else []
        best: tuple[float, Placed] | None = None
        for rank, (led, box) in enumerate(places):
            cost = rank * _FURTHER + (_LED if led else 0.0)
            if (best is not None and cost >= best[0]) or not self._is_free(box):
                continue
            covered = self._covered(box)
            if (label.firm or covered <= label.bears) and (best is None or cost + covered < best[0]):
                best = cost + covered, Placed(label, box, led)
        if best is None:
            return None
        self._hard.append(best[1].box.inner(-_CLEAR))
        return best[1]

    def _is_free(self, box: Box) -> bool:
        inside = box.left >= _EDGE and box.right <= self.width - _EDGE
        inside &= box.top >= _EDGE and box.bottom <= self.height - _EDGE
        return inside and not any(box.overlaps(other) for other in self._hard)

    def _covered(self, box: Box) -> float:
        """Return how many square millimetres of what is soft a name in ``box`` would cover, each by its weight."""
        left, top, right, bottom, weight = self._soft.T
        across = np.minimum(box.right, right) - np.maximum(box.left, left)
        down = np.minimum(box.bottom, bottom) - np.maximum(box.top, top)
        return float(np.sum(np.maximum(across, 0) * np.maximum(down, 0) * weight))


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
