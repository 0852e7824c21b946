"""The sentences on LKS jobs: one short, reached and one over, and what closes the gap."""

from __future__ import annotations

import pytest

from core.model.calendar import month_index
from core.text import sentences_lks as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.analysis.made import BASELINE
from tests.text.said import answered, count, in_number, with_outcome

LAST = month_index("2026-12")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("jobs", "key", "gap"),
    [(2399.0, "short", "1"), (2400.0, "reached", "0"), (2401.0, "reached", "−1"), (1928.0, "short", "472")],
)
def test_the_answer_is_short_of_the_target_or_reaches_it(language: Language, jobs: float, key: str, gap: str) -> None:
    starts, dropout = answered("lks_starts", reachable=False), answered("lks_first_year_dropout", reachable=False)
    said = words.answer(with_outcome(lks_jobs=jobs, lks_month=LAST), BASELINE, starts, dropout, language)
    first = in_number(
        language, f"lks.answer.{key}", gap, when=capital(translate(language, "common.end_of", period="2026")),
        jobs=count(f"{jobs:,.0f}", language), gap=gap, target=count("2,400", language),
    )  # fmt: skip
    assert said == (f"{first} {translate(language, 'lks.answer.neither')}" if key == "short" else first)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("jobs", "more", "fewer", "key"),
    [
        (2399.0, True, True, "both"), (2399.0, True, False, "starts"), (2399.0, False, True, "dropout"),
        (2399.0, False, False, "neither"), (2400.0, True, True, "spare"), (2401.0, False, True, "spare"),
        (2400.0, True, False, None),
    ],
)  # fmt: skip
def test_what_closes_the_gap_is_what_can_be_reached(
    language: Language, jobs: float, more: bool, fewer: bool, key: str | None
) -> None:
    starts = answered("lks_starts", value=84.4, current=57.4, reachable=more)
    dropout = answered("lks_first_year_dropout", value=0.214, current=0.5, reachable=fewer)
    said = words.answer(with_outcome(lks_jobs=jobs, lks_month=LAST), BASELINE, starts, dropout, language)
    numbers = {"starts": "84", "starts_now": "57", "dropout": "21%", "dropout_now": "50%"}
    keys = ("both", "starts", "dropout", "neither", "spare")
    tails = {name: translate(language, f"lks.answer.{name}", **numbers) for name in keys}
    assert [name for name, tail in tails.items() if said.endswith(tail)] == ([key] if key else [])
