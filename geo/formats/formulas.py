"""Text that a spreadsheet would run as a formula: escaped with one apostrophe in front, which reading takes away.

Escaped is text that begins, after any number of apostrophes, with one of :data:`STARTS`, unless the whole of it is a
number. https://owasp.org/www-community/attacks/CSV_Injection lists the signs, full-width ones among them.
"""

from __future__ import annotations

import re

STARTS = "=+-@\t\r\n＝＋－＠"
SUSPECT = frozenset(STARTS + "'")  # what a text that may need one begins with

_FORMULA = re.compile(f"'*[{re.escape(STARTS)}]")
_ESCAPED = re.compile(f"'+[{re.escape(STARTS)}]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def escape_formula(text: str) -> str:
    """Return a text with one apostrophe in front where a spreadsheet would take it for a formula.

    >>> escape_formula("=1+1"), escape_formula("-71.5"), escape_formula("Torkham")
    ("'=1+1", '-71.5', 'Torkham')
    """
    if text[:1] in SUSPECT and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def is_escaped(text: str) -> bool:
    """Return whether a text begins as :func:`escape_formula` makes it begin."""
    return text[:1] == "'" and _ESCAPED.match(text) is not None


def unescape_formula(text: str) -> str:
    """Return a text without the apostrophe that :func:`escape_formula` put in front.

    >>> unescape_formula("'=1+1"), unescape_formula("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if is_escaped(text) else text
