"""Which fonts a sheet is set in: DejaVu where it has every letter, otherwise one that has, never an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font

from durandline.geo.schema.errors import InputError

DEJAVU = "DejaVu Sans"  # comes with matplotlib, so that it is the same everywhere
# Looked for in this order where DejaVu lacks a letter of Pashto or Urdu; the first two are free (OFL).
FALLBACKS = ("Noto Sans Arabic", "Noto Naskh Arabic", "Vazirmatn", "Segoe UI", "Tahoma", "Geeza Pro", "Arial")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def choose_fonts(texts: Iterable[str], font: str = "") -> tuple[str, ...]:
    """Return the families for ``texts``, in the order in which they are tried for each letter.

    ``font`` is a family's name or the path of a TTF or OTF file; it comes first, DejaVu after it. Without it: DejaVu,
    or, where that lacks a letter, an installed family that has it before DejaVu, so that no word mixes two.

    Raises
    ------
    InputError
        There is no such font, or none that is installed has every letter; the message says what to do.
    """
    text = "".join(set("".join(texts)))
    if font:
        wanted = (_named(font), DEJAVU)
        require_glyphs([text], wanted)
        return wanted
    tried: list[tuple[str, ...]] = [(DEJAVU,), *((name, DEJAVU) for name in FALLBACKS if file_of(name))]
    for families in tried:
        if not missing_glyphs(text, families):
            return families
    raise InputError(_advice(missing_glyphs(text, (DEJAVU,)), (DEJAVU,)))


def missing_glyphs(text: str, families: Iterable[str]) -> set[str]:
    """Return the characters of ``text`` that none of the families has; those that are not drawn need none."""
    had: set[int] = set()
    for family in families:
        had |= letters(family)
    return {char for char in text if ord(char) not in had and not _is_silent(char)}


def require_glyphs(texts: Iterable[str], families: Iterable[str]) -> None:
    """Raise :class:`InputError` where a character is in none of the families; it names them and what to do."""
    wanted = tuple(families)
    missing = missing_glyphs("".join(texts), wanted)
    if missing:
        raise InputError(_advice(missing, wanted))


def set_text(text: str) -> str:
    """Return text without the marks that isolate directions: matplotlib sets each text by itself anyway."""
    return text.translate(_ISOLATES)


@cache
def letters(family: str) -> frozenset[int]:
    """Return the code points that an installed family has in its regular and bold cuts; none where it is absent."""
    if not file_of(family):
        return frozenset()
    regular, bold = (frozenset(FT2Font(file_of(family, bold=each)).get_charmap()) for each in (False, True))
    return regular & bold


def file_of(family: str, *, bold: bool = False) -> str:
    """Return the file of an installed family's regular or bold cut, or nothing."""
    if family not in {entry.name for entry in fontManager.ttflist}:
        return ""
    return str(
        fontManager.findfont(
            FontProperties(family=[family], weight="bold" if bold else "normal"), fallback_to_default=False
        )
    )


def _named(font: str) -> str:
    """Return the family of a name or a file; a file's becomes known to matplotlib."""
    if file_of(font):
        return font
    if not Path(font).is_file():
        raise InputError(f"There is no font {font!r}: give the name of an installed family, or a TTF or OTF file.")
    try:
        fontManager.addfont(font)
        return str(get_font(font).family_name)
    except (OSError, RuntimeError) as error:
        raise InputError(f"{font} cannot be read as a font: {error}.") from None


def _is_silent(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def _advice(missing: set[str], families: tuple[str, ...]) -> str:
    shown = sorted(missing)[:12]
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in shown)
    more = f" and {len(missing) - len(shown)} more" if len(missing) > len(shown) else ""
    return (
        f"No font at hand has {named}{more}; tried: {', '.join(families)}. Name one that has with --font NAME or "
        "--font FILE.ttf, such as Noto Sans Arabic (OFL, Debian package fonts-noto-core)."
    )
