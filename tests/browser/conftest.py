"""The map of the shipped record, rendered once for all browser tests."""

from __future__ import annotations

import pytest
from support.command import run

DAY = "2025-03-01"


@pytest.fixture(scope="session")
def record_map(tmp_path_factory):
    """The file that ``durandline map`` makes of the shipped record for 1 March 2025."""
    path = tmp_path_factory.mktemp("record") / "map of the record.html"
    assert run("map", path, "--on", DAY, "-q").code == 0
    return path


@pytest.fixture
def page(page_of, record_map):
    """That map, open."""
    return page_of(record_map)
