"""Frames as flat tables for files: plain values alone, a column for each field of the view, and stable ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from durandline.geo.datasets import DATASETS
from durandline.geo.incidents.figures import MEASURES, figures
from durandline.geo.schema.fields import Field
from durandline.geo.views import VIEWS
from durandline.geo.writers.content import TableOut

CRS = "EPSG:4326"
SEPARATOR = "; "


def table_out(frame: pd.DataFrame, name: str) -> TableOut:
    """Return a frame as the table that files are made of: flat, with its view and the kind of its geometry.

    ``name`` is one of :data:`~durandline.geo.views.VIEWS`. A table that may mix kinds of geometry
    is said to hold points where nothing else is in it.
    """
    made = flat(frame, name)
    shape: str = DATASETS[name].geometry
    if shape == "Geometry" and set(made.geometry.geom_type.dropna()) <= {"Point"}:
        shape = "Point"
    return TableOut(name, made, VIEWS[name], shape)


def flat(frame: pd.DataFrame, name: str) -> gpd.GeoDataFrame:
    """Return the rows of ``frame`` with the columns of its view, in their order, and the geometry last.

    Text columns have dtype object with ``None`` for what is empty or not known; numbers are float64 with NaN, whole
    numbers ``Int64``, truth values bool, or ``boolean`` where some are not known, instants datetime64[ms, UTC]. Lists
    become one text with ``; `` between the parts; ``sources`` become ``source_publishers`` and ``source_urls``;
    ``claims`` one text, each with its claimant, and the figures of killed and injured numbers (see
    :func:`durandline.geo.incidents.figures.figures`). A column that the frame lacks is empty; one that the view lacks
    (``lines``, which the table status has row by row) is left out. Empty geometries are ``None``. The index counts
    from 0.
    """
    columns = {field.name: _column(frame, field) for field in VIEWS[name].fields}
    made = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    if not DATASETS[name].geometry:
        return gpd.GeoDataFrame(made)
    shapes = np.array(frame.geometry.array)
    shapes[frame.geometry.is_empty.to_numpy()] = None
    return gpd.GeoDataFrame(made, geometry=shapes, crs=CRS)


def feature_ids(frame: pd.DataFrame, name: str) -> list[str]:
    """Return an id for each row of a flat frame, made from its key, different for every row.

    Two rows of one key get ``-2``, ``-3`` ... after it; a row without a key has the table's name as one.
    """
    wanted = DATASETS[name].keys if name in DATASETS else tuple(frame.columns[:1])
    parts = [frame[column].tolist() for column in wanted]
    keys = [":".join(str(part) for part in row if part) or name for row in zip(*parts, strict=True)]
    taken = set(keys)
    if len(taken) == len(keys):
        return keys
    seen: dict[str, int] = {}
    return [_apart(key, seen, taken) for key in keys]


def _apart(key: str, seen: dict[str, int], taken: set[str]) -> str:
    """Return ``key`` the first time, later the key with the next number that makes an id nobody has."""
    number = seen.get(key, 0) + 1
    while number > 1 and f"{key}-{number}" in taken:
        number += 1
    seen[key] = number
    made = key if number == 1 else f"{key}-{number}"
    taken.add(made)
    return made


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


_NESTED: dict[str, tuple[str, Callable[[Any], str]]] = {
    "source_publishers": ("sources", lambda source: str(source["publisher"])),
    "source_urls": ("sources", lambda source: str(source["url"])),
    "claims": ("claims", claim_text),
}


# Numbers made of claims: the column, and the measure and the part of its figures that it holds.
_FIGURES = {f"{measure}_{part}": (measure, part) for measure in MEASURES for part in ("min", "max", "whom")}


def _column(frame: pd.DataFrame, field: Field) -> pd.Series[Any]:
    source, part = _NESTED.get(field.name, (field.name, str))
    if source not in frame.columns:
        source, part = field.name, str
    if field.name in _FIGURES and field.name not in frame.columns and "claims" in frame.columns:
        frame = pd.DataFrame({field.name: _figures(frame["claims"].tolist(), *_FIGURES[field.name])}, dtype=object)
    given = frame[source] if source in frame.columns else pd.Series([None] * len(frame), dtype=object)
    match field.type:
        case "number":
            made: Any = pd.to_numeric(given).to_numpy("float64", na_value=np.nan)
        case "integer":
            made = pd.array(pd.to_numeric(given), dtype="Int64")
        case "boolean":
            truth = pd.array(given, dtype="boolean")
            made = truth if truth.isna().any() else truth.to_numpy(bool)
        case "instant":
            made = pd.array(given, dtype="datetime64[ms, UTC]")
        case _:
            return pd.Series(_texts(given.tolist(), part), dtype=object)
    return pd.Series(made)


def _figures(several: Sequence[Any], measure: str, part: str) -> list[Any]:
    """Return one part of the figures of each row; rows often share their claims, and each is read once."""
    made: dict[int, Any] = {}
    for claims in several:
        if id(claims) not in made:
            made[id(claims)] = getattr(figures(claims, measure), part)
    return [made[id(claims)] for claims in several]


def _texts(values: Sequence[Any], part: Callable[[Any], str]) -> list[str | None]:
    """Return values as text, ``None`` for empty ones; rows often share a list, and each is joined once."""
    joined: dict[Any, str | None] = {}
    made: list[str | None] = []
    for value in values:
        if isinstance(value, str):
            made.append(value or None)
        elif isinstance(value, list | tuple):
            key = value if isinstance(value, tuple) else id(value)
            if key not in joined:
                joined[key] = _joined(map(part, value))
            made.append(joined[key])
        else:
            made.append(None if value is None or pd.isna(value) else str(value))
    return made


def _joined(parts: Iterable[str]) -> str | None:
    """Return the parts as one text; nothing where all are empty."""
    every = list(parts)
    return SEPARATOR.join(every) if any(every) else None
