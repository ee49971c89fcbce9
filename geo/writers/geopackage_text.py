"""Text that a GeoPackage can hold: no NULs, at which readers stop, and no lone surrogates, which UTF-8 lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.formats.characters import is_encodable, without_nul
from durandline.geo.schema.findings import Finding

Texts = NDArray[Any]  # dtype object; None where there is no text

_PIECE = 50_000  # cells looked through at once


def storable_texts(values: pd.Series[Any], table: str, column: str) -> tuple[Texts, list[Finding]]:
    """Return a column as texts and ``None``; what cannot be stored is U+FFFD, and a warning says so."""
    texts: Texts = values.to_numpy(dtype=object)
    missing = np.asarray(pd.isna(values), dtype=bool)
    if missing.any():
        texts = texts.copy()
        texts[missing] = None
    if _is_storable(texts):
        return texts, []
    kept: Texts = np.empty(len(texts), dtype=object)
    kept[:] = [None if text is None else without_nul(str(text)) for text in texts]
    changed = [text for text, now in zip(texts, kept, strict=True) if text is not None and str(text) != now]
    return kept, [_finding(table, column, str(changed[0]), len(changed))]


def _is_storable(texts: Texts) -> bool:
    for at in range(0, len(texts), _PIECE):
        joined = "\n".join([str(text) for text in texts[at : at + _PIECE] if text])
        if "\0" in joined or not is_encodable(joined):
            return False
    return True


def _finding(table: str, column: str, example: str, number: int) -> Finding:
    return Finding(
        table, 0, column, "not-storable", "warning", example,
        f"holds a NUL or half of a character in {number:,} cell{'' if number == 1 else 's'}, which a GeoPackage "
        "cannot keep: written as U+FFFD.",
        "Write GeoJSON to keep it.",
    )  # fmt: skip
