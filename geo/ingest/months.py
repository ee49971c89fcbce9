"""Names of months in English, French, Dari, Pashto, Urdu and Arabic, and of the Solar Hijri months."""

from __future__ import annotations

from typing import Final

from durandline.geo.names.fold import fold

# One line a month; the spellings of one month in whatever language.
_GREGORIAN: Final = (
    "january jan janvier janv جنوری جنوري ژانویه يناير ینایر",
    "february feb fevrier fevr فبروری فبروري فروری فوریه فبراير",
    "march mar mars مارچ مارس",
    "april apr avril avr اپریل اپرېل آوریل أبريل",
    "may mai می مۍ مئی مه مايو",
    "june jun juin جون ژوئن يونيو",
    "july jul juillet juil جولای جولائی ژوئیه يوليو",
    "august aug aout آگست اگست اګست اوت أغسطس",
    "september sep sept septembre سپتمبر سپټمبر ستمبر سپتامبر سبتمبر",
    "october oct octobre اکتوبر اکټوبر اکتبر أكتوبر",
    "november nov novembre نومبر نوومبر نوامبر نوفمبر",
    "december dec decembre دسمبر ډسمبر دسامبر ديسمبر",
)
# Dari (the signs of the zodiac), Pashto, Iranian Persian, and the Dari names in Latin letters.
_SOLAR: Final = (
    "حمل وری فروردین hamal",
    "ثور غویی اردیبهشت sawr saur thawr",
    "جوزا غبرګولی خرداد jawza",
    "سرطان چنګاښ تیر saratan",
    "اسد زمری مرداد امرداد asad",
    "سنبله وږی شهریور sunbula sonbola",
    "میزان تله مهر mizan",
    "عقرب لړم آبان aqrab",
    "قوس لیندۍ آذر qaws qaus",
    "جدی مرغومی دی jadi jaddi",
    "دلو سلواغه بهمن dalw",
    "حوت کب اسفند hut hoot",
)


def _numbered(lines: tuple[str, ...]) -> dict[str, int]:
    return {fold(name): month for month, line in enumerate(lines, 1) for name in line.split()}


GREGORIAN_MONTHS: Final = _numbered(_GREGORIAN)
SOLAR_MONTHS: Final = _numbered(_SOLAR)

# Words beside a date that say nothing more: weekdays, the names of the eras, small words.
_WEEKDAYS = "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
_ERAS = "ce ad هجری شمسی خورشیدی هش ه ش کال میلادی ء ع عیسوی sh hs"
IGNORED: Final = frozenset(fold(word) for word in f"{_WEEKDAYS} {_ERAS} of the de le د".split())
