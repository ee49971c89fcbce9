"""Places, closures and figures in QGIS: small marks, and numbers where many lie on one point."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from durandline.geo.schema.vocabulary import PLACE_KINDS
from durandline.layers.qgis.labels import Label, add_labels
from durandline.layers.qgis.renderer import Sheet, beside, counted, plain_marker, shape_marker
from durandline.layers.qgis.xml import Class, Part, add_categorised, add_clustered, quoted

_SAME_POINT = 2  # CSS pixels
_NAMED_FROM = 750_000
# Beside and below the point, so that the badge of the crossing and what else is counted there stay in sight.
_LEFT, _RIGHT = (-15.0, 13.0), (15.0, 13.0)
_BUILT = ("post", "gate", "fort", "camp", "base", "dry_port")
_WIDE = ("pass", "valley", "area", "tehsil", "district")


def draw_places(root: Element, sheet: Sheet) -> None:
    """Draw places by kind: dots for settlements, squares for what was built, diamonds for areas."""
    town = sheet.styles["town"]
    marks = dict.fromkeys(_BUILT, "square") | dict.fromkeys(_WIDE, "diamond")
    classes = [
        Class(kind, sheet.words.word("place_kind", kind), [_dot(marks.get(kind, "circle"), town.fill, town.colour)])
        for kind in PLACE_KINDS
    ]
    add_categorised(root, "kind", classes)
    add_labels(root, [Label('"name_en"', nearer_than=_NAMED_FROM, pixels=11, colour=town.colour, priority=1)])


def draw_closures(root: Element, sheet: Sheet) -> None:
    """Draw closures as squares, hollow where no end is on record; several at one crossing as their number."""
    style = sheet.styles["closures"]
    known = plain_marker(style.shape, style.size * 2, style.fill, style.colour)
    open_ended = plain_marker(style.shape, style.size * 2, style.colour, style.fill)
    classes = [
        Class("known", sheet.words[style.label_key], [beside(known, _LEFT, "report_id")]),
        Class("", sheet.words["knowledge.end_not_reported"], [beside(_dotted(open_ended), _LEFT, "report_id")]),
    ]
    count = [beside(part, _LEFT) for part in counted(known, style.colour)]
    add_clustered(root, "CASE WHEN \"end\" IS NOT NULL THEN 'known' END", classes, _SAME_POINT, count)


def draw_movements(root: Element, sheet: Sheet) -> None:
    """Draw figures as arrows by direction, or as their number; all classes off, as on the page."""
    style = sheet.styles["movements"]
    # Afghanistan lies to the north-west of the line, Pakistan to its south-east.
    turns = {"AF_to_PK": 45.0, "PK_to_AF": 225.0}
    marks = {key: shape_marker(style, turn) for key, turn in turns.items()}
    round_mark = plain_marker("circle", style.size * 2, style.fill, style.colour)
    diamond = shape_marker(replace(style, shape="diamond"))
    marks |= {"both": round_mark, "": diamond}
    classes = [
        Class(
            key,
            sheet.words.word("direction", key or "not_stated"),
            [beside(mark, _RIGHT, "movement_id")],
            shown=False,
        )
        for key, mark in marks.items()
    ]
    count = [beside(part, _RIGHT) for part in counted(round_mark, style.colour)]
    add_clustered(root, "direction", classes, _SAME_POINT, count)
    add_labels(root, [Label(_figure(sheet), nearer_than=_NAMED_FROM, pixels=11, priority=2)])


def _figure(sheet: Sheet) -> str:
    """Return an expression for a figure with its bounds, its unit, and whose it is."""
    table = sheet.words.table
    least, most = 'to_string("min")', 'to_string("max")'
    up_to = f"replace({quoted(table['figure.up_to'])}, '{{max}}', {most})"
    at_least = f"replace({quoted(table['figure.at_least'])}, '{{min}}', {least})"
    exact = f"replace({quoted(table['figure.exact'])}, '{{min}}', {least})"
    between = f"replace(replace({quoted(table['figure.range'])}, '{{min}}', {least}), '{{max}}', {most})"
    number = (
        f'CASE WHEN "min" IS NULL AND "max" IS NULL THEN {quoted(table["figure.none"])} '
        f'WHEN "min" IS NULL THEN {up_to} WHEN "max" IS NULL THEN {at_least} '
        f'WHEN "min" = "max" THEN {exact} ELSE {between} END'
    )
    return f"({number}) || ' ' || \"unit\" || '\\n' || \"claimant\""


def _dot(name: str, fill: str, edge: str) -> Part:
    mark = plain_marker(name, 5, fill, edge)
    return Part(mark.kind, {**mark.properties, "outline_width": "0.75"})


def _dotted(mark: Part) -> Part:
    return Part(mark.kind, {**mark.properties, "outline_style": "dot"})
