"""Small country files in GeoNames' layout."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

COLUMNS = (
    "place_id", "name", "ascii", "alternates", "lat", "lon", "class", "code", "country", "cc2", "admin1", "admin2",
    "admin3", "admin4", "population", "elevation", "dem", "timezone", "changed",
)  # fmt: skip
VILLAGE = {"place_id": "1", "name": "Alpha", "lat": "33.5", "lon": "70.1", "class": "P", "code": "PPL",
           "country": "AF", "admin1": "37", "population": "0"}  # fmt: skip


def line(**cells: str) -> str:
    """Return one row: a village of Khost unless the cells say otherwise."""
    row = VILLAGE | cells
    return "\t".join(row.get(column, "") for column in COLUMNS) + "\n"


def villages(number: int, **cells: str) -> str:
    """Return rows of villages that differ in id and name."""
    return "".join(line(place_id=str(each), name=f"Village {each}", **cells) for each in range(1, number + 1))


def zipped(text: str, member: str) -> bytes:
    """Return an archive with one text file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, text)
    return made.getvalue()


def written(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text, encoding="utf-8", newline="")
    return path
