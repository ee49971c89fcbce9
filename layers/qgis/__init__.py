"""QGIS styles of our tables, as on our map."""
