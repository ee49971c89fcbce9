"""The legend, which is the layer control too: counts, symbols, a check box for each layer."""

from __future__ import annotations

from branca.element import Figure, MacroElement
from folium.template import Template

from durandline.layers.web.embed import script_text
from durandline.layers.web.layer import DataLayer, add_assets
from durandline.layers.words import read_words


class Legend(MacroElement):
    """Legend of the layers that are on the same map; add it to the map after them.

    Parameters
    ----------
    language
        Language of its words.
    collapsed
        Whether it opens as a button; on narrow screens it always does.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            durandline.legend({{ this._parent.get_name() }}, [{{ this.layers() }}], {{ this.options() }});
        {% endmacro %}
        """
    )

    def __init__(self, *, language: str = "en", collapsed: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DurandlineLegend"
        self.words = read_words(language)
        self.collapsed = collapsed

    def layers(self) -> str:
        """Return the script names of our layers on the map, in the order they were added."""
        siblings = self._parent._children.values() if self._parent else ()  # noqa: SLF001 - no public list
        return ", ".join(each.get_name() for each in siblings if isinstance(each, DataLayer))

    def options(self) -> str:
        """Return the options as script text."""
        return script_text({"language": self.words.language, "collapsed": self.collapsed})

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Add our script to the page once, then the legend's call."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            add_assets(figure, self.words)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
