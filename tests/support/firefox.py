"""Firefox, driven over its own protocol (Marionette): what it prints of a page."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SECONDS = 60


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start a Firefox with an empty profile and stop it at the end."""
    profile.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
    command = ["firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    environment = {**os.environ, "HOME": str(profile)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            with _connected(port) as connection:
                yield Firefox(connection)
        finally:
            running.terminate()


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


class Firefox:
    """A running Firefox; messages are ``length:[type, id, error or name, result or arguments]``."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._stream = connection, connection.makefile("rb")
        self._said = 0
        self._read()  # what it says of itself
        self.ask("WebDriver:NewSession")

    def ask(self, name: str, **arguments: Any) -> Any:
        """Return the answer to a command; an error of its is raised."""
        self._said += 1
        message = json.dumps([0, self._said, name, arguments]).encode("utf-8")
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{name}: {error}")
        return answer

    def printed(self, address: str) -> bytes:
        """Return a page as a PDF of A4 paper, without backgrounds, as a reader's Firefox prints it unless told."""
        self.ask("WebDriver:Navigate", url=address)
        paper = {"width": 21.0, "height": 29.7}
        edges = dict.fromkeys(("top", "bottom", "left", "right"), 1.0)
        made = self.ask("WebDriver:Print", page=paper, margin=edges, background=False)
        return base64.b64decode(made["value"])

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            sign = self._stream.read(1)
            if not sign:
                raise EOFError("Firefox has closed the connection.")
            length += sign
        return json.loads(self._stream.read(int(length[:-1])))
