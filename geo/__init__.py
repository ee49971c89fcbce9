"""What it means: places, status, incidents, formats; tables in, GeoDataFrames out.

>>> from durandline import geo
>>> query = geo.open_record().query(on="2025-03-01")
>>> query.frame("crossings").query("cargo_state == 'closed'")["crossing_id"].tolist()
['torkham', 'angoor_adda', 'kharlachi']

What has its own module is loaded when it is first asked for, so that a command that needs little starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from durandline.geo.datasets import DATASETS, Dataset
    from durandline.geo.export import write
    from durandline.geo.folder import open_record
    from durandline.geo.geocoding.geocoder import geocode
    from durandline.geo.incidents.user_files import read_incidents
    from durandline.geo.query import Query
    from durandline.geo.record import Record

__all__ = ["DATASETS", "Dataset", "Query", "Record", "geocode", "open_record", "read_incidents", "write"]
_FROM = {
    "DATASETS": "datasets",
    "Dataset": "datasets",
    "Query": "query",
    "Record": "record",
    "geocode": "geocoding.geocoder",
    "open_record": "folder",
    "read_incidents": "incidents.user_files",
    "write": "export",
}


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
