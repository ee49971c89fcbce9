"""Every symbol once: shape, colour, pattern, size and order, read from ``data/style.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.formats.csv import read_rows, read_text

if TYPE_CHECKING:
    from durandline.layers.web.embed import Plain

SHAPES = (
    "badge",
    "octagon",
    "square",
    "circle",
    "triangle",
    "star",
    "diamond",
    "cross",
    "plus",
    "hexagon",
    "wave",
    "arrow",
    "line",
    "area",
    "text",
)
PATTERNS = ("solid", "striped", "barred", "question", "dashed", "dotted")
_COLOUR = re.compile(r"#[0-9a-f]{6}|none")
_COLUMNS = (
    "key", "layer", "label_key", "shape", "colour", "fill", "dark_colour", "dark_fill", "pattern", "size", "order",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """One symbol: ``colour`` of lines and text, ``fill``, ``pattern``, ``size`` in CSS pixels, ``order`` in lists.

    ``dark_colour`` and ``dark_fill`` are those on dark ground, where they are others.
    """

    key: str
    layer: str
    label_key: str
    shape: str
    colour: str
    fill: str
    pattern: str
    size: float
    order: int
    dark_colour: str = ""
    dark_fill: str = ""

    def as_plain(self) -> dict[str, Plain]:
        """Return what the page draws with."""
        plain: dict[str, Plain] = {
            name: getattr(self, name)
            for name in ("layer", "label_key", "shape", "colour", "fill", "pattern", "size", "order")
        }
        dark: dict[str, Plain] = {"colour": self.dark_colour, "fill": self.dark_fill}
        dark = {name: colour for name, colour in dark.items() if colour}
        return {**plain, "dark": dark} if dark else plain

    def on_dark(self) -> Style:
        """Return the symbol as it is on dark ground."""
        return replace(self, colour=self.dark_colour or self.colour, fill=self.dark_fill or self.fill)


@cache
def read_styles() -> Mapping[str, Style]:
    """Return the symbols by key, in drawing order within each layer.

    Raises
    ------
    InputError
        The table has a wrong header, a doubled key, or a shape, pattern or colour that nothing draws.
    """
    header, rows = read_rows(read_text((files("durandline.data") / "style.csv").read_bytes(), "style.csv"))
    if tuple(header) != _COLUMNS:
        raise InputError(f"style.csv: the columns must be {', '.join(_COLUMNS)}.")
    styles: dict[str, Style] = {}
    for line, row in rows:
        style = Style(
            row["key"], row["layer"], row["label_key"], row["shape"], row["colour"], row["fill"], row["pattern"],
            float(row["size"]), int(row["order"]), row["dark_colour"], row["dark_fill"],
        )  # fmt: skip
        _check(style, line, styles)
        styles[style.key] = style
    return dict(sorted(styles.items(), key=lambda item: (item[1].layer, item[1].order)))


def style_of(key: str) -> Style:
    """Return the symbol called ``key``."""
    styles = read_styles()
    if key not in styles:
        raise UnknownNameError(f"There is no symbol {key!r} in style.csv.")
    return styles[key]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two ``#rrggbb`` colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _check(style: Style, line: int, seen: Mapping[str, Style]) -> None:
    if style.key in seen:
        raise InputError(f"style.csv:{line}: {style.key} stands twice.")
    if style.shape not in SHAPES or style.pattern not in PATTERNS:
        raise InputError(f"style.csv:{line}: nothing draws shape {style.shape!r} with pattern {style.pattern!r}.")
    for colour in (style.colour, style.fill, style.dark_colour or "none", style.dark_fill or "none"):
        if not _COLOUR.fullmatch(colour):
            raise InputError(f"style.csv:{line}: {colour!r} is not a colour such as #1a2b3c, or none.")
