"""Vergelijken: scenarios side by side."""
