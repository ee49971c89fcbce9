"""Which characters the formats of files can hold: a function for each kind of format, with U+FFFD for the others.

Web pages have theirs in :mod:`durandline.layers.web.embed`, terminals in :mod:`durandline.cli.text`.
"""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
_NUL_OR_SURROGATE: Final = re.compile("[\0\ud800-\udfff]")
_NOT_IN_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold, as CSV, JSON and GeoParquet have it: without lone surrogates."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def without_nul(text: str) -> str:
    """Return a text for GeoPackage and FlatGeobuf: no NUL, at which readers stop, and no surrogate."""
    return _NUL_OR_SURROGATE.sub(REPLACEMENT, text)


def in_xml(text: str) -> str:
    """Return a text that XML 1.0 can hold, as XLSX and SVG have it: of the controls tab, LF and CR alone."""
    return _NOT_IN_XML.sub(REPLACEMENT, text)


def is_encodable(text: str) -> bool:
    """Return whether UTF-8 can hold a text."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
