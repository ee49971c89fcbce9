"""What a file may ask for: every limit on what is read, how each is changed, and how its passing is said.

A stream of good rows has no limit. These keep one line, one cell or one archive from taking all the memory there is;
each is looked at before a reader sees what passes it, or while it reads. A reader that can abort runs in a process of
its own with the memory of :data:`MEMORY`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from durandline.geo.errors import InputError

_MB: Final = 1 << 20
UNPACKED_ANYWAY: Final = 16 * _MB  # bytes that the smallest archive may hold


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: the environment variable that changes it, the number without it, and what it is a number of."""

    variable: str
    default: int
    of: str

    @property
    def most(self) -> int:
        """The number that holds now.

        Raises
        ------
        InputError
            The variable holds something else than a whole number from 1 on.
        """
        said = os.environ.get(self.variable, "").strip()
        if not said:
            return self.default
        if not (said.isascii() and said.isdecimal() and len(said) < 19 and int(said)):
            raise InputError(f"{self.variable}: {said[:40]!r} is no whole number from 1 on ({self.of}).")
        return int(said)

    def passed(self, what: str) -> str:
        """Return the sentences that say that ``what`` passes the limit, and how it is changed."""
        return f"{what}; at most {self.most:,} are read. {self.advice}"

    @property
    def advice(self) -> str:
        """How the limit is changed."""
        return f"If the file is meant to be so, set {self.variable} to more."


CELL: Final = Limit("DURANDLINE_CELL", 16 * _MB, "characters of a cell")
LINE: Final = Limit("DURANDLINE_LINE", 32 * _MB, "bytes of a line of a table, characters of a value of JSON")
COLUMNS: Final = Limit("DURANDLINE_COLUMNS", 16_384, "columns of a table")
NESTING: Final = Limit("DURANDLINE_NESTING", 950, "levels of a value of JSON")
REPEATS: Final = Limit("DURANDLINE_REPEATS", 10_000, "times that one row of an ODS is repeated")
UNPACKED: Final = Limit("DURANDLINE_UNPACKED", 100, "times its own size that an archive may unpack to")
WHOLE: Final = Limit("DURANDLINE_WHOLE", 256, "MB of a stream that is read as a whole, as by validate and geocode")
MEMORY: Final = Limit("DURANDLINE_WORKBOOK_MEMORY", 1_024, "MB of memory for the reader of a workbook")
LIMITS: Final = (CELL, LINE, COLUMNS, NESTING, REPEATS, UNPACKED, WHOLE, MEMORY)


def check_columns_of(count: int, file: str) -> None:
    """Refuse a table of too many columns.

    Raises
    ------
    InputError
        There are more than :data:`COLUMNS`.
    """
    if count > COLUMNS.most:
        raise InputError(f"{file}: {COLUMNS.passed(f'has {count:,} columns')}")


def check_unpacked(unpacked: int, packed: int, file: str) -> None:
    """Refuse an archive of ``packed`` bytes of which so many have come out already.

    Raises
    ------
    InputError
        They are more than :data:`UNPACKED` allows, and than :data:`UNPACKED_ANYWAY`.
    """
    if unpacked > UNPACKED_ANYWAY and unpacked > UNPACKED.most * packed:
        raise InputError(
            f"{file}: the archive of {packed:,} bytes unpacks to more than {unpacked:,}; at most {UNPACKED.most:,} "
            f"times its size is read. {UNPACKED.advice}"
        )
