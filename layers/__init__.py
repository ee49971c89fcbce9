"""How it looks: one table, one thing drawn; each a layer for any ``folium.Map``."""

from durandline.layers.basemap import Basemap
from durandline.layers.border import Border
from durandline.layers.closures import Closures
from durandline.layers.crossings import Crossings
from durandline.layers.incidents import Incidents
from durandline.layers.legend import Legend
from durandline.layers.map import Map
from durandline.layers.movements import Movements
from durandline.layers.routes import Routes

__all__ = ["Basemap", "Border", "Closures", "Crossings", "Incidents", "Legend", "Map", "Movements", "Routes"]
