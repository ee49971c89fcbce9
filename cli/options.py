"""The options that more than one command takes, so that each is named, read and explained once.

Option                    Commands                        Meaning
--on, --as-of             all but changes                 the instant shown; a bare date is the gate's local day
--known-by                all but validate                use only what had been said by then
--flow FLOW               status changes                  who or what crosses
--near LON,LAT            status                          crossings by distance from a point
--since, --until          map export sheet                the window for incidents
--crossing NAME           map export sheet                these crossings alone, and incidents near them
--kind KIND               map export sheet                incidents of these kinds alone
--precision CLASS         map export sheet                incidents placed so precisely or better
--incidents FILE|-        map export sheet                add one's own incidents
--reports FILE|-          all but validate                add one's own statements about crossings
--gazetteer NAME          all that read incidents         added gazetteers to look place names up in
--data DIR                all but gazetteer               read the tables from there instead of the shipped ones
--coarsen HOW             map export sheet                blur the places of incidents the same way everywhere
--embed-restricted        map export sheet                put rows in that may not be handed on
--overwrite               all that write a file           write over an existing file
--rejects FILE            all that read incidents         where rows that cannot be used are kept
--raw-cells               all that write CSV              leave cells that a spreadsheet would run as they are
-v, --verbose / -q        all that write, and validate    say more / less on stderr
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.output import RAW_CELLS
from durandline.geo.errors import DateError
from durandline.geo.record import Record
from durandline.geo.schema.vocabulary import COARSENINGS, FLOWS, INCIDENT_KINDS, PRECISIONS
from durandline.geo.time.clock import ISLAMABAD
from durandline.geo.time.moment import Moment, parse_moment

Function = TypeVar("Function", bound=Callable[..., Any])


class FilePath(click.Path):
    """A file to read; an address, which is a common thing to give, is refused with what to do."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, checked as :class:`click.Path` does."""
        if str(value).casefold().startswith(("http://", "https://", "ftp://")):
            self.fail("addresses are not fetched: download the file, or pipe it in and give - for it.", param, ctx)
        return super().convert(value, param, ctx)


class MomentType(click.ParamType):  # type: ignore[type-arg]  # generic in newer Click alone
    """A day, or an instant with its zone."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Moment:  # noqa: ANN401
        """Return the moment that ``value`` writes, or fail with advice."""
        if isinstance(value, Moment):
            return value
        try:
            return parse_moment(str(value))
        except DateError as error:
            self.fail(str(error), param, ctx)


class LonLatType(click.ParamType):  # type: ignore[type-arg]  # generic in newer Click alone
    """A point: longitude,latitude in degrees."""

    name = "lon,lat"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:  # noqa: ANN401
        """Return (longitude, latitude), or fail with advice."""
        if isinstance(value, tuple):
            return value
        try:
            lon, lat = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not LON,LAT: two numbers, longitude first, such as 69.45,34.43.", param, ctx)
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            self.fail(f"{value!r} lies off the globe; longitude comes first.", param, ctx)
        return lon, lat


def today() -> Moment:
    """Return today's day by Pakistan's clock; the one place where the present is looked at."""
    return parse_moment(datetime.now(UTC).astimezone(ISLAMABAD).date().isoformat())


on = click.option(
    "--on",
    "--as-of",
    "on",
    type=MomentType(),
    default=today,
    show_default="today",
    help="Day (2025-03-01) or instant with its zone (2025-03-01T14:00+05:00) to show. A day means each "
    "gate's local day, taken at its end.",
)
known_by = click.option("--known-by", type=MomentType(), default=None, help="Use only what had been said by then.")
flow = click.option(
    "--flow",
    type=click.Choice(FLOWS),
    metavar="FLOW",
    default="all",
    show_default=True,
    help="Who or what crosses: " + ", ".join(FLOWS) + ".",
)
near = click.option(
    "--near", type=LonLatType(), default=None, help="List crossings by their distance from this point, nearest first."
)
since = click.option("--since", type=MomentType(), default=None, help="First day of incidents to show.")
until = click.option(
    "--until",
    type=MomentType(),
    default=None,
    help="Last day of incidents to show; without --on, crossings are in the state of that day.  [default: --on]",
)
incidents = click.option(
    "--incidents",
    "incident_files",
    type=FilePath(exists=True, dir_okay=False, allow_dash=True),
    multiple=True,
    help="File of your own incidents to add, in any format that import reads; - is stdin. Can be given again.",
)
gazetteer = click.option(
    "--gazetteer",
    "gazetteers",
    metavar="NAME",
    multiple=True,
    callback=lambda _, __, value: value or None,
    help="Added gazetteer to look place names up in, beside the built-in one; builtin: no other. Can be given "
    "again.  [default: all that were added]",
)
reports = click.option(
    "--reports",
    "report_files",
    type=FilePath(exists=True, dir_okay=False, allow_dash=True),
    multiple=True,
    help="CSV of your own statements about crossings to add: crossing, state, from, claimant and more; - reads from "
    "stdin. Can be given again.",
)
crossing = click.option(
    "--crossing",
    "crossings",
    metavar="NAME",
    multiple=True,
    help="Show this crossing alone (id or name, in any script), and incidents at it or within 50 km. Can be given "
    "again.",
)
kind = click.option(
    "--kind",
    "kinds",
    type=click.Choice(INCIDENT_KINDS),
    metavar="KIND",
    multiple=True,
    help=f"Show incidents of this kind alone: {', '.join(INCIDENT_KINDS)}. Can be given again.",
)
precision = click.option(
    "--precision",
    type=click.Choice(PRECISIONS[:3]),
    default=None,
    callback=lambda _, __, value: value or "",
    help="Show incidents alone that are placed so precisely or better.",
)
coarsen = click.option(
    "--coarsen",
    type=click.Choice(COARSENINGS),
    default=None,
    callback=lambda _, __, value: value or "",
    help="Blur where incidents happened: to the middle of a cell of 0.1 degrees or of their district, or to the "
    "nearest crossing. The row says so, and its radius grows to cover where it was.",
)
embed_restricted = click.option(
    "--embed-restricted",
    is_flag=True,
    help="Put rows in that their licence does not let you hand on. The file records it; do not pass it on.",
)
overwrite = click.option("--overwrite", is_flag=True, help="Write over an existing file.")
rejects = click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File for rows that cannot be used.  [default: OUT with .rejects.csv]",
)


def _keep_raw_cells(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta[RAW_CELLS] = value
    return value


def raw_cells(function: Function, *, expose_value: bool = False) -> Function:
    """Add --raw-cells, which :func:`durandline.cli.output.csv_text` heeds."""
    return click.option(
        "--raw-cells",
        is_flag=True,
        expose_value=expose_value,
        callback=_keep_raw_cells,
        help="CSV: leave cells as they are that a spreadsheet would run as a formula. Without it they get an "
        "apostrophe in front, which reading takes away again.",
    )(function)


def data(function: Function, *, checked: bool = True) -> Function:
    """Add --data; the command gets the ``record`` of the folder, all files of which are checked before, or not.

    Warnings about them go to stderr, and a command that is done ends with the exit code for findings.
    """

    @click.option(
        "--data",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=None,
        help="Folder with tables of the same schema to use instead of the shipped ones.",
    )
    @functools.wraps(function)
    def command(*args: Any, folder: Path | None, **given: Any) -> None:  # noqa: ANN401
        record, warnings = Record(folder), False
        if folder is not None and checked:
            from durandline.cli.folder import opened

            record, found = opened(folder, given.get("verbose", 0) - given.get("quiet", 0))
            warnings = bool(found)
        _end(function, warnings, *args, record=record, **given)

    return command  # type: ignore[return-value]


def _end(function: Callable[..., object], found: object, *args: Any, **given: Any) -> NoReturn:  # noqa: ANN401
    """Call a command and end: with the exit code for findings where it is done and there were some before."""
    code = DONE
    try:
        function(*args, **given)
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else DONE
    raise SystemExit(FINDINGS if found and code == DONE else code)


def with_record(function: Function) -> Function:
    """Add --data and --reports; the command gets the ``record`` with one's own statements in it.

    Findings about these go to stderr, and a command that is done ends with the exit code for findings.
    """

    @data
    @reports
    @functools.wraps(function)
    def command(*args: Any, record: Record, report_files: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
        from durandline.cli.findings import report
        from durandline.geo.status.user_reports import read_reports

        record, findings = read_reports(report_files, record)
        report(findings, options.get("verbose", 0) - options.get("quiet", 0))
        _end(function, findings, *args, record=record, **options)

    return command  # type: ignore[return-value]


def verbosity(function: Function) -> Function:
    """Add -v and -q; the command gets ``verbosity``: 0 as usual, higher says more, lower less."""
    function = click.option("-v", "--verbose", count=True, help="Say more on stderr.")(function)
    return click.option("-q", "--quiet", count=True, help="Say less on stderr.")(function)
