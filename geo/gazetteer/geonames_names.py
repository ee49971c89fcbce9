"""Reading GeoNames' ``alternateNamesV2.txt``: one name a row, with its language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

# alternateNameId, geonameid, isolanguage, name, then four marks (preferred, short, colloquial, historic) and, in the
# second version, two dates.
COLUMNS: Final = (8, 10)

# Languages whose names reports carry: the four of the maps and their neighbours in the same letters; unmarked names.
# The column also holds what is no name: link, wkdt, post, iata, icao, unlc ...
LANGUAGES: Final = frozenset(
    {"", "en", "ps", "pbt", "pbu", "pst", "fa", "prs", "ur", "ar", "bal", "pnb", "sd", "hnd"}
)


def is_alternates(line: str) -> bool:
    """Return whether the first row of a file is one of alternate names."""
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) in COLUMNS and cells[0].isdecimal() and cells[1].isdecimal()


def read_alternates(lines: Iterable[str], place_ids: Collection[str]) -> dict[str, list[str]]:
    """Return the further names of the given places by GeoNames id, in the file's order.

    The world's file has 16 million rows, so it is read as a stream. Rows of other places, other languages or another
    number of columns are passed over.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) in COLUMNS and cells[1] in place_ids and cells[2] in LANGUAGES and cells[3].strip():
            found[cells[1]].append(cells[3].strip())
    return dict(found)
