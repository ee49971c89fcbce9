"""What is said of a file that is damaged, cut, or still being written."""

from __future__ import annotations

from durandline.geo.readers.cell_text import counted, places_of
from durandline.geo.readers.choose_table import with_option
from durandline.geo.readers.encoding import REPLACED, Encoding
from durandline.geo.readers.opened import size_of
from durandline.geo.readers.raw_table import RawTable, Source
from durandline.geo.schema.findings import Finding, Level

_NAMED = 20  # rows that one finding names
_AGAIN = "Fetch or save the file again, whole."


def replaced(piece: RawTable, encoding: Encoding, file: str) -> list[Finding]:
    """Return a warning that names the rows in which bytes had no character."""
    if encoding.how == "certain":
        return []
    places = places_of(REPLACED, piece.cells.values())
    if not places:
        return []
    rows = [str(piece.rows[place]) for place in places[:_NAMED]]
    named = ", ".join(rows) + (" and more" if len(places) > _NAMED else "")
    return [
        Finding(file, int(piece.rows[places[0]]), "", "encoding", "warning", "",
                f"bytes that are no {encoding.codec.upper()} text were read as {REPLACED} in "
                f"{counted(len(places), 'row')}: {named}.",
                f"Save the file anew as UTF-8, or say its encoding: {with_option('--encoding cp1256')}.")
    ]  # fmt: skip


def cut_short(file: str, row: int, level: Level, message: str, advice: str = _AGAIN) -> Finding:
    """Return the finding that a file ends, or is damaged, in ``row``."""
    return Finding(file, row, "", "cut-short", level, "", message, advice)


def grown(source: Source, size: int) -> list[Finding]:
    """Return a warning where ``source`` is no longer of the ``size`` it had when its reading began."""
    now = size_of(source)
    if now == size:
        return []
    return [
        Finding(source.name, 0, "", "grew", "warning", f"{size} -> {now}",
                "changed its size while it was read.", "Read it again when it is no longer being written.")
    ]  # fmt: skip
