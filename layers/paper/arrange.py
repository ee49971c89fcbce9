"""How map, key and locator share the sheet: the key beside the map or below it, whichever makes the map larger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from durandline.layers.paper.frame import Box
from durandline.layers.paper.graticule import MARGIN
from durandline.layers.paper.inset import REGION, has_locator
from durandline.layers.paper.key import key_height
from durandline.layers.paper.mapping import seen
from durandline.layers.paper.projection import View, view_of

if TYPE_CHECKING:
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page

_WIDE, _SHARE = 55.0, 0.3  # millimetres at A4 of a key beside the map, and of the width at most
_KEY_HIGH = 75.0  # that it takes at least: a locator has to stand back
_HIGH = 47.0  # of one below it
_COLUMN, _COLUMNS = 45.0, 3
_SMALL = 0.24  # of the width, that a locator beside it takes
_LARGER = 0.97  # a key below the map must make it so much larger at least
_LEAST = 0.46  # of the height between heading and notes
_GAP = 3.0
_WIDEST, _TALLEST = 1.3, 1.15  # how much wider or taller than the whole line its map may be
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """The view of the map in its box, the box of the key and its columns, and that of the locator if there is one."""

    view: View
    key: Box
    columns: int
    locator: Box | None


def arranged(page: Page, box: Box, content: Content, bounds: Bounds) -> Plan:
    """Return the arrangement in ``box`` that shows the ground of ``bounds`` larger; beside, where both are alike."""
    beside, below = _beside(page, box, content, bounds), _below(page, box, content, bounds)
    return below if below.view.metres < beside.view.metres * _LARGER else beside


def least_height(page: Page, box: Box, content: Content, bounds: Bounds) -> float:
    """Return the millimetres that map and key keep, whatever is to stand below them."""
    least = box.height * _LEAST
    if content.extent != "line":
        return least
    return min(least, (box.width - min(_WIDE * page.spec.scale, box.width * _SHARE)) / _shape(bounds) * _TALLEST)


def needed_height(page: Page, box: Box, content: Content, bounds: Bounds) -> float:
    """Return how much of the height of ``box`` map and key take up."""
    plan = arranged(page, box, content, bounds)
    most = plan.key.height
    key = key_height(page, seen(plan.view, content, page.spec), content, plan.key.width, plan.columns, most)
    foot = max(plan.view.box.bottom + MARGIN * page.spec.scale, plan.key.top + key)
    return min(box.height, foot - box.top)


def _beside(page: Page, box: Box, content: Content, bounds: Bounds) -> Plan:
    wide = min(_WIDE * page.spec.scale, box.width * _SHARE)
    shape = _shape(bounds)
    if content.extent == "line":  # there is no base map far beyond it
        wide = max(wide, box.width - _GAP - box.height * shape * _WIDEST)
    columns = max(1, int(wide / (_WIDE * page.spec.scale)))
    rest = Box(box.left + (wide + _GAP if page.spec.rtl else 0), box.top, box.width - wide - _GAP, box.height)
    view = _view(page, rest, content, bounds)
    left = box.left if page.spec.rtl else box.right - wide
    high = wide * _locator_shape()
    if content.extent == "line" or not has_locator(view) or view.box.height - high < _KEY_HIGH * page.spec.scale:
        return Plan(view, Box(left, box.top, wide, box.height), columns, None)
    locator = Box(left, view.box.bottom - high, wide, high)
    return Plan(view, Box(left, box.top, wide, view.box.height - high - _GAP), 1, locator)


def _below(page: Page, box: Box, content: Content, bounds: Bounds) -> Plan:
    high = _HIGH * page.spec.scale
    view = _view(page, Box(box.left, box.top, box.width, box.height - high - _GAP), content, bounds)
    if content.extent == "crossing":  # its key is short; what it leaves goes to the map
        rest = box.width * (1 - _SMALL) - 2 * _GAP
        high = key_height(page, seen(view, content, page.spec), content, rest, _columns(page, rest), high)
        view = _view(page, Box(box.left, box.top, box.width, box.height - high - _GAP), content, bounds)
    top = view.box.bottom + MARGIN * page.spec.scale + _GAP
    if content.extent == "line":
        columns = _columns(page, box.width)
        return Plan(view, Box(box.left, top, box.width, box.bottom - top), columns, None)
    wide = min(high / _locator_shape(), box.width * _SMALL)
    rest = box.width - wide - 2 * _GAP
    locator = Box(box.left if page.spec.rtl else box.right - wide, top, wide, wide * _locator_shape())
    left = box.left + (wide + 2 * _GAP if page.spec.rtl else 0)
    columns = _columns(page, rest)
    return Plan(view, Box(left, top, rest, box.bottom - top), columns, locator if has_locator(view) else None)


def _columns(page: Page, width: float) -> int:
    return min(_COLUMNS, max(1, int(width / (_COLUMN * page.spec.scale))))


def _view(page: Page, box: Box, content: Content, bounds: Bounds) -> View:
    """Return the view in ``box``, less what the degrees beside the frame take; of the whole line not too tall."""
    margin = MARGIN * page.spec.scale
    room = Box(box.left + margin, box.top, box.width - margin, box.height - margin)
    view = view_of(bounds, room)
    if content.extent == "line":
        view = view_of(bounds, room._replace(height=min(room.height, room.width / _shape(bounds) * _TALLEST)))
    return view


def _shape(bounds: Bounds) -> float:
    """Return how wide the ground is for its height, on its projection."""
    wide, high = (view_of(bounds, Box(0, 0, *size), margin=0).metres for size in ((1.0, 1e6), (1e6, 1.0)))
    return wide / high


def _locator_shape() -> float:
    """Return how high a locator is for its width: degrees are shorter across than along at this latitude."""
    return (REGION[3] - REGION[1]) / (REGION[2] - REGION[0]) * 1.2
