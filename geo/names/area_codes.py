"""Codes of areas in texts where names should be: those of ISO 3166-2 are read, all others are no names."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_AF: Final = {
    "BAL": "Balkh", "BAM": "Bamyan", "BDG": "Badghis", "BDS": "Badakhshan", "BGL": "Baghlan", "DAY": "Daykundi",
    "FRA": "Farah", "FYB": "Faryab", "GHA": "Ghazni", "GHO": "Ghor", "HEL": "Helmand", "HER": "Herat",
    "JOW": "Jowzjan", "KAB": "Kabul", "KAN": "Kandahar", "KAP": "Kapisa", "KDZ": "Kunduz", "KHO": "Khost",
    "KNR": "Kunar", "LAG": "Laghman", "LOG": "Logar", "NAN": "Nangarhar", "NIM": "Nimroz", "NUR": "Nuristan",
    "PAN": "Panjshir", "PAR": "Parwan", "PIA": "Paktia", "PKA": "Paktika", "SAM": "Samangan", "SAR": "Sar-e Pol",
    "TAK": "Takhar", "URU": "Uruzgan", "WAR": "Wardak", "ZAB": "Zabul",
}  # fmt: skip
_PK: Final = {
    "BA": "Balochistan", "GB": "Gilgit-Baltistan", "IS": "Islamabad", "JK": "Azad Kashmir",
    "KP": "Khyber Pakhtunkhwa", "PB": "Punjab", "SD": "Sindh", "TA": "Federally Administered Tribal Areas",
}  # fmt: skip
PROVINCES: Final = MappingProxyType(
    {f"{country}-{code}": name for country, all_ in (("AF", _AF), ("PK", _PK)) for code, name in all_.items()}
)
# Numbers; two or three letters of a country with digits behind (P-codes of OCHA, FIPS); with a point or a hyphen and
# letters or digits behind (ISO 3166-2, HASC, GeoNames, GADM).
_CODE: Final = re.compile(
    r"[\d.,/ -]*\d[\d.,/ -]*|[A-Z]{2,3}[ _-]?\d{1,8}|[A-Z]{2}[.-][A-Z0-9]{2,3}([.-][A-Z0-9]{2,4})*"
    r"|[A-Z]{3}(\.\d+)+(_\d+)?"
)


def is_code(text: str) -> bool:
    """Return whether a text is a number or the code of an area, and no name."""
    return bool(_CODE.fullmatch(text.strip()))


def area_of_code(text: str) -> str:
    """Return the English name of the province with that ISO 3166-2 code (``AF-NAN``); empty for anything else."""
    return PROVINCES.get(text.strip().upper(), "")
