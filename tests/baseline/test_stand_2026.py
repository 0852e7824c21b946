"""The baseline of November 2026: what it says, what follows, and that each number it gives is worked out elsewhere too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.analysis.nowcast import nowcast
from core.baseline import Baseline, default_starts, load_baseline, model_parameters, parse_baseline
from core.facts import series
from core.household.law import law_on
from core.household.tax import gross_equivalent, tax_rules
from core.problem import Problem
from tests.command import printed
from tests.model import described, oracle
from tests.places import ROTTERDAM

ID = "stand-2026"
YEARS = (2026, 2027, 2028)
COUNTS = {"volume": (33788.4, 33970.1, 34121.3), "lks_jobs": (1927.5, 2035.0, 2126.4)}
MONEY = {
    "buig": (647.12, 667.69, 689.20),
    "lasten": (696.26, 719.30, 742.13),
    "reserve": (0.0, 0.0, 0.0),
    "general_funds": (24.14, 51.62, 52.62),
    "vangnet_received": (0.0, 0.0, 0.30),
}


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    return load_baseline(ID)


@pytest.fixture(scope="module")
def years() -> dict[int, dict[str, Any]]:
    return {row["year"]: row for row in printed("run", "--baseline", ID)["years"]}


@pytest.mark.parametrize("name", COUNTS)
def test_volume_and_jobs_come_out_as_promised(years: dict[int, Any], name: str) -> None:
    assert [years[year][name] for year in YEARS] == pytest.approx(COUNTS[name], abs=0.06)


@pytest.mark.parametrize("name", MONEY)
def test_money_comes_out_as_promised(years: dict[int, Any], name: str) -> None:
    assert list(years) == list(YEARS)
    assert [years[year][name] for year in YEARS] == pytest.approx(MONEY[name], abs=0.006)


@pytest.mark.parametrize(("lever", "needed", "within"), [("outflow_rate", 0.02440, 0.000005), ("inflow", 440.6, 0.05)])
def test_thirty_thousand_at_the_end_of_2027_asks_what_was_promised(lever: str, needed: float, within: float) -> None:
    answer = printed("solve", "--baseline", ID, "--for", lever, "--target", "volume=30000@2027-12")
    assert answer["value"] == pytest.approx(needed, abs=within)


def test_the_jobs_in_their_classes_are_those_of_the_letters_path_in_december_2025(baseline: Baseline) -> None:
    parameters = model_parameters(baseline)
    classes, jobs = oracle.classes_at_start(described.STAND_2026)
    assert parameters.lks_tenure == pytest.approx(classes, rel=1e-12)
    assert parameters.lks_jobs == pytest.approx(jobs, rel=1e-12)
    assert baseline.value("lks_jobs") == round(jobs, 2) == 1801.03
    assert default_starts(baseline) == pytest.approx(baseline.value("lks_starts"), abs=0.005)


def test_the_lks_lasten_of_2025_are_the_cost_at_the_mean_of_both_year_ends(baseline: Baseline) -> None:
    """11,000 × 1.070 × 1.065 is 12,535; times the mean of 1,652.22 and 1,801.03."""
    assert model_parameters(baseline).lks_lasten_before == pytest.approx(12535.05 * (1652.22 + 1801.03) / 2 / 1e6, abs=1e-4)


def test_the_price_of_2025_is_that_of_the_letter_with_two_rises(baseline: Baseline) -> None:
    price = (565.7e6 - 1300 * 11000) / ((32975 + 32864) / 2)
    assert model_parameters(baseline).price[2025] == pytest.approx(price * 1.070 * 1.065, rel=1e-12)
    assert round(model_parameters(baseline).price[2025]) == 19087


def gross(day: dt.date, norm: float | None = None) -> float:
    """Gross assistance of a single person in a year at the norm of a day [EUR/year]."""
    law = law_on(day, None)
    return gross_equivalent(12 * (norm or law.value("norm.single")), 0.0, False, tax_rules(law))


def test_the_price_rises_with_the_gross_norm_of_the_law() -> None:
    """2023 by hand: the first bracket was 36.93% and the general credit 3,070, so gross is (net − 3,070) ÷ 0.6307."""
    mean = {year: (gross(dt.date(year, 1, 1)) + gross(dt.date(year, 7, 1))) / 2 for year in (2024, 2025)}
    mean[2023] = sum((12 * net - 3070) / 0.6307 for net in (1195.66, 1216.62)) / 2
    mean[2026] = (gross(dt.date(2026, 1, 1)) + gross(dt.date(2026, 1, 1), 1419.46)) / 2
    found = load_baseline(ID).by_year("price_growth")
    assert [round(mean[year] / mean[year - 1] - 1, 3) for year in (2024, 2025, 2026)] == [found[y] for y in (2024, 2025, 2026)]


def volume_at_the_end_of_2025(inflow: float) -> float:
    """The description's month, 24 times: from the estimate for December 2023, with the jobs of the letter's path by then."""
    classes = oracle.run(described.BRIEF, oracle.default_levers(described.BRIEF), (2023, 12))["tenure"][-1]
    starts, h1, h2 = oracle.default_starts(described.BRIEF), oracle.hazard(0.50), oracle.hazard(0.15)
    season_in = described.season("cbs_national_inflow", school_year=False)
    season_out = described.season("cbs_national_outflow", school_year=True)
    volume = 32990.0
    for month in range(24):
        classes, first, later = oracle.month_of_jobs(classes, h1, h2, starts)
        stays = volume * (1 - 0.018 * season_out[month % 12])
        volume = stays + inflow * season_in[month % 12] + 0.35 * (first + later) - 0.60 * starts
    return volume


def test_the_inflow_is_what_leads_from_the_estimate_of_2023_to_that_of_2025(baseline: Baseline) -> None:
    low, high = volume_at_the_end_of_2025(600.0), volume_at_the_end_of_2025(700.0)
    needed = 600 + 100 * (33570 - low) / (high - low)
    assert needed == pytest.approx(643.36, abs=0.05)
    assert baseline.value("inflow") == round(needed)


def test_a_provisional_budget_gets_the_expected_correction_and_a_definitive_one_does_not(baseline: Baseline) -> None:
    macro = model_parameters(baseline).macro
    assert macro[2025] == 7779.8
    assert macro[2026] == pytest.approx(7946.0 * 1.04, rel=1e-15)
    points = {(point.date.year, point.stage): point.value for point in series("national_macro_budget").observations}
    revised = [points[year, "definitief"] / points[year, "voorlopig"] - 1 for year in (2023, 2024, 2025)]
    more = baseline.quantity("macro_indexation")
    assert more.value == pytest.approx(revised[-1], abs=0.001)
    assert more.range.high == pytest.approx(max(revised), abs=0.001)


def test_the_stock_is_the_estimate_that_its_day_allows_in_tens_and_its_band_in_hundreds(baseline: Baseline) -> None:
    found = nowcast(ROTTERDAM, baseline.reference_month, baseline.known_on)
    volume = baseline.quantity("volume")
    assert found is not None
    assert volume.band is not None
    assert volume.value == round(found.student.centre, -1)
    ends = found.student.quantile(0.1), found.student.quantile(0.9)
    assert (volume.band.low, volume.band.high) == pytest.approx(ends, abs=60)


def test_what_was_estimated_and_what_is_ours_does_not_pass_for_published(baseline: Baseline) -> None:
    volume = baseline.quantity("volume")
    assert (volume.status, volume.value) == ("derived", 33570)
    assert volume.band is not None
    assert (volume.band.low, volume.band.high, volume.band.share) == (32200, 35000, 0.80)
    for key in ("inflow", "outflow_rate", "target_volume", "reserve", "macro_indexation", "lks_cost", "lks_first_year_dropout"):
        assert baseline.quantity(key).status == "assumption", key
    assert baseline.latest("buig_share").status == "assumption"
    assert baseline.history.volume[-1].date == dt.date(2023, 8, 31)


def test_nothing_of_the_settled_year_of_the_letter_stands_in_it(baseline: Baseline) -> None:
    settled = {"expected_lasten", "budget_expected", "city_budget", "buig_total", "macro_at_total", "milestone_volume"}
    assert not settled & {key for key, _ in baseline.quantities}
    assert list(model_parameters(baseline).lks_part) == []


def refused(text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        parse_baseline(text.encode(), "x.toml")
    return caught.value


CHILD = '\nschema = 1\nid = "x"\nextends = "stand-2025"\ncontinues = "brief-2023-t2"\ncity = "rotterdam"\n' + (
    'title = { nl = "x", en = "x" }\nknown_on = 2026-11-27\nhorizon = "2028-12"\nreference_month = "%s"\n'
)


@pytest.mark.parametrize("month", ["2025-11", "2023-12", "2024-06"])
def test_a_baseline_goes_on_from_another_one_at_a_year_end_at_least_a_year_later(month: str) -> None:
    assert refused(CHILD % month).key == "baseline.continues"


def test_a_baseline_that_goes_on_may_not_give_a_settled_year() -> None:
    extra = (
        '[[quantity]]\nkey = "city_budget"\nvalue = 1\nunit = "EUR million"\ndate = 2025-12-31\nstatus = "own"\n'
        'derivation = { nl = "x", en = "x" }\nrange = { low = 0, high = 2, basis = { nl = "x", en = "x" } }\n'
    )
    problem: Problem = refused(CHILD % "2024-12" + extra)
    assert (problem.key, problem.params["where"]) == ("baseline.settled", "city_budget")
