"""Routes: schematic corridors through named towns."""

from __future__ import annotations

from durandline.layers.web.layer import DataLayer


class Routes(DataLayer):
    """Schematic corridors; takes the frame of ``durandline.geo.frames.routes``."""

    kind = "routes"
    required = ("route_id", "name_en")
    optional = ("name_ps", "name_fa", "name_ur", "crossing_id", "via", "notes")
    geometry = "line"
    decimals = 4  # 11 m: the lines are schematic
