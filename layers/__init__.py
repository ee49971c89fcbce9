"""How it looks: one table, one thing drawn; each a layer for any ``folium.Map``.

A layer's module, and folium with it, is imported when the layer is first asked for: the words and notices of
this package serve commands that draw nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from durandline.layers.basemap import Basemap
    from durandline.layers.border import Border
    from durandline.layers.closures import Closures
    from durandline.layers.crossings import Crossings
    from durandline.layers.incidents import Incidents
    from durandline.layers.instrument import Instrument
    from durandline.layers.legend import Legend
    from durandline.layers.map import Map
    from durandline.layers.movements import Movements
    from durandline.layers.routes import Routes

__all__ = [
    "Basemap", "Border", "Closures", "Crossings", "Incidents", "Instrument", "Legend", "Map", "Movements", "Routes",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{name.lower()}"), name)
