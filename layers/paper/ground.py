"""The base map on paper: provinces, water, boundaries, towns; quiet, so that what is on it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from durandline.layers.paper.outlines import PIXEL, draw_lines, outline_of
from durandline.layers.paper.symbols import add_path, shape_path

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec

    Rows = npt.NDArray[np.intp]
    Floats = npt.NDArray[np.float64]

# Kind of the base map -> symbol, in the order they are drawn.
_LINES = {"province_line": "province", "province": "province", "river": "river"}
# The coarsest scale, in metres of ground a millimetre at A4, at which towns of a rank are shown.
_INSIDE = 1.2  # millimetres: what is nearer to the frame would be cut by it
ROUTE_DASH = (0.0, (9.0, 3.0))  # in widths of the line
_TOWN_SCALES = {0: 99_000, 1: 99_000, 2: 8_000, 3: 3_500, 4: 2_000}


def draw_ground(axes: Axes, frame: gpd.GeoDataFrame, view: View, spec: SheetSpec, *, bare: bool = False) -> None:
    """Draw land, water and boundaries; takes the frame of ``durandline.geo.frames.basemap``.

    With ``bare`` only lakes and boundaries, for a map as small as a locator.
    """
    kinds = frame["kind"].to_numpy(dtype=object)
    for kind, key in {} if bare else _LINES.items():
        drawn = frame.geometry[(kinds == kind) & (frame.geometry.geom_type != "Point").to_numpy()]
        draw_lines(axes, view.shapes(drawn), spec.ink.style(key), spec.scale)
    lake = spec.ink.style("lake")
    water = view.shapes(frame.geometry[kinds == "lake"])
    if water:
        add_path(axes, outline_of(water), fill=lake.fill, edge=lake.colour, width=lake.size * PIXEL * spec.scale)
    classes = frame["class"].to_numpy(dtype=object) if "class" in frame.columns else np.full(len(frame), "")
    for standing in ("recognised", "disputed"):
        wanted = (kinds == "boundary") & ((classes == "disputed") == (standing == "disputed"))
        draw_lines(axes, view.shapes(frame.geometry[wanted]), spec.ink.style(f"boundary_{standing}"), spec.scale)


def draw_routes(axes: Axes, frame: gpd.GeoDataFrame, view: View, spec: SheetSpec) -> None:
    """Draw the schematic corridors, thin and in long dashes: they run straight between towns."""
    style, drawn = spec.ink.style("route"), view.shapes(frame.geometry)
    draw_lines(axes, drawn, style, spec.scale * 0.6, linestyle=ROUTE_DASH, capstyle="butt")


def towns_of(frame: gpd.GeoDataFrame, view: View, scale: float) -> gpd.GeoDataFrame:
    """Return the towns that a map of this scale shows, with their place ``x``, ``y`` in millimetres."""
    towns = frame[frame["kind"] == "town"]
    ranks = towns["rank"].fillna(3).astype(int).to_numpy()
    coarsest = np.array([_TOWN_SCALES.get(rank, 0) for rank in ranks])
    return placed(towns[coarsest >= view.metres * scale], view)


def placed(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the rows whose point lies well in the view, with its ``x`` and ``y`` in millimetres."""
    rows, x, y = points_in(frame, view)
    return frame.iloc[rows].assign(x=x, y=y)


def points_in(frame: gpd.GeoDataFrame, view: View) -> tuple[Rows, Floats, Floats]:
    """Return which rows have a point well in the view, by their number, and its x and y in millimetres."""
    geometries = frame.geometry.to_numpy()
    lon, lat = shapely.get_x(geometries), shapely.get_y(geometries)  # NaN for anything but a point
    west, south, east, north = view.bounds()
    near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    x, y = view.place(lon[near], lat[near])
    across, down = view.box.width - _INSIDE, view.box.height - _INSIDE
    inside = (x >= _INSIDE) & (y >= _INSIDE) & (x <= across) & (y <= down)
    return near[inside], x[inside], y[inside]


def draw_towns(axes: Axes, towns: gpd.GeoDataFrame, spec: SheetSpec) -> None:
    """Draw a small ring at each town of :func:`towns_of`."""
    style = spec.ink.style("town")
    for x, y in zip(towns["x"], towns["y"], strict=True):
        circle = shape_path(style.shape, (x, y), town_radius(spec))
        add_path(axes, circle, fill=style.fill, edge=style.colour, width=0.9 * PIXEL * spec.scale)


def town_radius(spec: SheetSpec) -> float:
    """Return the radius of a town's ring in millimetres."""
    return spec.ink.style("town").size * PIXEL * spec.scale
