"""Colours can be told from their background, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from core.figures.specs import Spec
from core.figures.theme import DARK, LIGHT, Palette
from core.text.catalog import LANGUAGES, Language
from tests.specs import written

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


@functools.cache
def built() -> dict[str, Spec]:
    found: dict[str, Spec] = json.loads(written().read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_differ_in_colours_only(language: Language) -> None:
    plain = {name: re.sub(r"#[0-9A-F]{6}", "#", str(spec)) for name, spec in built().items() if f" {language} " in name}
    light = {name: spec for name, spec in plain.items() if name.endswith(" light")}
    assert len(light) > 30
    assert [name for name, spec in light.items() if spec != plain[name.removesuffix("light") + "dark"]] == []


def parts(of: Any) -> Iterator[dict[str, Any]]:
    """Every object within a specification."""
    if isinstance(of, dict):
        yield of
    for inner in of.values() if isinstance(of, dict) else of if isinstance(of, list) else ():
        yield from parts(inner)


def test_no_part_of_a_chart_is_spoken_of_by_vega() -> None:
    """It would say "axis", "legend" and the names of fields in English; the chart has a sentence as its name."""
    spoken = [name for name, spec in built().items() if spec["config"]["aria"] or any(part.get("aria") for part in parts(spec))]
    assert spoken == []


@pytest.mark.parametrize("key", ["core.figures.jobs.tenure._spec", "core.figures.people.flows._spec"])
def test_labels_at_the_ends_of_lines_do_not_stand_in_the_legend(key: str) -> None:
    """The layers of a chart share one scale of colour, whose names its legend has."""
    shared = [layer["encoding"]["color"] for layer in built()[f"{key} nl light"]["layer"] if "color" in layer.get("encoding", {})]
    assert len(shared) == 1
