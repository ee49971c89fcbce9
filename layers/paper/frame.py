"""The sheet of paper: boxes in millimetres from its upper left corner, and named layers to draw on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.patches import Rectangle

from durandline.layers.paper.canvas import new_figure
from durandline.layers.paper.lettering import Lettering

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from durandline.layers.paper.spec import Ink, SheetSpec


class Box(NamedTuple):
    """A rectangle on the paper in millimetres; y runs down."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def inner(self, by: float) -> Box:
        """Return the box without a margin of ``by`` on all sides."""
        return Box(self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A figure of the paper's size, the spec it is drawn for, and what sets text on it."""

    figure: Figure
    spec: SheetSpec
    letters: Lettering

    @property
    def ink(self) -> Ink:
        """The colours of the sheet."""
        return self.spec.ink

    @property
    def box(self) -> Box:
        """The whole paper."""
        return Box(0, 0, *self.spec.size_mm)

    def layer(self, box: Box, name: str, *, depth: float = 0) -> Axes:
        """Return axes over ``box`` whose unit is a millimetre, (0, 0) its upper left corner, y running down.

        In SVG it is a group with the id ``name``; layers of higher ``depth`` lie above. Nothing is drawn outside it.
        """
        axes = self.figure.add_axes(self.share(box), frameon=False, zorder=depth, label=name)
        axes.set_gid(name)
        axes.set_xlim(0, box.width)
        axes.set_ylim(box.height, 0)
        axes.set_axis_off()
        return axes

    def share(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of ``box`` as shares of the figure, as matplotlib wants them."""
        width, height = self.spec.size_mm
        return box.left / width, 1 - box.bottom / height, box.width / width, box.height / height

    def outline(self, axes: Axes, box: Box, *, fill: str = "none", colour: str = "", width: float = 0.5) -> None:
        """Draw a rectangle in the units of ``axes``; ``width`` of its line in points at A4."""
        look: dict[str, Any] = {"facecolor": fill, "edgecolor": colour or self.ink.text}
        patch = Rectangle((box.left, box.top), box.width, box.height, linewidth=width * self.spec.scale, **look)
        patch.set_clip_on(False)
        axes.add_patch(patch)


def new_page(spec: SheetSpec) -> Page:
    """Return an empty page; call it inside :func:`durandline.layers.paper.canvas.settings`."""
    return Page(new_figure(spec), spec, Lettering(spec))
