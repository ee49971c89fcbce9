"""What a user may say about a table before it is understood, and what is understood of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal

from durandline.geo.errors import InputError
from durandline.geo.readers.raw_table import Rows, Texts
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_INCIDENTS

Schema = Literal["own", "acled", "ucdp", "other"]
SCHEMAS: Final = ("own", "acled", "ucdp")

# Columns of a file that fill two of ours each, or one together with others.
KILLED, INJURED, COORDINATES = "killed", "injured", "coordinates"
DISTRICT, PROVINCE, COUNTRY = "district", "province", "country"  # together they are admin_text, the smallest first
ADMIN: Final = (DISTRICT, PROVINCE, COUNTRY)
FILLS: Final = MappingProxyType(
    {
        KILLED: ("fatalities_min", "fatalities_max"),
        INJURED: ("injured_min", "injured_max"),
        COORDINATES: ("lat", "lon"),
        **dict.fromkeys(ADMIN, ("admin_text",)),
    }
)
SHORT: Final = MappingProxyType(
    {
        "id": "incident_id",
        "place": "place_name",
        "latitude": "lat",
        "longitude": "lon",
        "publisher": "source_publisher",
        "source": "source_publisher",
        "url": "source_url",
        "link": "source_url",
        "radius": "radius_m",
        "admin": "admin_text",
        "type": "kind",
        "killed_min": "fatalities_min",
        "killed_max": "fatalities_max",
        "fatalities": KILLED,
        "deaths": KILLED,
        "wounded": INJURED,
        "until": "last_day",
    }
)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a user says of a file.

    Parameters
    ----------
    as_
        Whose table it is: ``acled``, ``ucdp``, ``own``; empty: to be seen from its columns.
    columns
        Our column to the file's, as :func:`parse_columns` gives them; an empty name: do not read this one.
    dates
        How dates are written: dmy, mdy, ymd, hijri, serial; of real dates of a spreadsheet: swapped (day and month
        are to be turned back) or stored (they are right); empty: to be seen from the column.
    kinds
        Rows as of ``event_kinds.csv`` that go before the shipped ones.
    deleted
        Ids of ACLED events that ACLED has taken back.
    today
        A day (``2025-03-01``) after which dates draw a warning; empty: none do.
    """

    as_: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    kinds: Sequence[Mapping[str, str]] = ()
    deleted: frozenset[str] = frozenset()
    today: str = ""


@dataclass(slots=True)
class Understood:
    """A table in our terms, still as text.

    ``columns`` has those of the table ``own_incidents`` that the file fills, and the cells beyond a ragged row's
    header under the key ``""``; ``rows`` the row number of each. ``mapping`` pairs our columns with the file's,
    ``header`` lists all of the file's, ``unread`` those not read. ``removed`` are the numbers of rows left out on
    purpose, which stand neither in ``rows`` nor among the findings' errors.
    """

    columns: dict[str, Texts]
    rows: Rows
    findings: list[Finding]
    schema: Schema
    mapping: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    unread: tuple[str, ...]
    removed: Rows


def parse_columns(text: str) -> dict[str, str]:
    """Return our column names to the file's, from text such as ``place=Location,date="Event Date"``.

    Ours may be shortened: place, publisher, url, killed, id ... Quotation marks (``"`` or ``'``) hold names with
    commas; a mark inside is written twice. ``actors=`` means that no column is read as actors.

    Raises
    ------
    InputError
        A part is no ``ours=theirs``, a quotation mark is not closed, a name of ours does not exist, or one of either
        side is doubled.
    """
    pairs: dict[str, str] = {}
    for part in _parts(text):
        short, sign, theirs = part.partition("=")
        if not sign:
            raise InputError(f"{part.strip()!r} is no pair: write ours=theirs, such as place=Location.")
        ours = _our_name(short.strip())
        if ours in pairs:
            raise InputError(f"{ours!r} is given twice: one column of the file fills one of ours.")
        name = _unquoted(theirs.strip())
        if name and name in pairs.values():
            raise InputError(f"the column {name!r} is given twice: one column of the file fills one of ours.")
        pairs[ours] = name
    return pairs


def _parts(text: str) -> list[str]:
    parts, mark = [""], ""
    for char in text:
        if mark:
            mark = "" if char == mark else mark
        elif char in "\"'" and parts[-1].rstrip().endswith(("=", '"', "'")):
            mark = char
        elif char == ",":
            parts.append("")
            continue
        parts[-1] += char
    if mark:
        raise InputError(f"a quotation mark ({mark}) is not closed in {text!r}.")
    return [part for part in parts if part.strip()]


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace(text[0] * 2, text[0])
    return text


def _our_name(name: str) -> str:
    known = (*OWN_INCIDENTS.columns, *FILLS)
    ours = SHORT.get(name.lower(), name.lower())
    if ours in known:
        return ours
    near = get_close_matches(name.lower(), [*known, *SHORT], n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise InputError(f"there is no column {name!r} to fill.{hint} Columns: {', '.join((*known, *SHORT))}.")
