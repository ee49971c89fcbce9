"""Looking a place name up exactly, in any of its scripts and spellings, in the record."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from durandline.geo.places.fold import fold
from durandline.geo.record import Record
from durandline.geo.schema.check import Row


class Names:
    """An index of every name of every place and crossing of a record."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def find(self, name: str) -> list[Row]:
        """Return the rows that ``name`` may mean, none where nothing fits.

        A row whose own name it is goes before rows that merely list it as an alias, and a place before a
        crossing: what is left are those that the name alone cannot tell apart.
        """
        candidates = self._index.get(fold(name), [])
        best = min((rank for rank, _ in candidates), default=0)
        return [row for rank, row in candidates if rank == best]

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, Row]]]:
        index: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for offset, name in enumerate(("places", "crossings")):
            for row in self.record.rows(name):
                aliases = row["aliases"] if isinstance(row["aliases"], tuple) else ()
                own = {fold(str(row[key])) for key in ("name_en", "name_ps", "name_fa", "name_ur") if row[key]}
                for key in own:
                    index[key].append((offset, row))
                for key in {fold(alias) for alias in aliases} - own:
                    index[key].append((2 + offset, row))
        return index
