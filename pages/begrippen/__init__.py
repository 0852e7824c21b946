"""Begrippen: what the words mean."""
