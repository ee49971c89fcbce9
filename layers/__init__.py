"""How it looks: one table, one thing drawn."""
