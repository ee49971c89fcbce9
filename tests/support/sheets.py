"""Sheets for tests: what is on them, and a way to draw that costs nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from durandline.geo import frames
from durandline.geo.errors import InputError
from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.moment import parse_moment
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.content import Content, texts_of
from durandline.layers.paper.fonts import choose_fonts
from durandline.layers.paper.history import history_of
from durandline.layers.paper.sheet import Sheet, draw_sheet, fitted, render_sheet
from durandline.layers.paper.spec import SheetSpec

DAY = "2025-03-01"


def content(on: str = DAY, since: str = "", focus: tuple[str, ...] = (), record: Record | None = None) -> Content:
    """Return what a sheet of the shipped record, or of another, shows; of the shipped one read once."""
    return _content(record, on, since, focus) if record else _shipped(on, since, focus)


@cache
def _shipped(on: str, since: str, focus: tuple[str, ...]) -> Content:
    return _content(_record(), on, since, focus)


@cache
def _record() -> Record:
    return Record()


def _content(record: Record, on: str, since: str, focus: tuple[str, ...]) -> Content:
    moment, first = parse_moment(on), parse_moment(since) if since else None
    made = {
        "basemap": frames.basemap(record),
        "routes": frames.routes(record),
        "border": frames.border(record),
        "incidents": frames.incidents(record, first, moment),
        **at(record)(moment),
    }
    return Content(
        made,
        moment,
        since=first,
        until=moment,
        focus=focus,
        extent="crossing" if focus else "line",
        data_version="data",
        tool_version="tool",
        history=history_of(Status(record), moment),
    )


def at(record: Record) -> Any:
    """Return what gives the frames that depend on the moment alone."""
    return lambda on: {
        "crossings": frames.crossing_states(record, on),
        "closures": frames.closures(record, on),
    }


def told(content: Content, spec: SheetSpec, form: str) -> bytes:
    """Draw nothing: say what would be drawn. A sheet of Kharlachi fails."""
    if content.focus == ("kharlachi",):
        raise InputError("There is no ink left.")
    states = ",".join(content.frames["crossings"]["state"])
    return (
        f"{form} {spec.paper} {content.focus} {content.on.text} {len(content.frames['incidents'])} {states}".encode()
    )


def plain(content: Content, spec: SheetSpec, form: str) -> bytes:
    """Draw a small picture in one colour of the theme, another for each day, with a grey that nothing else has."""
    width = round(spec.size_in[0] * spec.dpi)
    picture = np.full((20, width, 3), int(content.day[-2:]) * 8, dtype=np.uint8)
    picture[:10] = [int(spec.ink.style("closed").fill[at : at + 2], 16) for at in (1, 3, 5)]
    stream = BytesIO()
    Image.fromarray(picture).save(stream, format=form)
    return stream.getvalue()


def sheet(since: str = "2023-01-01", focus: tuple[str, ...] = (), **spec: Any) -> tuple[SheetSpec, Sheet]:
    """Return a sheet of the shipped record, with its whole spec, drawn once however many tests look at it.

    It is in fonts that have its letters, and fine enough (``dpi``) for letters to be as wide as they are.
    """
    return _sheet(since, focus, tuple(sorted(spec.items())))


@cache
def _sheet(since: str, focus: tuple[str, ...], named: tuple[tuple[str, Any], ...]) -> tuple[SheetSpec, Sheet]:
    shown = content(since=since, focus=focus)
    asked = fitted(shown, SheetSpec(**{"dpi": 150, **dict(named)}))
    asked = replace(asked, families=choose_fonts(texts_of(shown, asked)))
    with settings(asked):
        return asked, draw_sheet(shown, asked)


@cache
def file(form: str, since: str = "2023-01-01", focus: tuple[str, ...] = (), **spec: Any) -> bytes:
    """Return that sheet as a file, made once."""
    shown = content(since=since, focus=focus)
    asked = replace(SheetSpec(**spec), families=choose_fonts(texts_of(shown, SheetSpec(**spec))))
    return render_sheet(shown, asked, form)
