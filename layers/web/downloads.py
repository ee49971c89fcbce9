"""What the page's own files say of themselves: whose they are, and what each column means, as ``export`` has it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from durandline.geo.datasets import DATASETS
from durandline.geo.notices import read_notices
from durandline.geo.views import VIEWS, described
from durandline.layers.web.embed import Plain

if TYPE_CHECKING:
    from durandline.geo.record import Record

DOWNLOADED = tuple(name for name, each in DATASETS.items() if each.downloaded)


def download_columns() -> dict[str, Plain]:
    """Return the columns of each table that the page hands out, in their order."""
    return {name: [field.name for field in VIEWS[name].fields] for name in DOWNLOADED}


def download_members(record: Record) -> dict[str, Plain]:
    """Return for each table that the page hands out what its GeoJSON says of itself.

    ``title``, ``licence``, ``attribution``, ``disclaimer``, ``data_version``, ``tool_version``, ``row_is`` and
    ``dictionary`` (the meaning of each column); the page adds the moment, what it was asked for, and the collections
    that rows are lent from.
    """
    return {name: _members(name, record) for name in DOWNLOADED}


def _members(name: str, record: Record) -> dict[str, Plain]:
    return {
        "title": f"durandline: {name}",
        **read_notices().of_file([name]),
        "data_version": record.digest,
        "tool_version": version("durandline"),
        "row_is": VIEWS[name].row_is,
        "dictionary": {field.name: described(field) for field in VIEWS[name].fields},
    }
