"""What a sheet is asked to be: its paper, its language, its theme, and the colours that follow from these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from durandline.geo.errors import InputError
from durandline.layers.style import Style, style_of
from durandline.layers.words import Words, read_words

# Long side by short side in millimetres: ISO 216, ANSI letter, a slide of 13 1/3 by 7 1/2 inches, a square post.
PAPERS = {
    "A4": (297.0, 210.0),
    "A3": (420.0, 297.0),
    "letter": (279.4, 215.9),
    "16:9": (338.667, 190.5),
    "square": (210.0, 210.0),
}
THEMES = ("light", "print-bw")
FORMATS = ("png", "svg", "pdf")
PARTS = ("map", "timeline", "table")
SCRIPTS = ("en", "ps", "fa", "ur")
_MM = 25.4  # in an inch
_BASE_AREA = 297.0 * 210.0


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet: ``paper`` of :data:`PAPERS`, ``theme`` of :data:`THEMES`, ``parts`` of :data:`PARTS` in order.

    ``scripts`` are the languages in which names stand on the map, one or two, the first the larger; ``families`` the
    fonts by name, tried in order for each letter, ``font_file`` the file of the first where the user gave one;
    ``title`` and ``subtitle`` are empty where the language's own words are to be used; without ``landscape`` the
    ground chooses; ``dpi`` is that of a PNG and of pictures inside a PDF.
    """

    paper: str = "A4"
    landscape: bool | None = None
    dpi: int = 200
    language: str = "en"
    title: str = ""
    subtitle: str = ""
    theme: str = "light"
    relief: bool = False
    parts: tuple[str, ...] = ("map",)
    scripts: tuple[str, ...] = ("en",)
    families: tuple[str, ...] = ("DejaVu Sans",)
    font_file: str = ""

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the paper in millimetres."""
        long, short = PAPERS[self.paper]
        return (short, long) if self.landscape is False and self.paper != "16:9" else (long, short)

    @property
    def size_in(self) -> tuple[float, float]:
        """Width and height of the paper in inches."""
        width, height = self.size_mm
        return width / _MM, height / _MM

    @property
    def scale(self) -> float:
        """How much larger than on A4 text and symbols are: less than the paper, which is read from nearer."""
        width, height = self.size_mm
        return float((width * height / _BASE_AREA) ** 0.25)

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.words.direction == "rtl"

    @property
    def words(self) -> Words:
        """The strings of the language."""
        return read_words(self.language)

    @property
    def ink(self) -> Ink:
        """The colours of the theme."""
        return Ink(self.theme)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a theme, one of :data:`THEMES`: those of ``data/style.csv``, or greys for black ink alone."""

    theme: str = "light"

    @property
    def bw(self) -> bool:
        """Whether there is black ink alone, so that shape, pattern and lightness must tell things apart."""
        return self.theme == "print-bw"

    @property
    def paper(self) -> str:
        """Ground of the sheet."""
        return "#ffffff"

    @property
    def text(self) -> str:
        """Text that is to be read first."""
        return "#000000" if self.bw else "#1d2126"

    @property
    def quiet(self) -> str:
        """Text that is to be read second; at least 7:1 on the paper."""
        return "#333333" if self.bw else "#4a5058"

    @property
    def rule(self) -> str:
        """Thin lines that part one thing from another."""
        return "#999999" if self.bw else "#c9c6bd"

    @property
    def land(self) -> str:
        """Ground of the map."""
        return self.style("land").fill

    def style(self, key: str) -> Style:
        """Return the symbol called ``key`` in the theme's colours; shape, pattern and size stay.

        Raises
        ------
        UnknownNameError
            The style table has no such symbol.
        """
        style = style_of(key)
        if not self.bw:
            return style
        colour, fill = _BLACK.get(key, (_grey(style.colour), _grey(style.fill)))
        return replace(style, colour=colour, fill=fill)

    def edge(self, key: str) -> str:
        """Return the colour of a symbol's outline on the map: white on colour, black where the fill is white."""
        style = self.style(key)
        return style.colour if style.fill == "#ffffff" or style.pattern == "question" else "#ffffff"


# Colour and fill in black ink; what is not here is the grey of its own lightness.
_BLACK = {
    "open": ("#000000", "#ffffff"),
    "restricted": ("#000000", "#c2c2c2"),
    "closed": ("#ffffff", "#141414"),
    "unknown": ("#4d4d4d", "#ffffff"),
    "land": ("#ffffff", "#ffffff"),
    "lake": ("#9a9a9a", "#e2e2e2"),
    "river": ("#bdbdbd", "none"),
    "province": ("#cfcfcf", "none"),
    "border": ("#000000", "none"),
    "several": ("#000000", "#ffffff"),
    "radius": ("#555555", "none"),
}


def _grey(colour: str) -> str:
    """Return the grey of the same luma (Rec. 709), a step darker, since greys print paler than colours look."""
    if colour == "none":
        return colour
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    luma = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    level = round(luma if luma > 235 else luma * 0.85)
    return f"#{level:02x}{level:02x}{level:02x}"


def format_of(path: str) -> str:
    """Return the format that the name of a file asks for.

    Raises
    ------
    InputError
        It ends in none of :data:`FORMATS`.
    """
    ending = Path(path).suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise InputError(f"{path}: a sheet is a file ending in .png, .svg or .pdf.")
    return ending
