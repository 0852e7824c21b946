"""A chart in the dark is the same chart in other colours: what is checked of its texts in one theme holds in both."""

from __future__ import annotations

import re

import pytest

from core.figures.specs import build_all
from core.text.catalog import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_differ_in_colours_only(language: str) -> None:
    built = {name: re.sub(r"#[0-9A-F]{6}", "#", str(spec)) for name, spec in build_all().items() if f" {language} " in name}
    light = {name: spec for name, spec in built.items() if name.endswith(" light")}
    assert len(light) > 30
    assert [name for name, spec in light.items() if spec != built[name.removesuffix("light") + "dark"]] == []
