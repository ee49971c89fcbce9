"""Leaflet as text, from the files of the XStatic-Leaflet package: nothing is fetched."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import folium

from durandline.layers.web.embed import script_text

_IMAGE = re.compile(r"url\((images/[a-z0-9-]+\.png)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_BEHAVIOUR = re.compile(r"^\s*behavior: url\(#default#VML\);\n", re.MULTILINE)  # for Internet Explorer 8
_ICONS = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}


def _folder() -> Traversable:
    return files("xstatic.pkg.leaflet") / "data"


@cache
def leaflet_script() -> str:
    """Return Leaflet's script, and after it the icons of its default marker as data addresses.

    Leaflet finds these icons by the address of its style sheet, which an inlined one does not have.
    """
    source = _SOURCE_MAP.sub("", (_folder() / "leaflet.js").read_text(encoding="utf-8")).strip()
    icons = script_text({option: _data_address(f"images/{name}") for option, name in _ICONS.items()})
    return f"{source}\ndelete L.Icon.Default.prototype._getIconUrl;\nL.Icon.Default.mergeOptions({icons});\n"


@cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet with its images as data addresses."""
    text = (_folder() / "leaflet.css").read_text(encoding="utf-8")
    return _IMAGE.sub(lambda found: f"url({_data_address(found[1])})", _BEHAVIOUR.sub("", text))


@cache
def leaflet_version() -> str:
    """Return the version that the script itself names, such as ``1.9.3``."""
    found = re.search(r"Leaflet (\d+\.\d+\.\d+)", leaflet_script()[:200])
    return found[1] if found else ""


def inlined() -> dict[str, str]:
    """Return the text of each address that can be inlined: those that folium names for Leaflet."""
    addresses = dict(folium.Map.default_js) | dict(folium.Map.default_css)
    return {addresses["leaflet"]: leaflet_script(), addresses["leaflet_css"]: leaflet_style()}


def _data_address(name: str) -> str:
    content = (_folder() / name).read_bytes()
    return "data:image/png;base64," + base64.b64encode(content).decode("ascii")
