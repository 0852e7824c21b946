"""Werk loont: one household before and after work, and the buffer that carries it."""

from core.ui.huishouden import page

page()
