"""Sheets one after another as a GIF: each with its date large above it, and how far through time it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from durandline.geo.errors import InputError
from durandline.geo.schema.vocabulary import INCIDENT_KINDS, STATES
from durandline.layers.paper.palette import nearest, palette_of

if TYPE_CHECKING:
    from durandline.layers.paper.palette import Colours, Levels, Places
    from durandline.layers.paper.spec import SheetSpec

MOST_STEPS = 400  # a minute and a half; more is a film, for which a GIF is the wrong file
MOST_PIXELS = 1_600_000  # of one sheet: 1500 by 1060
MOST_BYTES = 25_000_000  # what mail and the usual messengers still carry
STEP_MS, HOLD_MS = 240, 3000  # each step; the last one stays, so that it can be read
SAME = 255  # the place in the palette, after all colours, that stands for what the picture before shows
_AREAS = 48  # colours of wide areas that are kept as they are


def inks_of(spec: SheetSpec) -> list[str]:
    """Return the colours that must be on every picture exactly as the key has them: those of states and incidents."""
    ink = spec.ink
    keys = (*STATES, *INCIDENT_KINDS)
    return [ink.paper, ink.text, ink.land, *(ink.style(key).fill for key in keys)]


def in_size(spec: SheetSpec) -> SheetSpec:
    """Return the spec with no more dots to the inch than a picture of a GIF can have."""
    width, height = spec.size_in
    fitting = int((MOST_PIXELS / (width * height)) ** 0.5)
    return replace(spec, dpi=min(spec.dpi, fitting))


def refuse_sizes(spec: SheetSpec, steps: int) -> None:
    """Raise before long work what cannot be a GIF of reasonable size.

    Raises
    ------
    InputError
        Too many steps or too many pixels; the message says what to change.
    """
    if steps > MOST_STEPS:
        raise InputError(
            f"{steps} steps are too many for a GIF, which holds {MOST_STEPS} here: choose --step month, or a later "
            "--since."
        )
    width, height = (round(side * spec.dpi) for side in spec.size_in)
    if in_size(spec).dpi < spec.dpi:
        raise InputError(
            f"{width} by {height} pixels are too many for a GIF: choose --dpi {in_size(spec).dpi} or less."
        )


def animated(pictures: Iterable[bytes], strips: Iterable[bytes], inks: Sequence[str]) -> bytes:
    """Return PNGs, each under its strip, as a GIF that runs for ever, its last picture held.

    ``pictures`` and ``strips`` are of one width, see :func:`durandline.layers.paper.strip.date_strip`. All share one
    palette, so that nothing flickers: ``inks`` (as ``#a3180f``) exactly, then what stands for the others best.

    Raises
    ------
    InputError
        It is larger than :data:`MOST_BYTES`.
    """
    kept = list(zip(strips, pictures, strict=True))  # as they are: unpacked, hundreds would fill the memory
    colours = _colours(kept)
    palette = palette_of(colours, [*_exact(inks), *_areas(kept[0]), *_areas(kept[-1])], SAME)
    table = np.zeros(1 << 24, dtype=np.uint8)  # for each colour there can be its place in the palette
    table[colours] = nearest(colours, palette)
    steps = _steps((table[_packed(*each)] for each in kept), palette)
    stream = BytesIO()
    next(steps).save(
        stream,
        format="GIF",
        save_all=True,
        append_images=steps,
        duration=[STEP_MS] * (len(kept) - 1) + [HOLD_MS],
        loop=0,
        optimize=False,  # would give each picture a palette of its own
        transparency=SAME,
        disposal=1,
    )
    size = stream.tell()
    if size > MOST_BYTES:
        raise InputError(
            f"The GIF would have {size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}: choose --step month, a later "
            "--since, or a smaller --dpi."
        )
    return stream.getvalue()


def _exact(inks: Iterable[str]) -> list[int]:
    return [int(ink[1:], 16) for ink in inks if ink.startswith("#")]


def _areas(picture: tuple[bytes, bytes]) -> list[int]:
    """Return the colours that cover most of a picture."""
    colours, counts = np.unique(_packed(*picture), return_counts=True)
    return [int(colour) for colour in colours[np.argsort(-counts, kind="stable")[:_AREAS]]]


def _colours(pictures: Iterable[tuple[bytes, bytes]]) -> Colours:
    """Return every colour that is in the pictures once, in order."""
    seen = np.zeros(1 << 24, dtype=np.bool_)
    for each in pictures:
        seen[_packed(*each)] = True
    return np.flatnonzero(seen).astype(np.uint32)


def _packed(*parts: bytes) -> Colours:
    """Return PNGs, one below the other, with a number of 24 bits for each pixel."""
    whole = np.concatenate([np.asarray(Image.open(BytesIO(part)).convert("RGB")) for part in parts])
    red, green, blue = (whole[:, :, channel].astype(np.uint32) for channel in range(3))
    return (red << 16 | green << 8 | blue).astype(np.uint32)


def _steps(pictures: Iterable[Places], palette: Levels) -> Iterator[Image.Image]:
    """Yield pictures, after the first one only what differs from the one before: small, and quick to show."""
    before: Places | None = None
    for picture in pictures:
        made = Image.fromarray(picture if before is None else np.where(picture == before, np.uint8(SAME), picture))
        made.putpalette(palette.tobytes())  # makes it one of mode P
        before = picture
        yield made
