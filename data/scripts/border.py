"""Write the reference line: ``border_measure.geojson`` to measure on, ``border.geojson`` to draw.

The line is what OpenStreetMap's boundary of Afghanistan and that of Pakistan have in common, taken as the edge
that the time zones Asia/Kabul and Asia/Karachi share in the pinned package ``timezonefinder``. It is simplified by
Douglas and Peucker's method in an oblique Mercator projection laid along the line, where lengths are wrong by
at most 0.03 %, and the deviation that remains is measured against the full line and written beside it.

    python data/scripts/border.py
"""

from __future__ import annotations

from importlib.metadata import version
from itertools import pairwise

import numpy as np
import shapely
from geojson_text import DATA, collection_text, feature_text
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import LineString
from timezonefinder import TimezoneFinder

from durandline.geo.files import write_text
from durandline.geo.line.pieces import PROJECTION

Coordinates = NDArray[np.float64]

# File, tolerance in metres, decimals. Six decimals are 0.1 m, five are 1 m.
OUTPUTS = (("border_measure.geojson", 20.0, 6), ("border.geojson", 100.0, 5))
SHARE = 0.95  # simplify to a little less than the tolerance: rounding and straight degrees take the rest
STRETCH_M = 15_000.0  # a vertex is kept at least this often: straight degrees bow 3 m off straight metres by then
STEP_M = 20.0  # spacing of the points at which the deviation is measured


def main() -> None:
    """Write both files and print what was measured."""
    project = Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)
    full = shared_edge()
    print(f"shared edge: {len(full)} vertices")
    for name, tolerance, decimals in OUTPUTS:
        line = simplified(full, project, tolerance * SHARE, decimals)
        off = deviation(full, line, project)
        if off > tolerance or not LineString(line).is_simple:
            raise SystemExit(f"{name}: {off:.1f} m off or crossing itself; the tolerance was {tolerance:g} m.")
        text = collection_text([feature_text(LineString(line), properties(tolerance, off), decimals)])
        write_text(DATA / name, text, overwrite=True)
        print(f"{name}: {len(line)} vertices, {len(text.encode())} bytes, at most {off:.2f} m off")


def shared_edge() -> Coordinates:
    """Return the vertices (lon, lat) that both zones have in common, in one run from west to east."""
    finder = TimezoneFinder()
    kabul, karachi = (
        finder.get_geometry(tz_name=zone, coords_as_pairs=True) for zone in ("Asia/Kabul", "Asia/Karachi")
    )
    others = {tuple(point) for polygon in karachi for ring in polygon for point in ring}
    ring = np.array(kabul[0][0], dtype=float)
    common = np.array([tuple(point) in others for point in ring.tolist()])
    # Start the ring outside the run, so that the run does not wrap around its end.
    start = int(np.flatnonzero(~common)[0])
    ring, common = np.roll(ring, -start, axis=0), np.roll(common, -start)
    run = np.flatnonzero(common)
    if len(kabul) != 1 or run[-1] - run[0] + 1 != len(run):
        raise SystemExit("The zones share more than one run: the pinned package has changed.")
    edge = ring[run]
    return edge if edge[0, 0] < edge[-1, 0] else edge[::-1]


def simplified(full: Coordinates, project: Transformer, tolerance: float, decimals: int) -> Coordinates:
    """Return the vertices that Douglas and Peucker's method keeps of each stretch, as rounded degrees."""
    flat = np.column_stack(project.transform(full[:, 0], full[:, 1]))
    along = np.concatenate([[0.0], np.hypot(*np.diff(flat, axis=0).T).cumsum()])
    cuts = np.unique([*np.searchsorted(along, np.arange(0.0, along[-1], STRETCH_M)), len(flat) - 1])
    kept = [flat[:1]]
    for start, end in pairwise(cuts):
        stretch = LineString(flat[start : end + 1]).simplify(tolerance, preserve_topology=False)
        kept.append(shapely.get_coordinates(stretch)[1:])
    east, north = np.vstack(kept).T
    lon, lat = project.transform(east, north, direction="INVERSE")
    return np.round(np.column_stack([lon, lat]), decimals)


def deviation(full: Coordinates, line: Coordinates, project: Transformer) -> float:
    """Return the greatest distance in metres between the two lines, seen from either."""
    return max(_farthest(full, line, project), _farthest(line, full, project))


def _farthest(one: Coordinates, other: Coordinates, project: Transformer) -> float:
    points = shapely.points(_dense(one, project))
    edges = _dense(other, project)
    tree = shapely.STRtree(shapely.linestrings(np.stack([edges[:-1], edges[1:]], axis=1)))
    _, distance = tree.query_nearest(points, return_distance=True, all_matches=False)
    return float(distance.max())


def _dense(line: Coordinates, project: Transformer) -> Coordinates:
    """Return points along straight degrees (what GeoJSON means by a line), projected, every few metres."""
    dense = shapely.get_coordinates(shapely.segmentize(LineString(line), STEP_M / 111_000))
    return np.column_stack(project.transform(dense[:, 0], dense[:, 1]))


def properties(tolerance: float, off: float) -> dict[str, str | float]:
    """Return what the file says about itself."""
    return {
        "line_id": "durand_line",
        "name_key": "durand_line",
        "source": "© OpenStreetMap contributors, by way of Timezone Boundary Builder and timezonefinder",
        "licence": "ODbL-1.0",
        "tolerance_m": int(tolerance),
        "deviation_m": round(off, 1),
        "timezonefinder": version("timezonefinder"),
        "timezonefinder_data": version("timezonefinder-data"),
    }


if __name__ == "__main__":
    main()
