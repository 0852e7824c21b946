"""When the target is reached, in words: by a month, or mostly never."""

from __future__ import annotations

import numpy as np
import pytest

from core.figures.people.reached import REACHED
from core.model.calendar import month_index
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.text.said import MONTHS, chances, count, end_of

AUGUST = {"nl": "augustus 2026", "en": "August 2026"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_target_is_reached_by_a_month_or_mostly_never(language: Language) -> None:
    until = end_of("2026", language)
    two_thirds = translate(language, "common.chance.percent", n=65)
    never = translate(language, "onzekerheid.reached.title_never", until=until, chance=two_thirds)
    assert REACHED.finding(chances(), language) == capital(never)
    half = chances(half=month_index("2026-08"), quarter=month_index("2025-01"))
    assert REACHED.finding(half, language) == translate(
        language, "onzekerheid.reached.title_half", month=capital(AUGUST[language])
    )
    first = translate(language, "onzekerheid.reached.sentence", target=count("30,000", language), until=until, never=two_thirds)
    assert REACHED.sentence(chances(), language) == first
    january = {"nl": "januari 2025", "en": "January 2025"}[language]
    assert REACHED.sentence(half, language) == " ".join([
        first, translate(language, "onzekerheid.reached.quarter", month=january),
        translate(language, "onzekerheid.reached.half", month=AUGUST[language]),
    ])  # fmt: skip
    late = chances(three_quarters=month_index("2026-08"))
    last = translate(language, "onzekerheid.reached.three_quarters", month=AUGUST[language])
    assert REACHED.sentence(late, language) == f"{first} {last}"


def test_a_quarter_holds_the_chances_of_its_months_and_the_first_one_is_cut_off() -> None:
    """Reference month August 2023: the third quarter of 2023 has September left."""
    reached = np.zeros(len(MONTHS))
    reached[[1, 2, 3, 4]] = 0.01, 0.02, 0.03, 0.04
    made = chances(first_reached=reached, never=0.9)
    assert [(one.first, one.last) for one in made.quarters[:2]] == [
        (month_index("2023-09"), month_index("2023-09")), (month_index("2023-10"), month_index("2023-12"))
    ]  # fmt: skip
    assert [one.chance for one in made.quarters[:3]] == pytest.approx([0.01, 0.09, 0.0])
    [table] = REACHED.table(made, "en")
    assert table.rows[1][0] == translate("en", "onzekerheid.reached.name", n=4, year=2023)
    assert table.rows[-1] == [translate("en", "onzekerheid.reached.not"), "9 in 10"]
    bars = REACHED.frames(made, "en")["bars"].to_pydict()
    assert bars["x"][1] == pytest.approx(2023.75 + 0.03)
    assert bars["end"][1] == pytest.approx(2024.0 - 0.03)
