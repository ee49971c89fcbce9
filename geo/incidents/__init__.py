"""Incidents with their places and claims, and one's own."""
