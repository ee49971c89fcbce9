"""How it looks: one table, one thing drawn; each a layer for any ``folium.Map``, and whole pages and sheets.

>>> from durandline import geo, layers
>>> query = geo.open_record().query(on="2025-03-01", crossings=["torkham"])
>>> layers.page(query)
<Page of <Query on 2025-03-01: crossing torkham>, in en>

What has its own module, and folium or matplotlib with it, is loaded when it is first asked for: the words of this
package serve commands that draw nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from durandline.geo.datasets import drawn

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
    from durandline.layers.paper.compose import sheet
    from durandline.layers.qgis.styles import qgis_styles
    from durandline.layers.routes import Routes
    from durandline.layers.web.compose import page

__all__ = [
    "Basemap", "Border", "Closures", "Crossings", "Incidents", "Instrument", "Legend", "Map", "Movements", "Routes",
    "page", "qgis_styles", "sheet",
]  # fmt: skip
_FROM = {"page": "web.compose", "qgis_styles": "qgis.styles", "sheet": "paper.compose"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    if name not in __all__ and name.lower() not in drawn(page=True):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM.get(name, name.lower())}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
