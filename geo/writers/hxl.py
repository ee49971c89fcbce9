"""The row of hashtags of the Humanitarian Exchange Language, which tells its tools what each column is.

https://hxlstandard.org/standard/1-1final/tagging/
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from durandline.geo.schema.hxl_tags import LAT, LON, SHAPE
from durandline.geo.writers.cells import text_values
from durandline.geo.writers.content import TableOut

_OF_SHAPE = {"lon": LON, "lat": LAT, "geometry": SHAPE}
_DATE, _OTHER_DATE = "#date", "#x_date"
_ALONE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


def tag_row(table: TableOut, names: Sequence[str]) -> list[str]:
    """Return the hashtag of each column named, empty for one without.

    HXL's tools take what stands under ``#date`` for one day, month or year, and read an instant or a range
    (``2024-03-01/2024-03-05``) as some other day. A column that has one of these gets the extension tag ``#x_date``.
    """
    fields = {field.name: field for field in table.table.fields}
    tags = []
    for name in names:
        tag = fields[name].hxl if name in fields else _OF_SHAPE.get(name, "")
        if tag.startswith(_DATE) and not all(map(_ALONE.fullmatch, filter(None, text_values(table.frame[name])))):
            tag = tag.replace(_DATE, _OTHER_DATE, 1)
        tags.append(tag)
    return tags
