"""Text on a sheet: how wide it is, where its lines break, and how it is set, in millimetres of the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.transforms import Affine2D

from durandline.layers.paper.fonts import is_arabic, line_height, shown_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.spec import SheetSpec

POINT = 25.4 / 72  # millimetres in a point
LEADING = 1.28  # from one baseline to the next, in sizes
_TALL = 0.85  # of how far a font's letters reach up and down, where that is more: Nastaliq runs down as it goes on
_ASCENT = 0.76  # of DejaVu's capitals, in sizes
_RLE, _PDF, _LRI, _PDI = "\u202b", "\u202c", "\u2066", "\u2069"
# Degrees with minutes, and dates and times in digits alone: signs between their digits would turn their parts round.
_JOINED = re.compile(r"\d+°(?: \d+′)?|\d[\d.,٬٫:]*(?:[-+/T][\d.,٬٫:]*\d)+")


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks: ``size`` in points at A4, ``bold``, ``italic`` (Latin alone), ``colour`` (or the ink's)."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Sets text for one sheet: its fonts, its scale, its direction."""

    spec: SheetSpec
    # Text is drawn on axes whose unit is a millimetre and whose y runs down, see frame.Page.layer.
    halo_width: float = field(default=1.6)

    def width(self, text: str, face: Face) -> float:
        """Return how wide a line of text is, in millimetres."""
        return _width(shown_text(text), self.spec.families, self.size(face), face.bold, is_slanted(text, face))

    def leading(self, face: Face, text: str | None = None) -> float:
        """Return the distance of two baselines, in millimetres; of ``text``, or of text in the sheet's language."""
        arabic = self.spec.rtl if text is None else is_arabic(text)
        sizes = max(LEADING, line_height(self.spec.families) * _TALL) if arabic else LEADING
        return self.size(face) * sizes * POINT

    def ascent(self, face: Face) -> float:
        """Return how far capitals stand above the baseline, in millimetres."""
        return self.size(face) * _ASCENT * POINT

    def size(self, face: Face) -> float:
        """Return the size in points on this paper."""
        return face.size * self.spec.scale

    def wrap(self, text: str, face: Face, width: float) -> list[str]:
        """Return text as lines that fit ``width`` millimetres; a word that is wider alone is broken."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.replace(" %", "\u00a0%").split(" "):
                longer = f"{line} {word}" if line else word
                if self.width(longer, face) <= width:
                    line = longer
                    continue
                lines += [line] if line else []
                *whole, line = self._broken(word, face, width)
                lines += whole
            lines.append(line)
        return lines

    def cut(self, text: str, face: Face, width: float) -> str:
        """Return text that fits ``width`` millimetres, its end replaced by an ellipsis where it does not."""
        if self.width(text, face) <= width:
            return text
        while text and self.width(f"{text}…", face) > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def draw(
        self, axes: Axes, at: tuple[float, float], text: str, face: Face, *, align: str = "left", halo: str = ""
    ) -> None:
        """Set one line with its baseline at ``at`` (x, y in millimetres), which is its left, centre or right.

        ``halo`` is the colour of a rim about the letters; it is a shape of its own, so that text stays text in SVG.
        """
        if not shown_text(text).strip():
            return
        x, y = at
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * self.width(text, face)
        font = _font(self.spec.families, self.size(face), face.bold, is_slanted(text, face))
        text = self.laid_out(text)
        if halo:
            shape = TextPath((0, 0), text, prop=font)
            place = Affine2D().scale(POINT, -POINT).translate(left, y)
            rim: dict[str, Any] = {"facecolor": halo, "edgecolor": halo}
            rim["linewidth"] = self.halo_width * self.spec.scale
            # At the depth of the text itself: what is drawn first lies below.
            axes.add_artist(PathPatch(place.transform_path(shape), joinstyle="round", zorder=3, **rim))
        axes.text(left, y, text, fontproperties=font, color=face.colour or self.spec.ink.text, ha="left",
                  va="baseline", zorder=3, parse_math=False)  # fmt: skip

    def paragraph(
        self, axes: Axes, at: tuple[float, float], lines: list[str], face: Face, *, width: float, halo: str = ""
    ) -> float:
        """Set lines below the top ``at``, at the side where the language begins; return their bottom."""
        x, y = at
        for line in lines:
            y += self.leading(face)
            base = y - (self.leading(face) - self.ascent(face)) / 2
            if self.spec.rtl:
                self.draw(axes, (x + width, base), line, face, align="right", halo=halo)
            else:
                self.draw(axes, (x, base), line, face, halo=halo)
        return y

    def laid_out(self, text: str) -> str:
        """Return a line as it may be set, with the marks that keep it in order where letters run from right to left.

        The Unicode bidirectional algorithm orders it. A date in digits is isolated, or its day would stand first, so
        that what is no part of it keeps its own place. The whole is embedded: a line that begins with a Latin word
        would run the other way, and what shows an SVG begins every line from the left.
        """
        text = shown_text(text)
        if not is_arabic(text):
            return text
        marked = _JOINED.sub(f"{_LRI}\\g<0>{_PDI}", text)
        return f"{_RLE}{marked}{_PDF}" if self.spec.rtl else marked

    def _broken(self, word: str, face: Face, width: float) -> list[str]:
        parts = [""]
        for char in word:
            if parts[-1] and self.width(parts[-1] + char, face) > width:
                parts.append("")
            parts[-1] += char
        return parts


def is_slanted(text: str, face: Face) -> bool:
    """Return whether the text is set in italics; no script but Latin has them."""
    return face.italic and not is_arabic(text)


@cache
def _font(families: tuple[str, ...], size: float, bold: bool, italic: bool) -> FontProperties:
    return FontProperties(
        family=list(families), size=size, weight="bold" if bold else "normal", style="italic" if italic else "normal"
    )


@cache
def _width(text: str, families: tuple[str, ...], size: float, bold: bool, italic: bool) -> float:
    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(text, _font(families, size, bold, italic), ismath=False)
    return float(width) * POINT
