"""Others' programs: where ``make test-interop`` puts them, and running them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "build" / "interop"
DESK_PYTHON = os.environ.get("DURANDLINE_QGIS_PYTHON", "/usr/bin/python3")  # QGIS belongs to the system's
ON = "2025-03-01"


def tool(command, **environment):
    """Return what a program prints; where it fails, the test does with what it said."""
    ran = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return ran.stdout
