"""GeoNames' feature codes as kinds of place."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# Codes of GeoNames' featureCodes_en.txt that reports name as a place. Streams, ridges and single peaks are left out:
# they are many, share their names with the villages at their foot, and no report is placed by them alone.
_KINDS: Final = MappingProxyType(
    {
        "ADM1": "province", "ADM1H": "province", "ADM2": "district", "ADM2H": "district", "ADMD": "district",
        "ADM3": "tehsil", "ADM3H": "tehsil", "ADM4": "tehsil", "ADM4H": "tehsil",
        "PPLX": "locality", "LCTY": "locality", "AREA": "area", "RGN": "area", "TRB": "area",
        "PASS": "pass", "GAP": "pass", "VAL": "valley", "VALS": "valley", "GRGE": "valley",
        "FT": "fort", "CMP": "camp", "CMPRF": "camp", "CMPO": "camp", "MILB": "base", "INSM": "base", "AIRB": "base",
        "AIRP": "base", "AIRF": "base", "PSTB": "post", "PSTP": "post", "PSTC": "post", "PP": "post", "STNB": "post",
        "CSTM": "gate", "GATE": "gate",
    }
)  # fmt: skip

_CITY: Final = 100_000  # inhabitants; judgement, as the radii by kind are
_TOWN: Final = 10_000
_SEATS: Final = ("PPLC", "PPLA", "PPLA2")  # of a country, province or district: never less than a town


def kind_of(feature_code: str, population: int = 0) -> str:
    """Return the kind of place of a GeoNames feature code, empty for what is no place (streams, ...).

    Populated places are a city from 100,000 inhabitants, a town from 10,000 or as the seat of a province or
    district, else a village; GeoNames gives most of them a population of 0, which is "not known".
    """
    if feature_code in _KINDS:
        return _KINDS[feature_code]
    if not feature_code.startswith("PPL"):
        return ""
    if population >= _CITY or feature_code == "PPLC":
        return "city"
    return "town" if population >= _TOWN or feature_code in _SEATS else "village"
