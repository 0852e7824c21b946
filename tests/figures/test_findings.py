"""What the charts of the Verkenner say of themselves: above, at and below a target; deficit and surplus; empty or not."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.analysis.outcome import BAND
from core.analysis.uncertainty import quantiles
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.people.caseload import CASELOAD
from core.model.calendar import month_index
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.analysis.made import made
from tests.figures.made import outlook
from tests.text.said import count, in_number, mln, with_outcome

DECEMBER, LAST = month_index("2025-12"), month_index("2026-12")


def end_of(period: str, language: Language) -> str:
    return translate(language, "common.end_of", period=period)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("volume", "key", "gap"),
    [(30001.0, "above", "1"), (32647.4, "above", "2,647"), (30000.0, "at", "0"), (29999.0, "below", "1")],
)
def test_the_caseload_is_above_at_or_under_its_target(language: Language, volume: float, key: str, gap: str) -> None:
    found = CASELOAD.finding(outlook(volume=volume, month=DECEMBER), language)
    shown = {"when": end_of("2025", language), "gap": count(gap, language), "target": count("30,000", language)}
    one = "_one" if (key, gap) == ("above", "1") else ""
    assert found == capital(translate(language, f"verkenner.caseload.title_{key}{one}", **shown))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reached", [None, "2025-03"])
@pytest.mark.parametrize("steady", [31049.0, 2e6])
def test_the_caseload_in_words_gives_begin_end_band_and_when_it_stays_under(
    language: Language, reached: str | None, steady: float
) -> None:
    """Draws that lie at 31,000 to 32,000 in the target's month: a tenth under 31,100 and a tenth over 31,900."""
    paths = with_outcome(
        volume=31500.0, month=DECEMBER, steady_state=steady, base={"volume": 32647.0},
        target_month=None if reached is None else month_index(reached),
    )  # fmt: skip
    stock = np.zeros((41, 11))
    stock[28] = np.linspace(31000.0, 32000.0, 11)
    said = CASELOAD.sentence(outlook(dataclasses.replace(paths, band=quantiles(stock, BAND))), language)
    august, march = {"nl": ("augustus 2023", "maart 2025"), "en": ("August 2023", "March 2025")}[language]
    target = count("30,000", language)
    first = {
        "start": "32,864", "volume": "31,500", "base": "32,647", "low": "31,100", "high": "31,900",
    }  # fmt: skip
    parts = [
        translate(
            language, "verkenner.caseload.sentence", when=end_of("2025", language), **{"from": end_of(august, language)},
            **{name: count(value, language) for name, value in first.items()},
        ),
        translate(language, "verkenner.caseload.never", until=end_of("2026", language), target=target)
        if reached is None
        else translate(language, "verkenner.caseload.reached", month=march, target=target),
    ]  # fmt: skip
    if steady < 1e6:
        parts.append(translate(language, "verkenner.caseload.steady", steady=count("31,049", language)))
    assert said.startswith(" ".join(parts))
    assert (translate(language, "verkenner.caseload.steady", steady=count("2,000,000", language)) in said) is False


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("jobs", "key", "gap"), [(2399.0, "short_one", "1"), (2400.0, "reached", "0"), (2401.0, "reached", "−1")]
)
def test_jobs_are_short_of_their_target_or_it_is_reached(language: Language, jobs: float, key: str, gap: str) -> None:
    found = LKS.finding(outlook(lks_jobs=jobs, lks_month=LAST), language)
    shown = {"when": end_of("2026", language), "gap": gap, "target": count("2,400", language)}
    assert found == capital(in_number(language, f"verkenner.lks.title_{key}", gap, **shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_jobs_in_words_are_those_of_their_own_month_beside_target_and_basispad(language: Language) -> None:
    paths = with_outcome(lks_jobs=2100.0, lks_month=LAST, month=DECEMBER, base={"lks_jobs": 1928.0})
    values = {"jobs": "2,100", "target": "2,400", "base": "1,928"}
    expected = {name: count(value, language) for name, value in values.items()}
    when = capital(end_of("2026", language))
    assert LKS.sentence(outlook(paths), language) == translate(language, "verkenner.lks.sentence", when=when, **expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("result", "side", "shown"), [(-0.1, "deficit", "0.1"), (0.0, "surplus", "0.0"), (0.1, "surplus", "0.1")]
)
def test_a_year_has_a_deficit_or_a_surplus(language: Language, result: float, side: str, shown: str) -> None:
    found = BUDGET.finding(outlook(result=result, result_year=2025), language)
    assert found == translate(language, f"verkenner.budget.title_{side}", amount=mln(shown, language), year=2025)


@pytest.mark.parametrize("language", LANGUAGES)
def test_budget_and_cost_in_words_are_those_of_the_same_year(language: Language) -> None:
    run = made(
        "2025-12", budget__total=[550.0, 541.0, 559.0], year_bijstand_lasten=[550.0, 583.0, 606.0],
        year_lks_lasten=[15.0, 18.0, 22.0],
    )  # fmt: skip
    paths = dataclasses.replace(with_outcome(result_year=2024), run=run)
    assert BUDGET.sentence(outlook(paths), language) == translate(
        language, "verkenner.budget.sentence", year=2024, buig=mln("541.0", language), lasten=mln("601.0", language)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_whole_year_the_budget_says_so(language: Language) -> None:
    paths = dataclasses.replace(with_outcome(), run=made("2023-11"))
    assert BUDGET.finding(outlook(paths), language) == translate(language, "verkenner.budget.title_none")
    assert BUDGET.sentence(outlook(paths), language) == translate(language, "verkenner.budget.sentence_none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reserve_is_empty_in_a_month_or_holds_to_the_end(language: Language) -> None:
    october, december = {"nl": ("oktober 2024", "december 2026"), "en": ("October 2024", "December 2026")}[language]
    empty = outlook(reserve_empty=month_index("2024-10"), general_funds=162.36, general_funds_until=2026, vangnet_later=0.0)
    assert RESERVE.finding(empty, language) == translate(language, "verkenner.reserve.title_empty", month=october)
    assert RESERVE.sentence(empty, language) == translate(
        language, "verkenner.reserve.sentence_empty", month=october, year=2026, funds=mln("162.4", language)
    )
    earned = outlook(reserve_empty=month_index("2024-10"), vangnet_later=28.9, vangnet_later_until=2028)
    later = translate(language, "verkenner.reserve.later", amount=mln("28.9", language), year=2028)
    assert RESERVE.sentence(earned, language).endswith(later)
    run = made("2026-12", reserve=np.linspace(40.0, 12.5, 41))
    holds = outlook(dataclasses.replace(with_outcome(reserve_empty=None), run=run))
    assert RESERVE.finding(holds, language) == translate(language, "verkenner.reserve.title_holds", until=december)
    assert RESERVE.sentence(holds, language) == translate(
        language, "verkenner.reserve.sentence_holds", until=december, reserve=mln("12.5", language)
    )
