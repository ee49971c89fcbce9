"""Many objects made in one go: without the cyclic garbage collector, which would walk them all again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector within a ``with`` block or a decorated function; what falls out of use is freed anyway.

    Statements, segments and answers refer to each other one way, so that there is nothing for it to find, and what
    it costs grows with all that is in memory.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
