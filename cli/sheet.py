"""``durandline sheet``: the map on paper, as PNG, SVG or PDF; alone, in series, or stepping through time."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durandline.cli.query_options import with_asked
from durandline.cli.text import count, progress
from durandline.geo.files import write_bytes
from durandline.layers.paper.spec import PAPERS, SCRIPTS, format_of
from durandline.layers.words import languages

if TYPE_CHECKING:
    from durandline.cli.query_options import Asked
    from durandline.geo.schema.findings import Finding
    from durandline.layers.paper.compose import Animation, SheetSeries


class ScriptsType(click.ParamType):  # type: ignore[type-arg]  # generic in newer Click alone
    """One or two languages of names, such as ``en,ur``."""

    name = "scripts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ANN401
        """Return the languages that ``value`` names, or fail with advice."""
        if isinstance(value, tuple):
            return value
        found = tuple(part.strip() for part in str(value).split(","))
        if not 1 <= len(set(found)) == len(found) <= 2 or not set(found) <= set(SCRIPTS):
            self.fail(f"{value!r} is not one or two of {', '.join(SCRIPTS)}, such as en,ur.", param, ctx)
        return found


@with_asked
def _sheet(out: str, asked: Asked, **given: Any) -> None:  # noqa: ANN401, ARG001 - what is refused early
    from durandline import layers

    target, each, form = given.pop("target"), given.pop("each"), given.pop("form")
    animate, step = given.pop("animate"), given.pop("step")
    _refuse(target, each, given, animate=animate)
    sheet = layers.sheet(
        asked.query,
        progress=lambda names: progress(names, "Reading the record", quiet=asked.hushed),
        **{name: value for name, value in given.items() if value is not None},
    )
    if each or animate:
        _deliver_series(asked, target, sheet.animation(step) if animate else sheet.each(each, form), sheet.paper)
    made = sheet.render(format_of(target))
    content = sheet.content
    incidents = content.frames["incidents"]["incident_id"].nunique()
    told = [
        f"{target} ({len(made) / 1000:,.0f} kB), {sheet.paper}, state of knowledge on {content.on.text}:",
        f"  {count(len(content.frames['crossings']), 'crossing')}, {count(incidents, 'incident')} in the time shown",
    ]
    asked.deliver(target, _writer(lambda: write_bytes(target, made, overwrite=asked.overwrite)), told)


def _deliver_series(asked: Asked, out: str, series: SheetSeries | Animation, paper: str) -> None:
    told = [f"{out}: {count(len(series.sheets), 'sheet')}, {paper}"]
    if left_out := getattr(series, "left_out", ()):
        told.append(f"  no sheet of {count(len(left_out), 'crossing')} without a known point: {', '.join(left_out)}")

    def save() -> None:
        with _ticking(len(series.sheets), quiet=asked.hushed) as tick:
            series.save(out, overwrite=asked.overwrite, done=tick)

    asked.deliver(out, _writer(save), told)


def _refuse(out: str, each: str | None, given: dict[str, Any], *, animate: bool) -> None:
    """Refuse before the work what does not go together, or cannot be written."""
    if given["only"] and (each or animate):
        raise click.UsageError("--only draws one chart: leave out --each and --animate.")
    if each and animate:
        raise click.UsageError("--each makes files and --animate one GIF: choose one.")
    if animate and Path(out).suffix.lower() != ".gif":
        raise click.UsageError(f"{out}: --animate makes a file ending in .gif.")
    if not (each or animate):
        format_of(out)


def _writer(write: Callable[[], None]) -> Callable[[], Sequence[Finding]]:
    """Return what writes and finds nothing, as :meth:`Asked.deliver` takes it."""

    def written() -> Sequence[Finding]:
        write()
        return ()

    return written


@contextmanager
def _ticking(length: int, *, quiet: bool) -> Iterator[Callable[[], object]]:
    """Yield what moves a bar on stderr one step, where that is a terminal and nobody asked for quiet."""
    if quiet or not sys.stderr.isatty():
        yield bool
        return
    with click.progressbar(length=length, label="Drawing", file=sys.stderr) as bar:
        yield lambda: bar.update(1)


@click.command(name="sheet")
@click.argument("out", type=click.Path())
@click.option("--paper", type=click.Choice(tuple(PAPERS)), default="A4", show_default=True, help="Size of the paper.")
@click.option("--landscape/--portrait", default=None, help="On its side or upright.  [default: as suits the ground]")
@click.option(
    "--dpi", type=click.IntRange(30, 1200), default=200, show_default=True, help="Dots to the inch of a PNG."
)
@click.option("--lang", "language", type=click.Choice(languages()), default="en", show_default=True, help="Language.")
@click.option("--title", default="", help="Heading of the sheet.  [default: in words of the language]")
@click.option("--subtitle", default="", help="Line below it.  [default: for when the sheet holds]")
@click.option(
    "--theme",
    type=click.Choice(("light", "print-bw")),
    default="light",
    show_default=True,
    help="Colours, or greys with patterns for black ink alone.",
)
@click.option(
    "--scripts",
    type=ScriptsType(),
    default=None,
    help="Names on the map in one or two of en, ps, fa, ur, such as en,ur.  [default: --lang]",
)
@click.option(
    "--font",
    default="",
    help="Letters: a family, or a TTF or OTF file.  [default: DejaVu; for Arabic letters IBM Plex]",
)
@click.option("--relief/--no-relief", default=None, help="Shaded mountains.  [default: on wide maps in colour]")
@click.option("--timeline", is_flag=True, help="Below the map: when each crossing was shut.")
@click.option("--table", is_flag=True, help="Below the map: the state of each crossing in words.")
@click.option(
    "--only", type=click.Choice(("timeline", "calendar", "bars")), default=None, help="A chart in place of the map."
)
@click.option(
    "--extent",
    type=click.Choice(("line", "crossing", "incidents")),
    default=None,
    help="Ground to show: the whole line, 120 km about --crossing, or where your incidents were.  [default: crossing "
    "where one is asked for, else line]",
)
@click.option(
    "--each",
    type=click.Choice(("crossing", "month")),
    default=None,
    help="A sheet for each: OUT is a folder, or one PDF of all.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("png", "svg", "pdf")),
    default="png",
    show_default=True,
    help="Format of the files in a folder.",
)
@click.option("--animate", is_flag=True, help="OUT.gif steps through the days from --since to --on.")
@click.option(
    "--step", type=click.Choice(("week", "month")), default="month", show_default=True, help="Step of --animate."
)
@functools.wraps(_sheet, assigned=(), updated=("__dict__",))
def command(out: str, **given: Any) -> None:  # noqa: ANN401
    """Draw the map on paper: OUT.png, OUT.svg (text stays text) or OUT.pdf (vector, fonts embedded).

    Incidents are those of --since to --until; crossings are in the state of --on, with the age of that knowledge.
    Needs matplotlib: pip install 'durandline[paper]'. Exit code 3: drawn, with findings.

    \b
    durandline sheet line.png --on 2025-03-01
    durandline sheet torkham.pdf --crossing torkham --since 2023-01-01 --timeline
    durandline sheet sheets --each crossing --on 2025-03-01
    durandline sheet 2024.gif --animate --since 2024-01-01 --on 2024-12-31
    """
    # A series may go into a folder that is there; what is refused early is a file.
    into = str(Path(out) / "series") if given["each"] and Path(out).is_dir() else out
    _sheet(out=into, target=out, **given)
