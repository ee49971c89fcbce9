"""Incidents as typed columns: numbers that the page filters and draws, and the text that it looks at row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from durandline.geo.incidents.crosslink import groups
from durandline.geo.incidents.filter import near_crossing
from durandline.geo.incidents.frame import combined_codes, positions
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds, parse_partial
from durandline.layers.web.columns import Columns, texts
from durandline.layers.web.embed import Plain, deflated
from durandline.layers.web.pack import checked, differences, to_plain

REQUIRED: Final = ("incident_id", "kind", "date")
CODED: Final = (
    "kind", "precision", "role", "confidence", "source_kind", "coarsened", "origin", "dataset", "licence",
    "line_side",
)  # fmt: skip
PLACE: Final = {
    "id": "place_id", "en": "place_name", "ps": "name_ps", "fa": "name_fa", "ur": "name_ur",
}  # fmt: skip
TEXTS: Final = (
    "incident_id", "date", "last_day", "summary", "actors", "place_text", "admin_text", "notes",
)  # fmt: skip
LISTS: Final = ("claims", "sources", "same_as")
NUMBERS: Final = {"radius": "radius_m", "nearest_m": "nearest_crossing_m", "line_m": "dist_to_line_m"}
_FINEST: Final = (5, 6, 7)  # decimals of a degree: 1 m to 1 cm, which still fits 32 bits
_DAY_ZERO: Final = bounds("1970-01-01", "PK").earliest
_NO_DAY: Final = 2**31
_PLAIN_DAY: Final = re.compile(r"(?:1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")  # years that dates may be of
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()

Array = npt.NDArray[Any]


def pack_incidents(frame: gpd.GeoDataFrame, *, embed_restricted: bool = False) -> dict[str, Plain]:
    """Return an incident frame as typed columns, in order of the first day that a row may mean.

    Parameters
    ----------
    frame
        GeoDataFrame in EPSG:4326 with the columns of ``durandline.geo.frames.incidents``; those it lacks are left
        out, further ones are not read.
    embed_restricted
        Whether rows that may not be handed on (``redistribute`` false) keep their text. Without it they are drawn,
        and nothing of what they say is in the page but their place, kind, days and whose they are.

    Returns
    -------
    dict
        See :mod:`durandline.layers.web.columns`; ``lon`` and ``lat`` are whole numbers of ``10**-decimals`` degrees;
        ``first`` and ``last`` are day numbers by Pakistan's clock, missing where a date cannot be read; rows with one
        ``group`` tell of one incident; ``parts`` are the lines of rows that are placed on one.

    Raises
    ------
    InputError
        A required column is missing.
    """
    frame = checked(frame, REQUIRED)
    first, last, precise = _days(frame)
    order = np.lexsort((last, first))
    frame, first, last, precise = frame.iloc[order], first[order], last[order], precise[order]
    columns = Columns(len(frame))
    decimals = _positions(columns, frame)
    columns.integers("first", first, first == _NO_DAY)
    columns.integers("last", last, last == _NO_DAY)
    columns.flags("precise", precise)
    for name in CODED:
        if name in frame.columns:
            columns.category(name, frame[name])
    for name, column in NUMBERS.items():
        if column in frame.columns:
            columns.numbers(name, pd.to_numeric(frame[column]).to_numpy(dtype=np.float64, na_value=np.nan))
    _places(columns, frame)
    columns.integers("group", groups(_grouped(frame)))
    open_rows = _open_rows(frame)
    columns.flags("redistribute", open_rows)
    _texts(columns, frame, np.ones_like(open_rows) if embed_restricted else open_rows)
    return {**columns.packed(), "decimals": decimals, "parts": _lines(frame, decimals)}


def seconds_of(frame: gpd.GeoDataFrame) -> tuple[int, int] | None:
    """Return the first and the last second that the rows' days hold by Pakistan's clock; ``None`` without a day."""
    first, last, _ = _days(frame)
    known = first != _NO_DAY
    if not known.any():
        return None
    return int(first[known].min()) * DAY + _DAY_ZERO, (int(last[known].max()) + 1) * DAY + _DAY_ZERO - 1


def _days(frame: gpd.GeoDataFrame) -> tuple[Array, Array, Array]:
    """Return the first and last day number that each row may mean, and whether its date is known to the day."""
    dates = texts(frame["date"])
    ends = texts(frame["last_day"]) if "last_day" in frame.columns else np.full(len(frame), "", dtype=object)
    codes, at = combined_codes(dates, ends)
    known = [_bounds(dates[place], ends[place]) for place in at]
    table = np.array(known, dtype=np.int64).reshape(-1, 3)[codes]
    return table[:, 0], table[:, 1], table[:, 2]


def _bounds(date: str, end: str) -> tuple[int, int, int]:
    try:
        if not end and _PLAIN_DAY.fullmatch(date):  # nearly all, and a tenth of the work
            day = dt.date.fromisoformat(date).toordinal() - _EPOCH
            return day, day, 1
        begin = parse_partial(date)
        finish = bounds(end, "PK") if end else begin.bounds("PK")
    except ValueError:  # a date in no form of ours (DateError), or a day that the calendar does not have
        return _NO_DAY, _NO_DAY, 0
    days = ((begin.bounds("PK").earliest - _DAY_ZERO) // DAY, (finish.latest - 1 - _DAY_ZERO) // DAY)
    return *days, int(begin.precision in ("day", "minute"))


def _positions(columns: Columns, frame: gpd.GeoDataFrame) -> int:
    lon, lat = positions(frame)
    with np.errstate(invalid="ignore"):
        absent = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    lon, lat = np.where(absent, 0, lon), np.where(absent, 0, lat)
    decimals = next((each for each in _FINEST if _exact(lon, each) and _exact(lat, each)), _FINEST[-1])
    for name, degrees in (("lon", lon), ("lat", lat)):
        columns.integers(name, np.round(degrees * 10**decimals).astype(np.int64), absent)
    columns.flags("located", frame["located"].to_numpy(dtype=bool) if "located" in frame.columns else ~absent)
    return decimals


def _exact(degrees: Array, decimals: int) -> bool:
    return bool(np.all(np.abs(np.round(degrees, decimals) - degrees) < 1e-9))


def _places(columns: Columns, frame: gpd.GeoDataFrame) -> None:
    """Add the place of each row by its names, the crossing it tells of, and the nearest one."""
    empty = np.full(len(frame), "", dtype=object)
    named = {key: texts(frame[name]) if name in frame.columns else empty for key, name in PLACE.items()}
    codes, at = combined_codes(*named.values())
    columns.codes("place", codes, [{key: str(cells[place]) for key, cells in named.items()} for place in at])
    _ids(columns, "near", near_crossing(frame))
    if "nearest_crossing" in frame.columns:
        _ids(columns, "nearest", texts(frame["nearest_crossing"]))


def _ids(columns: Columns, name: str, ids: Array) -> None:
    named = ids.copy()
    named[named == ""] = None  # the sentinel of what is missing
    codes, words = pd.factorize(named)
    columns.codes(name, codes, [str(word) for word in words])


def _grouped(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    same: Sequence[Any] = frame["same_as"].to_list() if "same_as" in frame.columns else [()] * len(frame)
    made = pd.Series([each if isinstance(each, list | tuple) else () for each in same], dtype=object)
    return pd.DataFrame({"incident_id": pd.Series(texts(frame["incident_id"]), dtype=object), "same_as": made})


def _open_rows(frame: gpd.GeoDataFrame) -> Array:
    if "redistribute" not in frame.columns:
        return np.ones(len(frame), dtype=bool)
    return np.array([each is not False and each != 0 for each in frame["redistribute"].to_list()], dtype=bool)


def _texts(columns: Columns, frame: gpd.GeoDataFrame, said: Array) -> None:
    silent = np.flatnonzero(~said)
    for name in (name for name in TEXTS if name in frame.columns):
        cells = texts(frame[name])
        cells[silent] = ""
        columns.text(name, cells)
    for name in (name for name in LISTS if name in frame.columns):
        lists = [each if isinstance(each, list | tuple) else to_plain(each) or [] for each in frame[name].to_list()]
        for place in silent:
            lists[place] = []
        if any(lists):
            columns.cells(name, lists)
        else:
            columns.codes(name, np.zeros(len(frame), dtype=np.int64), [[]])


def _lines(frame: gpd.GeoDataFrame, decimals: int) -> Plain:
    shapes = np.array(frame.geometry.array, dtype=object)
    kinds = shapely.get_type_id(shapes)
    found = np.flatnonzero(np.isin(kinds, (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)))
    return deflated({str(row): differences(shapes[row], decimals) for row in found}) if len(found) else None
