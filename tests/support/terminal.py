"""Running the command with stdout and stderr on a terminal."""

from __future__ import annotations

import os
import pty
from contextlib import suppress

from support.command import spawn


def on_terminal(*arguments: object, **options: object) -> tuple[int, str]:
    """Run ``durandline`` on a terminal of its own; return the exit code and what it showed, lines ended by LF."""
    outer, inner = pty.openpty()
    process = spawn(*arguments, stdout=inner, stderr=inner, **options)
    os.close(inner)
    shown = bytearray()
    with suppress(OSError):  # how a terminal ends on Linux
        while block := os.read(outer, 65_536):
            shown += block
    process.communicate(timeout=120)
    os.close(outer)
    return process.returncode, bytes(shown).decode("utf-8").replace("\r\n", "\n")
