"""The season in words: the month, or months, in which most leave."""

from __future__ import annotations

import dataclasses

import pytest

from core.analysis.simulate import parameters_of
from core.figures.people import season
from core.text.catalog import LANGUAGES, Language, translate
from tests.analysis.made import BASELINE
from tests.figures.made import outlook


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("highest", "nl", "en"), [((6,), "Juni", "June"), ((5, 7), "Mei en juli", "May and July")], ids=["one", "two"]
)
def test_the_season_names_the_months_in_which_most_leave(
    monkeypatch: pytest.MonkeyPatch, language: Language, highest: tuple[int, ...], nl: str, en: str
) -> None:
    factors = tuple(1.25 if month in highest else 0.9 for month in range(1, 13))
    other = dataclasses.replace(parameters_of(BASELINE), season_outflow=factors)
    monkeypatch.setattr(season, "parameters_of", lambda _baseline: other)
    months = {"nl": nl, "en": en}[language]
    assert season.SEASON.finding(outlook(), language) == translate(language, "volume.season.title", months=months, more="25%")
