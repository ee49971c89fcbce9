"""``durandline export``: a table as a file for GIS desks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durandline.cli.asked import TABLES as ASKED_TABLES
from durandline.cli.asked import Asked, with_asked
from durandline.cli.text import count
from durandline.geo.formats.geojson import write_collection
from durandline.geo.schema.errors import InputError
from durandline.layers.notices import read_notices

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.time.moment import Moment

TABLES = tuple(name for name in ASKED_TABLES if name != "basemap")  # that is others' work, drawn alone
LAYER_OF = {"status": "crossings", "places": "crossings"}  # whose attribution a table without a layer has


@click.command(name="export")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--table", type=click.Choice(TABLES), default="crossings", show_default=True)
@with_asked
def command(out: str, asked: Asked, table: str) -> None:
    """Write a table to OUT.geojson (RFC 7946; - is stdout), with its licence and attribution.

    crossings have their state on the date; status has a row for each flow and direction; unlocated
    incidents have a null geometry.

    \b
    durandline export crossings.geojson --on 2025-03-01
    durandline export incidents.geojson --table incidents --since 2025-01-01
    """
    if out != "-" and Path(out).suffix.lower() not in (".geojson", ".json"):
        raise InputError(f"{out}: this version writes .geojson; give the file that ending.")
    frame = asked.frame(table)
    text = collection(frame, table, asked.on)
    located = int(frame.geometry.notna().sum())
    rows = f"{count(len(frame), 'row')} of {table}"
    asked.deliver(out, text, [f"{out}: {rows}, {located} located, {len(frame) - located} without a point."])


def collection(frame: gpd.GeoDataFrame, table: str, on: Moment) -> str:
    """Return a frame as GeoJSON text with the licence, attribution and disclaimer of its table."""
    from durandline.geo.features import features

    notices = read_notices()
    whose = notices.of([LAYER_OF.get(table, table)])
    members: dict[str, Any] = {
        "title": f"durandline: {table}",
        "as_of": on.text,
        "licence": "; ".join(dict.fromkeys(one.licence for one in whose)),
        "attribution": "; ".join(one.text for one in whose),
        "disclaimer": f"{notices.boundary_words} {notices.disclaimer} {notices.not_for}",
    }
    return write_collection(features(frame, table), members)
