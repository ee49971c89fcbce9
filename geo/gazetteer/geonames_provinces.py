"""Province names for the first-order codes that GeoNames' country files hold instead of names.

The codes are those of GeoNames' ``admin1CodesASCII.txt`` (CC BY 4.0), the names spelled as in our tables. Each code
was checked against the towns that GeoNames' cities500 files under it, all but PK.01: no town is under it any more,
since the Tribal Areas became part of Khyber Pakhtunkhwa in 2018. Older files still use it, so it stays.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_AF: Final = {
    "01": "Badakhshan", "02": "Badghis", "03": "Baghlan", "05": "Bamyan", "06": "Farah", "07": "Faryab",
    "08": "Ghazni", "09": "Ghor", "10": "Helmand", "11": "Herat", "13": "Kabul", "14": "Kapisa", "17": "Logar",
    "18": "Nangarhar", "19": "Nimroz", "23": "Kandahar", "24": "Kunduz", "26": "Takhar", "27": "Wardak",
    "28": "Zabul", "29": "Paktika", "30": "Balkh", "31": "Jowzjan", "32": "Samangan", "33": "Sar-e Pul",
    "34": "Kunar", "35": "Laghman", "36": "Paktia", "37": "Khost", "38": "Nuristan", "39": "Uruzgan",
    "40": "Parwan", "41": "Daykundi", "42": "Panjshir",
}  # fmt: skip
_PK: Final = {
    "01": "Federally Administered Tribal Areas", "02": "Balochistan", "03": "Khyber Pakhtunkhwa", "04": "Punjab",
    "05": "Sindh", "06": "Azad Kashmir", "07": "Gilgit-Baltistan", "08": "Islamabad",
}  # fmt: skip

PROVINCES: Final = MappingProxyType({"AF": MappingProxyType(_AF), "PK": MappingProxyType(_PK)})

_CODE: Final = re.compile(r"[0-9]+|[0-9A-Z]{2}")


def is_code(text: str) -> bool:
    """Return whether an admin cell holds a code such as ``37`` or a number, and no name."""
    return bool(_CODE.fullmatch(text))


def province(country: str, cell: str) -> str:
    """Return the province's name for an admin1 cell; a name, an unknown code come back as they are.

    ``00`` is GeoNames' sign for a place filed under no province: the answer is empty.
    """
    if cell == "00":
        return ""
    known = PROVINCES.get(country)
    return known.get(cell, cell) if known else cell
