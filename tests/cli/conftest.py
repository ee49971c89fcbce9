"""The tables of the shipped record, each exported once for all tests."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

import pytest
from support.command import run


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Return the file to which a table of the record was exported: ``exported("status")``."""
    folder = tmp_path_factory.mktemp("exported")

    @cache
    def one(table):
        path = folder / f"{table}.geojson"
        assert run("export", path, "--table", table, "--on", "2025-03-01", "-q").code == 0
        return path

    return one


@pytest.fixture
def in_one_process(monkeypatch):
    """Let a series of sheets be drawn one after another: to start processes costs more than to draw a few."""
    if find_spec("matplotlib"):
        from durandline.layers.paper import pages

        monkeypatch.setattr(pages, "cores", lambda: 1)
