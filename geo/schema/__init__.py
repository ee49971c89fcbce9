"""Every table's columns as data, findings and errors."""
