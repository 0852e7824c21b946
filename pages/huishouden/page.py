"""Werk loont: one household before and after work, and the buffer that carries it."""

from pages.huishouden.sheet import page

page()
