"""The figure that a sheet is drawn on, and how it becomes a file: the same bytes for the same sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from durandline.geo.files import replacing
from durandline.layers.paper.fonts import make_known, require_glyphs, shown_text
from durandline.layers.paper.spec import SheetSpec, format_of


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about itself: ``day`` (``2025-03-01``) is its date, whenever it was made."""

    title: str
    subject: str = ""
    creator: str = "durandline"
    licence: str = ""
    day: str = ""


@contextmanager
def settings(spec: SheetSpec) -> Iterator[None]:
    """Set matplotlib up for a sheet, whatever the user's own settings are; everything is drawn and saved inside.

    Text stays text in SVG; fonts are embedded as TrueType in PDF; ids in SVG do not change from run to run.
    """
    ours: dict[Any, Any] = {
        "font.family": list(spec.families),
        "font.size": 8 * spec.scale,
        "text.color": spec.ink.text,
        "text.hinting": "none",  # letters are as wide in a PNG as in a PDF, so that what fits fits in both
        "text.language": spec.language,
        "svg.fonttype": "none",
        "svg.hashsalt": "durandline",
        "pdf.fonttype": 42,
        "pdf.compression": 6,
        "hatch.linewidth": 0.6 * spec.scale,
        "axes.linewidth": 0.6 * spec.scale,
        "path.simplify": False,
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(ours)
        make_known(spec.families, spec.font_file)
        yield


def new_figure(spec: SheetSpec) -> Figure:
    """Return an empty figure of the paper's size; call it, draw and save inside :func:`settings`."""
    figure = Figure(figsize=spec.size_in, dpi=spec.dpi, facecolor=spec.ink.paper)
    FigureCanvasAgg(figure)
    return figure


def to_bytes(figure: Figure, form: str, spec: SheetSpec, about: About) -> bytes:
    """Return the figure as a file of the format ``form``, one of :data:`FORMATS`.

    Raises
    ------
    InputError
        A letter on the sheet is in none of its fonts.
    """
    require_glyphs((text.get_text() for text in _texts(figure)), spec.families)
    stream = BytesIO()
    figure.savefig(stream, format=form, dpi=spec.dpi, metadata=metadata_of(form, about))
    return stream.getvalue()


def metadata_of(form: str, about: About) -> Mapping[str, object]:
    """Return what a file of ``form`` says about itself; the date is that of the map, not of the run."""
    about = replace(about, **{name: shown_text(getattr(about, name)) for name in ("title", "subject", "licence")})
    day = datetime.fromisoformat(about.day).replace(tzinfo=UTC) if about.day else None
    match form:
        case "png":
            said = {"Title": about.title, "Description": about.subject, "Copyright": about.licence}
            return {"Software": about.creator} | {key: text for key, text in said.items() if text}
        case "svg":
            said = {"Title": about.title, "Description": about.subject, "Rights": about.licence}
            date = {"Date": about.day or None}
            return {"Creator": about.creator} | date | {key: text for key, text in said.items() if text}
        case _:
            said = {"Title": about.title, "Subject": about.subject, "Keywords": about.licence}
            return {"Creator": about.creator, "CreationDate": day} | {key: text for key, text in said.items() if text}


def save(figure: Figure, path: str, spec: SheetSpec, about: About, *, overwrite: bool = False) -> None:
    """Write the figure to ``path``, whole or not at all; its ending chooses the format.

    Raises
    ------
    InputError
        The ending is not that of a sheet, or a letter is in none of the sheet's fonts.
    OutputExistsError, OutputError
        As :func:`durandline.geo.files.replacing`.
    """
    content = to_bytes(figure, format_of(path), spec, about)
    with replacing(path, overwrite=overwrite) as stream:
        stream.write(content)


def _texts(figure: Figure) -> Iterator[Text]:
    """Yield the texts of a figure; labels of axes that are switched off are not drawn, and cost time to make."""
    yield from figure.texts
    for axes in figure.axes:
        yield from axes.texts if not axes.axison else axes.findobj(Text)
