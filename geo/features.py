"""Rows of a frame as GeoJSON features with flat properties, as GIS desks want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

# Columns that together name a row of each table, for the feature's stable id.
KEYS: dict[str, tuple[str, ...]] = {
    "crossings": ("crossing_id",),
    "status": ("crossing_id", "flow", "direction", "side"),
    "closures": ("report_id", "crossing_id", "flows"),
    "incidents": ("incident_id", "place_id"),
    "movements": ("movement_id", "crossing_id"),
    "places": ("place_id",),
    "routes": ("route_id",),
    "border": ("line_id",),
}


def features(frame: gpd.GeoDataFrame, table: str) -> list[dict[str, Any]]:
    """Return the rows of ``frame`` as features: ``id``, ``properties``, ``geometry`` (``None`` if unlocated).

    Lists become one text with ``; `` between the parts; sources and claims, lists of mappings, become text
    columns of their own. Missing values are ``None``. Two rows of one key get ``-2``, ``-3`` ... after it.
    """
    geometry = frame.geometry
    columns = [name for name in frame.columns if name != geometry.name]
    seen: dict[str, int] = {}
    made = []
    for values, shape in zip(frame[columns].itertuples(index=False, name=None), geometry, strict=True):
        properties = flat(dict(zip(columns, values, strict=True)))
        key = ":".join(str(properties[name]) for name in KEYS[table] if properties.get(name))
        seen[key] = seen.get(key, 0) + 1
        made.append(
            {
                "id": key if seen[key] == 1 else f"{key}-{seen[key]}",
                "properties": properties,
                "geometry": _geometry(shape),
            }
        )
    return made


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with plain values only: text, numbers, booleans and ``None``."""
    plain: dict[str, Any] = {}
    for name, value in row.items():
        match name, value:
            case "sources", list():
                plain["source_publishers"] = "; ".join(each["publisher"] for each in value)
                plain["source_urls"] = "; ".join(each["url"] for each in value)
            case "claims", list():
                plain["claims"] = "; ".join(claim_text(each) for each in value)
            case "lines", list():
                continue  # the table status has them, one row each
            case _, list() | tuple():
                plain[name] = "; ".join(str(part) for part in value)
            case _:
                plain[name] = None if pd.isna(value) else _plain(value)
    return plain


def claim_text(claim: Mapping[str, Any]) -> str:
    """Return a claim in one line, such as ``Pakistan: killed 10-12 soldiers``."""
    least, most = claim["min"], claim["max"]
    if least is None:
        figure = f"up to {most}"
    elif most is None:
        figure = f"at least {least}"
    else:
        figure = str(least) if least == most else f"{least}-{most}"
    whom = f" {claim['whom']}" if claim["whom"] else ""
    return f"{claim['claimant']}: {claim['measure'].replace('_', ' ')} {figure}{whom}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a frame holds
    return value.item() if hasattr(value, "item") else value


def _geometry(shape: shapely.Geometry | None) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    mapping: Mapping[str, Any] = shapely.geometry.mapping(shape)
    return {"type": mapping["type"], "coordinates": _lists(mapping["coordinates"])}


def _lists(coordinates: Sequence[Any] | float) -> Any:  # noqa: ANN401 - nests to any depth
    return coordinates if isinstance(coordinates, float | int) else [_lists(part) for part in coordinates]
