"""Verhaal: a saved scenario that was published, with its author's words, to read and not to change."""
