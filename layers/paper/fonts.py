"""Which fonts a sheet is set in: the same files on every machine unless the user names one, never an empty box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import fontpkg
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font

from durandline.geo.errors import InputError
from durandline.geo.formats.characters import REPLACEMENT

DEJAVU = "DejaVu Sans"  # comes with matplotlib, so that it is the same everywhere
# Comes as a package, since DejaVu lacks letters of Pashto and Urdu: every letter and digit of the three languages,
# Latin letters too, in a regular and a bold cut.
ARABIC = "IBM Plex Sans Arabic"
_REGULAR, _BOLD = 400, 700  # weights as CSS counts them
_SPACES = re.compile("[\t-\r\x85\u2028\u2029]")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def choose_fonts(texts: Iterable[str], font: str = "") -> tuple[str, ...]:
    """Return the families for ``texts``, in the order in which they are tried for each letter.

    DejaVu, or, where a letter runs from right to left, :data:`ARABIC` before it, so that no word mixes two; no font
    of the machine, so that a sheet is the same everywhere. ``font`` is a family's name or the path of a TTF or OTF
    file; it comes before these.

    Raises
    ------
    InputError
        There is no such font, or none of these has every letter; the message says what to do.
    """
    text = "".join(set("".join(texts)))
    families = (ARABIC, DEJAVU) if is_arabic(text) else (DEJAVU,)
    if font:
        families = tuple(dict.fromkeys((_named(font), *families)))
    require_glyphs([text], families)
    return families


def make_known(families: Iterable[str], file: str = "") -> None:
    """Make matplotlib know the families' files, each with a regular and a bold cut; ``file`` is that of the first.

    Each process has to do it before it draws. A family without a bold cut is set in its regular one where bold is
    asked for; said here, matplotlib need not warn of it.
    """
    for place, family in enumerate(families):
        if file and place == 0:
            _add_file(file)
        elif family == ARABIC:
            _add_package()
        _complete(family)


def missing_glyphs(text: str, families: Iterable[str]) -> set[str]:
    """Return the characters of ``text`` that none of the families has; those that are not drawn need none."""
    had: set[int] = set()
    for family in families:
        had |= letters(family)
    return {char for char in shown_text(text) if ord(char) not in had and unicodedata.category(char) != "Cf"}


def require_glyphs(texts: Iterable[str], families: Iterable[str]) -> None:
    """Raise :class:`InputError` where a character is in none of the families; it names them and what to do."""
    wanted = tuple(families)
    missing = missing_glyphs("".join(texts), wanted)
    if missing:
        raise InputError(_advice(missing, wanted))


def shown_text(text: str) -> str:
    """Return text as it may stand on paper and in a file: the one way by which text enters a sheet.

    What no XML can hold (control characters, lone surrogates, noncharacters) is shown as U+FFFD, breaks of lines as
    spaces. Marks that steer directions are left out: each text is laid out by itself, and none may turn another.
    """
    return _NO_TEXT.sub(REPLACEMENT, _SPACES.sub(" ", _STEERING.sub("", text)))


def is_arabic(text: str) -> bool:
    """Return whether a letter of ``text`` runs from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


@cache
def letters(family: str) -> frozenset[int]:
    """Return the code points that a family has in its regular and bold cuts; none where it is absent."""
    if family == ARABIC:
        _add_package()
    if not file_of(family):
        return frozenset()
    _complete(family)
    regular, bold = (frozenset(FT2Font(file_of(family, bold=each)).get_charmap()) for each in (False, True))
    return regular & bold


@cache
def line_height(families: tuple[str, ...]) -> float:
    """Return how far the highest letter and the lowest of the families reach apart, in sizes, as their files say."""
    fonts = [get_font(file_of(family)) for family in families if file_of(family)]
    return max(((font.ascender - font.descender) / font.units_per_EM for font in fonts), default=1.0)


def file_of(family: str, *, bold: bool = False) -> str:
    """Return the file of a known family's regular or bold cut, or nothing."""
    if not _entries(family):
        return ""
    _complete(family)
    wanted = FontProperties(family=[family], weight="bold" if bold else "normal")
    return str(fontManager.findfont(wanted, fallback_to_default=False))


def _named(font: str) -> str:
    """Return the family of a name or a file; a file's becomes known to matplotlib."""
    if _entries(font):
        return font
    if not Path(font).is_file():
        raise InputError(f"There is no font {font!r}: give the name of an installed family, or a TTF or OTF file.")
    return _add_file(font)


def _add_file(font: str) -> str:
    """Make a file known as the regular cut of its family, with the bold one beside it; return the family."""
    try:
        family = str(FT2Font(font).family_name)
        bold = _bold_beside(Path(font), family)
        _add(family, font, str(bold) if bold else font)
    except (OSError, RuntimeError) as error:
        raise InputError(f"{font} cannot be read as a font: {error}.") from None
    return family


def _bold_beside(font: Path, family: str) -> Path | None:
    """Return the file in the same folder that holds the family's bold cut, if there is one."""
    for path in sorted(font.parent.iterdir()):
        if path.suffix.lower() not in (".ttf", ".otf") or path.name == font.name:
            continue
        try:
            face = FT2Font(path)
        except (OSError, RuntimeError):
            continue
        if (face.family_name, face.style_name) == (family, "Bold"):
            return path
    return None


def _add_package() -> None:
    """Make the files of :data:`ARABIC` known."""
    _add(ARABIC, *(str(fontpkg.path(ARABIC, weight=weight)) for weight in (_REGULAR, _BOLD)))


def _add(family: str, regular: str, bold: str) -> None:
    """Make the two cuts of a family known, before any of that name which the machine may have."""
    if [entry.fname for entry in _entries(family)[:2]] == [regular, bold]:
        return
    cuts: list[FontEntry] = []
    for weight, path in ((_REGULAR, regular), (_BOLD, bold)):
        before = len(fontManager.ttflist)
        fontManager.addfont(path)  # at the end of the list, perhaps under several names
        first = fontManager.ttflist[before]
        del fontManager.ttflist[before:]
        cuts.append(replace(first, name=family, weight=weight, style="normal", variant="normal", stretch="normal"))
    fontManager.ttflist[:0] = cuts
    letters.cache_clear()
    line_height.cache_clear()


def _complete(family: str) -> None:
    """See to it that a family has entries of both weights: the nearest that there is stands in for the other."""
    for weight in (_REGULAR, _BOLD):
        entries = [entry for entry in _entries(family) if entry.style == "normal"] or _entries(family)
        if entries and all(_weight(entry) != weight for entry in entries):
            nearest = min(entries, key=lambda entry: abs(_weight(entry) - weight))
            fontManager.ttflist.append(replace(nearest, weight=weight))


def _entries(family: str) -> list[FontEntry]:
    return [entry for entry in fontManager.ttflist if entry.name == family]


def _weight(entry: FontEntry) -> int:
    named: dict[str | int, str | int] = {"normal": _REGULAR, "regular": _REGULAR, "bold": _BOLD}
    return int(named.get(entry.weight, entry.weight))


def _advice(missing: set[str], families: tuple[str, ...]) -> str:
    shown = sorted(missing)[:12]
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in shown)
    more = f" and {len(missing) - len(shown)} more" if len(missing) > len(shown) else ""
    return (
        f"No font at hand has {named}{more}; tried: {', '.join(families)}. Name one that has with --font NAME or "
        "--font FILE.ttf, such as one of Google's Noto family (OFL)."
    )
