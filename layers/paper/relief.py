"""Light and shadow of the mountains under the map: a quiet picture, warped to the sheet's projection."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import Ink

WEST, SOUTH, EAST, NORTH = 59.0, 27.5, 78.5, 38.5  # degrees: what data/relief.png covers
FINEST = 2_500.0  # metres of ground a millimetre: on closer maps the picture is only a blur
_CORNER = 1.5  # degrees that the map may reach beyond it; more would show where the picture ends
_PER_MM = 3.0  # pixels of the warped picture in a millimetre
_DARK, _LIGHT = 0.15, 0.07  # how far shadow and light change the ground


def helps(view: View) -> bool:
    """Return whether the picture is fine enough for the scale of a map, and covers it but for its corners."""
    west, south, east, north = view.bounds()
    beyond = max(WEST - west, SOUTH - south, east - EAST, north - NORTH)
    return view.metres >= FINEST and beyond <= _CORNER


def draw_relief(axes: Axes, view: View, ink: Ink) -> None:
    """Draw the picture over the box of the view, in the colour of the land; beyond its edge there is no shadow."""
    across, down = round(view.box.width * _PER_MM), round(view.box.height * _PER_MM)
    x, y = np.meshgrid((np.arange(across) + 0.5) / _PER_MM, (np.arange(down) + 0.5) / _PER_MM)
    shade = _shade_at(*view.ground(x.ravel(), y.ravel())).reshape(down, across)
    strength = 0.6 if ink.bw else 1.0
    change = np.where(shade < 0, shade * _DARK, shade * _LIGHT) * strength
    picture = np.clip(np.array(to_rgb(ink.land)) * (1 + change[..., None]), 0, 1)
    axes.imshow(
        np.round(picture * 255).astype(np.uint8), extent=(0, view.box.width, view.box.height, 0), aspect="auto",
        interpolation="bilinear", zorder=0.5,
    )  # fmt: skip


def _shade_at(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return -1 (deep shadow) to 1 (full light) at points in degrees, between the pixels of the picture."""
    shade = _picture()
    rows, columns = shade.shape
    x = np.clip((lon - WEST) / (EAST - WEST) * columns - 0.5, 0, columns - 1.001)
    y = np.clip((NORTH - lat) / (NORTH - SOUTH) * rows - 0.5, 0, rows - 1.001)
    column, row = x.astype(int), y.astype(int)
    right, below = x - column, y - row
    upper = shade[row, column] * (1 - right) + shade[row, column + 1] * right
    lower = shade[row + 1, column] * (1 - right) + shade[row + 1, column + 1] * right
    inside = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
    found: npt.NDArray[np.float64] = np.where(inside, upper * (1 - below) + lower * below, 0.0)
    return found


@cache
def _picture() -> npt.NDArray[np.float64]:
    with Image.open(BytesIO((files("durandline.data") / "relief.png").read_bytes())) as picture:
        return (np.asarray(picture.convert("L"), dtype=float) - 128) / 120
