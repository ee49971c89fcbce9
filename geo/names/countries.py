"""Countries by code and name, in a column of countries and inside a place text.

A country that is stated is a condition: no place of another one is meant. Codes are those of ISO 3166.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from typing import Final

from durandline.geo.names.fold import fold
from durandline.geo.names.keys import keys

COUNTRIES_FILE: Final = "lexicon_countries.csv"

Codes = frozenset[str]
NONE: Final[Codes] = frozenset()
SIDES: Final[Codes] = frozenset(("AF", "PK"))  # of the line

# Where the line runs and around: their names stand in place texts, in any of the languages.
_AROUND: Final = ("AF", "PK", "IR", "IN", "CN", "TJ", "UZ", "TM")
_DEMONYMS: Final = MappingProxyType({"afghan": "AF", "afghani": "AF", "pakistani": "PK", "pak": "PK"})
_LISTED: Final = re.compile(r"[,;/&|+،؛]|\s[-–—]\s|\b(?:and|or)\b|\s(?:و|او|اور)\s", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"\s*[-–—]\s*")
_NUMBER: Final = re.compile(r"\s*0*([1-9]\d{0,2})(?:\.0+)?\s*", re.ASCII)
_DOTTED: Final = re.compile(r"\s*(?:[A-Za-z]\.){2,3}\s*")  # U.S.
_WORD: Final = re.compile(r"\w+")
# Before a country they make it a direction, a neighbour or a side of the line, and no container.
_NO_CONTAINER: Final = (
    "(?i:border|frontier|boundary|line|side|north|south|east|west|outside|out|part|and|with|to|from|towards?|into|near"
    "|between|opposite|by|or|for|against|via|سرحد|مرز|پوله|و|از|سے|با|به|ته|سره|او|اور|د|تا)"
)
_LIKE: Final = 5  # consonants and first vowel of a name from which on vowels may be misspelled


@cache
def names() -> MappingProxyType[str, str]:
    """Return the English name of each country by its code."""
    return MappingProxyType({row["code"]: row["name"] for row in _rows()})


@lru_cache(maxsize=4_096)
def country_code(text: str) -> str:
    """Return the ISO code (AF) of a country's code of two or three letters, number or name; empty for anything else.

    A name may be in English, Pashto, Dari, Urdu or Arabic; its vowels, and words such as border, do not count.
    """
    known = _known()
    if number := _NUMBER.fullmatch(text):
        return known.get(number[1], "")
    folded, wanted = fold(text), keys(text)
    for each in (folded, wanted.bare, folded.replace(" ", "") if _DOTTED.fullmatch(text) else ""):
        if each in known:
            return known[each]
    return _by_bones().get(wanted.bones, "") if len(wanted.bones) >= _LIKE else ""


@lru_cache(maxsize=4_096)
def stated_countries(text: str) -> Codes:
    """Return the codes of the countries that a cell of a column of countries names; none where it names none.

    It may name several: ``Afghanistan/Pakistan``, ``AF; PK``, ``Afghanistan-Pakistan border``.
    """
    if code := country_code(text):
        return frozenset((code,))
    listed = [part for part in _LISTED.split(text) if part.strip()]
    if len(listed) == 1:
        listed = [part for part in _TOGETHER.split(text) if part.strip()]
    return frozenset(filter(None, map(country_code, listed))) if len(listed) > 1 else NONE


def country_names(codes: Codes) -> str:
    """Return codes as English names, for a sentence."""
    return " or ".join(names().get(code, code) for code in sorted(codes))


@lru_cache(maxsize=65_536)
def without_country(text: str) -> tuple[Codes, str]:
    """Return the countries in which a place text puts its place, and the text without them.

    ``Chaman, Pakistan``, ``Wesh (PAK)``, ``the Afghan side of Torkham``, ``Pakistan's Chaman``, ``تورخم پاکستان`` say
    so; ``towards Pakistan``, ``near the border with Afghanistan``, ``Pak-Afghan border`` do not.
    """
    if _telling_words().isdisjoint(_WORD.findall(text) + _WORD.findall(text.casefold())):
        return NONE, text
    codes: set[str] = set()
    for pattern, left in _patterns():
        found = pattern.search(text)
        while found:
            codes.add(_DEMONYMS.get(found["name"].casefold()) or country_code(found["name"]))
            text = (text[: found.start()] + found.expand(left) + text[found.end() :]).strip(" ,،;")
            found = pattern.search(text)
    return frozenset(codes), text


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("durandline.data") / COUNTRIES_FILE).read_text("utf-8")
    return tuple(csv.DictReader(StringIO(text)))


def _all_names(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["names"].split(";"))]


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for row in _rows():
        for each in (row["code"], row["iso3"], row["number"].lstrip("0"), *_all_names(row)):
            known.setdefault(fold(each), row["code"])
    del known["na"]  # in a table that is no Namibia, but a cell without a value
    return known


@cache
def _by_bones() -> dict[str, str]:
    """Return the countries around by the consonants of their names, for ``Afganistan`` and ``Pakstan``."""
    return {keys(name).bones: row["code"] for row in _rows() if row["code"] in _AROUND for name in _all_names(row)}


@cache
def _written() -> tuple[str, str]:
    """Return patterns of the names in place texts, and of these with the codes, which count in capitals alone."""
    around = [name for row in _rows() if row["code"] in _AROUND for name in _all_names(row)]
    others = [row["name"] for row in _rows() if row["code"] not in _AROUND and len(row["name"]) > 4]  # no Mali, Oman
    plain = "|".join(re.escape(name) for name in sorted({*around, *others}, key=len, reverse=True))
    codes = "|".join(row[column] for row in _rows() if row["code"] in _AROUND for column in ("code", "iso3"))
    return f"(?i:{plain})", f"(?i:{plain})|{codes}"


@cache
def _telling_words() -> frozenset[str]:
    """Return a word of each country's name and the codes in capitals, without which a text names none."""
    words = (_WORD.findall(name.casefold()) for row in _rows() for name in _all_names(row))
    codes = {row[column] for row in _rows() for column in ("code", "iso3")}
    return frozenset(max(reversed(each), key=len) for each in words) | codes | _DEMONYMS.keys()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return how a place text says a country, each with what stays of what it matches."""
    name, coded = (rf"(?P<name>{each})" for each in _written())
    end = r"\s*(?=$|[,;:)\]،؛]|\s[-–—]\s)"
    within, at, the = r"(?i:in|inside|within)\s+", r"(?:(?i:on|at|in|from|of|near)\s+)?", r"(?:(?i:the)\s+)?"
    side = rf"(?P<name>(?i:{'|'.join(_DEMONYMS)}))\s+(?i:side|territory|soil)"
    begins = rf"(?:(?:^|[,;(\[،؛])\s*|\s[-–—]\s)(?:{within})?{the}"
    # A Frontier Region is a place.
    whose = r"(?:['’]s?\s|\s+(?:کے|کی|کا|میں|په|د)\s)\s*(?!(?i:border|frontier(?!\s+region))\b)"
    return (
        (re.compile(rf"{begins}{coded}\.?{end}[)\]:]?"), ""),
        (re.compile(rf"\s+{within}{name}{end}"), ""),
        (
            re.compile(rf"(?P<before>(?<!\w)(?!{_NO_CONTAINER}\s)\w+|[)\]])\s+(?:(?i:of)\s+)?{name}{end}"),
            r"\g<before>",
        ),
        (re.compile(rf"^(?:د\s+)?{name}{whose}"), ""),
        (re.compile(rf"^{at}{the}{side}\s+{at}{the}"), ""),
        (re.compile(rf"\s*[,(]?\s*{at}{the}{side}\s*\)?$"), ""),
    )
