"""Others' programs read what we write. They are heavy, so these tests run with ``make test-interop`` alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.command import run
from support.outside import DESK_PYTHON, ON, tool

HERE = Path(__file__).parent
WHOLE_LINE = (60.4, 29.0, 75.2, 37.6)
_WHY = "QGIS, GDAL's tools and a GeoJSON checker are wanted: make test-interop installs them and runs this"


def pytest_collection_modifyitems(items):
    """Mark the tests of this folder, and skip them where they were not asked for."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.interop)
            if os.environ.get("DURANDLINE_INTEROP") != "1":
                item.add_marker(pytest.mark.skip(reason=_WHY))


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """Return a GeoPackage of the whole record, as the command writes it."""
    path = tmp_path_factory.mktemp("desk") / "record.gpkg"
    ran = run("export", path, "--on", ON)
    assert ran.code == 0, ran.err
    return path


@pytest.fixture(scope="session")
def desk(package, tmp_path_factory):
    """Return a function that opens the GeoPackage in QGIS, draws it, and gives what QGIS found and the picture."""

    def opened(box=WHOLE_LINE, times=""):
        picture = tmp_path_factory.mktemp("picture") / "desk.png"
        command = [DESK_PYTHON, HERE / "desk.py", package, picture, ",".join(map(str, box)), times]
        return json.loads(tool(command, QT_QPA_PLATFORM="offscreen")), picture

    return opened
