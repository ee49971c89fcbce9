"""The process that tries damaged inputs of one kind: ``python -m fuzz.run TARGET SECONDS SEED FOLDER``.

It is its own process, so that one that is ended by its input is seen too. The input at hand lies in FOLDER as
``TARGET.input``; what is wrong is printed, one line each, and the input is kept beside it.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fuzz.damage import damaged, spoiled
from support.damaged import FILES, whole

from durandline.geo.errors import InputError
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.geocoder import geocode
from durandline.geo.incidents.user_file import read_own
from durandline.geo.readers.raw_table import Source
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment
from durandline.geo.time.partial import bounds, parse_partial

MOST_SECONDS = 10
MOST_BYTES = 1 << 30
CORPUS = Path(__file__).parent / "corpus"


@cache
def _record() -> Record:
    return Record()


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.builtin(_record())


@cache
def _texts(name: str) -> list[str]:
    return (CORPUS / name).read_text(encoding="utf-8").splitlines()


def read(content: bytes, name: str) -> None:
    """Read a file: rows in are rows out and rejects, whatever is in it."""
    own = read_own(Source(name, content=content), _record(), _gazetteer)
    assert own.read == len(own.frame) + len(own.rejects) + own.removed, "rows are lost"
    for each in own.findings:
        str(each).encode()


def phrase(content: bytes, _name: str) -> None:
    """Look up a place."""
    name, _, admin = content.decode("utf-8", "surrogatepass").partition("\n")
    geocode(name, admin=admin, gazetteer=_gazetteer())


def date(content: bytes, _name: str) -> None:
    """Read a date in the record's form and as a moment, and as a cell of somebody's table."""
    text = content.decode("utf-8", "surrogatepass")
    for parse in (parse_partial, parse_moment):
        try:
            parse(text)
            bounds(text, "PK")
        except InputError:
            pass
    cell = text.replace('"', '""')
    read(f'date,lat,lon\n2024-03-05,34,71\n"{cell}",34,71\n'.encode("utf-8", "replace"), "dates.csv")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


Target = tuple[Callable[[random.Random], bytes], Callable[[bytes, str], None]]
TARGETS: dict[str, Target] = {
    **{name: ((lambda chance, name=name: damaged(whole(name), chance)), read) for name in FILES},
    "phrase": (
        lambda chance: _bytes("\n".join(spoiled(_texts("phrases.txt"), chance) for _ in range(2))),
        phrase,
    ),
    "date": (lambda chance: _bytes(spoiled(_texts("dates.txt"), chance)), date),
}


class TooSlowError(BaseException):
    """No ``except Exception`` on the way may take it."""


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError(f"more than {MOST_SECONDS} s")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)  # of its own work: the machine may be busy
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def problem(content: bytes, target: str) -> str:
    """Return what is wrong with how an input is taken, or ''."""
    try:
        with _in_time(), warnings.catch_warnings():
            warnings.simplefilter("error")
            TARGETS[target][1](content, target)
    except InputError as error:
        return "" if str(error).strip() else "an empty sentence"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
    used = max(_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
    return f"{used:,} bytes of memory" if used > MOST_BYTES else ""


def _peak() -> int:
    """Return the most bytes that this process has held; on Linux ``ru_maxrss`` begins with its parent's."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def main(target: str, seconds: float, seed: str, folder: Path) -> int:
    """Try inputs until the time is over; return how many were wrong."""
    problem(TARGETS[target][0](random.Random(0)), target)  # noqa: S311 - what is loaded once
    until, number, wrong = time.monotonic() + seconds, 0, 0
    while time.monotonic() < until and wrong < 5:
        number += 1
        content = TARGETS[target][0](random.Random(f"{seed}:{target}:{number}"))  # noqa: S311
        at_hand = folder / f"{target}.input"
        at_hand.write_bytes(content)
        if said := problem(content, target):
            wrong += 1
            kept = folder / f"{target}.{seed}.{number}"
            kept.write_bytes(content)
            _say(f"{kept}: {said[:500]}")
        at_hand.unlink()
    _say(f"{target}: {number} inputs, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1], float(sys.argv[2]), sys.argv[3], Path(sys.argv[4])), 1))
