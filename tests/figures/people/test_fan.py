"""The fan in words: how wide it is in the end, and its three bands in the month that is judged."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.analysis.outlook import Outlook
from core.figures.people.fan import FAN
from core.model.calendar import month_index
from core.scenario import default_scenario
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.analysis.made import BASELINE
from tests.text.said import count, end_of, with_outcome


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fan_is_between_its_tenths_at_the_end_and_between_its_own_ends_in_the_targets_month(language: Language) -> None:
    """Forty-one draws, 100 apart: the last month from 28,030 to 32,030, shown in hundreds; the target's from 29,000 to 33,000."""
    paths = with_outcome(month=month_index("2025-12"))
    stock = np.zeros((41, 41))
    stock[28], stock[-1] = np.linspace(29000.0, 33000.0, 41), np.linspace(28030.0, 32030.0, 41)
    draws = dataclasses.replace(paths.draws, caseload=dataclasses.replace(paths.draws.caseload, stock=stock))
    outlook = Outlook(default_scenario(BASELINE), BASELINE, dataclasses.replace(paths, drawn=lambda: draws, fanned=None))
    ends = {"low": count("28,400", language), "high": count("31,600", language)}
    assert FAN.finding(outlook, language) == capital(
        translate(language, "onzekerheid.fan.title", when=end_of("2026", language), **ends)
    )
    bands = {
        "low50": "30,000",
        "high50": "32,000",
        "low80": "29,400",
        "high80": "32,600",
        "low95": "29,100",
        "high95": "32,900",
    }
    assert FAN.sentence(outlook, language) == capital(
        translate(
            language, "onzekerheid.fan.sentence", when=end_of("2025", language),
            **{name: count(text, language) for name, text in bands.items()},
        )
    )  # fmt: skip
