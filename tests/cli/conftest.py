"""The tables of the shipped record, each exported once for all tests."""

from __future__ import annotations

from functools import cache

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
