"""Generic words of four languages: they name no place, but say what kind of place is meant."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final

from durandline.geo.names.fold import fold

WORDS_FILE: Final = "lexicon_generic.csv"


@cache
def words() -> dict[str, str]:
    """Return the generic words, folded, with the kind that each speaks for; ``link`` for mere connecting words."""
    text = (files("durandline.data") / WORDS_FILE).read_text("utf-8")
    return {fold(row["word"]): row["kind"] for row in csv.DictReader(StringIO(text))}


def generic(word: str) -> str:
    """Return the kind that a folded word speaks for; empty where the word is part of a name."""
    return words().get(word, "")
