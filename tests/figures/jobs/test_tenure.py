"""Jobs by tenure in words: those that run a year or longer against all of the target's month."""

from __future__ import annotations

import numpy as np
import pytest

from core.analysis.lks import JobsByTenure
from core.figures.jobs.tenure import TENURE
from core.model.calendar import month_index
from core.text.catalog import LANGUAGES, Language, translate
from tests.figures.made import outlook
from tests.text.said import count

MONTHS = 41
"""August 2023 up to and including December 2026."""


def jobs(groups: list[float]) -> JobsByTenure:
    """Jobs of December 2025 in their groups; in every other month all have just begun."""
    made = np.tile([999.0, 0.0, 0.0, 0.0], (MONTHS, 1))
    made[28] = groups
    return JobsByTenure(outlook(lks_month=month_index("2025-12")), made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tenure_is_the_last_group_against_all_four(language: Language) -> None:
    found, when = jobs([100.0, 150.0, 250.0, 1500.0]), {"nl": "Eind 2025", "en": "End of 2025"}[language]
    assert TENURE.finding(found, language) == translate(language, "lks.tenure.title", when=when, share="75%")
    said = translate(
        language, "lks.tenure.sentence", when=when, longer=count("1,500", language), young="500", base=count("1,928", language),
    )  # fmt: skip
    assert TENURE.sentence(found, language) == f"{said} {translate(language, 'lks.tenure.spread')}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_no_jobs_none_runs_a_year(language: Language) -> None:
    assert " 0%" in TENURE.finding(jobs([0.0] * 4), language)
