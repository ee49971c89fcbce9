"""Rows whose columns of coordinates lie elsewhere than their geometry, which is what is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Geod

from durandline.geo.ingest.recognise import guess
from durandline.geo.ingest.synonyms import plain_name
from durandline.geo.readers.cell_text import counted
from durandline.geo.readers.raw_table import RawTable
from durandline.geo.schema.findings import Finding

_GEOD: Final = Geod(ellps="WGS84")
NEAR_M: Final = 1_000.0  # judgement: rounding to two decimals and other datums stay below


@dataclass(slots=True)
class Apart:
    """How many rows of a file are apart, the first of them, and the greatest distance in metres."""

    count: int = 0
    row: int = 0
    metres: float = 0.0
    columns: str = ""

    def add(self, piece: RawTable) -> None:
        """Look at the rows of a piece of a format with points; columns called x and y may hold anything."""
        found = guess(piece.columns, {}, words=False)
        names = [found.get(axis, "") for axis in ("lon", "lat")]
        if (
            piece.lon is None
            or piece.lat is None
            or not all(names)
            or {plain_name(name) for name in names} & {"x", "y"}
        ):
            return
        lon, lat = (_numbers(piece, name) for name in names)
        known = np.isfinite(lon) & np.isfinite(lat) & np.isfinite(piece.lon) & (abs(lon) <= 180) & (abs(lat) <= 90)
        known &= (lon != 0) | (lat != 0)
        at = np.flatnonzero(known & ((abs(lon - piece.lon) > 1e-3) | (abs(lat - piece.lat) > 1e-3)))
        if not at.size:
            return
        metres = np.asarray(_GEOD.inv(lon[at], lat[at], piece.lon[at], piece.lat[at])[2])
        far = metres > NEAR_M
        if far.any():
            self.row = self.row or int(piece.rows[at[far][0]])
            self.columns = f"{names[1]}, {names[0]}"
            self.count += int(far.sum())
            self.metres = max(self.metres, float(metres.max()))

    def findings(self, file: str) -> list[Finding]:
        """Return the warning, where there is anything to say."""
        if not self.count:
            return []
        lie = "has its" if self.count == 1 else "have their"
        advice = "Check which of the two is right."
        return [
            Finding(
                file, self.row, self.columns, "two-places", "warning", "",
                f"{counted(self.count, 'row')} {lie} columns of coordinates more than {NEAR_M / 1000:g} km from the "
                f"geometry, up to {self.metres / 1000:,.0f} km; the geometry is read.", advice,
            )
        ]  # fmt: skip


def _numbers(piece: RawTable, name: str) -> NDArray[np.float64]:
    return np.asarray(pd.to_numeric(pd.Series(piece.cells[name]), errors="coerce"), dtype=np.float64)
