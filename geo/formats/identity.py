"""Keys for rows that come without one: made from what the row says, so that its place in the file does not matter."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from durandline.geo.formats.csv import format_cell


def content_id(row: Mapping[str, object]) -> str:
    """Return ``own-`` and ten digits of the SHA-256 of a row's cells: the same cells give the same key."""
    content = json.dumps({key: format_cell(value) for key, value in sorted(row.items())}, ensure_ascii=True)
    return "own-" + hashlib.sha256(content.encode()).hexdigest()[:10]
