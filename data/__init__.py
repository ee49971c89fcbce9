"""What is known: tables, border, base map, styles, words."""
