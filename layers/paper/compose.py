"""A query on paper: one sheet, a series of sheets, or an animation, ready to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durandline.geo.datasets import drawn
from durandline.geo.errors import OptionError
from durandline.geo.files import write_bytes
from durandline.layers.paper import need_matplotlib
from durandline.layers.paper.spec import format_of

if TYPE_CHECKING:
    import os

    import geopandas as gpd

    from durandline.geo.query import Query
    from durandline.geo.time.moment import Moment
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.history import History
    from durandline.layers.paper.pages import Planned
    from durandline.layers.paper.spec import SheetSpec

Progress = Callable[[Sequence[str]], Iterable[str]]
Tick = Callable[[], object]


@dataclass(frozen=True, repr=False)
class PrintSheet:
    """The sheet of a query, and what it is asked to be; see :func:`sheet`. Nothing is drawn before it is wanted."""

    query: Query
    paper: str = "A4"
    landscape: bool | None = None
    dpi: int = 200
    language: str = "en"
    title: str = ""
    subtitle: str = ""
    theme: str = "light"
    scripts: tuple[str, ...] = ()
    font: str = ""
    relief: bool | None = None
    timeline: bool = False
    table: bool = False
    only: str = ""
    extent: str = ""
    progress: Progress = iter

    def __post_init__(self) -> None:
        if self.extent == "crossing" and not self.query.crossings:
            raise OptionError("The extent crossing needs a crossing: --crossing NAME.")

    def __repr__(self) -> str:
        return f"<PrintSheet of {self.query!r} on {self.paper}>"

    @cached_property
    def content(self) -> Content:
        """The frames that are drawn, and what is said about them."""
        # Which crossing an incident is near counts where incidents stand in a crossing's lane.
        return self._content(measured=self.timeline or self.only == "timeline")

    @cached_property
    def spec(self) -> SheetSpec:
        """Paper, language and theme, in fonts that have every letter that may stand on the sheet."""
        return self._spec(self.content)

    def render(self, form: str) -> bytes:
        """Return the sheet, or the chart ``only`` in its place, as a file of the format png, svg or pdf."""
        from durandline.layers.paper.sheet import render_chart, render_sheet  # noqa: PLC0415 - loads matplotlib

        if self.only:
            return render_chart(self.only, self.content, self.spec, form)
        return render_sheet(self.content, self.spec, form)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> bytes:
        """Write the sheet as .png, .svg or .pdf, whole or not at all, and return what was written.

        Raises
        ------
        InputError
            The ending is none of these, or a letter is in no font at hand.
        OutputError, OutputExistsError
            The file cannot be written, or is there and may not be written over.
        """
        made = self.render(format_of(str(path)))
        write_bytes(path, made, overwrite=overwrite)
        return made

    def each(self, what: str, form: str = "png") -> SheetSeries:
        """Return a sheet for each ``crossing``, or for each ``month`` of the time shown, as files of ``form``."""
        from durandline.layers.paper import series  # noqa: PLC0415

        if self.only:
            raise OptionError("--only draws one chart: leave out --each and --animate.")
        content = self._content(measured=self.timeline or what == "crossing")
        spec = self._spec(content)
        contents = series.each_crossing(content) if what == "crossing" else self._steps(content, what)
        left_out = series.without_sheet(content) if what == "crossing" else []
        names = series.file_names(contents, spec.paper, form)
        return SheetSeries(tuple(series.sheets_of(contents, spec, names)), form, tuple(left_out))

    def animation(self, step: str = "month") -> Animation:
        """Return the sheets of each ``week`` or ``month`` of the time shown as one animation."""
        from durandline.layers.paper import animate, series  # noqa: PLC0415
        from durandline.layers.paper.sheet import fitted  # noqa: PLC0415

        if self.only:
            raise OptionError("--only draws one chart: leave out --each and --animate.")
        spec = animate.in_size(fitted(self.content, self.spec))  # all pictures alike
        contents = self._steps(self.content, step)
        return Animation(tuple(series.sheets_of(contents, spec, series.file_names(contents, spec.paper, "png"))))

    def _content(self, *, measured: bool) -> Content:
        from durandline.layers.paper.content import Content  # noqa: PLC0415

        query = self.query
        everywhere = query.replace(crossings=())  # crossings are all of them, whichever the sheet is about
        frames: dict[str, Any] = {}
        for name in self.progress(drawn(sheet=True)):
            if name == "incidents":
                frames[name] = query.incidents(measured=measured)
            else:
                frames[name] = (everywhere if name == "crossings" else query).frame(name)
        return Content(
            frames,
            query.on,
            known_by=query.known_by,
            since=query.since,
            until=query.until,
            focus=query.crossings,
            extent=self.extent or ("crossing" if query.crossings else "line"),
            data_version=query.record.digest,
            tool_version=version("durandline"),
            dates={str(row["url"]): str(row["published_on"] or "") for row in query.record.rows("sources")},
            history=self._history(query.on) if self.timeline or self.only else None,
        )

    def _history(self, on: Moment) -> History:
        from durandline.geo.status.crossing_status import Status  # noqa: PLC0415
        from durandline.layers.paper.history import history_of  # noqa: PLC0415

        return history_of(Status(self.query.record, self.query.known_by), on)

    def _spec(self, content: Content) -> SheetSpec:
        from durandline.layers.paper.content import texts_of  # noqa: PLC0415
        from durandline.layers.paper.fonts import choose_fonts  # noqa: PLC0415
        from durandline.layers.paper.spec import SheetSpec  # noqa: PLC0415

        spec = SheetSpec(
            paper=self.paper,
            landscape=self.landscape,
            dpi=self.dpi,
            language=self.language,
            title=self.title,
            subtitle=self.subtitle,
            theme=self.theme,
            relief=self.theme == "light" if self.relief is None else self.relief,
            parts=("map", *(name for name in ("timeline", "table") if getattr(self, name))),
            scripts=self.scripts or (self.language,),
        )
        given = self.font if Path(self.font).is_file() else ""
        return replace(spec, families=choose_fonts(texts_of(content, spec), self.font), font_file=given)

    def _steps(self, content: Content, step: str) -> list[Content]:
        from durandline.layers.paper import series  # noqa: PLC0415

        def frames_at(on: Moment) -> dict[str, gpd.GeoDataFrame]:
            then = self.query.replace(on=on)
            return {"crossings": then.replace(crossings=()).frame("crossings"), "closures": then.frame("closures")}

        steps = series.each_step(content, frames_at, step)
        return [replace(each, history=self._history(each.on)) for each in steps] if self.timeline else steps


@dataclass(frozen=True, repr=False)
class SheetSeries:
    """Sheets that are not drawn yet, each a file of ``form``; ``left_out`` are crossings without a known point."""

    sheets: tuple[Planned, ...]
    form: str = "png"
    left_out: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<SheetSeries of {len(self.sheets)} sheets>"

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False, done: Tick = bool) -> None:
        """Draw the sheets side by side and write them into a folder, or where ``path`` ends in .pdf as one file.

        ``done`` is called after each. All files are written or none is.
        """
        from durandline.layers.paper import binding, folder, pages  # noqa: PLC0415
        from durandline.layers.paper.sheet import render_sheet  # noqa: PLC0415

        names = [each.name for each in self.sheets]
        if Path(path).suffix.lower() == ".pdf":
            made = pages.rendered(self.sheets, render_sheet, "pdf", done=done)
            whole = binding.joined_pdf([each.title for each in self.sheets], made)
            write_bytes(path, whole, overwrite=overwrite)
        else:
            folder.refuse_folder(path, names, overwrite=overwrite)
            made = pages.rendered(self.sheets, render_sheet, self.form, done=done)
            folder.write_folder(path, names, made, overwrite=overwrite)


@dataclass(frozen=True, repr=False)
class Animation:
    """Sheets that are not drawn yet, one after another as a GIF."""

    sheets: tuple[Planned, ...]

    def __repr__(self) -> str:
        return f"<Animation of {len(self.sheets)} sheets>"

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False, done: Tick = bool) -> None:
        """Draw the sheets side by side and write them as one GIF, whole or not at all; ``done`` is called after each.

        Raises
        ------
        InputError
            It would be no GIF of reasonable size.
        """
        from durandline.layers.paper import animate, pages, series  # noqa: PLC0415
        from durandline.layers.paper.sheet import render_sheet  # noqa: PLC0415

        spec = self.sheets[0].spec
        animate.refuse_sizes(spec, len(self.sheets))
        made = pages.rendered(self.sheets, render_sheet, "png", done=done)
        gif = animate.animated(made, series.strips_of(self.sheets), animate.inks_of(spec))
        write_bytes(path, gif, overwrite=overwrite)


def sheet(query: Query, **options: Any) -> PrintSheet:  # noqa: ANN401 - those of PrintSheet
    """Return the sheet of a query: a map for print with its key, sources and notices.

    Parameters
    ----------
    query
        What is shown; see :class:`durandline.geo.query.Query`.
    **options
        ``paper`` (A4, A3, letter, 16:9, square), ``landscape`` (as suits the ground where ``None``), ``dpi``,
        ``language``, ``title``, ``subtitle``, ``theme`` (light, print-bw), ``scripts`` of names on the map, ``font``
        (a family or a file), ``relief``, ``timeline`` and ``table`` below the map, ``only`` a chart (timeline,
        calendar, bars) in its place, ``extent`` (line, crossing, incidents).

    Raises
    ------
    InputError
        matplotlib or the letters are not installed (extra ``paper``), or there is no such option.

    Examples
    --------
    >>> import tempfile
    >>> from durandline import geo, layers
    >>> query = geo.open_record().query(on="2025-03-01", crossings=["torkham"])
    >>> made = layers.sheet(query, paper="A4", dpi=60).save(f"{tempfile.mkdtemp()}/torkham.png")
    >>> made[:4]
    b'\\x89PNG'
    """
    need_matplotlib()
    return PrintSheet(query, **options)
