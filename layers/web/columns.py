"""Rows as typed columns in one deflated block: a number takes a byte or four, and the page reads them as arrays.

A column is little-endian numbers. Whole ones may be stored as zig-zag differences to the row before, and wider ones
byte plane by byte plane, which deflates better; text is in chunks of rows, each inflated when a row of it is wanted.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from durandline.layers.web.embed import Plain, deflated, deflated_bytes, json_bytes, level_for
from durandline.layers.web.pack import to_plain

CHUNK: Final = 4096  # rows of text that are inflated together
_TRIED: Final = 8192  # values by which it is decided how a column deflates better
_REPEATS: Final = 8  # rows that a text has on average, where it gets a dictionary
_DICTIONARY: Final = 200_000  # letters in a dictionary at most: it is inflated before anything is drawn
_WIDTHS: Final = (1, 2, 4)

Array = npt.NDArray[Any]


class Columns:
    """Columns of ``rows`` rows as they are added; :meth:`packed` gives what the page reads."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._described: list[dict[str, Plain]] = []
        self._bytes: list[bytes] = []
        self._length = 0
        self._words: list[Plain] = []
        self._texts: dict[str, Sequence[Any]] = {}

    def integers(self, name: str, values: Array, missing: Array | None = None, words: int | None = None) -> None:
        """Add whole numbers of at most 32 bits; where ``missing`` is true the row has none."""
        values = np.asarray(values, dtype=np.int64)
        absent = None if missing is None or not missing.any() else np.asarray(missing)
        known = values if absent is None else values[~absent]
        width = _width(known)
        least = -(2 ** (8 * width - 1))
        filled = values if absent is None else np.where(absent, least, values)
        plain = filled.astype(f"<i{width}").view(f"<u{width}")
        steps = _zigzag(plain, width)
        delta = len(_deflated(steps[:_TRIED], width)) < len(_deflated(plain[:_TRIED], width))
        self._add(name, "int", width, _planes(steps if delta else plain, width), delta=delta,
                  missing=None if absent is None else least, words=words)  # fmt: skip

    def numbers(self, name: str, values: Array) -> None:
        """Add numbers, NaN where a row has none; whole ones that fit are stored as such, others with 64 bits."""
        values = np.asarray(values, dtype=np.float64)
        absent = ~np.isfinite(values)
        known = values[~absent]
        if not len(known) or (np.all(known == np.round(known)) and np.abs(known).max() < 2**31 - 1):
            self.integers(name, np.where(absent, 0, values).astype(np.int64), absent)
        else:
            filled = np.where(absent, np.nan, values).astype("<f8")
            self._add(name, "float", 8, _planes(filled.view("<u8"), 8), delta=False, missing=None, words=None)

    def flags(self, name: str, values: Array) -> None:
        """Add yes and no as 1 and 0."""
        self.integers(name, np.asarray(values, dtype=bool).astype(np.int64))

    def codes(self, name: str, codes: Array, words: Sequence[Plain]) -> None:
        """Add places in a dictionary of ``words``; a negative one is missing."""
        self.integers(name, np.maximum(codes, 0), codes < 0, words=len(self._words))
        self._words.append(list(words))

    def category(self, name: str, values: pd.Series[Any]) -> None:
        """Add text that repeats: a dictionary in order of first appearance, and a code a row."""
        codes, words = pd.factorize(texts(values))
        self.codes(name, codes, [str(word) for word in words])

    def text(self, name: str, values: Array) -> None:
        """Add text: a dictionary and a code a row where it repeats much, else as :meth:`cells`."""
        if len(set(values[:_TRIED].tolist())) * _REPEATS <= min(len(values), _TRIED):
            codes, words = pd.factorize(values)
            if sum(map(len, words)) <= _DICTIONARY:
                self.codes(name, codes, [str(word) for word in words])
                return
        self.cells(name, values.tolist())

    def cells(self, name: str, values: Sequence[Any]) -> None:
        """Add one plain value a row, inflated only when a row of its chunk is looked at."""
        self._texts[name] = values

    def packed(self) -> dict[str, Plain]:
        """Return rows, columns, core, words and texts as the page takes them apart."""
        return {
            "rows": self.rows,
            "core": deflated_bytes(b"".join(self._bytes)),
            "columns": list(self._described),
            "words": deflated(self._words),
            "texts": {"names": list(self._texts), "chunk": CHUNK, "parts": _parts(self._texts, self.rows)},
        }

    def _add(self, name: str, kind: str, width: int, raw: bytes, **more: Plain) -> None:
        place: Mapping[str, Plain] = {"offset": self._length, "length": len(raw), "planes": width > 1}
        self._described.append({"name": name, "kind": kind, "width": width, **more, **place})
        self._bytes.append(raw)
        self._length += len(raw)


def texts(values: pd.Series[Any]) -> Array:
    """Return a column as text, missing values as ''; an array of objects."""
    if values.dtype == object:
        found: Array = values.to_numpy()
        if pd.api.types.infer_dtype(found, skipna=False) == "string":
            return found.copy()  # callers write into it
        cells = [cell if isinstance(cell, str) else _text(cell) for cell in values.tolist()]
    elif isinstance(values.dtype, pd.StringDtype):
        cells = values.fillna("").tolist()
    else:
        cells = [_text(cell) for cell in values.tolist()]
    found = np.empty(len(cells), dtype=object)
    found[:] = cells
    return found


def _text(cell: object) -> str:
    plain = to_plain(cell)
    return "" if plain is None else str(plain)


def _width(known: Array) -> int:
    if not len(known):
        return 1
    least, most = int(known.min()), int(known.max())
    for width in _WIDTHS:
        bound = 2 ** (8 * width - 1)
        if -bound < least and most < bound:  # the least value of all is kept for what is missing
            return width
    raise OverflowError(f"{least} to {most} does not fit 32 bits.")


def _zigzag(plain: Array, width: int) -> Array:
    """Return the differences to the row before, modulo the width, with small ones of either sign made small."""
    signed = np.diff(plain, prepend=plain.dtype.type(0)).view(f"<i{width}")
    folded: Array = ((signed << 1) ^ (signed >> (8 * width - 1))).view(f"<u{width}")
    return folded


def _planes(values: Array, width: int) -> bytes:
    return np.ascontiguousarray(np.ascontiguousarray(values).view(np.uint8).reshape(-1, width).T).tobytes()


def _deflated(values: Array, width: int) -> bytes:
    return zlib.compress(_planes(values, width), 1)


def _parts(columns: Mapping[str, Sequence[Any]], rows: int) -> list[Plain]:
    chunks = []
    for start in range(0, rows, CHUNK):
        part = {name: list(values[start : start + CHUNK]) for name, values in columns.items()}
        try:
            chunks.append(json_bytes(part))
        except TypeError:  # cells of numpy, sets, days: rare, and slow to look for
            chunks.append(json_bytes(to_plain(part)))
    level = level_for(sum(map(len, chunks)))
    return [deflated_bytes(chunk, level) for chunk in chunks]
