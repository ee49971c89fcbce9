"""A few colours that stand for many: those of all pictures of an animation, which has 256 at most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

Colours = npt.NDArray[np.uint32]  # red, green and blue as one number of 24 bits
Levels = npt.NDArray[np.uint8]  # red, green and blue in three columns
Places = npt.NDArray[np.uint8]  # for each colour or pixel its place in a palette


def palette_of(colours: Colours, exact: Sequence[int], most: int) -> Levels:
    """Return ``most`` colours, one a row: ``exact`` first, then what stands for ``colours`` best; black for the rest.

    Each of ``colours`` counts once, so that thin lines tell as much as wide areas.
    """
    fixed = np.array(list(dict.fromkeys(exact))[:most], dtype=np.uint32)
    strip = Image.fromarray(levels_of(colours)[np.newaxis, :, :])
    found = strip.quantize(max(1, most - len(fixed)), method=Image.Quantize.MEDIANCUT).getpalette() or []
    chosen = np.concatenate([levels_of(fixed), np.array(found, dtype=np.uint8).reshape(-1, 3)])[:most]
    return np.pad(chosen, ((0, most - len(chosen)), (0, 0)))


def nearest(colours: Colours, palette: Levels) -> Places:
    """Return for each colour the place of the nearest one in the palette; Pillow's own search is rougher."""
    found = [
        ((levels_of(some).astype(np.int32)[:, np.newaxis, :] - palette.astype(np.int32)) ** 2)
        .sum(axis=2)
        .argmin(axis=1)
        for some in np.array_split(colours, len(colours) // 4096 + 1)
    ]
    return np.concatenate(found).astype(np.uint8)


def levels_of(colours: Colours) -> Levels:
    """Return red, green and blue of colours in three columns."""
    return np.stack([colours >> shift & 255 for shift in (16, 8, 0)], axis=1).astype(np.uint8)
