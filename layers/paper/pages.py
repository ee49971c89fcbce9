"""Many sheets drawn side by side on the machine's cores, in order and with the same bytes as one after another."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.spec import SheetSpec

_AHEAD = 2  # sheets that wait for each process: none is idle, and few are held


@dataclass(frozen=True, slots=True)
class Planned:
    """One sheet of a series, not drawn yet: what is drawn, how, the name of its file, and what it is called."""

    content: Content
    spec: SheetSpec
    name: str
    title: str


Render = Callable[["Content", "SheetSpec", str], bytes]
"""What makes a sheet into the bytes of a file of a format; a function of a module, so that it can be sent."""


def rendered(
    sheets: Sequence[Planned], render: Render, form: str, *, workers: int = 0, done: Callable[[], object] = bool
) -> Iterator[bytes]:
    """Yield each sheet as a file of the format ``form``, in order; the bytes do not depend on ``workers``.

    ``workers`` is the number of processes, 0 for one a core; for one no process is started. ``done`` is called after
    each sheet. An error of ``render`` is raised here, and what has not begun is then left.
    """
    number = min(workers or cores(), len(sheets))
    made = _in_turn(sheets, render, form) if number <= 1 else _side_by_side(sheets, render, form, number)
    for content in made:
        done()
        yield content


def cores() -> int:
    """Return how many processes can run at once: the cores that this one may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)  # not on every platform
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _in_turn(sheets: Sequence[Planned], render: Render, form: str) -> Iterator[bytes]:
    for sheet in sheets:
        yield render(sheet.content, sheet.spec, form)


def _side_by_side(sheets: Sequence[Planned], render: Render, form: str, workers: int) -> Iterator[bytes]:
    """Yield as :func:`_in_turn`; processes are started afresh, so that they are alike on every platform."""
    waiting = iter(sheets)
    running: deque[Future[bytes]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        for sheet in islice(waiting, workers * _AHEAD):
            running.append(pool.submit(render, sheet.content, sheet.spec, form))
        while running:
            content = running.popleft().result()
            for sheet in islice(waiting, 1):
                running.append(pool.submit(render, sheet.content, sheet.spec, form))
            yield content
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
