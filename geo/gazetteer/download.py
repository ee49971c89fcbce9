"""Downloading one file over HTTPS, from one host alone: resumed where it broke off, and whole or not there."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)  # fmt: skip

from durandline.geo.errors import FetchError, InputError

LARGEST: Final = 256 * 1024 * 1024  # bytes of one archive; GeoNames' longest country has about 70 MB
LONGEST: Final = 1800.0  # seconds for one archive; a slow line of 0.4 Mbit/s brings the largest in that time
_CHUNK: Final = 256 * 1024
_RANGE_NOT_THERE: Final = 416

Report = Callable[[int, int], None]  # bytes so far, bytes in all


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
    address: str,
    target: Path,
    report: Report | None = None,
    *,
    largest: int = LARGEST,
    timeout: float = 30.0,
    longest: float = LONGEST,
) -> None:
    """Download ``address`` to ``target``; what was there is replaced when all has come.

    The bytes gather in ``target`` with ``.part`` behind it. A later call asks for the rest, if the server named the
    file's version (ETag or Last-Modified) and still has it; else it begins anew.

    Parameters
    ----------
    address
        ``https``, or ``http`` to this machine itself. The server may send on to an address of the same host alone.
    target
        File in a folder that exists.
    report
        Called with bytes so far and bytes in all, before the first piece and after every one.
    largest
        Most bytes that are taken.
    timeout
        Seconds without an answer after which the connection is given up.
    longest
        Seconds after which the transfer is given up, even where something still comes.

    Raises
    ------
    InputError
        The address is not such a one.
    FetchError
        Nothing, an error, too much or too little came, the server sent on to another host, or does not say how much
        will come. What came of a transfer that broke off stays, to be resumed.
    """
    _allowed(address)
    part, until = _Part(target), time.monotonic() + longest
    try:
        with _opened(address, part, timeout) as response:
            start, total = _extent(response, part, address)
            if total > largest:
                raise FetchError(f"{address}: {total:,} bytes, and at most {largest:,} are taken.")
            part.mark = _mark(response)
            size = _receive(response, part.path, start, total, until, report)
    except HTTPError as error:
        with error:  # it is an open answer too
            raise FetchError(f"{address}: the server answers {error.code} {error.reason}.{_advice(error)}") from None
    except URLError as error:
        raise FetchError(f"{address}: cannot be reached ({error.reason}). Are you online?") from None
    except (HTTPException, ConnectionError, TimeoutError) as error:
        why = str(error) if isinstance(error, _OutOfTimeError) else type(error).__name__
        raise FetchError(f"{address}: broke off ({why}). Run it again to go on from there.") from None
    if size > total:
        part.drop()
        raise FetchError(f"{address}: more came than the {total:,} bytes that were said; they are not kept.")
    if size != total:
        raise FetchError(f"{address}: broke off after {size:,} of {total:,} bytes. Run it again to go on from there.")
    part.finish()


def _opened(address: str, part: _Part, timeout: float) -> HTTPResponse:
    headers = {"User-Agent": "durandline", "Accept-Encoding": "identity"}
    if part.size:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": part.mark}
    try:
        response = _answer(Request(address, headers=headers), timeout)  # noqa: S310 - checked
    except HTTPError as error:
        if error.code != _RANGE_NOT_THERE or not part.size:
            raise
        error.close()
        part.drop()  # the server's file is no longer than ours, and so another one
        return _opened(address, part, timeout)
    return response


def _answer(request: Request, timeout: float) -> HTTPResponse:
    """Return the server's answer, whose head may come as slowly as it likes, but not for longer than ``timeout``."""
    opener = OpenerDirector()  # without the handlers of ftp, file and data
    for handler in _HANDLERS:
        opener.add_handler(handler())
    came: list[HTTPResponse | BaseException] = []
    late = threading.Event()

    def ask() -> None:
        try:
            answer = opener.open(request, timeout=timeout)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            came.append(error)
            return
        came.append(answer)
        if late.is_set():
            answer.close()

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout + 1.0)
    late.set()
    if not came:
        raise _OutOfTimeError(f"no whole answer in {timeout:g} s")
    if isinstance(came[0], BaseException):
        raise came[0]
    return came[0]


class _OutOfTimeError(TimeoutError):
    """Something comes, and too slowly."""


class _OneHost(HTTPRedirectHandler):
    """Follow a redirect to the same host, by a protocol that is allowed, alone."""

    def http_error_302(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> HTTPResponse | None:
        """Look at where the server sends on to before anything is made of it."""
        said = str(headers.get("location") or "")
        try:
            to, before = _allowed(urljoin(req.full_url, said)), urlsplit(req.full_url)
            follow = to.hostname == before.hostname and (before.scheme, to.scheme) != ("https", "http")
        except ValueError:  # InputError among them
            follow = False
        if not follow:
            fp.close()
            raise FetchError(
                f"{req.full_url}: the server sends on to {said[:200]!r}, which is not followed. If you trust that "
                "place, name it: --from URL, without the name of the archive."
            )
        answer: HTTPResponse | None = super().http_error_302(req, fp, code, msg, headers)
        return answer

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


_HANDLERS: Final = (
    ProxyHandler, UnknownHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor, _OneHost,
)  # fmt: skip


def _allowed(address: str) -> SplitResult:
    """Return the parts of an address that may be asked.

    Raises
    ------
    InputError
        It is neither https, nor http to this machine; or no address.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        host.encode("idna")
        good = bool(host) and parts.port != 0 and address.isascii() and address.isprintable() and " " not in address
    except ValueError:  # a port that is none, an IPv6 address without its end, a name that cannot be
        good = False
    if not good or not (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))):
        raise InputError(f"{address[:200]!r} is no https address.")
    return parts


def _is_here(host: str) -> bool:
    """Return whether a host is this machine."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _extent(response: HTTPResponse, part: _Part, address: str) -> tuple[int, int]:
    """Return from which byte on the answer goes, and how many bytes the file has in all."""
    if response.status == 206:
        said = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", response.headers.get("Content-Range", ""))
        if said is None or int(said[1]) != part.size:
            part.drop()
            raise FetchError(f"{address}: the server sent another part than was asked for. Run it again.")
        return part.size, int(said[2])
    length = response.headers.get("Content-Length", "")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        raise FetchError(f"{address}: the server does not say how much will come; it is not fetched.")
    return 0, int(length)


def _mark(response: HTTPResponse) -> str:
    """Return what names the version of the file; a weak ETag does not stand for the same bytes."""
    tag = str(response.headers.get("ETag", ""))
    return tag if tag and not tag.startswith("W/") else str(response.headers.get("Last-Modified", ""))


def _receive(response: HTTPResponse, path: Path, start: int, total: int, until: float, report: Report | None) -> int:
    """Write what comes behind the first ``start`` bytes; return how many there are then."""
    size = start
    if report:
        report(size, total)
    with path.open("ab" if start else "wb") as stream:
        while size <= total and (piece := response.read1(_CHUNK)):  # what is there, however little
            size += stream.write(piece)
            if report:
                report(size, total)
            if time.monotonic() > until and size < total:
                raise _OutOfTimeError(f"too slow: {size:,} of {total:,} bytes came in the time there is")
    return size


def _advice(error: HTTPError) -> str:
    return " Is the address right?" if error.code in (404, 410) else " Try again later."
