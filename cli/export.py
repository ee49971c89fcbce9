"""``durandline export``: tables as a file for GIS desks, spreadsheets and programs."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durandline.cli import options
from durandline.cli.asked import Asked, with_asked
from durandline.cli.output import STDOUT, handing_out
from durandline.cli.text import count, progress
from durandline.geo.formats.writing import FORMATS, Format, How, format_of, write_file, write_to
from durandline.geo.schema.errors import InputError
from durandline.geo.schema.views import FRAMES, PLAIN

if TYPE_CHECKING:
    from durandline.geo.formats.content import About, TableOut
    from durandline.geo.schema.findings import Finding

TABLES = tuple(table.name for table in FRAMES)
PLAIN_TABLES = tuple(table.name for table in PLAIN)
# People read no polygons: a sheet for each of these is made only when asked for.
NO_SHEETS = ("incident_areas", "routes", "border")
NAMING = "incident_places"
OF_INCIDENTS = ("incidents", "incident_areas")


@click.command(name="export")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--table",
    "tables",
    type=click.Choice((*TABLES, *PLAIN_TABLES)),
    metavar="NAME",
    multiple=True,
    help=f"What to write: {', '.join((*TABLES, *PLAIN_TABLES))}. Can be given again for .gpkg and .xlsx.  "
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
    names = _names(tables, wanted, out)
    if asked.coarsen:
        names = _unnamed(names, tables)
    from durandline.cli.export_tables import Export

    export = Export(asked)
    made = [export.table(name) for name in progress(names, "Making the tables", quiet=asked.hushed)]
    how = How(raw_cells=raw_cells, hxl=hxl, styles=_styles(names) if wanted.name == "gpkg" else {})
    about = export.about(names)
    write = functools.partial(_write, out, wanted, made, about, how, overwrite=asked.overwrite)
    asked.deliver(out, write, [*_written(out, made), *export.told, *_owed(wanted, about)])


def _format(out: str, name: str | None) -> Format:
    name = name or ("geojson" if out == STDOUT else None)
    wanted = FORMATS[name] if name else format_of(out)
    if out == STDOUT and not wanted.text:
        raise InputError(f"{wanted.name} cannot be written to stdout: name a file, such as out{wanted.endings[0]}.")
    return wanted


def _names(tables: Sequence[str], wanted: Format, out: str) -> tuple[str, ...]:
    """Return the tables to write: those asked for, each once, or what the format has by itself."""
    asked = tuple(dict.fromkeys(tables))
    if wanted.several:
        return asked or _every(wanted)
    if len(asked) > 1:
        raise click.UsageError(f"{out} can hold one table; give --table once, or write .gpkg or .xlsx.")
    if asked and asked[0] in PLAIN_TABLES and not wanted.plain:
        raise click.UsageError(f"{asked[0]} has no geometry, which {wanted.name} is for; write .csv, .xlsx or .gpkg.")
    return asked or ("crossings",)


def _unnamed(names: Sequence[str], tables: Sequence[str]) -> tuple[str, ...]:
    """Return the tables without the one that would undo a coarsening."""
    if NAMING in tables:
        raise click.UsageError(
            f"{NAMING} names the places of incidents, which --coarsen blurs; leave one of them out."
        )
    return tuple(name for name in names if name != NAMING)


def _every(wanted: Format) -> tuple[str, ...]:
    if wanted.name == "xlsx":
        return tuple(name for name in (*TABLES, *PLAIN_TABLES) if name not in NO_SHEETS)
    from durandline.layers.qml import TABLES as DRAWN  # in the order they are drawn

    return (*DRAWN, *PLAIN_TABLES)


def _styles(names: Sequence[str]) -> dict[str, str]:
    from durandline.layers.qml import qml_styles
    from durandline.layers.words import read_words

    return qml_styles(names, read_words())


def _write(
    out: str, wanted: Format, tables: Sequence[TableOut], about: About, how: How, *, overwrite: bool
) -> Sequence[Finding]:
    if out == STDOUT:
        with handing_out() as stream:
            write_to(stream, wanted, tables[0], about, how)
        return []
    return write_file(Path(out), wanted, tables, about, how, overwrite=overwrite)


def _owed(wanted: Format, about: About) -> list[str]:
    """Say whose the rows are where the file itself cannot."""
    return [] if wanted.notices else [f"Name beside it: {about.attribution}. Licences: {about.licence}."]


def _written(out: str, tables: Sequence[TableOut]) -> list[str]:
    """Say what is in the file, in numbers that add up."""
    said = []
    for table in tables:
        line = f"{count(len(table.frame), 'row')} of {table.name}"
        if table.name in OF_INCIDENTS:  # a row is an incident at one of its places
            line += f" ({count(table.frame['incident_id'].nunique(), 'incident')})"
        if table.geometry:
            located = int(table.frame.geometry.notna().sum())
            line += f", {located:,} located, {len(table.frame) - located:,} without a point"
        said.append(line)
    if len(said) == 1:
        return [f"{out}: {said[0]}."]
    return [f"{out}, {len(said)} tables:", *(f"  {one}" for one in said)]
