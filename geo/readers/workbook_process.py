"""The process that reads a workbook, which may need more memory than there is and then ends without an exception.

``python -m durandline.geo.readers.workbook_process FILE BYTES`` answers on stdout, in pickles, what comes on stdin a
line at a time, as JSON: a sheet's name opens it, an empty text asks for its next rows. BYTES bounds the memory, where
the platform can. It imports little, so that it starts quickly; :mod:`durandline.geo.readers.workbook` asks it.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from durandline.geo.limits import CELL

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_CELLS = 100_000  # in one answer
_OUT_OF_MEMORY = 3  # exit code


def main(path: str, memory: int) -> None:
    """Answer until stdin ends."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum  # noqa: PLC0415

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - POSIX alone

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes time to load
            book = CalamineWorkbook.from_filelike(file)
        shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    except PasswordError as error:
        _answer(("locked", str(error)))
        return
    except (CalamineError, OSError, ValueError) as error:
        _answer(("unreadable", str(error)))
        return
    _answer(("sheets", (list(book.sheet_names), shown)))
    rows: Iterator[Any] = iter(())
    for line in sys.stdin:
        try:
            if name := json.loads(line):
                rows = _blocks(book, name)
            _answer(("rows", next(rows, [])))
        except (CalamineError, OSError, ValueError) as error:
            rows = iter(())
            _answer(("broken", str(error)))


def _blocks(book: CalamineWorkbook, name: str) -> Iterator[list[list[Any]]]:
    """Yield first nothing, once the sheet is open, then its rows."""
    sheet = book.get_sheet_by_name(name)
    yield []
    if sheet.start is None:
        return
    size = max(1, _CELLS // max(sheet.width, 1))
    rows = sheet.iter_rows()
    while block := list(islice(rows, size)):
        longest = max((len(cell) for row in block for cell in row if isinstance(cell, str)), default=0)
        if longest > CELL.most:
            raise ValueError(CELL.passed(f"a cell has {longest:,} characters").rstrip("."))
        yield block


def _answer(what: tuple[str, Any]) -> None:
    pickle.dump(what, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
