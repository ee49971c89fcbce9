"""The parts of a QGIS style document: options, symbols and renderers, as QGIS 3.22 and later write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

PT = 0.75  # points in a CSS pixel: sizes in points are the same on screen and on paper


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of a symbol: its class in QGIS, its properties, and the properties that an expression gives."""

    kind: str
    properties: Mapping[str, str]
    expressions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a categorised renderer: its value (empty: all others), its name in the legend, its symbol."""

    value: str
    label: str
    parts: Sequence[Part]
    shown: bool = True


def points(pixels: float) -> str:
    """Return CSS pixels as points."""
    return f"{pixels * PT:.3f}".rstrip("0").rstrip(".")


def colour(text: str, opacity: float = 1) -> str:
    """Return ``#rrggbb`` or ``none`` as QGIS writes colours: red, green, blue, alpha from 0 to 255."""
    if text == "none":
        return "255,255,255,0"
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def quoted(text: str) -> str:
    """Return text as a literal of QGIS's expression language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def add_options(parent: Element, properties: Mapping[str, str]) -> None:
    """Add properties in the order of their names, as QGIS does."""
    options = SubElement(parent, "Option", {"type": "Map"})
    for name in sorted(properties):
        SubElement(options, "Option", {"type": "QString", "name": name, "value": properties[name]})


def add_symbol(parent: Element, kind: str, name: str, parts: Sequence[Part], opacity: float = 1) -> None:
    """Add a symbol of ``kind`` marker, line or fill; its first part lies lowest."""
    symbol = SubElement(parent, "symbol", {"type": kind, "name": name, "alpha": f"{opacity:g}"})
    symbol.set("clip_to_extent", "1")
    symbol.set("force_rhr", "0")
    for part in parts:
        layer = SubElement(symbol, "layer", {"class": part.kind, "enabled": "1", "locked": "0", "pass": "0"})
        add_options(layer, part.properties)
        add_expressions(layer, part.expressions)


def add_expressions(parent: Element, expressions: Mapping[str, str], tag: str = "data_defined_properties") -> None:
    """Add properties that expressions give (``type`` 3 is an expression)."""
    whole = SubElement(SubElement(parent, tag), "Option", {"type": "Map"})
    SubElement(whole, "Option", {"name": "name", "type": "QString", "value": ""})
    inner = SubElement(whole, "Option", {"name": "properties", "type": "Map"})
    for name in sorted(expressions):
        one = SubElement(inner, "Option", {"name": name, "type": "Map"})
        SubElement(one, "Option", {"name": "active", "type": "bool", "value": "true"})
        SubElement(one, "Option", {"name": "expression", "type": "QString", "value": expressions[name]})
        SubElement(one, "Option", {"name": "type", "type": "int", "value": "3"})
    SubElement(whole, "Option", {"name": "type", "type": "QString", "value": "collection"})


def add_single(parent: Element, kind: str, parts: Sequence[Part], opacity: float = 1) -> None:
    """Add a renderer with one symbol for all."""
    renderer = SubElement(parent, "renderer-v2", {"type": "singleSymbol", **_PLAIN})
    add_symbol(SubElement(renderer, "symbols"), kind, "0", parts, opacity)


def add_categorised(parent: Element, expression: str, classes: Sequence[Class], kind: str = "marker") -> None:
    """Add a renderer with a symbol for each value of ``expression``: a column, or an expression over columns."""
    renderer = SubElement(parent, "renderer-v2", {"type": "categorizedSymbol", "attr": expression, **_PLAIN})
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for at, each in enumerate(classes):
        shown = "true" if each.shown else "false"
        named = {"value": each.value, "label": each.label, "symbol": str(at), "render": shown}
        SubElement(categories, "category", named)
        add_symbol(symbols, kind, str(at), each.parts)


def add_clustered(
    parent: Element, expression: str, classes: Sequence[Class], reach: float, several: Sequence[Part]
) -> None:
    """Add a categorised renderer; points less than ``reach`` CSS pixels apart share the mark ``several``."""
    look = {"type": "pointCluster", "tolerance": points(reach), "toleranceUnit": "Point", **_PLAIN}
    renderer = SubElement(parent, "renderer-v2", look)
    add_categorised(renderer, expression, classes)
    add_symbol(renderer, "marker", "centerSymbol", several)


_PLAIN = {"forceraster": "0", "symbollevels": "0", "enableorderby": "0"}
