"""One's own incidents as the table they are read from: what ``durandline import`` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from durandline.geo.incidents.crosslink import linked
from durandline.geo.incidents.frame import COLUMNS, CRS, incident_frame, points, positions
from durandline.geo.schema.tables import OWN_INCIDENTS
from durandline.geo.writers.content import TableOut

AXES: Final = ("lat", "lon")
# The table whose rows are points: each format has a way of its own to write these.
TABLE: Final = replace(OWN_INCIDENTS, fields=tuple(field for field in OWN_INCIDENTS.fields if field.name not in AXES))


def own_table(frames: Sequence[gpd.GeoDataFrame]) -> TableOut:
    """Return frames of incidents (see :mod:`durandline.geo.incidents.frame`) as one table ``own_incidents``.

    Reading it again gives the same incidents: a place that was looked up keeps its point, radius and class of
    precision, a stretch of a line becomes its middle. Figures are those of the killed and injured, by the one
    claimant a row of the table has. Rows stay in order, file by file; those of different files that tell of one
    incident are linked.
    """
    frame = pd.concat(frames, ignore_index=True) if frames else incident_frame(dict.fromkeys(COLUMNS, ()), ())
    columns = _columns(linked(frame))
    made = {field.name: _typed(field.type, columns[field.name]) for field in TABLE.fields}
    table = gpd.GeoDataFrame(pd.DataFrame(made), geometry=points(*positions(frame)), crs=CRS)
    return TableOut(TABLE.name, table, TABLE)


def _columns(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    killed = [_claim(claims, "killed") for claims in frame["claims"]]
    injured = [_claim(claims, "injured") for claims in frame["claims"]]
    sources = [sources[0] if sources else {} for sources in frame["sources"]]
    named = np.where(frame["place_text"] == "", frame["place_name"], frame["place_text"])
    return {
        **{field.name: frame[field.name].to_numpy() for field in TABLE.fields if field.name in frame.columns},
        "place_name": named,
        "fatalities_min": [claim.get("min") for claim in killed],
        "fatalities_max": [claim.get("max") for claim in killed],
        "injured_min": [claim.get("min") for claim in injured],
        "injured_max": [claim.get("max") for claim in injured],
        "claimant": [(one or other).get("claimant", "") for one, other in zip(killed, injured, strict=True)],
        "source_url": [source.get("url", "") for source in sources],
        "source_publisher": [source.get("publisher", "") for source in sources],
        "same_as": [";".join(keys) for keys in frame["same_as"]],
    }


def _claim(claims: Sequence[Mapping[str, Any]], measure: str) -> Mapping[str, Any]:
    return next((claim for claim in claims if claim["measure"] == measure), {})


def _typed(kind: str, values: Any) -> Any:  # noqa: ANN401 - an array of the column's type
    match kind:
        case "integer":
            return pd.array(values, dtype="Int64")
        case "number":
            return np.array(values, dtype=np.float64)
        case "boolean":
            return np.array(values, dtype=np.bool_)
    return pd.Series([value or None for value in values], dtype=object)
