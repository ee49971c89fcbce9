"""What ``durandline sheet`` draws and writes: one sheet, a series of sheets, an animation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durandline.cli.text import count, progress
from durandline.geo.files import write_bytes

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.cli.asked import Asked
    from durandline.geo.schema.findings import Finding
    from durandline.geo.time.moment import Moment
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.history import History
    from durandline.layers.paper.pages import Planned
    from durandline.layers.paper.spec import SheetSpec

Write = Callable[[], "Sequence[Finding]"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of ``durandline sheet`` that are its own."""

    out: str
    paper: str
    landscape: bool | None
    dpi: int
    language: str
    title: str
    subtitle: str
    theme: str
    scripts: tuple[str, ...] | None
    font: str
    relief: bool | None
    timeline: bool
    table: bool
    only: str | None
    extent: str | None
    each: str | None
    form: str
    animate: bool
    step: str


def draw(asked: Asked, wanted: Wanted) -> None:
    """Draw and write what is wanted, and end the command."""
    from durandline.layers.paper import need_matplotlib

    need_matplotlib()
    _refuse(asked, wanted)
    content = content_of(asked, wanted)
    spec = spec_of(content, wanted)
    if wanted.each or wanted.animate:
        write, told = _series(asked, wanted, content, spec)
    else:
        write, told = _single(asked, wanted, content, spec)
    asked.deliver(wanted.out, write, told)


def content_of(asked: Asked, wanted: Wanted) -> Content:
    """Return the frames that were asked for; crossings are all of them, whichever the sheet is about."""
    from durandline.layers.paper.content import FRAMES, Content

    everywhere = replace(asked, crossings=())
    frames = {}
    # Which crossing an incident is near counts where incidents stand in a crossing's lane or on its own sheet.
    measured = wanted.timeline or wanted.only == "timeline" or wanted.each == "crossing"
    for name in progress(FRAMES, "Reading the record", quiet=asked.hushed):
        whose = everywhere if name == "crossings" else asked
        frames[name] = whose.frame(name, measured=measured)
    return Content(
        frames,
        asked.on,
        known_by=asked.known_by,
        since=asked.since,
        until=asked.until,
        focus=asked.crossings,
        extent=wanted.extent or ("crossing" if asked.crossings else "line"),
        data_version=asked.record.digest,
        tool_version=version("durandline"),
        dates={str(row["url"]): str(row["published_on"] or "") for row in asked.record.rows("sources")},
        history=_history(asked, asked.on) if wanted.timeline or wanted.only else None,
    )


def _history(asked: Asked, on: Moment) -> History:
    from durandline.geo.status.crossing_status import Status
    from durandline.layers.paper.history import history_of

    return history_of(Status(asked.record, asked.known_by), on)


def spec_of(content: Content, wanted: Wanted) -> SheetSpec:
    """Return the spec of the sheet, in fonts that have every letter that may stand on it."""
    from durandline.layers.paper.content import texts_of
    from durandline.layers.paper.fonts import choose_fonts
    from durandline.layers.paper.spec import SheetSpec

    spec = SheetSpec(
        paper=wanted.paper,
        landscape=wanted.landscape,
        dpi=wanted.dpi,
        language=wanted.language,
        title=wanted.title,
        subtitle=wanted.subtitle,
        theme=wanted.theme,
        relief=wanted.theme == "light" if wanted.relief is None else wanted.relief,
        parts=("map", *(name for name in ("timeline", "table") if getattr(wanted, name))),
        scripts=wanted.scripts or (wanted.language,),
    )
    given = wanted.font if Path(wanted.font).is_file() else ""
    return replace(spec, families=choose_fonts(texts_of(content, spec), wanted.font), font_file=given)


def _refuse(asked: Asked, wanted: Wanted) -> None:
    """Refuse before the work what does not go together, or cannot be written."""
    from durandline.layers.paper.canvas import format_of

    if wanted.only and (wanted.each or wanted.animate):
        raise click.UsageError("--only draws one chart: leave out --each and --animate.")
    if wanted.each and wanted.animate:
        raise click.UsageError("--each makes files and --animate one GIF: choose one.")
    if wanted.extent == "crossing" and not asked.crossings:
        raise click.UsageError("--extent crossing needs --crossing NAME.")
    if wanted.animate and Path(wanted.out).suffix.lower() != ".gif":
        raise click.UsageError(f"{wanted.out}: --animate makes a file ending in .gif.")
    if not (wanted.each or wanted.animate):
        format_of(wanted.out)


def _single(asked: Asked, wanted: Wanted, content: Content, spec: SheetSpec) -> tuple[Write, list[str]]:
    from durandline.layers.paper.canvas import format_of
    from durandline.layers.paper.sheet import render_chart, render_sheet

    form = format_of(wanted.out)
    made = render_chart(wanted.only, content, spec, form) if wanted.only else render_sheet(content, spec, form)
    incidents = content.frames["incidents"]["incident_id"].nunique()
    told = [
        f"{wanted.out} ({len(made) / 1000:,.0f} kB), {wanted.paper}, state of knowledge on {content.on.text}:",
        f"  {count(len(content.frames['crossings']), 'crossing')}, {count(incidents, 'incident')} in the time shown",
    ]
    return _writer(lambda: write_bytes(wanted.out, made, overwrite=asked.overwrite)), told


def _series(asked: Asked, wanted: Wanted, content: Content, spec: SheetSpec) -> tuple[Write, list[str]]:
    from durandline.layers.paper import animate, series
    from durandline.layers.paper.sheet import fitted

    if wanted.animate:
        spec = animate.in_size(fitted(content, spec))  # all pictures alike
    contents = _contents(asked, wanted, content)
    sheets = series.sheets_of(contents, spec, series.file_names(contents, spec.paper, wanted.form))
    told = [f"{wanted.out}: {count(len(sheets), 'sheet')}, {wanted.paper}"]
    left_out = series.without_sheet(content) if wanted.each == "crossing" else []
    if left_out:
        told.append(f"  no sheet of {count(len(left_out), 'crossing')} without a known point: {', '.join(left_out)}")
    return _writer(lambda: _write_series(asked, wanted, sheets)), told


def _contents(asked: Asked, wanted: Wanted, content: Content) -> list[Content]:
    from durandline.layers.paper import series

    def frames_at(on: Moment) -> dict[str, gpd.GeoDataFrame]:
        then = replace(asked, on=on, crossings=())
        return {"crossings": then.frame("crossings"), "closures": replace(asked, on=on).frame("closures")}

    if wanted.each == "crossing":
        return series.each_crossing(content)
    steps = series.each_step(content, frames_at, "month" if wanted.each else wanted.step)
    return [replace(step, history=_history(asked, step.on)) for step in steps] if wanted.timeline else steps


def _write_series(asked: Asked, wanted: Wanted, sheets: Sequence[Planned]) -> None:
    """Draw the sheets side by side and write them as one file, or into a folder."""
    from durandline.layers.paper import animate, binding, folder, pages, series
    from durandline.layers.paper.sheet import render_sheet

    names = [sheet.name for sheet in sheets]
    bound = not wanted.animate and Path(wanted.out).suffix.lower() == ".pdf"
    if wanted.animate:
        animate.refuse_sizes(sheets[0].spec, len(sheets))
    elif not bound:
        folder.refuse_folder(wanted.out, names, overwrite=asked.overwrite)
    form = "pdf" if bound else "png" if wanted.animate else wanted.form
    with _ticking(len(sheets), quiet=asked.hushed) as tick:
        made = pages.rendered(sheets, render_sheet, form, done=tick)
        if wanted.animate:
            gif = animate.animated(made, series.strips_of(sheets), animate.inks_of(sheets[0].spec))
            write_bytes(wanted.out, gif, overwrite=asked.overwrite)
        elif bound:
            whole = binding.joined_pdf([sheet.title for sheet in sheets], made)
            write_bytes(wanted.out, whole, overwrite=asked.overwrite)
        else:
            folder.write_folder(wanted.out, names, made, overwrite=asked.overwrite)


def _writer(write: Callable[[], None]) -> Write:
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
