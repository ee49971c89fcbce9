"""How it looks on paper: sheets and charts as PNG, SVG and PDF, drawn with matplotlib (extra ``paper``).

Call :func:`need_matplotlib` before any module of this package is imported.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from durandline.geo.errors import InputError

ADVICE = "Sheets need matplotlib and a font (extra paper): pip install 'durandline[paper]'"


def need_matplotlib() -> None:
    """Raise :class:`InputError` with advice where matplotlib 3.11 or later, or the letters, are not installed.

    Earlier ones draw the letters of Arabic script apart and in the wrong order.
    """
    try:
        installed = version("matplotlib")
        version("fontpkg-ibm-plex-sans-arabic")
    except PackageNotFoundError:
        raise InputError(ADVICE) from None
    if tuple(int(part) for part in installed.split(".")[:2]) < (3, 11):
        raise InputError(f"{ADVICE} (3.11 or later; this is {installed})")
