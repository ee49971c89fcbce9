"""Which names share the most trigrams with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

_SHARE: Final = 0.5  # of the trigrams (Dice) that a name must share
_BEST: Final = 20  # names that are returned at most


class Trigrams:
    """An index of names by the trigrams that they hold."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        postings: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for trigram in _cut(name):
                postings[trigram].append(number)
        self._postings: dict[str, NDArray[np.int32]] = {
            trigram: np.array(numbers, dtype=np.int32) for trigram, numbers in postings.items()
        }
        self._sizes: NDArray[np.int32] = np.array([len(_cut(name)) for name in self._names], dtype=np.int32)

    def nearest(self, name: str) -> list[str]:
        """Return the names that share the most trigrams with ``name``, the nearest first, in a fixed order."""
        own = _cut(name)
        lists = [self._postings[each] for each in own if each in self._postings]
        if not lists:
            return []
        numbers, shared = np.unique(np.concatenate(lists), return_counts=True)
        dice = 2.0 * shared / (self._sizes[numbers] + len(own))
        order = np.lexsort((numbers, -dice))[:_BEST]
        return [self._names[numbers[place]] for place in order if dice[place] >= _SHARE]


def _cut(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
