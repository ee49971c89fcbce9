"""Taking apart what the layers pack, as the page does."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import numpy as np


def inflate_bytes(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


def inflate(packed: Any) -> Any:
    """Return the value of ``{"deflated": text}``; what is not packed as it is."""
    return (
        json.loads(inflate_bytes(packed["deflated"])) if isinstance(packed, dict) and "deflated" in packed else packed
    )


def columns(packed: dict[str, Any]) -> dict[str, list[Any]]:
    """Return typed columns and texts as lists of values: words for their codes, ``None`` for what is missing."""
    core, words, rows = inflate_bytes(packed["core"]), inflate(packed["words"]), packed["rows"]
    found = {column["name"]: _values(column, core, words, rows) for column in packed["columns"]}
    for name in packed["texts"]["names"]:
        found[name] = [value for part in packed["texts"]["parts"] for value in json.loads(inflate_bytes(part))[name]]
    return found


def _values(column: dict[str, Any], core: bytes, words: list[list[Any]], rows: int) -> list[Any]:
    raw = np.frombuffer(core[column["offset"] : column["offset"] + column["length"]], dtype=np.uint8)
    width = column["width"]
    assert len(raw) == rows * width
    if column["planes"]:
        raw = np.ascontiguousarray(raw.reshape(width, rows).T).reshape(-1)
    if column["kind"] == "float":
        return [None if value != value else value for value in raw.view(f"<f{width}").tolist()]
    if not column["delta"]:
        numbers = raw.view(f"<i{width}").tolist()
    else:
        numbers, last, bits = [], 0, 8 * width
        for step in raw.view(f"<u{width}").tolist():
            last = (last + ((step >> 1) ^ -(step & 1))) % 2**bits
            numbers.append(last - 2**bits if last >= 2 ** (bits - 1) else last)
    known = [None if value == column["missing"] else value for value in numbers]
    if column["words"] is None:
        return known
    return [None if code is None else words[column["words"]][code] for code in known]
