"""Names in QGIS styles: rule-based labels with a pale edge, as on our map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from durandline.layers.qgis.xml import add_expressions, colour, points

INK, QUIET, HALO = "#1d2126", "#50555c", "#ffffff"
_AROUND, _CURVED = "6", "3"  # QGIS's numbers: ordered places around a point; along a line


@dataclass(frozen=True, slots=True)
class Label:
    """One rule: what is written where, from which scale on (the denominator; 0: at all scales), how big."""

    expression: str
    filter: str = ""
    nearer_than: int = 0
    pixels: float = 12
    bold: bool = False
    italic: bool = False
    along: bool = False
    colour: str = INK
    priority: int = 5
    away: float = 2


def add_labels(parent: Element, labels: Sequence[Label]) -> None:
    """Add label rules; a name that finds no room is left out, but for those of the highest priority."""
    labeling = SubElement(parent, "labeling", {"type": "rule-based"})
    rules = SubElement(labeling, "rules", {"key": "labels"})
    for at, label in enumerate(labels):
        rule = SubElement(rules, "rule", {"key": f"label{at}", "filter": label.filter})
        if label.nearer_than:
            rule.set("scalemaxdenom", str(label.nearer_than))
        _add_settings(rule, label)


def _add_settings(rule: Element, label: Label) -> None:
    settings = SubElement(rule, "settings", {"calloutType": "simple"})
    style = SubElement(settings, "text-style", {"fieldName": label.expression, "isExpression": "1"})
    look = {
        "fontFamily": "Noto Sans",
        "fontSize": points(label.pixels),
        "fontSizeUnit": "Point",
        "fontWeight": "75" if label.bold else "50",
        "fontItalic": "1" if label.italic else "0",
        "namedStyle": ("Bold" if label.bold else "Italic" if label.italic else "Regular"),
        "textColor": colour(label.colour),
        "textOpacity": "1",
        "multilineHeight": "1",
        "allowHtml": "0",
    }
    style.attrib.update(look)
    edge = {"bufferDraw": "1", "bufferSize": points(1.8), "bufferSizeUnits": "Point", "bufferColor": colour(HALO)}
    SubElement(style, "text-buffer", {**edge, "bufferOpacity": "0.92", "bufferJoinStyle": "128"})
    SubElement(settings, "text-format", {"multilineAlign": "3", "wrapChar": "", "addDirectionSymbol": "0"})
    SubElement(settings, "placement", _placement(label))
    firm = label.priority >= 10
    rendering = {"obstacle": "1", "obstacleType": "1", "obstacleFactor": "1", "drawLabels": "1"}
    SubElement(settings, "rendering", {**rendering, "displayAll": "1" if firm else "0", "minFeatureSize": "0"})
    add_expressions(settings, {}, "dd_properties")


def _placement(label: Label) -> dict[str, str]:
    placement = {"priority": str(label.priority), "dist": points(label.away), "distUnits": "Point"}
    if label.along:
        # Above or on the line (1 + 2 would be beside it only), again and again along it.
        repeat = {"repeatDistance": points(300), "repeatDistanceUnits": "Point"}
        repeat |= {"maxCurvedCharAngleIn": "45", "maxCurvedCharAngleOut": "-45"}
        return {**placement, **repeat, "placement": _CURVED, "placementFlags": "10"}
    order = "R,L,T,B,BR,BL,TR,TL"
    return {**placement, "placement": _AROUND, "predefinedPositionOrder": order, "offsetType": "1"}
