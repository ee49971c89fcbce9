"""A made-up record for pictures that must not change when the shipped tables do: every state, kind and script.

Nothing in it happened. The keys of two crossings are those that a sheet of the whole line shows in detail. Base
map and border are the shipped ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from durandline.geo.record import Record
from durandline.geo.schema.vocabulary import INCIDENT_KINDS
from durandline.layers.paper.content import Content
from support.records import record, report
from support.sheets import content

DAY, SINCE = "2020-03-01", "2019-06-01"
SHIPPED = ("basemap.geojson", "border.geojson", "routes.geojson")
_POINTS = {
    "torkham": (71.085, 34.115),
    "spin_boldak_chaman": (66.444, 30.956),
    "gamma": (69.95, 32.95),
    "delta": (69.3, 32.2),
    "epsilon": (70.3, 33.5),
    "zeta": (67.8, 31.6),
}
_NAMES = {
    "torkham": ("Alpha", "الفا", "آلفا", "الفا"),
    "spin_boldak_chaman": ("Beta", "بېټا", "بتا", "بیٹا"),
    "gamma": ("Gamma", "ګاما", "گاما", "گاما"),
    "delta": ("Delta", "ډېلټا", "دلتا", "ڈیلٹا"),
    "epsilon": ("Epsilon", "اېپسيلون", "اپسیلون", "ایپسیلون"),
    "zeta": ("Zeta", "زېټا", "زتا", "زیٹا"),
}


def made_up(folder: Path) -> Record:
    """Write the record to ``folder`` and return it."""
    for name in SHIPPED:
        (folder / name).write_bytes((files("durandline.data") / name).read_bytes())
    incidents = [
        {"incident_id": f"i{number}", "kind": kind, "date": f"2020-{1 + number % 2:02d}-{number + 3:02d}",
         "summary": f"Made up: {kind}.", "place_text": "somewhere", "source_ids": "s"}
        for number, kind in enumerate(INCIDENT_KINDS)
    ]  # fmt: skip
    places = [
        {"incident_place_id": f"p{number}", "incident_id": each["incident_id"], "role": "at", "quoted": "somewhere",
         "place_id": f"place{number % 8}"}
        for number, each in enumerate(incidents)
    ]  # fmt: skip
    ground = [
        {"place_id": f"place{number}", "name_en": f"Place {number}", "kind": "town", "precision": "near",
         "lon": 70.9 - number * 0.55, "lat": 33.75 - number * 0.4, "radius_m": 3000 + 9000 * number}
        for number in range(8)
    ]  # fmt: skip
    return record(
        folder,
        list(_reports()),
        crossings=list(_crossings()),
        incidents=incidents,
        incident_places=places,
        places=ground,
    )


def picture(folder: Path, **asked: Any) -> Content:
    """Return what a sheet of the made-up record shows."""
    return content(DAY, SINCE, record=made_up(folder), **asked)


def _crossings() -> Iterator[dict[str, Any]]:
    for key, (lon, lat) in _POINTS.items():
        names = dict(zip(("name_en", "name_ps", "name_fa", "name_ur"), _NAMES[key], strict=True))
        kind = "informal" if key == "zeta" else "formal_international"
        yield {"crossing_id": key, **names, "kind": kind, "lon": lon, "lat": lat, "radius_m": 1000}
    yield {"crossing_id": "eta", "name_en": "Eta", "kind": "informal"}


def _reports() -> Iterator[dict[str, Any]]:
    yield report("alpha-shut", "closed", "2019-08-04", crossing_ids="torkham", until="2019-08-20", cause="clash")
    yield report("alpha-again", "closed", "2020-02-25", crossing_ids="torkham", cause="clash")
    yield report("beta-open", "open", "2020-02-20", crossing_ids="spin_boldak_chaman")
    yield report("gamma-open", "open", "2020-02-01", crossing_ids="gamma")
    yield report("gamma-some", "restricted", "2020-02-25", crossing_ids="gamma", flows="people", who_rule="papers")
    yield report("delta-trucks", "closed", "2020-02-26", crossing_ids="delta", flows="cargo")
    yield report("delta-people", "open", "2020-02-26", crossing_ids="delta", flows="people")
    yield report("epsilon-old", "closed", "2018-01-05", crossing_ids="epsilon", cause="natural")
