"""A PDF as pictures of its pages and their text."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image

DOTS, MOST = 1.3, 4  # dots to a point, pages of which there is a picture


class Printed:
    """What a browser printed: pictures of its pages and their text."""

    def __init__(self, raw: bytes) -> None:
        document = pypdfium2.PdfDocument(io.BytesIO(raw))
        self.sizes = [page.get_size() for page in document]
        self.pages = [page.render(scale=DOTS).to_pil().convert("RGB") for page in [*document][:MOST]]
        self.text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)

    def share(self, colour: str, page: int = 0, part: tuple[float, float, float, float] = (0, 0, 1, 1)) -> float:
        """Return which share of a page, or of a part of it, has nearly this colour."""
        whole = self.pages[page]
        left, top, right, bottom = part
        shown = whole.crop((left * whole.width, top * whole.height, right * whole.width, bottom * whole.height))
        return share(shown, colour)


def share(picture: Image.Image, colour: str, slack: int = 6) -> float:
    """Return which share of a picture has nearly this colour."""
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return float((abs(np.asarray(picture).astype(int) - wanted) <= slack).all(axis=2).mean())
