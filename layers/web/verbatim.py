"""Text that a folium figure takes as it stands.

branca compiles what a macro gives, and the text of a plain ``Element``, as a template once more: megabytes of data
take a quarter of a second to be looked through for tags that :mod:`durandline.layers.web.embed` never leaves in them.
"""

from __future__ import annotations

from branca.element import Element


class Verbatim(Element):
    """A piece of a figure's head, body or script that is no template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Return the text."""
        return self.text
