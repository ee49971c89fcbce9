"""One's own incidents as a frame: typed columns placed on the ground, with claims and sources."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from durandline.geo.incidents.frame import combined_codes, incident_frame, points, shared
from durandline.geo.incidents.placing import Place, Placing
from durandline.geo.incidents.record_incidents import Claim, Source
from durandline.geo.schema.columns import Column, filled
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.precision import PRECISIONS

_OF_PLACE = ("place_id", "name_ps", "name_fa", "name_ur")
_AS_GIVEN = (
    "incident_id", "source_kind", "date", "last_day", "summary", "actors", "admin_text", "coarsened", "notes",
    "same_as", "dataset", "licence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Where each row is: shapes, and the columns that say so."""

    shapes: Column
    columns: dict[str, Column]


def built(values: Mapping[str, Column], where: Where, origin: str) -> gpd.GeoDataFrame:
    """Return the frame of incidents whose typed columns these are; ``incident_id`` is filled in every row."""
    size = len(values["date"])
    redistribute = values["redistribute"]
    columns = {
        **{name: values[name] for name in _AS_GIVEN},
        **where.columns,
        "kind": np.where(values["kind"] == "", "other", values["kind"]),
        "place_text": values["place_name"],
        "role": filled(["at"] * size),
        "located": np.array(where.shapes != None, dtype=np.bool_),  # noqa: E711 - element by element
        "claims": shared(
            _claims,
            values["claimant"],
            values["source_publisher"],
            values["fatalities_min"],
            values["fatalities_max"],
            values["injured_min"],
            values["injured_max"],
        ),
        "sources": shared(_sources, values["source_publisher"], values["source_url"]),
        "confidence": filled([""] * size),
        "origin": filled([origin] * size),
        "redistribute": np.array(redistribute != False, dtype=np.bool_),  # noqa: E712 - None is yes
    }
    return incident_frame(columns, where.shapes)


def placed(
    values: Mapping[str, Column],
    has_point: NDArray[np.bool_],
    rows: NDArray[np.int64],
    file: str,
    placing: Placing,
    *,
    of_point: bool = False,
) -> tuple[Where, list[Finding]]:
    """Return where each row is, and a warning for each name that leads to no point.

    A row with coordinates is there, under the name it has. Any other is looked up by its place name, with what
    ``admin_text`` says of the area; each different pair once. A radius and a class of precision that the row states
    go before the geocoder's; where it states a class alone, the class's own radius is taken. With ``of_point`` they
    are known to speak of the row's own coordinates, so that of a row without any the larger radius holds.
    """
    names = values["place_name"]
    known, codes = [Place("")], np.zeros(len(rows), dtype=np.int64)
    findings: list[Finding] = []
    at = np.flatnonzero(~has_point & (names != ""))
    if at.size:
        places, codes[at], findings = _looked_up(names[at], values["admin_text"][at], rows[at], file, placing)
        known += places
    columns = {name: filled(getattr(place, name) for place in known)[codes] for name in _OF_PLACE}
    columns["place_name"] = np.where(has_point, names, filled(place.name for place in known)[codes])
    lon = np.array([place.point[0] if place.point else math.nan for place in known])[codes]
    lat = np.array([place.point[1] if place.point else math.nan for place in known])[codes]
    lon, lat = np.where(has_point, values["lon"], lon), np.where(has_point, values["lat"], lat)
    shapes = points(lon, lat)
    for number, place in enumerate(known):
        if place.segment:
            shapes[codes == number] = shapely.LineString(place.segment)
    larger = ~has_point if of_point else np.zeros(len(rows), dtype=np.bool_)
    columns["radius_m"], columns["precision"] = _sizes(values, known, codes, larger)
    columns["radius_m"][~np.isfinite(lon)] = np.nan
    columns["precision"][~np.isfinite(lon)] = ""
    return Where(shapes, columns), findings


def _sizes(
    values: Mapping[str, Column], known: Sequence[Place], codes: NDArray[np.int64], larger: NDArray[np.bool_]
) -> tuple[Column, Column]:
    """Return radius and class of each row: those it states, or those found, or of ``larger`` rows the larger."""
    found = np.array([math.nan if place.radius_m is None else place.radius_m for place in known])[codes]
    found_class = filled(place.precision for place in known)[codes]
    said_class = values["precision"]
    classes = pd.Series({name: each.radius_m for name, each in PRECISIONS.items()})
    by_class = classes.reindex(pd.Index(said_class, dtype=object)).to_numpy(dtype=float)
    said = np.where(np.isfinite(values["radius_m"]), values["radius_m"], by_class)
    # The class that was found anyway adds nothing to the radius found with it.
    said = np.where((said_class == found_class) & ~np.isfinite(values["radius_m"]), found, said)
    use_found = ~np.isfinite(said) | (larger & (found > said))
    precision = np.where((said_class == "") | (larger & use_found), found_class, said_class)
    return np.where(use_found, found, said), precision


def _looked_up(
    names: Column, admins: Column, rows: NDArray[np.int64], file: str, placing: Placing
) -> tuple[list[Place], NDArray[np.int64], list[Finding]]:
    """Return the different places, for each row the number of its own from 1 on, and the warnings."""
    from durandline.geo.geocoding.answer_columns import unlocated_finding  # noqa: PLC0415 - heavy, as the geocoder is

    codes, first = combined_codes(names, admins)
    answers = [placing.find(names[at], admins[at]) for at in first]
    unlocated = np.flatnonzero(np.array([place.point is None for place, _ in answers])[codes])
    findings = [unlocated_finding(file, int(rows[at]), "place_name", answers[codes[at]][1]) for at in unlocated]
    return [place for place, _ in answers], codes + 1, findings


def _claims(claimant: str, publisher: str, *bounds: float) -> list[Claim]:
    """Return the claims of a row, from the least and the greatest figure of the killed, then of the injured."""
    return [
        {"claimant": claimant or publisher or "not stated", "measure": measure, "whom": "",
         "min": _whole(least), "max": _whole(most)}
        for measure, (least, most) in zip(("killed", "injured"), (bounds[:2], bounds[2:]), strict=True)
        if not (math.isnan(least) and math.isnan(most))
    ]  # fmt: skip


def _whole(number: float) -> int | None:
    return None if math.isnan(number) else int(number)


def _sources(publisher: str, url: str) -> list[Source]:
    return [{"publisher": publisher, "url": url, "kind": ""}] if publisher or url else []
