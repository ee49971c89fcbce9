"""A zoo of awkward incident rows, each with what must come of it: drawn, kept without a point, or rejected."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any, NamedTuple

from support.hostile import HOSTILE

COLUMNS = (
    "incident_id", "kind", "date", "last_day", "place_name", "lat", "lon", "radius_m", "precision", "fatalities_min",
    "fatalities_max", "summary", "actors", "source_url", "source_publisher", "dataset", "redistribute", "notes",
)  # fmt: skip
DAY = {"date": "2024-03-05"}
POINT = {"lat": "34.2", "lon": "70.9"}
GOOD = {"kind": "shelling", **DAY, **POINT}


class Odd(NamedTuple):
    """One row: its cells, whether it must be used, whether it has a point, and the rules it must be found under."""

    name: str
    cells: dict[str, str]
    used: bool = True
    located: bool = True
    rules: tuple[str, ...] = ()


ROWS = (
    Odd("good", GOOD | {"fatalities_min": "3", "summary": "Shells fell.", "source_url": "https://paper.example/1"}),
    Odd("no_date", GOOD | {"date": ""}, used=False, rules=("required",)),
    Odd("bad_date", GOOD | {"date": "32 March"}, used=False, rules=("date",)),
    Odd("american_date", GOOD | {"date": "03/05/2024"}),
    Odd("no_such_day", GOOD | {"date": "2023-02-29"}, used=False, rules=("date",)),
    Odd("hijri_date", GOOD | {"date": "1402-10-22"}),
    Odd("eastern_digits", GOOD | {"date": "۲۰۲۴-۰۳-۰۶"}),
    Odd("serial_date", GOOD | {"date": "45358"}),
    Odd("instant_without_zone", GOOD | {"date": "2024-03-08T12:00"}),
    Odd("instant", GOOD | {"date": "2024-03-05T12:00+04:30"}),
    Odd("month_only", GOOD | {"date": "2024-03"}),
    Odd("year_only", GOOD | {"date": "2024"}),
    Odd("range", GOOD | {"date": "2024-03-01/2024-03-05"}),
    Odd("open_range", GOOD | {"date": "2024-03-01/"}, used=False, rules=("date",)),
    Odd("end_before_start", GOOD | {"date": "2024-03-05/2024-03-01"}, used=False, rules=("date",)),
    Odd("no_place_at_all", DAY, located=False, rules=("unlocated",)),
    Odd("half_coordinates", DAY | {"lat": "34.2"}, used=False, rules=("required",)),
    Odd("half_with_a_name", DAY | {"lon": "70.9", "place_name": "Jalalabad"}, used=False, rules=("required",)),
    Odd("comma_decimals", DAY | {"lat": "34,2", "lon": "70,9"}, used=False, rules=("number", "number")),
    Odd("degrees", DAY | {"lat": "34°15'N", "lon": "70.9"}),
    Odd("not_a_number", DAY | {"lat": "NaN", "lon": "70.9"}, used=False, rules=("number",)),
    Odd("infinite", DAY | {"lat": "34.2", "lon": "1e999"}, used=False, rules=("number",)),
    Odd("beyond_the_pole", DAY | {"lat": "134.2", "lon": "70.9"}, used=False, rules=("number",)),
    Odd("swapped", DAY | {"lat": "71.08", "lon": "34.11"}, rules=("far-away",)),
    Odd("null_island", DAY | {"lat": "0", "lon": "0"}, located=False, rules=("null-island",)),
    Odd("null_island_with_a_name", DAY | {"lat": "0", "lon": "0", "place_name": "Wana"}, rules=("null-island",)),
    Odd("far_away", DAY | {"lat": "-33.9", "lon": "151.2"}, rules=("far-away",)),
    Odd("on_the_line", DAY | {"lat": "34.115753", "lon": "71.084707"}),
    Odd("known_name", DAY | {"place_name": "Jalalabad"}),
    Odd("known_rtl_name", DAY | {"place_name": "جلال آباد"}),
    Odd("unknown_name", DAY | {"place_name": "Atlantis"}, located=False, rules=("unlocated",)),
    Odd("ambiguous_name", DAY | {"place_name": "Alipur"}, located=False, rules=("unlocated",)),
    Odd("unknown_kind", GOOD | {"kind": "skirmish"}, rules=("choice",)),
    Odd("near_kind", GOOD | {"kind": "Shellings"}, rules=("choice",)),
    Odd("bad_link", GOOD | {"source_url": "javascript:alert(1)"}, rules=("url",)),
    Odd("bare_link", GOOD | {"source_url": "www.paper.example/1"}, rules=("url",)),
    Odd("many_dead", GOOD | {"fatalities_min": "many"}, rules=("integer",)),
    Odd("minus_dead", GOOD | {"fatalities_min": "-1"}, rules=("integer",)),
    Odd("half_dead", GOOD | {"fatalities_min": "1.5"}, rules=("integer",)),
    Odd("most_below_least", GOOD | {"fatalities_min": "5", "fatalities_max": "2"}, rules=("order",)),
    Odd("last_day_before_the_first", GOOD | {"last_day": "2024-03-04"}, rules=("order",)),
    Odd("several_days", GOOD | {"last_day": "2024-03-09"}),
    Odd("minus_radius", GOOD | {"radius_m": "-3"}, rules=("number",)),
    Odd("unknown_precision", GOOD | {"precision": "roughly"}, rules=("choice",)),
    Odd("nul", GOOD | {"summary": "a\0b"}, rules=("nul",)),
    Odd("several_lines", GOOD | {"summary": 'first\nsecond, with "quotes"\r\nthird'}),
    Odd("megabyte", GOOD | {"notes": "long " * 200_000}),
    Odd("spaces", {key: f"  {value} " for key, value in GOOD.items()}),
    Odd("hostile", GOOD | dict.fromkeys(("summary", "actors", "notes", "source_publisher"), HOSTILE["script_end"])),
    Odd("hostile_id", GOOD | {"incident_id": HOSTILE["jinja_os"]}),
    Odd("rtl_text", GOOD | {"summary": "درگیری در تورخم", "actors": "طالبان؛ ارتش پاکستان"}),
    Odd("first_of_one_id", GOOD | {"incident_id": "same"}),
    Odd("second_of_one_id", GOOD | {"incident_id": "same"}, used=False, rules=("doubled-key",)),
    Odd("said_again", GOOD, rules=("repeated",)),
    Odd("everything_wrong", {"date": "soon", "lat": "north", "lon": "", "source_url": "x", "kind": "y"}, used=False,
        rules=("choice", "date", "number", "url")),
)  # fmt: skip
TOLD = ("day-or-month", "digits", "serial-date", "solar-hijri", "time-without-zone")
"""What is told of the whole file, beside the rows; of the CSV also ``degrees``."""
LONG_ROW, SHORT_ROW = "ragged_long", "ragged_short"
"""Two rows more of the CSV: one with a cell too many, which may have moved all others, and one that ends early."""


def as_csv() -> str:
    """Return the zoo as CSV; row numbers of :data:`ROWS` are their place plus two, then the two ragged ones."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for odd in ROWS:
        writer.writerow([odd.cells.get(column, "") for column in COLUMNS])
    writer.writerow([GOOD.get(column, "") for column in COLUMNS] + ["one too many"])
    writer.writerow(["", "attack", "2024-03-05", "", "Jalalabad"])
    return text.getvalue()


def csv_rows() -> list[tuple[int, Odd]]:
    """Return what is expected of each row of :func:`as_csv` with its row number."""
    ragged = (Odd(LONG_ROW, GOOD, used=False, rules=("ragged-row",)), Odd(SHORT_ROW, {}))
    return list(enumerate((*ROWS, *ragged), start=2))


SHAPES: tuple[tuple[Any, Odd], ...] = (
    ({"type": "Point", "coordinates": [70.9, 34.2]}, Odd("point", {})),
    ({"type": "Point", "coordinates": [70.9, 34.2, 1200.0]}, Odd("with_height", {}, rules=("repeated",))),
    ({"type": "Point", "coordinates": [34.11, 71.08]}, Odd("swapped_point", {}, rules=("far-away", "repeated"))),
    ({"type": "Point", "coordinates": [70.9]}, Odd("half_a_point", {}, used=False, rules=("geometry",))),
    ({"type": "Point", "coordinates": ["70.9", "34.2"]}, Odd("texts", {}, used=False, rules=("geometry",))),
    ({"type": "Point", "coordinates": [float("nan"), 34.2]}, Odd("nan", {}, used=False, rules=("geometry",))),
    ({"type": "Point", "coordinates": None}, Odd("no_position", {}, used=False, rules=("geometry",))),
    ({"type": "LineString", "coordinates": [[70, 34], [71, 35]]}, Odd("line", {}, used=False, rules=("geometry",))),
    ([70.9, 34.2], Odd("bare_list", {}, used=False, rules=("geometry",))),
    (None, Odd("no_geometry", {}, located=False, rules=("repeated", "unlocated"))),
)


def as_geojson() -> str:
    """Return as GeoJSON the rows of the zoo without half coordinates, then a feature for each of :data:`SHAPES`."""
    made = [_feature(odd.cells) for odd in geojson_rows() if odd in ROWS]
    made += [{"type": "Feature", "properties": dict(DAY), "geometry": shape} for shape, _ in SHAPES]
    return json.dumps({"type": "FeatureCollection", "features": made})


def geojson_rows() -> list[Odd]:
    """Return what is expected of each feature of :func:`as_geojson`, in order."""
    return [odd for odd in ROWS if _expressible(odd.cells)] + [odd for _, odd in SHAPES]


def _expressible(cells: dict[str, str]) -> bool:
    try:
        numbers = [float(cells[name]) for name in ("lon", "lat") if cells.get(name, "").strip()]
    except ValueError:
        return False
    return len(numbers) in (0, 2) and all(map(math.isfinite, numbers))


def _feature(cells: dict[str, str]) -> dict[str, Any]:
    properties = {name: value for name, value in cells.items() if name not in ("lon", "lat")}
    if not cells.get("lon", "").strip():
        return {"type": "Feature", "properties": properties, "geometry": None}
    position = [float(cells["lon"]), float(cells["lat"])]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": position}}
