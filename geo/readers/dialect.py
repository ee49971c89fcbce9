"""How delimited text is laid out: by which sign its columns are separated."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice

from durandline.geo.schema.findings import Finding

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_RECORDS = 60
_SEP_LINE = re.compile(r'\ufeff?"?sep=(.)"?[ \t,;]*(\r\n|\n|\r|\Z)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, and whether the first line is Excel's ``sep=`` line, which is no row.

    ``spaced``: a space follows each delimiter of the header, as R and awk write; it is no part of any cell.
    """

    delimiter: str
    sep_line: bool = False
    spaced: bool = False

    def findings(self, file: str) -> list[Finding]:
        """Return a note where the columns are not separated by commas."""
        if self.delimiter == ",":
            return []
        shown = DELIMITERS.get(self.delimiter, repr(self.delimiter))
        return [Finding(file, 0, "", "delimiter", "note", "", f"has its columns separated by {shown}.")]


def decide(sample: str, *, whole: bool = True) -> Dialect:
    """Return the dialect that ``sample``, the beginning of a text, is in.

    The delimiter is the one by which the header has most columns and the records after it as many as the
    header; a comma where none gives two. One that splits the first record, and half of the others alike, goes before
    one that splits only records below it, since that may be a sign used inside cells. Where ``sample`` is not
    the ``whole`` text its last record, which may be cut, is left out.
    """
    if found := _SEP_LINE.match(sample):
        return Dialect(found[1], sep_line=True, spaced=_is_spaced(sample[found.end() :], found[1]))
    delimiter = max(DELIMITERS, key=lambda sign: _score(sample, sign, whole=whole))
    return Dialect(delimiter, spaced=_is_spaced(sample, delimiter))


def _is_spaced(sample: str, delimiter: str) -> bool:
    """Return whether a space and more follows each delimiter of the header, the first line that is not blank."""
    line = next((each for each in sample.lstrip("\ufeff").splitlines() if each.strip()), "")
    rest = line.split(delimiter)[1:]
    return delimiter != "\t" and bool(rest) and all(cell.startswith(" ") and cell.strip() for cell in rest)


def _score(sample: str, delimiter: str, *, whole: bool) -> tuple[bool, float]:
    """Return whether ``delimiter`` makes a table from the first record on, and how good a one it makes."""
    try:
        lines, spaced = io.StringIO(sample, newline=""), _is_spaced(sample, delimiter)
        records = list(islice(csv.reader(lines, delimiter=delimiter, skipinitialspace=spaced), _RECORDS))
    except csv.Error:
        return False, 0
    if not whole and 1 < len(records) < _RECORDS:
        records.pop()
    filled = [record for record in records if any(cell.strip() for cell in record)]
    at = next((n for n, record in enumerate(filled) if sum(bool(cell.strip()) for cell in record) > 1), None)
    if at is None:
        return False, 0
    width = len(filled[at])
    # Records above count against it: what is one cell by this sign may be the true header by another.
    alike = sum(len(record) == width for record in filled[at:]) / len(filled)
    return at == 0 and alike >= 0.5, (width - 1) * alike
