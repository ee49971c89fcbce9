"""Somebody's table understood: whose it is, which column is what, and what its cells say."""
