"""What a GeoPackage says of itself: the dictionary of its columns, and where it comes from.

The tables are those of the OGC GeoPackage Encoding Standard 1.2 (12-128r14), extensions Schema (F.9) and
Metadata (F.8); their definitions are prescribed there word by word.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from durandline.geo.schema.fields import Field
from durandline.geo.writers.content import About, TableOut
from durandline.geo.writers.geopackage_columns import time_fields

_SCHEMA = "http://www.geopackage.org/spec120/#extension_schema"
_METADATA = "http://www.geopackage.org/spec120/#extension_metadata"
_JSON = "https://www.rfc-editor.org/info/rfc8259"
_TABLE_SCHEMA = "https://specs.frictionlessdata.io/table-schema/"

_EXTENSIONS = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))
"""
_COLUMNS = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))
"""
_CONSTRAINTS = """
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))
"""
_STATEMENTS = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')
"""
_REFERENCES = """
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))
"""
_PRESCRIBED = {
    "gpkg_data_columns": (_COLUMNS, "gpkg_schema", _SCHEMA),
    "gpkg_data_column_constraints": (_CONSTRAINTS, "gpkg_schema", _SCHEMA),
    "gpkg_metadata": (_STATEMENTS, "gpkg_metadata", _METADATA),
    "gpkg_metadata_reference": (_REFERENCES, "gpkg_metadata", _METADATA),
}


def add_metadata(database: sqlite3.Connection, tables: Sequence[TableOut], about: About, changed: str) -> None:
    """Add the dictionary and the metadata to an open GeoPackage.

    Each column's meaning goes into ``gpkg_data_columns``, with the values that a column of a closed list may have.
    ``about`` becomes the dataset's metadata (JSON), each table's dictionary that of its table (JSON, a
    Frictionless Table Schema). ``changed`` is the time they carry (UTC).
    """
    database.execute(_EXTENSIONS)
    for name, (definition, extension, address) in _PRESCRIBED.items():
        database.execute(definition)
        row = (name, None, extension, address, "read-write")
        database.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", row)
    for out in tables:
        _describe_columns(database, out)
    whole = _add(database, "dataset", _JSON, about.members())
    _refer(database, ("geopackage", None), changed, whole, None)
    for out in tables:
        described = {
            "description": f"One row is {out.table.row_is}.",
            "fields": [_field(field) for field in _fields(out)],
        }
        number = _add(database, "dataset", _TABLE_SCHEMA, described)
        _refer(database, ("table", out.name), changed, number, whole)


def _fields(out: TableOut) -> list[Field]:
    """Return the fields of the columns that the layer has."""
    present = [field for field in out.table.fields if field.name in out.frame.columns]
    return [*present, *time_fields(out)]


def _field(field: Field) -> dict[str, str]:
    kinds = {"integer": "integer", "number": "number", "boolean": "boolean", "instant": "datetime"}
    kind = kinds.get(field.type, "string")
    described = {"name": field.name, "type": kind, "description": field.meaning}
    return described | ({"unit": field.unit} if field.unit else {})


def _describe_columns(database: sqlite3.Connection, out: TableOut) -> None:
    for field in _fields(out):
        unit = f" Unit: {field.unit}." if field.unit else ""
        listed = f"{out.name}_{field.name}" if field.type == "choice" and field.choices else None
        row = (out.name, field.name, field.name, None, field.meaning + unit, None, listed)
        database.execute("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if listed:
            _list_values(database, listed, field.choices)


def _list_values(database: sqlite3.Connection, name: str, choices: Iterable[str]) -> None:
    rows = [(name, "enum", choice, choice.replace("_", " ")) for choice in choices]
    database.executemany(
        "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description) "
        "VALUES (?, ?, ?, ?)",
        rows,
    )


def _add(database: sqlite3.Connection, scope: str, standard: str, content: object) -> int:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    added = database.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES (?, ?, ?, ?)",
        (scope, standard, "application/json", text),
    )
    return int(added.lastrowid or 0)


def _refer(
    database: sqlite3.Connection, where: tuple[str, str | None], changed: str, number: int, parent: int | None
) -> None:
    database.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id, md_parent_id) "
        "VALUES (?, ?, ?, ?, ?)",
        (*where, changed, number, parent),
    )
