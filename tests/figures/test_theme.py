"""Colours can be told from their background, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest

from core.figures.theme import DARK, LIGHT, Palette

TEXTS = ("text", "muted", "target")
"""Roles that words are written in."""
MARKS = ("history", "base", "scenario", "target", "warning", "fifth")


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 black to 1 white."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005), "the known grey that just fails"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_words_stand_out_from_their_background(colours: Palette) -> None:
    for role in MARKS:
        assert contrast(getattr(colours, role), colours.background) >= 3.0, role
    for role in TEXTS:
        assert contrast(getattr(colours, role), colours.background) >= 4.5, role
