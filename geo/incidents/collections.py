"""Which collection an incident belongs to, whatever its version."""

from __future__ import annotations

import re
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from durandline.geo.schema.columns import Column, filled

# "UCDP GED 25.1" and "ACLED, 2025-03-01" are versions of UCDP GED and of ACLED.
_VERSION: Final = re.compile(r"[\s,;:(]*(\bv(ersion)?\.?\s*)?[0-9].*$", re.IGNORECASE | re.DOTALL)


def collection_name(dataset: str) -> str:
    """Return the name of a collection without its version or date: what comes before the first number."""
    return _VERSION.sub("", dataset).strip().casefold()


def collection(frame: gpd.GeoDataFrame) -> Column:
    """Return for each row the name of its collection; of rows that name none, the file, marked as such."""
    codes, datasets = pd.factorize(frame["dataset"].to_numpy(dtype=object))
    names = filled(collection_name(text) for text in datasets)[codes]
    origins = frame["origin"].to_numpy(dtype=object)
    return np.asarray(np.where(names == "", "file " + origins, names), dtype=object)
