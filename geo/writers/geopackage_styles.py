"""The table ``layer_styles``, in which QGIS keeps styles inside a GeoPackage and looks for them when it opens one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from durandline.geo.writers.content import TableOut

# Column names and types as QGIS makes them (QgsOgrProvider, 3.0 and later); it finds the columns by name.
_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
  styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'As durandline draws this table.', '', NULL, ?)
"""
_CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS.', ?, 0)
"""


def add_styles(
    database: sqlite3.Connection, tables: Sequence[TableOut], styles: Mapping[str, str], changed: str
) -> None:
    """Add the styles of those ``tables`` that have a geometry and one; without any, no table is made.

    ``styles`` are QML documents by table name; ``changed`` is the time they carry (UTC).
    """
    wanted = [out.name for out in tables if out.geometry and out.name in styles]
    if not wanted:
        return
    database.execute(_TABLE)
    database.execute(_CONTENTS, (changed,))
    database.executemany(_STYLE, [(name, name[:30], styles[name], changed) for name in wanted])
