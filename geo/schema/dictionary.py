"""The dictionary: a Frictionless Data Package descriptor of a data folder, made from the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from durandline.geo.schema.fields import ID_PATTERN, LIST_SEPARATOR, NO, URL_PATTERN, YES, Field
from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.tables import TABLES, Table
from durandline.geo.time.partial import DATE_PATTERN

Json = dict[str, Any]

# Licences by the identifiers of https://spdx.org/licenses.
LICENCES: dict[str, Json] = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "ODbL-1.0": {
        "name": "ODbL-1.0",
        "title": "Open Data Commons Open Database License 1.0",
        "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    },
    "public-domain": {
        "name": "other-pd",
        "title": "Public domain (Natural Earth)",
        "path": "https://www.naturalearthdata.com/about/terms-of-use/",
    },
}

# Files that are no tables: name, file, what it is, licences.
PLAIN = (
    *((name, layer.file, layer.meaning, layer.licences) for name, layer in LAYERS.items()),
    (
        "event_kinds",
        "event_kinds.csv",
        "Which of our kinds of incident the event types of ACLED and UCDP are read as.",
        "CC-BY-4.0",
    ),
    ("style", "style.csv", "Symbols, colours, patterns and labels of what is drawn.", "CC-BY-4.0"),
)

_TYPES = {"number": "number", "integer": "integer", "boolean": "boolean", "instant": "datetime"}
_SEVERAL = f" Several values are separated by '{LIST_SEPARATOR}'."
_PARTIAL = (
    " As precise as known: year, month, day, or minute with zone; A/B is one moment between the two"
    " (ISO 8601, reduced precision)."
)


def datapackage(record_folder: str | Path) -> Json:
    """Return the descriptor of the tables and plain files that exist in ``record_folder``.

    Tables come in the order of :data:`~durandline.geo.schema.tables.TABLES`, each with its Table Schema:
    field, type, meaning, unit (our own property), constraints, primary key, and foreign keys where one cell
    holds one key of a table that exists too. A list cell is a string with a pattern. Empty cells are missing
    values. The descriptor holds no dates or sizes, so that the same files give the same descriptor.
    """
    folder = Path(record_folder)
    present = [table for table in TABLES.values() if (folder / f"{table.name}.csv").is_file()]
    names = {table.name for table in present}
    plain = [_plain(*entry) for entry in PLAIN if (folder / entry[1]).is_file()]
    return {
        "profile": "data-package",
        "name": "durandline",
        "title": "The crossings of the Durand Line: closures, incidents, rules and movements",
        "description": "What a row is stands in each table's description. See README.md beside it.",
        "licenses": list(LICENCES.values()),
        "sources": [
            {"title": "Press, UN and agency reports, one row each in sources.csv", "path": "sources.csv"},
            {"title": "OpenStreetMap contributors", "path": "https://www.openstreetmap.org/copyright"},
            {"title": "Natural Earth", "path": "https://www.naturalearthdata.com/"},
        ],
        "resources": [*(_resource(table, names) for table in present), *plain],
    }


def _plain(name: str, file: str, description: str, licences: str) -> Json:
    geojson = file.endswith(".geojson")
    return {
        "name": name,
        "path": file,
        "profile": "data-resource",
        # "file" keeps readers of tabular data from guessing columns in it.
        "type": "file",
        "description": description,
        "format": "geojson" if geojson else "csv",
        "mediatype": "application/geo+json" if geojson else "text/csv",
        "encoding": "utf-8",
        "licenses": [LICENCES[licence] for licence in licences.split()],
    }


def _resource(table: Table, present: set[str]) -> Json:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "type": "table",
        "description": f"One row is {table.row_is}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        # Said, because readers that guess take the semicolons within cells of lists for it.
        "dialect": {"delimiter": ","},
        "licenses": [LICENCES[table.licence]],
        "schema": _schema(table, present),
    }


def _schema(table: Table, present: set[str]) -> Json:
    schema: Json = {
        "fields": [_field(field, is_key=field.name == table.key) for field in table.fields],
        "missingValues": [""],
        "primaryKey": [table.key],
    }
    foreign = [
        {
            "fields": [field.name],
            "reference": {"resource": field.refers_to, "fields": [TABLES[field.refers_to].key]},
        }
        for field in table.fields
        if field.type == "id" and field.refers_to in present
    ]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _field(field: Field, *, is_key: bool) -> Json:
    described: Json = {
        "name": field.name,
        "type": _TYPES.get(field.type, "string"),
        "title": field.name.replace("_", " "),
        "description": _meaning(field),
    }
    if field.unit:
        described["unit"] = field.unit
    if field.type == "boolean":
        described |= {"trueValues": list(YES), "falseValues": list(NO)}
    constraints = _constraints(field, is_key=is_key)
    return described | ({"constraints": constraints} if constraints else {})


def _meaning(field: Field) -> str:
    several = _SEVERAL if field.type in ("list", "choices") else ""
    keys = f" Keys of table {field.refers_to}." if field.refers_to and field.type == "list" else ""
    return field.meaning + keys + several + (_PARTIAL if field.type == "date" else "")


def _constraints(field: Field, *, is_key: bool) -> Json:
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if is_key:
        constraints["unique"] = True
    if field.type == "choice":
        constraints["enum"] = list(field.choices)
    if pattern := _pattern(field):
        constraints["pattern"] = pattern
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.maximum is not None:
        constraints["maximum"] = field.maximum
    return constraints


def _pattern(field: Field) -> str:
    """Return the pattern of a cell's whole text, or nothing where any text will do."""
    match field.type:
        case "id":
            return ID_PATTERN
        case "url":
            return URL_PATTERN
        case "date":
            return DATE_PATTERN
        case "choices":
            return _list_of(f"({'|'.join(field.choices)})")
        case "list" if field.refers_to:
            return _list_of(ID_PATTERN)
        case _:
            return ""


def _list_of(item: str) -> str:
    return f"{item}({LIST_SEPARATOR}{item})*"
