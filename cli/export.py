"""``durandline export``: a table as a file for GIS desks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durandline.cli import asked, options
from durandline.cli.asked import Asked
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.output import emit, refuse, rejects_path
from durandline.cli.own import keep_rejects, report, take
from durandline.cli.text import count, say
from durandline.geo.formats.geojson import write_collection
from durandline.geo.schema.errors import InputError
from durandline.layers.notices import read_notices

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment

TABLES = tuple(name for name in asked.TABLES if name != "basemap")  # that is others' work, drawn alone
LAYER_OF = {"status": "crossings", "places": "crossings"}  # whose attribution a table without a layer has


@click.command(name="export")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--table", type=click.Choice(TABLES), default="crossings", show_default=True)
@options.on
@options.known_by
@options.since
@options.until
@options.incidents
@options.gazetteer
@options.with_record
@options.rejects
@options.overwrite
@options.verbosity
def command(
    out: str,
    table: str,
    on: Moment,
    known_by: Moment | None,
    since: Moment | None,
    until: Moment | None,
    incident_files: tuple[str, ...],
    gazetteers: tuple[str, ...] | None,
    record: Record,
    rejects: Path | None,
    overwrite: bool,
    verbose: int,
    quiet: int,
) -> None:
    """Write a table to OUT.geojson (RFC 7946; - is stdout), with its licence and attribution.

    crossings have their state on the date; status has a row for each flow and direction; unlocated
    incidents have a null geometry.

    \b
    durandline export crossings.geojson --on 2025-03-01
    durandline export incidents.geojson --table incidents --since 2025-01-01
    """
    if out != "-" and Path(out).suffix.lower() not in (".geojson", ".json"):
        raise InputError(f"{out}: this version writes .geojson; give the file that ending.")
    refuse(out, overwrite=overwrite)
    taken = take(incident_files, record, gazetteers)
    frame = Asked(record, on, known_by, since, until, taken).frame(table)
    text = collection(frame, table, on)
    if taken.rejected:
        keep_rejects(taken, rejects_path(out, rejects), overwrite=overwrite)
    emit(out, text, overwrite=overwrite)
    report(taken.findings, verbose - quiet)
    located = int(frame.geometry.notna().sum())
    say(
        f"{out}: {count(len(frame), 'row')} of {table}, {located} located, {len(frame) - located} without a point.",
        quiet=quiet > verbose,
    )
    raise SystemExit(FINDINGS if taken.findings else DONE)


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
