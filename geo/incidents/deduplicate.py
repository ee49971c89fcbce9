"""Several files of one's own together: a row that two of them hold is taken once, a key means one incident.

- A row of one collection (column ``dataset``, whatever its version) with a key that an earlier file has too: where
  both say the same it is taken once, with a note; else the later file's is taken as the newer, with a warning that
  names what differs. A key made from a row's content is the same row in whatever file.
- A key that files use for different rows without naming a collection, or that the record uses too, says nothing of
  what happened: both rows stay, the later one under the key ``key@file``, with a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from durandline.geo.incidents.collections import collection_name
from durandline.geo.incidents.frame import with_columns
from durandline.geo.incidents.keys import KEY, PREFIX
from durandline.geo.incidents.record_incidents import DATASET
from durandline.geo.incidents.user_file import OwnIncidents
from durandline.geo.record import Record
from durandline.geo.schema.columns import Column, filled
from durandline.geo.schema.findings import Finding

Positions = NDArray[np.int64]
_COMPARED: Final = (
    "kind", "source_kind", "date", "last_day", "summary", "actors", "place_text", "admin_text", "precision",
    "radius_m", "coarsened", "claims", "sources", "notes", "licence", "redistribute",
)  # fmt: skip


def settle(files: Sequence[OwnIncidents], record: Record) -> None:
    """Take rows that several files hold once, and give keys that clash a new one; what was done is a finding.

    The files' frames, findings and counts are changed: ``removed`` grows by the rows that are not taken.
    """
    for own in files:
        _settle_with_record(own, record)
    for number, own in enumerate(files):
        for earlier in files[:number]:
            _settle_pair(earlier, own)
    for own in files:
        own.findings.sort()


def _settle_with_record(own: OwnIncidents, record: Record) -> None:
    known = record.keyed("incidents")
    keys = own.frame[KEY].to_numpy(dtype=object)
    clash = np.flatnonzero([key in known for key in keys])
    if not clash.size:
        return
    theirs = _collections(own.frame)[clash] == DATASET
    again, renamed = clash[theirs], clash[~theirs]
    if again.size:
        own.findings.append(
            Finding(own.name, 0, KEY, "repeated", "warning", "",
                    f"{_rows(again)} {_are(again)} the record's own, such as {keys[again[0]]!r}, "
                    "and shown as the record has them.",
                    "To show yours beside them, give them other keys and clear dataset.")
        )  # fmt: skip
    _rename(own, renamed, "the record")
    _drop(own, again)


def _settle_pair(earlier: OwnIncidents, own: OwnIncidents) -> None:
    one, two = _shared_keys(earlier.frame, own.frame)
    if not one.size:
        return
    differing = _differences(earlier.frame, own.frame, one, two)
    keys = own.frame[KEY].to_numpy(dtype=object)[two]
    other = _at_other_places(earlier.frame, own.frame) | {
        key for key, names in zip(keys, differing, strict=True) if names
    }
    same_text = np.array([key not in other for key in keys], dtype=np.bool_)
    mine, before = _collections(own.frame)[two], _collections(earlier.frame)[one]
    made = np.array([key.startswith(PREFIX) for key in keys], dtype=np.bool_)
    same = (mine == before) & ((mine != "") | made | same_text)
    repeated, newer = two[same & same_text], np.flatnonzero(same & ~same_text)
    first = ~pd.Series(keys).duplicated().to_numpy()  # of several places of one incident
    if repeated.size:
        own.findings.append(
            Finding(own.name, 0, KEY, "repeated", "note", "",
                    f"{_rows(repeated)} {_are(repeated)} in {earlier.name} too and taken once, "
                    f"such as {own.frame[KEY].iloc[repeated[0]]!r}.")
        )  # fmt: skip
    own.findings += [
        Finding(own.name, int(own.rows[two[at]]), KEY, "updated", "warning", keys[at],
                f"is in {earlier.name} too, with another {', '.join(differing[at]) or 'place'}; "
                "this row is taken as the newer.",
                f"If {earlier.name} is the newer, name it last.") for at in newer if first[at]
    ]  # fmt: skip
    _rename(own, _of_keys(own.frame, keys[~same]), earlier.name)
    _drop(earlier, _of_keys(earlier.frame, keys[newer]))
    _drop(own, repeated)


def _of_keys(frame: gpd.GeoDataFrame, keys: Column) -> Positions:
    """Return the positions of all rows of these keys: an incident has one for each of its places."""
    return np.flatnonzero(frame[KEY].isin(keys).to_numpy()) if keys.size else np.empty(0, dtype=np.int64)


def _at_other_places(one: gpd.GeoDataFrame, two: gpd.GeoDataFrame) -> set[str]:
    """Return the keys that have not as many rows in both."""
    first, second = (frame[KEY].value_counts() for frame in (one, two))
    return {key for key, count in second[second.index.isin(first.index)].items() if count != first[key]}


def _shared_keys(one: gpd.GeoDataFrame, two: gpd.GeoDataFrame) -> tuple[Positions, Positions]:
    """Return the positions of rows with one key in both; of a key with several rows, the first, the second ..."""
    found = pd.Index(_numbered(one)).get_indexer(pd.Index(_numbered(two)))
    hits = np.flatnonzero(found >= 0)
    return found[hits].astype(np.int64), hits.astype(np.int64)


def _numbered(frame: gpd.GeoDataFrame) -> Column:
    """Return the keys, those met before in the frame with their number behind a sign that stands in no key."""
    keys: Column = frame[KEY].to_numpy(dtype=object).copy()
    again = pd.Series(keys).groupby(keys, sort=False).cumcount().to_numpy()
    for at in np.flatnonzero(again):
        keys[at] = f"{keys[at]}\0{again[at]}"
    return keys


def _collections(frame: gpd.GeoDataFrame) -> Column:
    codes, datasets = pd.factorize(frame["dataset"].to_numpy(dtype=object))
    names: Column = filled(collection_name(text) for text in datasets)[codes]
    return names


def _differences(
    one: gpd.GeoDataFrame, two: gpd.GeoDataFrame, first: Positions, second: Positions
) -> list[list[str]]:
    """Return for each pair of rows the names of the columns that differ."""
    differing: list[list[str]] = [[] for _ in first]
    for name in _COMPARED:
        a, b = one[name].to_numpy(dtype=object)[first], two[name].to_numpy(dtype=object)[second]
        for at in np.flatnonzero([x != y and not (x != x and y != y) for x, y in zip(a, b, strict=True)]):  # noqa: PLR0124 - NaN
            differing[at].append(name)
    shapes = (np.array(frame.geometry.array, dtype=object) for frame in (one, two))
    a, b = next(shapes)[first], next(shapes)[second]
    for at in np.flatnonzero(~shapely.equals_exact(a, b) & ~(shapely.is_missing(a) & shapely.is_missing(b))):
        differing[at].append("place")
    return differing


def _rename(own: OwnIncidents, rows: Positions, other: str) -> None:
    if not rows.size:
        return
    keys = own.frame[KEY].to_numpy(dtype=object).copy()
    old = keys[rows[0]]
    keys[rows] = keys[rows] + f"@{own.name}"
    own.frame = with_columns(own.frame, {KEY: keys})
    own.findings.append(
        Finding(own.name, 0, KEY, "doubled-key", "warning", "",
                f"{_rows(rows)} {'has a key' if rows.size == 1 else 'have keys'} that {other} uses for another "
                f"incident, such as {old!r}; here it is {keys[rows[0]]!r}.",
                "Name the collection in a column dataset where keys mean the same in every file.")
    )  # fmt: skip


def _drop(own: OwnIncidents, rows: Positions) -> None:
    if rows.size:
        stay = np.ones(len(own.frame), dtype=np.bool_)
        stay[rows] = False
        own.frame = own.frame[stay].reset_index(drop=True)
        own.rows = own.rows[stay]
        own.removed += int(rows.size)


def _rows(rows: Positions) -> str:
    return "1 row" if rows.size == 1 else f"{rows.size:,} rows"


def _are(rows: Positions) -> str:
    return "is" if rows.size == 1 else "are"
