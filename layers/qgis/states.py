"""Crossings and their states in QGIS: the badge of two cells, the dot of a lesser crossing, names with their age."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from durandline.layers.qgis.labels import Label, add_labels
from durandline.layers.qgis.renderer import Sheet
from durandline.layers.qgis.svg import (
    BADGE_WIDTH,
    BELOW,
    cell_picture,
    empty_picture,
    half_picture,
    plate_picture,
    state_picture,
)
from durandline.layers.qgis.xml import Class, Part, add_categorised, points, quoted
from durandline.layers.style import Style

_FORMAL = "\"kind\" = 'formal_international'"
_UNKNOWN = "\"cargo_state\" = 'unknown' AND \"people_state\" = 'unknown'"
_BRACKETS = r"\s*\([^()]*\)\s*$"  # what stands in brackets after a name; the attributes have the whole
_SHORT = f"regexp_replace(\"name_en\", {quoted(_BRACKETS)}, '')"
_KNOWN_FROM, _ALL_FROM = 6_000_000, 2_500_000  # scales at which lesser crossings are named


def draw_crossings(root: Element, sheet: Sheet) -> None:
    """Draw crossings by state; each cell of a badge, and each half of a dot, has the state of its own flow."""
    states = sheet.of("crossings")
    classes = [Class(each.key, sheet.words[each.label_key], _badge(each, states)) for each in states]
    add_categorised(root, "state", classes)
    text = f"{_SHORT} || '\\n' || {_age(sheet)}"
    lesser = f"NOT ({_FORMAL})"
    labels = [
        Label(text, _FORMAL, pixels=13, bold=True, priority=10),
        Label(text, f"{lesser} AND NOT ({_UNKNOWN})", _KNOWN_FROM, pixels=11, priority=7),
        Label(text, f"{lesser} AND {_UNKNOWN}", _ALL_FROM, pixels=11, priority=3),
    ]
    add_labels(root, labels)


def draw_status(root: Element, sheet: Sheet) -> None:
    """Draw answers by state, all classes off: they lie where the crossings are, for who filters them by flow."""
    classes = []
    for each in sheet.of("crossings"):
        mark = Part("SvgMarker", _look(state_picture(each), each.size))
        classes.append(Class(each.key, sheet.words[each.label_key], [mark], shown=False))
    add_categorised(root, "state", classes)


def _badge(state: Style, states: list[Style]) -> list[Part]:
    """Return plate and cells; without a row, as in the legend, both cells are of ``state``."""
    plate = _part(
        plate_picture(), f"CASE WHEN {_FORMAL} THEN {quoted(plate_picture())} ELSE {quoted(empty_picture())} END"
    )
    cells = []
    for flow in ("cargo", "people"):
        large, small = (_chosen(flow, states, picture) for picture in (cell_picture, half_picture))
        cells.append(_part(cell_picture(flow, state), f"CASE WHEN {_FORMAL} THEN {large} ELSE {small} END"))
    return [plate, *cells]


def _chosen(flow: str, states: list[Style], picture: Callable[[str, Style], str]) -> str:
    """Return an expression for the picture of a flow's state."""
    # QGIS knows no CASE with an operand.
    whens = [f'WHEN "{flow}_state" = {quoted(each.key)} THEN {quoted(picture(flow, each))}' for each in states]
    return f"CASE {' '.join(whens)} ELSE {quoted(empty_picture())} END"


def _part(picture: str, expression: str) -> Part:
    return Part("SvgMarker", _look(picture, BADGE_WIDTH) | _FOOT, {"name": expression})


def _look(picture: str, pixels: float) -> dict[str, str]:
    return {"name": picture, "size": points(pixels), "size_unit": "Point"}


# The foot of the picture, moved down so far that the tip of the badge stands on the point.
_FOOT = {"vertical_anchor_point": "2", "offset": f"0,{points(BELOW)}", "offset_unit": "Point"}


def _age(sheet: Sheet) -> str:
    """Return an expression for the age of what is shown: no state stands without it."""
    table = sheet.words.table
    days = 'to_string(floor("age_days"))'
    said, later = (f"replace({quoted(table[key])}, '{{days}}', {days})" for key in ("age.said", "age.said_borne_out"))
    unknown = quoted(f"{table['state.unknown']}; ")
    return (
        f'CASE WHEN "age_days" IS NULL THEN {quoted(table["age.no_report"])} '
        f"WHEN {_UNKNOWN} THEN {unknown} || {said} "
        f'WHEN "age_days" < 1 THEN {quoted(table["age.same_day"])} '
        f'WHEN "borne_out" THEN {later} ELSE {said} END'
    )
