"""Bronnen: sources, and somebody's own data."""
