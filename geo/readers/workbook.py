"""A workbook as a process of its own reads it: a file made to break the reader ends that process, not this one."""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from durandline.geo.errors import InputError
from durandline.geo.limits import MEMORY
from durandline.geo.readers.archive import check_archive
from durandline.geo.readers.opened import on_disk, size_of
from durandline.geo.readers.raw_table import Source

MEMORY_PER_BYTE = 60  # of the file: real workbooks need 10 to 20
ADVICE = "Open it in a spreadsheet program and save it anew as XLSX, or as 'CSV UTF-8'."
_READER = "durandline.geo.readers.workbook_process"


@dataclass(slots=True)
class Workbook:
    """The sheets of a workbook by name, those that are shown, and the process that reads them."""

    file: str
    process: subprocess.Popen[bytes]
    memory: int
    names: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    _owed: int = 0  # answers asked for and not yet taken

    def rows(self, sheet: str) -> Iterator[list[Any]]:
        """Yield the rows of a sheet from its first one on, each with its cells from the first used column on.

        Cells are text, numbers, truth values, dates and times, and empty text. Only the sheet asked for last goes on.

        Raises
        ------
        InputError
            At once or on the way: it is damaged, or needs more memory than there may be.
        """
        while self._owed:
            self._take()
        self._ask(sheet)
        self._take()
        self._ask("")
        while block := self._take():
            self._ask("")  # read on while these rows are worked on
            yield from block

    def _ask(self, sheet: str) -> None:
        self._owed += 1
        with contextlib.suppress(BrokenPipeError):  # it has ended: the answer tells
            stdin = self.process.stdin
            assert stdin  # noqa: S101 - opened as a pipe
            stdin.write(json.dumps(sheet).encode() + b"\n")
            stdin.flush()

    def _take(self) -> Any:  # noqa: ANN401 - rows
        self._owed -= 1
        kind, what = self.answer()
        if kind == "broken":
            raise InputError(f"{self.file}: cannot be read further ({what}). {ADVICE}")
        return what

    def answer(self) -> tuple[str, Any]:
        """Return what the process says next, and what kind of answer it is."""
        stdout = self.process.stdout
        assert stdout  # noqa: S101 - opened as a pipe
        try:
            said: tuple[str, Any] = pickle.load(stdout)  # noqa: S301 - of our own process
        except (EOFError, pickle.UnpicklingError, OSError):
            raise InputError(
                f"{self.file}: reading it takes more than {self.memory >> 20:,} MB of memory. Often one cell stands "
                "far out, or is repeated or longer than any table holds: delete empty rows and columns. If the file "
                f"is only large, set {MEMORY.variable} to more MB, or save it as 'CSV UTF-8'."
            ) from None
        return said


@contextlib.contextmanager
def open_workbook(source: Source) -> Iterator[Workbook]:
    """Yield the workbook in ``source``: XLSX, XLSB, XLS or ODS.

    The reader may take :data:`MEMORY_PER_BYTE` for each byte of the file, or at least
    :data:`~durandline.geo.limits.MEMORY`; no more than that where it is set. Some platforms cannot bound it.

    Raises
    ------
    InputError
        It cannot be opened, is locked or damaged, passes a limit, or needs more memory than it may take.
    """
    check_archive(source)
    memory = MEMORY.most << 20
    if MEMORY.most == MEMORY.default:
        memory = max(memory, MEMORY_PER_BYTE * size_of(source))
    with on_disk(source, ".workbook") as path:
        process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-P", "-m", _READER, str(path), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # where it breaks off it prints what helps nobody
        )
        try:
            book = Workbook(source.name, process, memory)
            kind, what = book.answer()
            if kind == "locked":
                raise InputError(f"{source.name}: is locked with a password. Save it without one.")
            if kind == "unreadable":
                raise InputError(f"{source.name}: cannot be read as a spreadsheet ({what}). {ADVICE}")
            book.names, book.shown = what
            yield book
        finally:
            process.kill()
            process.communicate()
