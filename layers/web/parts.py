"""Takes a rendered folium figure apart into styles, scripts and HTML, with ids that do not change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from branca.element import CssLink, Element, Figure, JavascriptLink

from durandline.geo.errors import InputError
from durandline.layers.web.leaflet import inlined

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure adds to a page: style sheets and scripts in their order, and HTML for the body."""

    styles: list[str]
    scripts: list[str]
    html: str


def take_apart(inside: Element) -> Parts:
    """Render the figure that ``inside`` is in and return its parts; random ids become numbers in order.

    Raises
    ------
    InputError
        An element asks for a file from an address that is not known here; the message names both.
    """
    figure = inside.get_root()
    if not isinstance(figure, Figure):
        raise InputError("The map is not in a figure.")
    figure.render()
    styles: list[str] = []
    scripts: list[str] = []
    for name, element in figure.header._children.items():  # noqa: SLF001 - folium offers no public list
        if isinstance(element, JavascriptLink | CssLink):
            (styles if isinstance(element, CssLink) else scripts).append(_inline(name, element.url))
        else:
            _split(name, element.render(), styles, scripts)
    body = [_checked(name, element.render()) for name, element in figure.html._children.items()]  # noqa: SLF001
    scripts.append(figure.script.render())
    fixed = {element._id: str(number) for number, element in enumerate(_elements(figure), start=1)}  # noqa: SLF001

    def settle(text: str) -> str:
        return _RANDOM_ID.sub(lambda found: fixed.get(found[0], found[0]), text).replace("\r", "")

    return Parts([settle(text) for text in styles], [settle(text) for text in scripts], settle("".join(body)))


def _elements(element: Element) -> Iterator[Element]:
    yield element
    own = [element.header, element.html, element.script] if isinstance(element, Figure) else []
    for child in [*element._children.values(), *own]:  # noqa: SLF001
        yield from _elements(child)


def _inline(name: str, address: str) -> str:
    known = inlined()
    if address not in known:
        raise InputError(
            f"{name} wants {address}, which cannot be put into a page that works offline. "
            "Start from durandline.layers.Map and leave out the layer that needs it."
        )
    return known[address]


def _split(name: str, html: str, styles: list[str], scripts: list[str]) -> None:
    reader = _Reader(name)
    reader.feed(html)
    reader.close()
    styles += reader.texts["style"]
    scripts += reader.texts["script"]


def _checked(name: str, html: str) -> str:
    reader = _Reader(name, in_body=True)
    reader.feed(html)
    reader.close()
    return html


class _Reader(HTMLParser):
    def __init__(self, name: str, *, in_body: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self.name = name
        self.in_body = in_body
        self.open = ""
        self.texts: dict[str, list[str]] = {"style": [], "script": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("src") or (given.get("href") if tag == "link" else None)
        if address and not address.startswith("data:"):
            raise InputError(f"{self.name} wants {address}, which cannot be put into a page that works offline.")
        if self.in_body and tag == "script":
            raise InputError(f"{self.name} has a script in its HTML, which the page's policy does not run.")
        if tag in self.texts:
            self.open = tag
            self.texts[tag].append("")
        elif not self.in_body and tag not in ("meta", "link"):
            raise InputError(f"{self.name} puts a <{tag}> into the head of the page.")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open and not self.in_body:
            self.texts[self.open][-1] += data
