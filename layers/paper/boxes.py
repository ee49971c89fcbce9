"""Many rectangles at once: how far apart they are, and how much they share. Rows are left, top, right, bottom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from durandline.layers.paper.frame import Box

    Rows = NDArray[np.float64]


def rows_of(boxes: Iterable[Box]) -> Rows:
    """Return boxes as rows."""
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes], dtype=np.float64).reshape(-1, 4)


def apart(ones: Rows, others: Rows) -> Rows:
    """Return how far each of ``ones`` is from each of ``others``, edge to edge; 0 where they touch."""
    left, top, right, bottom = ones.T[:, :, np.newaxis]
    across = np.maximum(others[:, 0] - right, left - others[:, 2])
    down = np.maximum(others[:, 1] - bottom, top - others[:, 3])
    return np.asarray(np.hypot(np.maximum(across, 0.0), np.maximum(down, 0.0)))


def between(ones: Rows, others: Rows) -> Rows:
    """Return how far each of ``ones`` is from the one of ``others`` in the same row."""
    across = np.maximum(others[:, 0] - ones[:, 2], ones[:, 0] - others[:, 2])
    down = np.maximum(others[:, 1] - ones[:, 3], ones[:, 1] - others[:, 3])
    return np.asarray(np.hypot(np.maximum(across, 0.0), np.maximum(down, 0.0)))


def shared(ones: Rows, others: Rows) -> Rows:
    """Return the area that each of ``ones`` has in common with each of ``others``."""
    left, top, right, bottom = ones.T[:, :, np.newaxis]
    across = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
    down = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
    return np.asarray(np.maximum(across, 0.0) * np.maximum(down, 0.0))
