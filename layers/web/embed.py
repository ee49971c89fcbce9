"""THE way by which text enters a page: as script text or as HTML text, never as a template.

folium and branca run rendered text through Jinja again, the browser reads it as HTML and as JavaScript. What
comes out of :func:`script_text` and :func:`html_text` means the same before and after all of these, and so does
base64, in which :func:`deflated` packs what is long; the page reads it with ``JSON.parse`` alone.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Mapping
from typing import TypeAlias

Plain: TypeAlias = bool | int | float | str | list["Plain"] | tuple["Plain", ...] | Mapping[str, "Plain"] | None

# Template, HTML and template-literal delimiters; control characters; line separators that end a line of older
# JavaScript; bidirectional embeddings, overrides and isolates (Trojan Source); byte order mark and
# non-characters; lone surrogates, which UTF-8 cannot carry.
_UNSAFE_IN_SCRIPT = re.compile(
    "[{}<>&`$\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
_JSON = json.JSONEncoder(ensure_ascii=False)
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'`{}$\r\u2028\u2029\ufeff"}
_REFERENCES |= {code: f"&#{code};" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def script_text(value: Plain) -> str:
    """Return ``value`` as JSON text that may stand in a script, a template and an HTML page.

    Parameters
    ----------
    value
        None, booleans, numbers, strings, lists (or tuples) and mappings with string keys, nested.
        NaN and the infinities become ``null``. Whole numbers beyond 2**53 lose digits in the browser.

    Returns
    -------
    str
        ``JSON.parse`` of it, and the expression itself in JavaScript, equal ``value``. The same value gives
        the same text; mappings keep their order.

    Raises
    ------
    TypeError
        Something else is in it.
    ValueError
        A key is ``__proto__``, which an object expression does not keep as a key.
    """
    return _text(value)


def html_text(text: str) -> str:
    """Return ``text`` for the content or a quoted attribute of server-side HTML.

    Delimiters of HTML, templates and template literals become character references. What HTML cannot carry
    (NUL and other controls, lone surrogates, non-characters) becomes U+FFFD.
    """
    return _NOT_IN_HTML.sub("\ufffd", text).translate(_REFERENCES)


def deflated(value: Plain) -> dict[str, Plain]:
    """Return ``value`` packed as ``{"deflated": base64 of the zlib stream of its UTF-8 JSON}``.

    ``value`` is as in :func:`script_text`, and comes out of ``inflate`` in the page as it does there.

    Raises
    ------
    TypeError
        Something else than plain data is in it.
    """
    return {"deflated": deflated_bytes(json_bytes(value))}


def json_bytes(value: Plain) -> bytes:
    """Return the UTF-8 JSON of ``value``; NaN and the infinities are ``null``, lone surrogates are escaped."""
    try:
        text = _dumps(value)
    except ValueError:  # a number that JSON does not have
        text = _dumps(_finite(value))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _dumps(json.loads(text), ascii_only=True).encode("ascii")


def deflated_bytes(raw: bytes, level: int | None = None) -> str:
    """Return base64 text of the zlib stream of ``raw``: the same bytes give the same text.

    ``level`` is zlib's, 1 to 9; without one it is the lower the more there is, so that much does not take long.
    """
    return base64.b64encode(zlib.compress(raw, level or level_for(len(raw)))).decode("ascii")


def level_for(size: int) -> int:
    """Return the level at which ``size`` bytes are worth deflating: 5 % smaller takes four times as long."""
    return 9 if size < 2_000_000 else 3 if size < 6_000_000 else 1


def _dumps(value: object, *, ascii_only: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False, separators=(",", ":"), default=_mapping)


def _mapping(value: object) -> dict[str, object]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in a page: make it text or a number first.")


def _finite(value: object) -> object:
    match value:
        case float():
            return float(value) if math.isfinite(value) else None
        case list() | tuple():
            return [_finite(item) for item in value]
        case Mapping():
            return {key: _finite(item) for key, item in value.items()}
    return value


def _text(value: object) -> str:
    match value:
        case str():
            return _string(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return int.__repr__(value)
        case float():
            return float.__repr__(value) if math.isfinite(value) else "null"
        case list() | tuple():
            return f"[{','.join(map(_text, value))}]"
        case Mapping():
            return "{" + ",".join(f"{_key(key)}:{_text(item)}" for key, item in value.items()) + "}"
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a page: make it text or a number first.")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"A key must be text, not {type(key).__name__}.")
    if key == "__proto__":
        raise ValueError("The key __proto__ cannot stand in a page.")
    return _string(key)


def _string(text: str) -> str:
    return _UNSAFE_IN_SCRIPT.sub(_escape, _JSON.encode(str(text)))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
