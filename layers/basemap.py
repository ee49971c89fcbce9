"""The base map: land, provinces, rivers, towns; quiet, so that what is on it can be read."""

from __future__ import annotations

from durandline.layers.web.layer import DataLayer


class Basemap(DataLayer):
    """A vector base map without tiles; takes the frame of ``durandline.geo.frames.basemap``.

    On a map without tiles give ``max_zoom`` to ``folium.Map``: other layers may rely on it.
    """

    kind = "basemap"
    required = ("kind", "name_en")
    optional = ("name_ps", "name_fa", "name_ur", "rank", "country", "class")
    geometry = "line"
    decimals = 4  # 11 m: the source is generalised far beyond that
