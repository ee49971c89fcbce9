"""Pictures that sheets are compared with, kept small: run as a script, it draws them anew.

    python tests/support/baselines.py

Two pictures are one if, looked at in squares of four by four pixels, hardly any square differs: edges that another
processor rounds another way pass, a layer that is missing does not. Another release of matplotlib may set letters
elsewhere: each picture says which one drew it.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.spec import SheetSpec

FOLDER = Path(__file__).parents[1] / "layers" / "paper" / "baseline"
DPI = 60
SQUARE = 4  # pixels
LEVEL = 2.0  # of 255: by how much the mean of a square must differ to count
MOST = 2  # squares that may differ; each picture has some 20,000, and a digit that changed touches four


@dataclass(frozen=True, slots=True)
class Case:
    """What a picture shows: ``chart`` or the map, of the whole line or of crossings in ``focus``."""

    asked: dict[str, Any]
    focus: tuple[str, ...] = ()
    chart: str = ""


CASES = {
    "line": Case({}),
    "line-two-scripts": Case({"paper": "16:9", "scripts": ("en", "ur"), "theme": "print-bw"}),
    "crossing": Case({"theme": "print-bw", "parts": ("map", "timeline", "table")}, focus=("torkham",)),
    "timeline": Case({}, chart="timeline"),
    "calendar": Case({"theme": "print-bw"}, chart="calendar"),
    "bars": Case({"paper": "square"}, chart="bars"),
}


def spec_of(name: str, content: Content) -> SheetSpec:
    """Return the spec of a case, in fonts that have its letters."""
    from durandline.layers.paper.content import texts_of
    from durandline.layers.paper.fonts import choose_fonts
    from durandline.layers.paper.sheet import fitted
    from durandline.layers.paper.spec import SheetSpec

    spec = SheetSpec(dpi=DPI, **CASES[name].asked)
    spec = replace(spec, families=choose_fonts(texts_of(content, spec)))
    return replace(spec, landscape=True) if CASES[name].chart else fitted(content, spec)


def figure_of(name: str, content: Content) -> Figure:
    """Draw a case; call it inside the settings of its spec."""
    from durandline.layers.paper.charts import chart_sheet
    from durandline.layers.paper.sheet import draw_sheet

    case, spec = CASES[name], spec_of(name, content)
    if case.chart:
        return chart_sheet(case.chart, content, content.told, spec).figure
    return draw_sheet(content, spec).figure


def pixels(figure: Figure) -> NDArray[np.uint8]:
    """Return a figure as red, green and blue."""
    stream = BytesIO()
    figure.savefig(stream, format="png", dpi=DPI)
    return np.asarray(Image.open(stream).convert("RGB"))


def baseline(name: str) -> NDArray[np.uint8]:
    """Return the picture that is kept of a case."""
    with Image.open(FOLDER / f"{name}.png") as kept:
        return np.asarray(kept.convert("RGB"))


def release() -> str:
    """Return the release of matplotlib without its patch, which only mends."""
    return "matplotlib " + ".".join(version("matplotlib").split(".")[:2])


def drawn_by(name: str) -> str:
    """Return which release drew the picture that is kept of a case."""
    with Image.open(FOLDER / f"{name}.png") as kept:
        return str(kept.info["Software"])


def differing(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """Return in how many squares two pictures differ; in all of them where their sizes do."""
    if one.shape != other.shape:
        return one.size // (3 * SQUARE * SQUARE)
    apart = np.abs(_squares(one) - _squares(other)).max(axis=2)
    return int((apart > LEVEL).sum())


def _squares(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    high, wide = (side // SQUARE for side in picture.shape[:2])
    cut = picture[: high * SQUARE, : wide * SQUARE].astype(np.float64)
    means: NDArray[np.float64] = cut.reshape(high, SQUARE, wide, SQUARE, 3).mean(axis=(1, 3))
    return means


def main() -> None:
    """Draw every case and keep its picture."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from durandline.layers.paper.canvas import settings
    from support.pictured import picture

    FOLDER.mkdir(exist_ok=True)
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            content = picture(Path(folder), focus=case.focus)
        with settings(spec_of(name, content)):
            drawn = Image.fromarray(pixels(figure_of(name, content)))
        path = FOLDER / f"{name}.png"
        said = PngInfo()
        said.add_text("Software", release())
        drawn.save(path, optimize=True, pnginfo=said)
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
