"""Werk loont: one household before and after work."""
