"""The page of the whole record stays small enough to send on.

It was under 900 kB with 347 reports; now it has 407 and a sheet for print.
"""

from __future__ import annotations

from support.command import run

MOST = 960_000  # bytes


def test_the_page_of_the_whole_record_is_small(tmp_path):
    assert run("map", tmp_path / "map.html", "--on", "2026-11-23").code == 0
    assert (tmp_path / "map.html").stat().st_size < MOST
