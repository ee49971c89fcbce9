"""A stream of incidents that gives no row of use, and may never end: refused after a look at what has come."""

from __future__ import annotations

from typing import Final

from durandline.geo.errors import InputError
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.normalise import understand
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import format_of, read_table
from durandline.geo.readers.stream import SHOWN, Look
from durandline.geo.schema.columns import check_columns
from durandline.geo.schema.tables import OWN_INCIDENTS

_LINE: Final = b"\n"


def refuser(wants: Wants | None = None, encoding: str = "") -> Look:
    """Return what refuses a stream that is no table, has no columns for what is needed, or gives no usable row now.

    Only text in lines is looked at: delimited text, and JSON with an object a line.
    """

    def look(beginning: Source, size: int, latest: bytes) -> None:
        name, kind = beginning.name, format_of(beginning)
        content = beginning.content or b""
        lines = content[:SHOWN].rpartition(_LINE)[0] + _LINE
        plain = not content.startswith(b"\x1f\x8b") and b"\0" not in lines and len(lines) > 1
        if kind == "csv" and not plain:
            next(iter(read_table(beginning, encoding=encoding)))  # no text, or a line without end
        if kind not in ("csv", "json") or not plain or (kind == "json" and lines.count(b"\n{") < 2):
            return
        rows = latest.partition(_LINE)[2].rpartition(_LINE)[0] + _LINE
        first, understood = (
            understand(read_table(Source(name, content=text), encoding=encoding), name, wants or Wants())
            for text in (lines, lines + rows)
        )
        new = understood.rows > max(first.rows, default=0)
        checked = check_columns(understood.columns, understood.rows, OWN_INCIDENTS, name)
        if new.any() and not (new & checked.good).any():
            why = next((each for each in checked.findings if each.level == "error" and each.row), None)
            raise InputError(
                f"{name}: after {size:,} bytes there comes no row any more that can be used"
                f"{f' ({why.column} {why.value!r} {why.message.rstrip(chr(46))})' if why else ''}. "
                "It is not read further, since it may have no end."
            )

    return look
