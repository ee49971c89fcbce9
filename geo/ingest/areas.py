"""Names of areas in cells: codes become names or are left out, countries get one spelling."""

from __future__ import annotations

from typing import Final

from durandline.geo.ingest.cells import RULES as CELL_RULES
from durandline.geo.ingest.cells import says_nothing
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.ingest.notes import AS, Rule, Tally
from durandline.geo.names.area_codes import area_of_code, is_code
from durandline.geo.names.countries import country_names, stated_countries
from durandline.geo.readers.raw_table import Texts

RULES: Final = CELL_RULES | {
    "area-code": Rule(f"with the code of an area read as its name, {AS}."),
    "no-area-name": Rule(
        "with a number or a code that names no area, such as {was}; left out of admin_text.",
        "Give the areas' names, such as Nangarhar, or ISO 3166-2 codes, such as AF-NAN.",
    ),
    "no-country": Rule(
        "with what is no country that is known, such as {was}; places are looked up without it.",
        "Write the country's name or its ISO code, such as PK or PAK, or leave the cell empty.",
        "warning",
    ),
}


def without_codes(column: Texts, tally: Tally, *, country: bool = False) -> Texts:
    """Return a column of names of areas without the codes in it, or with ``country`` of countries by English names.

    ISO 3166-2 codes of provinces (``AF-NAN``) become names; numbers and the codes of other lists (``AF0601``,
    ``PK2``), which mean one thing here and another there, become empty. Each is told in a note.
    """
    distinct = Distinct.of(column)
    made = []
    for text, number in zip(distinct.texts, distinct.counts, strict=True):
        bare = text.strip()
        if says_nothing(bare):
            tally.count("no-value", number, text)
            made.append("")
        elif not bare:
            made.append("")
        elif country and (codes := stated_countries(text)):
            made.append(" / ".join(sorted(country_names(frozenset((code,))) for code in codes)))
        elif name := area_of_code(bare):
            tally.count("area-code", number, text, name)
            made.append(name)
        elif is_code(bare):
            tally.count("no-area-name", number, text)
            made.append("")
        else:
            if country:
                tally.count("no-country", number, text)
            made.append(text)
    tally.tell(RULES)
    return distinct.column(made)
