"""The page of the whole record stays small enough to send on."""

from __future__ import annotations

from support.command import run

MOST = 900_000  # bytes


def test_the_page_of_the_whole_record_is_small(tmp_path):
    assert run("map", tmp_path / "map.html", "--on", "2026-11-23").code == 0
    assert (tmp_path / "map.html").stat().st_size < MOST
