"""The page in the eyes of others: the Nu checker finds no error in it, and Firefox draws it."""

from __future__ import annotations

import http.server
import threading
import time

import pytest

pytest.importorskip("PIL", reason="Pillow is not installed: it comes with the extra 'paper'")
from PIL import Image
from support.command import run
from support.firefox import firefox
from support.outside import ON, TOOLS, tool

CHECKER = TOOLS / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KNOWN = ".*paint-order.*"  # a property of SVG 2 that the checker does not know
SECONDS = 8  # how long Firefox is kept from taking its picture


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "map.html"
    assert run("map", path, "--on", ON).code == 0
    return path


def test_the_nu_checker_finds_no_error(page):
    tool(["java", "-jar", CHECKER, "--errors-only", "--filterpattern", KNOWN, page])


class _Slow(http.server.BaseHTTPRequestHandler):
    """Serves the page in a frame beside a picture that takes its time, so that Firefox waits until all is drawn."""

    page = b""

    def do_GET(self):
        if self.path.startswith("/slow"):
            time.sleep(SECONDS)
            self.send_error(404)
            return
        frame = b'<iframe src="/map" style="width:1280px;height:900px;border:0"></iframe><img src="/slow" alt="">'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page if self.path.startswith("/map") else frame)

    def log_message(self, *_):
        pass


@pytest.mark.enable_socket
def test_firefox_draws_it_with_crossings_in_their_colours(page, tmp_path):
    handler = type("Page", (_Slow,), {"page": page.read_bytes()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture, profile = tmp_path / "firefox.png", tmp_path / "profile"
    profile.mkdir()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        tool(
            ["firefox-esr", "--headless", "--no-remote", "--profile", profile, "--screenshot", picture,
             "--window-size=1300,920", address],
            HOME=str(tmp_path),
        )  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()
    with Image.open(picture) as drawn:
        colours = {colour for _, colour in drawn.convert("RGB").getcolors(1 << 24)}
    assert {(0xA3, 0x18, 0x0F), (0xF4, 0xF1, 0xE9)} <= colours  # closed, and the land


@pytest.mark.enable_socket
def test_firefox_prints_one_designed_sheet(page, tmp_path):
    printed = pytest.importorskip("support.printed", reason="pypdfium2 is not installed: it comes with the tests")
    with firefox(tmp_path / "printing") as browser:
        made = printed.Printed(browser.printed(page.as_uri()))
    assert len(made.pages) <= 3
    assert made.share("#f4f1e9") > 0.2  # the land, though backgrounds are not printed
    assert made.share("#a3180f") > 0.004  # closed, on the map and in the timeline
    assert made.share("#b3261e") > 0  # the moment shown
    assert "State of knowledge shown for 1 Mar 2025" in made.text
    assert "OpenStreetMap contributors" in made.text
