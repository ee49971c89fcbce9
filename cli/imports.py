"""``durandline import``: anybody's table of incidents as one of ours, with every row accounted for."""

from __future__ import annotations

import functools
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.findings import keep_rejects, report
from durandline.cli.output import STDOUT, handing_out, refuse, rejects_path
from durandline.cli.text import count, say
from durandline.geo.errors import InputError
from durandline.geo.files import read_input
from durandline.geo.incidents.user_files import UserIncidents, open_source, read_incidents
from durandline.geo.ingest.hints import SCHEMAS, Wants, parse_columns
from durandline.geo.writers.formats import FORMATS, How, format_of, write_file, write_to

if TYPE_CHECKING:
    from durandline.geo.incidents.user_file import OwnIncidents
    from durandline.geo.record import Record
    from durandline.geo.writers.content import About, TableOut
    from durandline.geo.writers.formats import Format

WHOSE = {"own": "this package's own columns", "acled": "an ACLED export", "ucdp": "a UCDP GED export"}
ORDERS = ("dmy", "mdy", "ymd", "hijri", "serial", "swapped", "stored")
_FILE = options.FilePath(exists=True, dir_okay=False, allow_dash=True)


def _columns(context: click.Context, parameter: click.Parameter, text: str) -> dict[str, str]:
    """Read what ``--columns`` says; what cannot be read is a matter of usage, not of the file."""
    try:
        return parse_columns(text)
    except InputError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, allow_dash=True), help="File to write.")
@click.option(
    "--as",
    "as_",
    type=click.Choice(SCHEMAS),
    default=None,
    help="Whose columns they are.  [default: told by the columns]",
)
@click.option(
    "--columns",
    default="",
    metavar="OURS=THEIRS,...",
    callback=_columns,
    help='Which column is which: place=Location,date="Event Date". What is not said is guessed, and shown.',
)
@click.option(
    "--dates",
    type=click.Choice(ORDERS),
    default=None,
    help="How dates are written: day first, month first, year first, Solar Hijri, or numbers of a spreadsheet; "
    "swapped turns days and months back that a spreadsheet swapped, stored takes its dates as they are.  "
    "[default: decided over the whole column, and said]",
)
@click.option(
    "--sheet", "layer", default="", metavar="NAME", help="Sheet or layer to read, where a file has several."
)
@click.option("--encoding", default="", help="Encoding of text, such as cp1256.  [default: decided, and said]")
@click.option("--kinds", type=_FILE, default=None, help="CSV of event kinds that goes before the shipped table.")
@click.option("--deleted", type=_FILE, default=None, help="ACLED's list of deleted events: these are left out.")
@options.gazetteer
@options.data
@options.rejects
@functools.partial(options.raw_cells, expose_value=True)
@options.overwrite
@options.verbosity
def command(
    files: tuple[str, ...],
    out: str,
    layer: str,
    encoding: str,
    gazetteers: tuple[str, ...] | None,
    record: Record,
    rejects: Path | None,
    raw_cells: bool,
    overwrite: bool,
    verbose: int,
    quiet: int,
    **said: Any,  # noqa: ANN401 - what is said of the files
) -> None:
    """Read FILEs of incidents in any of the formats below and write them to OUT as one table of our own columns.

    Read are CSV and other delimited text, XLSX, XLS and ODS, GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, Shapefile,
    ACLED exports (CSV, API JSON) and UCDP GED. OUT is .csv, .geojson, .gpkg, .parquet, .fgb or .xlsx; `map`,
    `export` and `validate` take it, and they take the files themselves too.

    Whatever is read in a certain way is said; rows that cannot be used are kept with the reasons. An incident in two
    files is linked (same_as), and both rows stay.

    \b
    durandline import mine.csv -o incidents.gpkg
    durandline import mine.csv -o new.csv --dates dmy --columns place=place_name
    """
    refuse(out, rejects, overwrite=overwrite)
    wanted = FORMATS["csv"] if out == STDOUT else format_of(out)
    wants = _wants(**said)
    taken = read_incidents(files, record, gazetteers, wants, layer=layer, encoding=encoding)
    verbosity = verbose - quiet
    made, about = _table(taken, record)
    kept = rejects_path(out, rejects) if taken.rejected else None
    if kept is not None:
        keep_rejects(taken, kept, overwrite=overwrite)
    found = [*taken.findings, *_write(out, wanted, made, about, How(raw_cells=raw_cells), overwrite=overwrite)]
    report(found, verbosity)
    for own in taken.files:
        for line in _told(own):
            say(line, quiet=verbosity < 0)
    say(_sum(out, made), quiet=verbosity < 0)
    if kept is not None:
        say(f"Not used: {count(taken.rejected, 'row')}, kept with the reasons in {kept}.", quiet=verbosity < 0)
    raise SystemExit(FINDINGS if any(each.is_problem for each in found) else DONE)


def _wants(
    as_: str | None, columns: dict[str, str], dates: str | None, kinds: str | None, deleted: str | None
) -> Wants:
    from durandline.geo.ingest.acled import read_deleted
    from durandline.geo.ingest.kinds import read_kinds
    from durandline.geo.readers.read import read_table

    return Wants(
        as_=as_ or "",
        columns=columns,
        dates=dates or "",
        kinds=read_kinds(read_input(kinds), Path(kinds).name) if kinds else (),
        deleted=read_deleted(read_table(open_source(deleted))) if deleted else frozenset(),
        today=options.today().text,
    )


def _table(taken: UserIncidents, record: Record) -> tuple[TableOut, About]:
    from durandline.geo.incidents.redistribution import attributions
    from durandline.geo.notices import read_notices
    from durandline.geo.writers.content import About
    from durandline.geo.writers.incident_table import own_table

    notices = read_notices()
    lent = [each for frame in taken.frames for each in attributions(frame)]
    about = About(
        title="durandline: incidents imported",
        as_of=_newest(taken),
        licence="; ".join(dict.fromkeys(licence for _, licence, _ in lent if licence)) or "the user's own",
        attribution="; ".join(dict.fromkeys(dataset for dataset, _, _ in lent if dataset)),
        disclaimer=notices.disclaimer,
        data_version=record.digest,
        tool_version=version("durandline"),
    )
    return own_table(taken.frames), about


def _newest(taken: UserIncidents) -> str:
    """Return the last day that any row tells of: how new the table is, whenever it was made."""
    from durandline.geo.time.clock import local_day
    from durandline.geo.time.partial import bounds

    dates = {
        date for frame in taken.frames for date in (*frame["date"].unique(), *frame["last_day"].unique()) if date
    }
    return local_day(max((bounds(date, "PK").latest - 1 for date in dates), default=0), "PK")


def _write(out: str, wanted: Format, made: TableOut, about: About, how: How, *, overwrite: bool) -> list[Any]:
    if out == STDOUT:
        with handing_out() as stream:
            write_to(stream, wanted, made, about, how)
        return []
    return write_file(Path(out), wanted, [made], about, how, overwrite=overwrite)


def _told(own: OwnIncidents) -> list[str]:
    """Say what a file was taken for and what became of its rows, in numbers that add up."""
    located = int(own.frame["located"].sum())
    whose = WHOSE.get(own.schema, "a table of other columns")
    lines = [f"{own.name}, read as {whose}: {count(own.read, 'row')}"]
    if own.schema == "other":
        lines += [f"  {ours} <- {theirs}" for ours, theirs in own.mapping]
        lines += [f"  not read: {', '.join(own.unread)}"] if own.unread else []
    lines.append(f"  kept {len(own.frame):,}: {located:,} located, {len(own.frame) - located:,} without a point")
    lines += [f"  rejected {len(own.rejects):,}"] if own.rejects else []
    lines += [f"  left out on purpose {own.removed:,}"] if own.removed else []
    return lines


def _sum(out: str, made: TableOut) -> str:
    ids, linked = made.frame["incident_id"], made.frame["same_as"].notna()
    more = f" in {len(ids):,} rows, one for each place" if ids.duplicated().any() else ""
    if linked.any():
        more += f", {ids[linked].nunique():,} of them linked to another row of the same incident"
    return f"{out}: {count(ids.nunique(), 'incident')}{more}."
