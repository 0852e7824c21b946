"""Verkenner: the first page."""
