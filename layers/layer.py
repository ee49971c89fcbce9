"""What all layers share: a folium layer whose data reach the page as columns, and our script once a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.layers.bundle import script, style_sheet
from durandline.layers.embed import Plain, script_text
from durandline.layers.notices import read_notices
from durandline.layers.pack import pack_frame
from durandline.layers.style import read_styles
from durandline.layers.words import Words, read_words

if TYPE_CHECKING:
    import geopandas as gpd

SCRIPT_NAME = "durandline_script"
STYLE_NAME = "durandline_style"


class DataLayer(Layer):
    """A table drawn on a folium map.

    Parameters
    ----------
    frame
        GeoDataFrame in EPSG:4326 with the columns the layer names; further columns are not read.
    show
        Whether the layer is drawn when the map opens.
    language
        Language of the words, see :func:`durandline.layers.words.read_words`.
    style
        Changes of symbols, by key of ``data/style.csv``: ``{"open": {"fill": "#336699"}}``.

    Notes
    -----
    Nothing of the frame is ever part of a template, of HTML, or of the layer's name.
    """

    kind: ClassVar[str]
    required: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    geometry: ClassVar[str] = "point"
    decimals: ClassVar[int] = 5

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = durandline.draw({{ this.arguments() }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        show: bool = True,
        language: str = "en",
        style: Mapping[str, Mapping[str, str | float]] | None = None,
    ) -> None:
        self.words = read_words(language)
        super().__init__(name=self.words[f"layer.{self.kind}"], overlay=True, control=True, show=show)
        self._name = f"Durandline{self.kind.capitalize()}"
        self.frame = frame
        self.packed = pack_frame(frame, self.required, self.optional, geometry=self.geometry, decimals=self.decimals)
        self.style = {key: dict(changes) for key, changes in (style or {}).items()}

    def options(self) -> dict[str, Plain]:
        """Return what the drawing code needs beside the columns; layers add to it."""
        notices = read_notices()
        return {
            "language": self.words.language,
            "styles": self.style,
            "attributions": [
                {"text": one.text, "licence": one.licence, "url": one.url} for one in notices.of([self.kind])
            ],
            "boundary": notices.boundary_words,
            "notFor": notices.not_for,
        }

    def arguments(self) -> str:
        """Return the arguments of the one call that draws the layer, as script text."""
        return ", ".join(script_text(part) for part in (self.kind, self.packed, self.options()))

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Add our script and style sheet to the page once, then this layer's call."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            add_assets(figure, self.words)
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def _get_self_bounds(self) -> list[list[float | None]]:
        if not len(self.frame) or self.frame.geometry.isna().all():
            return [[None, None], [None, None]]
        west, south, east, north = (float(edge) for edge in self.frame.total_bounds)
        return [[south, west], [north, east]]


def add_assets(figure: Figure, words: Words) -> None:
    """Add our style sheet, script, words and symbols to the head of ``figure``; each once, whoever asks."""
    setup: dict[str, Plain] = {
        "words": {"language": words.language, "direction": words.direction, "table": dict(words.table)},
        "styles": {key: style.as_plain() for key, style in read_styles().items()},
        "flowTree": {branch: list(leaves) for branch, leaves in FLOW_TREE.items()},
    }
    parts = {
        STYLE_NAME: f"<style>\n{style_sheet()}</style>",
        SCRIPT_NAME: f"<script>\n{script()}</script>",
        f"durandline_words_{words.language}": f"<script>durandline.setup({script_text(setup)});</script>",
    }
    for name, text in parts.items():
        if name not in figure.header._children:  # noqa: SLF001 - folium offers no public look-up
            figure.header.add_child(Element(text), name=name)
