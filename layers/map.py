"""A folium map that needs Leaflet alone: no tiles, no icon fonts, no jQuery, no network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

# The line with room around it: degrees, EPSG:4326, west, south, east, north.
LINE_BOUNDS = (60.4, 29.0, 75.2, 37.6)
MAX_ZOOM = 14


class _InView(MacroElement):
    """Brings bounds into view at once; folium's own way moves there, and what is drawn meanwhile is unsteady."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.fitBounds({{ this.corners }}, {animate: false});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: Sequence[float]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DurandlineInView"
        west, south, east, north = (float(edge) for edge in bounds)
        self.corners = [[south, west], [north, east]]


class Map(folium.Map):
    """An empty map of the border region for our layers and for folium's.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees (EPSG:4326): what is in view when the map opens.
    **options
        Further options of ``folium.Map``.
    """

    default_js = [link for link in folium.Map.default_js if link[0] == "leaflet"]  # noqa: RUF012 - as folium has it
    default_css = [link for link in folium.Map.default_css if link[0] == "leaflet_css"]  # noqa: RUF012

    def __init__(self, bounds: Sequence[float] = LINE_BOUNDS, **options: Any) -> None:  # noqa: ANN401 - folium's own
        west, south, east, north = bounds
        settings: dict[str, Any] = {
            "tiles": None,
            "max_zoom": MAX_ZOOM,
            "control_scale": True,
            "zoom_control": "topleft",
            "attribution_control": False,  # ours writes text, Leaflet's writes HTML
            "zoom_snap": 0.25,
            "max_bounds": True,
            "min_lat": 25.5,
            "max_lat": 40.5,
            "min_lon": 55.0,
            "max_lon": 82.0,
            "max_bounds_viscosity": 0.8,
        }
        settings |= options
        super().__init__(location=[(south + north) / 2, (west + east) / 2], zoom_start=6, **settings)
        # max_zoom is an argument of folium's tile layer; without tiles Leaflet itself must be told.
        self.options |= {"min_zoom": 4, "max_zoom": settings["max_zoom"]}
        in_view = _InView(bounds)
        self.ground = in_view.corners  # for what lays the page out around the map and has to show the same
        self.add_child(in_view)
