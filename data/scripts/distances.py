"""Recompute the columns of ``crossings.csv`` and ``places.csv`` that follow from their points and the line.

Columns line_lon, line_lat (crossings), dist_to_line_m and line_side are made anew for every row with a point and
emptied for every row without one. A place with a point and no radius_m gets the default of its kind. All else stays.

    python data/scripts/distances.py
"""

from __future__ import annotations

import sys

from geojson_text import DATA

from durandline.geo.files import write_text
from durandline.geo.formats.csv import read_rows, read_text, write_rows
from durandline.geo.line.border import Border
from durandline.geo.schema.precision import PointIs, place_radius

TABLES = ("crossings", "places")


def main() -> int:
    """Rewrite both tables in place."""
    border = Border.load(DATA)
    for table in TABLES:
        path = DATA / f"{table}.csv"
        header, raw = read_rows(read_text(path.read_bytes(), path.name))
        rows = [measured(row, border) for _, row in raw]
        write_text(path, write_rows(header, rows), overwrite=True)
        print(f"{path.name}: {sum(bool(row['lat']) for row in rows)} of {len(rows)} rows have a point")
    return 0


def measured(row: dict[str, str], border: Border) -> dict[str, str]:
    """Return the row with its columns about the line, to the metre and to six decimals."""
    found = dict.fromkeys(("line_lon", "line_lat", "dist_to_line_m", "line_side"), "")
    if row["lon"] and row["lat"]:
        if not row["radius_m"] and "place_id" in row:
            point: PointIs = "centroid" if "centroid" in row["coord_source"] else "gazetteer"
            row["radius_m"] = f"{place_radius(row['kind'], row['admin1'], row['admin2'], point):.0f}"
        lon, lat = float(row["lon"]), float(row["lat"])
        near = border.nearest(lon, lat)
        found = {
            "line_lon": f"{float(near.lon):.6f}",
            "line_lat": f"{float(near.lat):.6f}",
            "dist_to_line_m": f"{float(near.distance_m):.0f}",
            "line_side": border.side(lon, lat, float(row["radius_m"] or 0)),
        }
    return {**row, **{name: value for name, value in found.items() if name in row}}


if __name__ == "__main__":
    sys.exit(main())
