"""A file server on the loopback that misbehaves on request, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What the server gives: ``files`` by path; the next answers are cut, mislabelled or refused as said."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""
    tag: str = '"one"'
    ranges: bool = True
    length: bool = True
    cut: list[int] = field(default_factory=list)  # bytes after which the next answers break off
    status: dict[str, int] = field(default_factory=dict)
    sent_on: dict[str, str] = field(default_factory=dict)  # addresses to which it redirects
    drip: str = ""  # the part of an answer, head or body, that comes a byte at a time
    part_from: int | None = None  # the first byte that an answer claims to begin with


@contextmanager
def serving() -> Iterator[Served]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

        def do_GET(self):
            _answer(self, served)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_port}/dump"
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, served: Served) -> None:
    headers = {name.lower(): value for name, value in handler.headers.items()}
    served.asked.append((handler.path, headers))
    name = handler.path.rpartition("/")[2]
    if where := served.sent_on.get(name):
        handler.send_response(302)
        handler.send_header("Location", where)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    if served.drip == "head":
        _drip(handler, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000)
        return
    status = served.status.get(name, 200 if name in served.files else 404)
    if status != 200:
        handler.send_error(status)
        return
    content = served.files[name]
    start = _start(headers, served)
    if start is not None and start >= len(content):
        handler.send_error(416)
        return
    body = content[start or 0 :]
    handler.send_response(200 if start is None else 206)
    if served.tag:
        handler.send_header("ETag", served.tag)
    if start is not None:
        said = start if served.part_from is None else served.part_from
        handler.send_header("Content-Range", f"bytes {said}-{len(content) - 1}/{len(content)}")
    if served.length:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if served.drip == "body":
        _drip(handler, body)
        return
    with contextlib.suppress(ConnectionError):  # who asked may leave
        handler.wfile.write(body[: served.cut.pop(0)] if served.cut else body)
    handler.close_connection = True


def _drip(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """Send the bytes one at a time for two seconds at most, as long as somebody listens."""
    with contextlib.suppress(OSError):
        for at in range(min(len(content), 100)):
            handler.wfile.write(content[at : at + 1])
            handler.wfile.flush()
            time.sleep(0.02)
    handler.close_connection = True


def _start(headers: dict[str, str], served: Served) -> int | None:
    """Return the first byte of the part that is asked for, if parts are given and it is still that file."""
    if not served.ranges or "range" not in headers or headers.get("if-range") != served.tag:
        return None
    return int(headers["range"].removeprefix("bytes=").removesuffix("-"))
