"""A column by its distinct texts: what is done once a text holds for every cell that has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.readers.raw_table import Texts


@dataclass(frozen=True, slots=True)
class Distinct:
    """The distinct texts of a column in order of their first cell, which cell has which, and how many have each."""

    texts: list[str]
    codes: NDArray[np.intp]
    counts: list[int]

    @classmethod
    def of(cls, column: Texts) -> Distinct:
        """Return the distinct texts of an array of texts."""
        codes, texts = pd.factorize(column)
        return cls(list(texts), codes, np.bincount(codes, minlength=len(texts)).tolist())

    def column(self, texts: Sequence[str]) -> Texts:
        """Return the whole column with ``texts`` in place of the distinct ones."""
        return as_texts(texts)[self.codes]


def as_texts(values: Sequence[Any]) -> Texts:
    """Return texts as an array of objects."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def joined(make: Callable[..., str], *columns: Texts) -> Texts:
    """Return a column made from several: ``make`` is called once for each distinct combination of their cells."""
    made: dict[tuple[str, ...], str] = {}
    out = np.empty(len(columns[0]), dtype=object)
    for place, key in enumerate(zip(*columns, strict=True)):
        value = made.get(key)
        if value is None:
            value = made[key] = make(*key)
        out[place] = value
    return out


def each_row(make: Callable[..., str], *columns: Texts) -> Texts:
    """Return the same where hardly two rows are alike, as with keys: ``make`` is called for every row."""
    return as_texts(list(map(make, *columns)))
