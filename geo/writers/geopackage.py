"""GeoPackage: every table a layer, with its dictionary, what the file says of itself, and its drawing styles."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio

from durandline.geo.errors import InputError
from durandline.geo.schema.findings import Finding
from durandline.geo.time.partial import parse_partial
from durandline.geo.writers.content import About, TableOut
from durandline.geo.writers.geopackage_columns import stored_frame
from durandline.geo.writers.geopackage_metadata import add_metadata
from durandline.geo.writers.geopackage_styles import add_styles

_CLOCK = "OGR_CURRENT_DATE"  # what GDAL writes as the time of the last change
# Read without a warning by every GDAL since 3.1; the standard asks for milliseconds, zero or not.
_FORM = {"VERSION": "1.2", "DATETIME_PRECISION": "MILLISECOND"}


def write_geopackage(
    path: Path, tables: Sequence[TableOut], about: About, *, styles: Mapping[str, str]
) -> list[Finding]:
    """Write ``tables`` as layers of a new GeoPackage, in the order given, and return what it cannot hold.

    Parameters
    ----------
    path
        A file that does not exist yet (see :func:`durandline.geo.files.replacing_path`).
    tables
        Flat tables in EPSG:4326, longitude first. A table without a geometry becomes an attribute table. Columns
        have the types of their fields: integer, number (REAL), boolean, all else text, partial dates included;
        columns without a field keep their type. Tables of :data:`~durandline.geo.writers.geopackage_columns.TIMES`
        get ``start_time`` and ``end_time``: instants in UTC that a temporal controller plays, half-open. A missing
        value is NULL, empty text stays empty. NULs and lone surrogates become U+FFFD, with a warning for the column.
    about
        Goes into the metadata of the file; its ``as_of`` is the time of the last change, so that the same tables
        give the same bytes.
    styles
        QGIS style documents by table name, kept as default styles in ``layer_styles``; those of tables that
        are not there are left out.

    Returns
    -------
    list of Finding
        A warning for each column in which text was changed.

    Raises
    ------
    InputError
        There is no table, or two have one name.
    """
    names = [each.name for each in tables]
    if not names or len(set(names)) != len(names):
        raise InputError("A GeoPackage needs one or more tables, each with a name of its own.")
    changed = _instant(about.as_of)
    findings: list[Finding] = []
    with _clock_set_to(changed):
        for each in tables:
            findings += _add_layer(path, each, about)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        add_metadata(database, tables, about, changed)
        add_styles(database, tables, styles, changed)
    return findings


def _add_layer(path: Path, out: TableOut, about: About) -> list[Finding]:
    options: dict[str, Any] = {"layer": out.name, "driver": "GPKG", "use_arrow": False}
    options |= {"IDENTIFIER": out.name, "DESCRIPTION": _description(out, about), **_FORM}
    frame, findings = stored_frame(out)
    if out.geometry:
        shapes = gpd.GeoDataFrame(frame, geometry=out.frame.geometry.array, crs=out.frame.crs or "EPSG:4326")
        kind = "Unknown" if out.geometry == "Geometry" else out.geometry
        options |= {"geometry_type": kind, "promote_to_multi": False, "SPATIAL_INDEX": "YES", "GEOMETRY_NAME": "geom"}
        pyogrio.write_dataframe(shapes, path, **options)
    else:
        pyogrio.write_dataframe(frame, path, ASPATIAL_VARIANT="GPKG_ATTRIBUTES", **options)
    return findings


def _description(out: TableOut, about: About) -> str:
    """Return what a desk shows of a layer before it is opened: what a row is, the date, and the disclaimer."""
    parts = [f"One row is {out.table.row_is}. As of {about.as_of}.", about.disclaimer, about.attribution]
    return " ".join(part for part in parts if part)


def _instant(as_of: str) -> str:
    """Return the beginning of a day, or an instant, as the standard writes times: UTC with milliseconds.

    A bare day is that of the calendar, on neither of the two clocks: it is a label here, not a moment.
    """
    date = parse_partial(as_of).first
    moment = date.astimezone(UTC) if isinstance(date, datetime) else date
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@contextlib.contextmanager
def _clock_set_to(changed: str) -> Iterator[None]:
    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: changed})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})
