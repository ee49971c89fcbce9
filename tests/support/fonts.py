"""The fonts of the machine, hidden from all tests: what is drawn is drawn with what the project installs, or not."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LIST = "import matplotlib.font_manager"  # makes matplotlib write down the fonts that it finds


def hide_system_fonts(folder: Path) -> None:
    """Let matplotlib, in this process and in those that it starts, know its own fonts alone.

    It must not have been imported yet. The list of fonts is kept in ``folder``, which becomes its folder of settings.
    """
    if find_spec("matplotlib") is None:
        return
    os.environ["MPLCONFIGDIR"] = str(folder)
    # The variable counts while the list is made; kept, it would hide the files of packages too.
    subprocess.run([sys.executable, "-c", _LIST], env={**os.environ, "MPL_IGNORE_SYSTEM_FONTS": "1"}, check=True)


def package_file(*, bold: bool = False) -> Path:
    """Return a file of the font that comes with extra ``paper``."""
    import fontpkg

    return Path(fontpkg.path("IBM Plex Sans Arabic", weight=700 if bold else 400))


def made(folder: Path, family: str, *, style: str = "Regular", **heights: int) -> Path:
    """Write a font of another name, with the letters of that package, and return its file.

    ``heights`` are ``ascent`` and ``descent``, how far its letters reach, in thousandths.
    """
    from fontTools.ttLib import TTFont

    font: Any = TTFont(package_file(bold=style == "Bold"))
    font["name"].names = [each for each in font["name"].names if each.nameID not in (16, 17, 21, 22)]
    whole = f"{family}-{style}".replace(" ", "")
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, whole)):
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(text, number, 1, 0, 0)
    for name, height in heights.items():
        setattr(font["hhea"], name, height)
        setattr(font["OS/2"], {"ascent": "sTypoAscender", "descent": "sTypoDescender"}[name], height)
    path = folder / f"{whole}.ttf"
    font.save(path)
    return path
