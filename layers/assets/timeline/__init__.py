"""Modules of the page's script."""
