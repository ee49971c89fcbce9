"""What starts quickly stays quick: commands import what they need alone. The times: tests/bench/startup.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pandas", "numpy", "geopandas", "folium", "shapely", "pyproj", "pyogrio", "jinja2")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["status"], ["status", "--format", "json"], ["validate", "--help"]]
)
def test_nothing_heavy_is_imported(arguments):
    code = (
        "import sys\nfrom durandline.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write('heavy: ' + ' '.join(name for name in {HEAVY} if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ran.stderr.rsplit("heavy: ", 1)[1] == ""


def test_the_parts_below_import_no_click():
    code = "import durandline.geo.frames, durandline.layers.web.document, sys; assert 'click' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
