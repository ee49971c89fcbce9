"""Downloading one file over HTTP: resumed where it broke off, and whole or not there."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from durandline.geo.schema.errors import FetchError, InputError

LARGEST: Final = 256 * 1024 * 1024  # bytes of one archive; GeoNames' longest country has about 70 MB
_CHUNK: Final = 256 * 1024
_RANGE_NOT_THERE: Final = 416

Report = Callable[[int, int | None], None]  # bytes so far, bytes in all (None: the server does not say)


@dataclass(slots=True)
class _Part:
    """What is there of a file, and the mark by which the server says whether it is still the same file."""

    target: Path

    @property
    def path(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def _mark_path(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part.mark")

    @property
    def mark(self) -> str:
        with contextlib.suppress(OSError):
            return self._mark_path.read_text(encoding="utf-8")
        return ""

    @mark.setter
    def mark(self, mark: str) -> None:
        self._mark_path.write_text(mark, encoding="utf-8")

    @property
    def size(self) -> int:
        """How many bytes can be resumed from: none where nothing says which file they are of."""
        return self.path.stat().st_size if self.path.is_file() and self.mark else 0

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self._mark_path.unlink(missing_ok=True)

    def finish(self) -> None:
        self.path.replace(self.target)
        self._mark_path.unlink(missing_ok=True)


def download(
    address: str, target: Path, report: Report | None = None, *, largest: int = LARGEST, timeout: float = 30.0
) -> None:
    """Download ``address`` to ``target``; what was there is replaced when all has come.

    The bytes gather in ``target`` with ``.part`` behind it. A later call asks for the rest, if the server named the
    file's version (ETag or Last-Modified) and still has it; else it begins anew.

    Parameters
    ----------
    address
        ``http`` or ``https``.
    target
        File in a folder that exists.
    report
        Called with bytes so far and bytes in all, after every piece.
    largest
        Most bytes that are taken.
    timeout
        Seconds without an answer after which the connection is given up.

    Raises
    ------
    InputError
        The address is neither ``http`` nor ``https``.
    FetchError
        Nothing, an error, too much or too little came. What came of a transfer that broke off stays, to be resumed.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{address!r} is no http or https address.")
    part = _Part(target)
    try:
        with _opened(address, part, timeout) as response:
            start, total = _extent(response, part, address)
            if total is not None and total > largest:
                raise FetchError(f"{address}: {total:,} bytes, and at most {largest:,} are taken.")
            part.mark = _mark(response)
            size = _receive(response, part.path, start, total, largest, report)
    except HTTPError as error:
        with error:  # it is an open answer too
            raise FetchError(f"{address}: the server answers {error.code} {error.reason}.{_advice(error)}") from None
    except URLError as error:
        raise FetchError(f"{address}: cannot be reached ({error.reason}). Are you online?") from None
    except (HTTPException, ConnectionError, TimeoutError) as error:
        raise FetchError(
            f"{address}: broke off ({type(error).__name__}). Run it again to go on from there."
        ) from None
    if size > largest:
        part.drop()
        raise FetchError(f"{address}: more than {largest:,} bytes came; they are not kept.")
    if total is not None and size != total:
        raise FetchError(f"{address}: broke off after {size:,} of {total:,} bytes. Run it again to go on from there.")
    part.finish()


def _opened(address: str, part: _Part, timeout: float) -> HTTPResponse:
    headers = {"User-Agent": "durandline", "Accept-Encoding": "identity"}
    if part.size:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": part.mark}
    try:
        response: HTTPResponse = urlopen(Request(address, headers=headers), timeout=timeout)  # noqa: S310 - checked
    except HTTPError as error:
        if error.code != _RANGE_NOT_THERE or not part.size:
            raise
        error.close()
        part.drop()  # the server's file is no longer than ours, and so another one
        return _opened(address, part, timeout)
    return response


def _extent(response: HTTPResponse, part: _Part, address: str) -> tuple[int, int | None]:
    """Return from which byte on the answer goes, and how many bytes the file has in all."""
    if response.status == 206:
        said = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", response.headers.get("Content-Range", ""))
        if said is None or int(said[1]) != part.size:
            part.drop()
            raise FetchError(f"{address}: the server sent another part than was asked for. Run it again.")
        return part.size, int(said[2])
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None


def _mark(response: HTTPResponse) -> str:
    """Return what names the version of the file; a weak ETag does not stand for the same bytes."""
    tag = str(response.headers.get("ETag", ""))
    return tag if tag and not tag.startswith("W/") else str(response.headers.get("Last-Modified", ""))


def _receive(
    response: HTTPResponse, path: Path, start: int, total: int | None, largest: int, report: Report | None
) -> int:
    """Write what comes behind the first ``start`` bytes; return how many there are then."""
    size = start
    with path.open("ab" if start else "wb") as stream:
        while size <= largest and (piece := response.read(_CHUNK)):
            size += stream.write(piece)
            if report:
                report(size, total)
    return size


def _advice(error: HTTPError) -> str:
    return " Is the address right?" if error.code in (404, 410) else " Try again later."
