"""What may stand below the map: each part says how high it wants to be, and draws itself in what it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from durandline.layers.paper.table import draw_table, table_height
from durandline.layers.paper.timeline import draw_timeline, timeline_height

if TYPE_CHECKING:
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Box, Page


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet: ``height`` in millimetres that it wants at a width, and ``draw`` in a box."""

    height: Callable[[Page, Content, float], float]
    draw: Callable[[Page, Box, Content], object]


def _timeline_height(page: Page, content: Content, width: float) -> float:
    return timeline_height(page, content, content.told, width)


def _draw_timeline(page: Page, box: Box, content: Content) -> object:
    return draw_timeline(page, box, content, content.told)


PARTS = {"timeline": Part(_timeline_height, _draw_timeline), "table": Part(table_height, draw_table)}
