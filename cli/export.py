"""``durandline export``: tables as a file for GIS desks, spreadsheets and programs."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from durandline.cli import options
from durandline.cli.output import STDOUT, handing_out
from durandline.cli.query_options import Asked, with_asked
from durandline.cli.text import count, progress
from durandline.geo.datasets import dataset, written
from durandline.geo.errors import InputError
from durandline.geo.writers.formats import FORMATS, Format, How, format_of

if TYPE_CHECKING:
    from durandline.geo.export import Export
    from durandline.geo.query import Query
    from durandline.geo.schema.findings import Finding
    from durandline.geo.writers.content import About, TableOut


@click.command(name="export")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--table",
    "tables",
    type=click.Choice(written()),
    metavar="NAME",
    multiple=True,
    help=f"What to write: {', '.join(written())}. Can be given again for .gpkg and .xlsx.  "
    "[default: crossings; all for .gpkg and .xlsx]",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    metavar="NAME",
    default=None,
    help=f"Format, whatever the ending of OUT: {', '.join(FORMATS)}.  "
    "[default: that of the ending; geojson on stdout]",
)
@click.option("--hxl", is_flag=True, help="CSV: a row of HXL hashtags below the header.")
@functools.partial(options.raw_cells, expose_value=True)
@with_asked
def command(
    out: str, asked: Asked, tables: tuple[str, ...], format_name: str | None, hxl: bool, raw_cells: bool
) -> None:
    """Write tables to OUT with their licence, attribution and dictionary, as far as the format can hold them.

    \b
    .geojson   RFC 7946, with what each column means
    .geojsonl  features alone, one a line (.geojsons: RFC 8142)
    .gpkg      GeoPackage: all tables, drawn as on the map when QGIS opens it
    .parquet   GeoParquet, for programs
    .fgb       FlatGeobuf
    .csv       UTF-8 without a mark; for Excel take .xlsx
    .xlsx      a sheet a table, then what each column means

    OUT may be - for stdout. crossings have their state on the date; status has a row for each flow and direction;
    unlocated incidents have a null geometry, and incident_areas the circles they lie in. Incidents that may not be
    handed on are left out, and that is said.

    \b
    durandline export crossings.geojson --on 2025-03-01
    durandline export incidents.csv --table incidents --since 2025-01-01
    durandline export border.gpkg --on 2025-03-01
    """
    wanted = _format(out, format_name)
    if (hxl or raw_cells) and wanted.name != "csv":
        raise click.UsageError(f"--hxl and --raw-cells are for .csv alone, and {out} is {wanted.name}.")
    from durandline.geo.export import export_of, tables_for
    from durandline.layers import qgis_styles

    query = asked.query
    names = tables_for(wanted, tables, out, coarsened=bool(query.coarsen))
    export = export_of(query, names, lambda names: progress(names, "Making the tables", quiet=asked.hushed))
    how = How(raw_cells=raw_cells, hxl=hxl, styles=qgis_styles(names) if wanted.name == "gpkg" else {})
    write = functools.partial(_write, out, wanted, export, how, overwrite=asked.overwrite)
    told = [*_written(out, export.tables), *_left_out(query, export), *_owed(wanted, export.about)]
    asked.deliver(out, write, told)


def _format(out: str, name: str | None) -> Format:
    name = name or ("geojson" if out == STDOUT else None)
    wanted = FORMATS[name] if name else format_of(out)
    if out == STDOUT and not wanted.text:
        raise InputError(f"{wanted.name} cannot be written to stdout: name a file, such as out{wanted.endings[0]}.")
    return wanted


def _write(out: str, wanted: Format, export: Export, how: How, *, overwrite: bool) -> Sequence[Finding]:
    if out != STDOUT:
        export.write(out, wanted, how, overwrite=overwrite)
    else:
        with handing_out() as stream:
            export.write(stream, wanted, how, overwrite=overwrite)
    return export.findings


def _left_out(query: Query, export: Export) -> list[str]:
    """Say what was blurred, and whose rows were held back."""
    told = []
    if query.coarsen and any(dataset(table.name).follows_incidents for table in export.tables):
        from durandline.geo.incidents.coarsen import told as coarsened

        told += coarsened(query.incidents())
    for collection, licence, number in export.held_back:
        whose = f"{collection or 'a collection without a name'} ({licence or 'no licence given'})"
        told.append(f"Left out: {count(number, 'incident row')} of {whose} that may not be handed on.")
    return [*told, "--embed-restricted writes them all the same, and the file says so."] if export.held_back else told


def _owed(wanted: Format, about: About) -> list[str]:
    """Say whose the rows are where the file itself cannot."""
    return [] if wanted.notices else [f"Name beside it: {about.attribution}. Licences: {about.licence}."]


def _written(out: str, tables: Sequence[TableOut]) -> list[str]:
    """Say what is in the file, in numbers that add up."""
    said = []
    for table in tables:
        line = f"{count(len(table.frame), 'row')} of {table.name}"
        if dataset(table.name).row_is_incident:  # a row is an incident at one of its places
            line += f" ({count(table.frame['incident_id'].nunique(), 'incident')})"
        if table.geometry:
            located = int(table.frame.geometry.notna().sum())
            line += f", {located:,} located, {len(table.frame) - located:,} without a point"
        said.append(line)
    if len(said) == 1:
        return [f"{out}: {said[0]}."]
    return [f"{out}, {len(said)} tables:", *(f"  {one}" for one in said)]
