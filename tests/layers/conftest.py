"""The layers, each with a function that makes its frame from one text."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from durandline import layers

_SPEC = importlib.util.spec_from_file_location("layer_frames", Path(__file__).parent / "frames.py")
_FRAMES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_FRAMES)
NAMES = ("Basemap", "Routes", "Border", "Closures", "Movements", "Incidents", "Crossings")


@pytest.fixture
def frames():
    return _FRAMES


@pytest.fixture(params=NAMES)
def layer(request):
    """One layer's class and the function that makes its frame."""
    return getattr(layers, request.param), getattr(_FRAMES, request.param.lower())


@pytest.fixture
def full_map():
    """A function that makes our map with every layer and the legend, all with one text."""

    def make(text="Torkham"):
        made = layers.Map()
        for name in NAMES:
            getattr(layers, name)(getattr(_FRAMES, name.lower())(text)).add_to(made)
        layers.Legend().add_to(made)
        return made

    return make
