"""Seeded damage to links, files, messages and typed numbers; what it once found is in `found/` and is tried first, for ever."""
