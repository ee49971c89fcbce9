"""What is looked for across the cells of one's own incidents: where they are, and figures and days that disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from durandline.geo.incidents.frame import instants
from durandline.geo.schema.columns import Checked, Column
from durandline.geo.schema.findings import Finding, Level

Flags = NDArray[np.bool_]

# Degrees within which a point may well belong to the line: a frame well around it.
WEST, EAST, SOUTH, NORTH = 58.0, 80.0, 22.0, 40.0
_ADVICE: Final = {
    "half": "Give both lat and lon, or neither and a place_name.",
    "none": "Give lat and lon, or a place_name.",
}


@dataclass(slots=True)
class Looked:
    """The findings across cells, and which rows have usable coordinates."""

    findings: list[Finding]
    placed: Flags
    good: Flags


def look(checked: Checked, rows: NDArray[np.int64], file: str) -> Looked:
    """Return what is wrong across the cells of the good rows; unusable last days are taken out of ``checked``.

    An error: one coordinate without the other. Warnings: neither coordinates nor a place; 0, 0, most likely a missing
    value and taken for one; a point far from the line, perhaps swapped; more killed at least than at most;
    a last day before the first.
    """
    values, good = checked.values, checked.good
    lon, lat, names = values["lon"], values["lat"], values["place_name"]
    has_lon, has_lat = np.isfinite(lon), np.isfinite(lat)
    half = good & (has_lon != has_lat)
    zero = good & (lon == 0) & (lat == 0)
    nameless = names == ""
    nowhere = good & ~has_lon & ~has_lat & nameless
    findings = [
        _finding(file, rows[at], "lon" if has_lat[at] else "lat", "required", "error", "",
                 "one coordinate without the other.", _ADVICE["half"]) for at in np.flatnonzero(half)
    ] + [
        _finding(file, rows[at], "place_name", "unlocated", "warning", "",
                 "neither coordinates nor a place; the row is kept without a point.", _ADVICE["none"])
        for at in np.flatnonzero(nowhere)
    ] + [
        _finding(file, rows[at], "lat", "null-island", "warning", "0, 0",
                 "is a point in the Gulf of Guinea, most likely a missing value; "
                 + ("the row is kept without a point." if nameless[at] else "the place name is looked up instead."),
                 "Give the coordinates, or leave them empty.") for at in np.flatnonzero(zero)
    ]  # fmt: skip
    good = good & ~half
    placed = good & has_lon & has_lat & ~zero
    findings += _far_away(lon, lat, placed, rows, file)
    findings += _figures(values, good, rows, file)
    findings += _last_days(values, good, rows, file)
    return Looked(findings, placed, good)


def _far_away(lon: Column, lat: Column, placed: Flags, rows: Column, file: str) -> list[Finding]:
    """Warn of points outside the frame, and of swapped coordinates."""
    far = placed & ~in_region(lon, lat)
    swapped = in_region(lat, lon)
    return [
        _finding(file, rows[at], "lat", "far-away", "warning", f"{lat[at]:g}, {lon[at]:g}", "lies far from the line.",
                 "lat and lon look swapped." if swapped[at] else "Check the coordinates.")
        for at in np.flatnonzero(far)
    ]  # fmt: skip


def in_region(lon: Column, lat: Column) -> Flags:
    """Return which points lie so near that they may well belong to the line."""
    found: Flags = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
    return found


def _figures(values: dict[str, Column], good: Flags, rows: Column, file: str) -> list[Finding]:
    return [
        _finding(file, rows[at], f"{name}_max", "order", "warning", f"{values[f'{name}_max'][at]:g}",
                 f"is less than {name}_min, {values[f'{name}_min'][at]:g}; both are kept as they are.",
                 "Check which is meant.")
        for name in ("fatalities", "injured")
        for at in np.flatnonzero(good & (values[f"{name}_max"] < values[f"{name}_min"]))
    ]  # fmt: skip


def _last_days(values: dict[str, Column], good: Flags, rows: Column, file: str) -> list[Finding]:
    last, dates = values["last_day"], values["date"]
    given = np.flatnonzero(good & (last != ""))
    if not given.size:
        return []
    # On one clock: over both, the day before reaches half an hour into the day.
    before = given[instants(last[given], "AF")[1] <= instants(dates[given], "AF")[0]]
    found = [
        _finding(file, rows[at], "last_day", "order", "warning", str(last[at]),
                 f"is before the date, {dates[at]}; it is left out.", "Check which is meant.") for at in before
    ]  # fmt: skip
    if before.size:
        values["last_day"] = last.copy()
        values["last_day"][before] = ""
    return found


def _finding(file: str, row: Any, column: str, rule: str, level: Level, *rest: str) -> Finding:  # noqa: ANN401 - numpy's
    return Finding(file, int(row), column, rule, level, *rest)
