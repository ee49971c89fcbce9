"""Good files in every format that is read, made here, and what damage does to them: cuts and flipped bytes."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import shapely

ROWS = 40
COLUMNS = ("date", "place_name", "summary", "killed")
PLACES = ("تورخم", "Chaman", "سپین بولدک", "Ghulam Khan")


def records() -> list[dict[str, str]]:
    """Return the rows that each of the files holds, as text; every second has a point."""
    return [
        {
            "date": f"2024-03-{number % 28 + 1:02}",
            "place_name": PLACES[number % len(PLACES)],
            "summary": f"Row {number}, with a comma",
            "killed": str(number % 7),
        }
        for number in range(ROWS)
    ]


def point(number: int) -> tuple[float, float] | None:
    """Return the point of one row, longitude first."""
    return (70 + number / 16, 34 + number / 32) if number % 2 == 0 else None


def text() -> str:
    """Return the rows as CSV."""
    return pd.DataFrame(records()).to_csv(index=False, lineterminator="\n")


def features() -> list[dict[str, object]]:
    """Return the rows as GeoJSON features."""
    return [
        {
            "type": "Feature",
            "properties": row,
            "geometry": {"type": "Point", "coordinates": list(place)} if (place := point(number)) else None,
        }
        for number, row in enumerate(records())
    ]


def frame() -> gpd.GeoDataFrame:
    """Return the rows as a frame with whole numbers of killed."""
    shapes = [shapely.Point(place) if (place := point(number)) else None for number in range(ROWS)]
    return gpd.GeoDataFrame(records(), geometry=shapes, crs=4326).astype({"killed": int})


@cache
def whole(name: str) -> bytes:
    """Return one good file; ``name`` is one of :data:`FILES`."""
    return FILES[name]()


def _csv() -> bytes:
    return text().encode()


def _utf16() -> bytes:
    return text().encode("utf-16")


def _geojson() -> bytes:
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in features())
    return ('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n").encode()


def _sequence() -> bytes:
    return "".join(f"\x1e{json.dumps(each)}\n" for each in features()).encode()


def _lines() -> bytes:
    return "".join(json.dumps(each) + "\n" for each in features()).encode()


def _xlsx() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("rows")
        for number, row in enumerate([COLUMNS, *(tuple(each.values()) for each in records())]):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def _written(ending: str, **options: object) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{ending}"
        frame().to_file(path, engine="pyogrio", **options)
        return path.read_bytes()


def _shapefile() -> bytes:
    stream = io.BytesIO()
    with TemporaryDirectory() as folder:
        frame().to_file(Path(folder) / "rows.shp", engine="pyogrio")
        with zipfile.ZipFile(stream, "w") as packed:
            for part in sorted(Path(folder).iterdir()):
                packed.write(part, part.name)
    return stream.getvalue()


def _parquet() -> bytes:
    stream = io.BytesIO()
    frame().to_parquet(stream)
    return stream.getvalue()


def _zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("rows.csv", _csv())
    return stream.getvalue()


FILES = {
    "csv": _csv,
    "utf16.csv": _utf16,
    "csv.gz": lambda: gzip.compress(_csv(), mtime=0),
    "csv.zip": _zipped,
    "geojson": _geojson,
    "geojson.gz": lambda: gzip.compress(_geojson(), mtime=0),
    "geojsons": _sequence,
    "geojsonl": _lines,
    "xlsx": _xlsx,
    "gpkg": lambda: _written(".gpkg"),
    "fgb": lambda: _written(".fgb", SPATIAL_INDEX="NO"),
    "shp.zip": _shapefile,
    "parquet": _parquet,
}
# Cut anywhere, the rows before the cut can still be read.
KEEPS_ROWS = ("csv", "utf16.csv", "csv.gz", "geojson", "geojson.gz", "geojsons", "geojsonl")


def cuts(content: bytes, many: int = 20) -> Iterator[bytes]:
    """Yield the beginnings of a file, from nothing up to all but its last byte."""
    for part in range(many):
        yield content[: len(content) * part // many]
    yield content[:-1]
