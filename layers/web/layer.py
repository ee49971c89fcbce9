"""What all layers share: a folium layer whose data reach the page as columns, and our script once a page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, ClassVar

from branca.element import Figure
from folium.map import Layer
from folium.template import Template

from durandline.geo.notices import read_notices
from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.layers.style import read_styles
from durandline.layers.web.bundle import script, style_sheet
from durandline.layers.web.embed import Plain, deflated, html_text, script_text
from durandline.layers.web.pack import pack_frame
from durandline.layers.web.verbatim import Verbatim
from durandline.layers.words import Words, languages, read_words

if TYPE_CHECKING:
    import geopandas as gpd

SCRIPT_NAME = "durandline_script"
STYLE_NAME = "durandline_style"
WORDS_NAME = "durandline_words"


class DataLayer(Layer):
    """A table drawn on a folium map.

    Parameters
    ----------
    frame
        GeoDataFrame in EPSG:4326 with the columns the layer names; further columns are not read.
    show
        Whether the layer is drawn when the map opens.
    name
        What legend and layer control call it, any text; without one the layer's own word in ``language``. On one
        map a second layer of a name is numbered.
    language
        Language of the words, see :func:`durandline.layers.words.read_words`.
    style
        Changes of symbols, by key of ``data/style.csv``: ``{"open": {"fill": "#336699"}}``.

    Notes
    -----
    Nothing of the frame is ever part of a template, of HTML, or of the layer's name; a name that was given reaches
    the page as text, whatever signs are in it.
    """

    kind: ClassVar[str]
    required: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    geometry: ClassVar[str] = "point"
    decimals: ClassVar[int] = 5
    known_to_instrument: ClassVar[tuple[str, ...]] = ()
    """Columns that an instrument on the same map holds already: they are not embedded twice."""

    _template = Template("")  # the call is added as it stands

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        show: bool = True,
        name: str | None = None,
        language: str = "en",
        style: Mapping[str, Mapping[str, str | float]] | None = None,
    ) -> None:
        self.words = read_words(language)
        self.given_name = name if name and name.strip() else None
        super().__init__(overlay=True, control=True, show=show)
        self._name = f"Durandline{self.kind.capitalize()}"
        self.frame = frame
        self.packed = self.pack()
        self.style = {key: dict(changes) for key, changes in (style or {}).items()}

    @property
    def layer_name(self) -> str:
        """The name as HTML text, unique among the layers of the map: folium's layer control shows it as HTML."""
        return _named(self.name_with(self.number()))

    @layer_name.setter
    def layer_name(self, _: str) -> None:
        """Leave aside what folium calls it."""

    def name_with(self, number: int) -> str:
        """Return the name, with ``number`` from the second of it on."""
        name = self.given_name or self.words[f"layer.{self.kind}"]
        return name if number == 1 else f"{name} ({number})"

    def number(self) -> int:
        """Return the least number with which the name is none that another layer of the map has: 1 for the first."""
        siblings = [*self._parent._children.values()] if self._parent else [self]  # noqa: SLF001 - no public list
        taken = {each.layer_name for each in siblings if isinstance(each, Layer) and not isinstance(each, DataLayer)}
        number = 1
        for each in (each for each in siblings if isinstance(each, DataLayer)):
            number = next(number for number in count(1) if _named(each.name_with(number)) not in taken)
            taken.add(_named(each.name_with(number)))
            if each is self:
                break
        return number

    def pack(self) -> dict[str, Plain]:
        """Return the frame as columns of plain values."""
        return pack_frame(self.frame, self.required, self.optional, geometry=self.geometry, decimals=self.decimals)

    def embedded(self) -> dict[str, Plain]:
        """Return the columns as they stand in the page."""
        siblings = self._parent._children.values() if self._parent else ()  # noqa: SLF001 - no public list
        if self.known_to_instrument and any(getattr(each, "tells_status", False) for each in siblings):
            known = set(self.known_to_instrument)
            columns = {name: column for name, column in self.packed["columns"].items() if name not in known}  # type: ignore[union-attr]
            return deflated({**self.packed, "columns": columns})
        return deflated(self.packed)

    def options(self) -> dict[str, Plain]:
        """Return what the drawing code needs beside the columns; layers add to it."""
        notices = read_notices()
        number = self.number()
        named = {"title": self.given_name, "number": number} if self.given_name or number > 1 else {}
        return {
            **named,
            "language": self.words.language,
            "styles": self.style,
            "attributions": [
                {"text": one.text, "licence": one.licence, "url": one.url, "shown": one.shown}
                for one in notices.of([self.kind])
            ],
            "boundary": notices.boundary_words,
            "notFor": notices.not_for,
        }

    def arguments(self) -> str:
        """Return the arguments of the one call that draws the layer, as script text."""
        return ", ".join(script_text(part) for part in (self.kind, self.embedded(), self.options()))

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Add our script and style sheet to the page once, then this layer's call."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            add_assets(figure, self.words)
            call = f"var {self.get_name()} = durandline.draw({self.arguments()});\n"
            figure.script.add_child(Verbatim(call), name=self.get_name())
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def _get_self_bounds(self) -> list[list[float | None]]:
        if not len(self.frame) or self.frame.geometry.isna().all():
            return [[None, None], [None, None]]
        west, south, east, north = (float(edge) for edge in self.frame.total_bounds)
        return [[south, west], [north, east]]


def _named(name: str) -> str:
    """Return a name as HTML text that can be the key of an object in JavaScript."""
    return html_text(name).replace("__proto__", "&#95;_proto__")


ON_PAPER = ("sheet.", "chart.")  # strings that no page shows


def _of_page(words: Words) -> dict[str, Plain]:
    return {key: text for key, text in words.table.items() if not key.startswith(ON_PAPER)}


def add_assets(figure: Figure, words: Words) -> None:
    """Add our style sheet, script, words and symbols to the head of ``figure``; each once, whoever asks.

    The words are those of all languages; ``words`` are those the page opens in.
    """
    setup: dict[str, Plain] = {
        "language": words.language,
        "words": [
            {"language": one.language, "direction": one.direction, "name": one.name, "table": _of_page(one)}
            for one in map(read_words, languages())
        ],
        "styles": {key: style.as_plain() for key, style in read_styles().items()},
        "flowTree": {branch: list(leaves) for branch, leaves in FLOW_TREE.items()},
    }
    parts = {
        STYLE_NAME: f"<style>\n{style_sheet()}</style>",
        SCRIPT_NAME: f"<script>\n{script()}</script>",
        WORDS_NAME: f"<script>durandline.setup({script_text(deflated(setup))});</script>",
    }
    for name, text in parts.items():
        if name not in figure.header._children:  # noqa: SLF001 - folium offers no public look-up
            figure.header.add_child(Verbatim(text), name=name)
