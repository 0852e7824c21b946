"""Chances on the screen: right to a percentage point, the same everywhere, and moving the right way."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis import uncertainty
from core.analysis.chances import Chances, chances_document, chances_of, reserve_needed
from core.analysis.draws import screen_disturbance
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index, month_label
from core.model.projection import Projection
from core.scenario import default_scenario, with_measures, with_until, with_value
from tests.analysis.made import made, with_dates
from tests.command import printed
from tests.places import LETTERS, ROTTERDAM

BASE = load_baseline("brief-2023-t2")


def scenario(until=12 * 2026 + 11, **levers):
    found = with_until(default_scenario(BASE), BASE, until)
    for lever, value in levers.items():
        found = with_value(found, BASE, lever, value)
    return found


def chances(found, draws=uncertainty.SCREEN_DRAWS):
    return chances_of(simulate(BASE, found, screen_disturbance(BASE, found.until, draws)), BASE)


@pytest.mark.exhaustive
@pytest.mark.parametrize("levers", [{}, {"outflow_rate": 0.0207, "inflow": 585.0}, {"inflow": 541.0, "buig_share": 0.0861}])
def test_every_chance_is_that_of_65536_draws_as_far_as_it_is_said(levers):
    """The caseload's within a thousandth, as its draws stand on the forecast; the others within a third of a step of 5%."""
    screen, many = chances(scenario(**levers)), chances(scenario(**levers), 65536)
    assert np.abs(screen.volume - many.volume).max() <= 0.002
    for name in ("lks", "reserve_gone", "first_reached"):
        assert np.abs(getattr(screen, name) - getattr(many, name)).max() <= 0.016, name
    assert screen.never == pytest.approx(many.never, abs=0.016)
    for one, other in zip(screen.targets, many.targets, strict=True):
        assert one.chance == pytest.approx(other.chance, abs=0.016), one.name


@given(outflow=st.floats(0.016, 0.023), inflow=st.floats(500.0, 700.0), until=st.integers(12 * 2025 + 11, 12 * 2030 + 11))
@settings(max_examples=15, deadline=None)
def test_chances_are_chances_and_months_add_up(outflow, inflow, until):
    found = chances(scenario(until, outflow_rate=outflow, inflow=inflow), 256)
    assert found.first_reached.sum() + found.never == pytest.approx(1.0)
    assert (found.first_reached >= 0).all()
    assert (np.diff(found.reserve_gone) >= 0).all()
    for values in (found.volume, found.lks, found.reserve_gone):
        assert ((values >= 0) & (values <= 1)).all()
    by_then = 1.0 - found.never
    assert (found.half is not None) == (by_then >= 0.5)


def test_more_outflow_makes_the_target_likelier_and_a_higher_share_the_reserve_safer():
    plain, out, share = chances(scenario()), chances(scenario(outflow_rate=0.020)), chances(scenario(buig_share=0.088))
    target = {one.name: one.chance for one in plain.targets}
    assert {one.name: one.chance for one in out.targets}["volume"] > target["volume"]
    assert {one.name: one.chance for one in share.targets}["reserve"] > target["reserve"]
    assert share.reserve_needed[0][1] < plain.reserve_needed[0][1]


def test_with_the_reserve_that_is_needed_the_general_funds_stay_out_as_often_as_asked():
    found = scenario()
    run = simulate(BASE, found, screen_disturbance(BASE, found.until))
    needed = reserve_needed(run, 0.90)
    running = needed + np.cumsum(run.result + run.account.vangnet_received, axis=0)
    assert np.mean(running.min(axis=0) >= -1e-9) == pytest.approx(0.90, abs=0.002)


def test_a_package_s_effect_is_uncertain_and_its_cost_is_not():
    package = with_measures(scenario(), [entry.measure() for entry in catalogue(ROTTERDAM)])
    by = screen_disturbance(BASE, package.until, 256)
    run = simulate(BASE, package, by)
    assert np.ptp(run.caseload.measures.sum(axis=0)) > 0
    assert np.array_equal(np.asarray(run.measure_cost), np.asarray(simulate(BASE, package).measure_cost))


def test_a_longer_horizon_keeps_the_draws_of_the_earlier_months():
    short, long = screen_disturbance(BASE, 12 * 2025 + 11, 256), screen_disturbance(BASE, 12 * 2030 + 11, 256)
    for group, values in short.groups().items():
        assert values == pytest.approx(long.groups()[group][: len(values)], rel=1e-12, abs=1e-9), group


def test_the_command_line_prints_chances_with_the_bands_and_the_scorecard():
    shown = chances(scenario())
    said = printed("run", *LETTERS, "--draws", str(uncertainty.SCREEN_DRAWS))["chances"]
    assert [one["chance"] for one in said["targets"]] == [one.chance for one in shown.targets]
    assert said["never"] == shown.never
    card = printed("backtest")
    assert sum(len(origin["forecasts"]) for origin in card["origins"]) == 55
    assert {tuple(row["mean_absolute_error"]) for row in card["horizons"]} == {
        ("model", "last_value", "nowcast", "nowcast_then", "level", "trend")
    }


# Eight draws that can be counted -----------------------------------------------------------------------------------

COUNTED = with_dates(milestone_volume="2023-12-31", target_volume="2024-04-30", lks_target="2024-06-30")
"""Milestone (32,325) at t = 4, target (30,000) at t = 8, jobs (2,400) at t = 10; the runs below end at t = 16."""
UNTIL = "2024-12"


def from_month(*first: int | None, before: float, after: float) -> np.ndarray:
    """`before` up to a month of its own in each draw, and `after` from then on; `(17, 8)`."""
    path = np.full((17, 8), before)
    for draw, month in enumerate(first):
        if month is not None:
            path[month:, draw] = after
    return path


def eight_draws() -> Projection:
    stock = from_month(2, 3, 5, 8, 9, 12, None, None, before=33000.0, after=30000.0)
    stock[3:, 0] = 31000.0  # the first draw reaches the target in one month only
    stock[4, 2] = 32325.0  # one stands on the milestone
    jobs = from_month(1, 10, 10, 11, 14, 16, None, None, before=2390.0, after=2400.0)
    funds = from_month(3, 7, 8, 12, None, None, None, None, before=0.0, after=4.0)
    funds[5:, 0] = 0.0  # a new year begins with nothing taken from the general funds
    results = np.array([[-9.0, -9.0, -9.0, -9.0, -9.0, -9.0, -9.0, 3.0], [-1.0, 0.0, 0.0, 1.0, -2.0, 2.0, -3.0, 5.0]])
    return made(
        UNTIL, COUNTED, caseload__stock=stock, jobs__stock=jobs, general_funds=funds,
        budget__total=600.0 + results, year_bijstand_lasten=np.full((2, 8), 580.0), year_lks_lasten=np.full((2, 8), 20.0),
        account__vangnet_received=np.zeros((2, 8)),
    )  # fmt: skip


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Chances:
    """Chances of the eight draws, read off by counting: without what a control variate knows beyond them."""
    monkeypatch.setattr("core.analysis.chances.corrected", lambda chance, ordered: chance, raising=False)
    return chances_of(eight_draws(), COUNTED)


def test_the_chance_of_a_month_is_the_part_of_the_draws_that_are_at_their_target_then(counted: Chances) -> None:
    assert [8 * counted.volume[t] for t in (0, 2, 3, 5, 7, 8, 9, 12, 16)] == [0, 1, 1, 2, 2, 3, 4, 5, 5]
    assert [8 * counted.lks[t] for t in (0, 1, 9, 10, 11, 14, 16)] == [0, 1, 1, 3, 4, 5, 6]


def test_a_reserve_that_was_gone_once_stays_gone_in_later_years(counted: Chances) -> None:
    assert [8 * counted.reserve_gone[t] for t in (2, 3, 5, 6, 7, 8, 12, 16)] == [0, 1, 1, 1, 2, 3, 4, 4]


def test_a_draw_reaches_its_target_for_the_first_time_in_one_month(counted: Chances) -> None:
    assert {t: 8 * part for t, part in enumerate(counted.first_reached) if part} == dict.fromkeys((2, 3, 5, 8, 9, 12), 1)
    assert counted.never == 2 / 8
    assert counted.months[0] == month_index("2023-08")


def test_the_months_by_which_a_quarter_half_and_three_quarters_have_reached_it_are_three_months(counted: Chances) -> None:
    months = [counted.quarter, counted.half, counted.three_quarters]
    assert months == [month_index(month) for month in ("2023-11", "2024-04", "2024-08")]


def test_a_part_that_is_not_reached_has_no_month(monkeypatch: pytest.MonkeyPatch) -> None:
    path = from_month(5, 6, 7, None, None, None, None, None, before=33000.0, after=29000.0)
    found = chances_of(made(UNTIL, COUNTED, caseload__stock=path), COUNTED)
    assert (found.quarter, found.half, found.three_quarters) == (month_index("2024-02"), None, None)
    assert found.never == 5 / 8


def test_each_target_is_judged_in_its_own_month_and_against_its_own_value(counted: Chances) -> None:
    """The run goes on for eight months after the last target; none of the chances is that of the last month."""
    found = {one.name: (one.month, one.value, 8 * one.chance) for one in counted.targets}
    assert found == {
        "milestone": (month_index("2023-12"), 32325.0, 3),  # draws 0 and 1, and 2 stands on it
        "volume": (month_index("2024-04"), 30000.0, 3),
        "lks": (month_index("2024-06"), 2400.0, 3),
        "reserve": (month_index("2024-04"), None, 5),
        "result": (month_index("2024-04"), None, 5),  # a result of zero is no deficit
    }


def test_a_target_outside_the_run_has_no_chance_and_an_unfinished_year_no_result() -> None:
    def names(until: str) -> list[str]:
        run = made(until, COUNTED)
        return [one.name for one in chances_of(_twice(run), COUNTED).targets]

    assert names("2023-11") == []
    assert names("2023-12") == ["milestone"]
    assert names("2024-04") == ["milestone", "volume", "reserve"]
    assert names("2024-12") == ["milestone", "volume", "lks", "reserve", "result"]


def test_a_target_in_the_first_month_of_the_run_counts_and_one_in_the_reference_month_does_not() -> None:
    def names(day: str) -> list[str]:
        dated = with_dates(milestone_volume=day, target_volume="2029-12-31", lks_target="2029-12-31")
        return [one.name for one in chances_of(_twice(made("2023-11", dated)), dated).targets]

    assert (names("2023-09-30"), names("2023-08-31")) == (["milestone"], [])


def _twice(run: Projection) -> Projection:
    """The same path in two draws: a chance needs more than one."""
    stock = np.repeat(run.caseload.stock, 2, axis=1)
    return dataclasses.replace(run, caseload=dataclasses.replace(run.caseload, stock=stock))


def test_where_all_draws_agree_the_chance_is_none_or_all() -> None:
    """Until the target's month everything holds, and after it nothing does: 1 there, though 0 at the horizon."""
    late = np.where(np.arange(17)[:, np.newaxis] <= 8, 0.0, 5.0) + np.zeros((17, 8))
    early = np.where(np.arange(17)[:, np.newaxis] <= 8, 29000.0, 33000.0) + np.zeros((17, 8))
    found = chances_of(made(UNTIL, COUNTED, caseload__stock=early, general_funds=late), COUNTED)
    by_name = {one.name: one.chance for one in found.targets}
    assert (by_name["volume"], by_name["reserve"], found.volume[-1], found.reserve_gone[-1]) == (1.0, 1.0, 0.0, 1.0)


def test_the_reserve_that_is_needed_covers_the_deepest_point_of_all_years_and_counts_the_vangnet() -> None:
    """Deepest points of 0, 0, 10, 30, 30, 40, 50 and 60 million: 0.90 lies at 50 + 0.3 × 10, 0.95 at 50 + 0.65 × 10."""
    result = np.array([[5, 0, -10, -30, -30, -40, -20, -60], [5, 9, 4, 10, 10, 0, -30, -15], [-5, 0, 0, 0, -10, 0, 9, 9]])
    vangnet = np.array([[0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 15], [0, 0, 0, 0, 0, 0, 0, 0]])
    deepest = [0, 0, 10, 30, 30, 40, 50, 60]
    assert [-min(0, *np.cumsum(result + vangnet, axis=0)[:, k]) for k in range(8)] == deepest
    run = made(
        "2025-12", budget__total=500.0 + result, year_bijstand_lasten=np.full((3, 8), 400.0),
        year_lks_lasten=np.full((3, 8), 100.0), account__vangnet_received=vangnet.astype(float),
    )  # fmt: skip
    assert reserve_needed(run, 0.90) == pytest.approx(53.0)
    found = chances_of(_eight(run), BASE)
    assert dict(found.reserve_needed) == {0.90: pytest.approx(53.0), 0.95: pytest.approx(56.5)}
    assert (found.reserve, found.reserve_until) == (43.8, 2025)


def _eight(run: Projection) -> Projection:
    return dataclasses.replace(run, caseload=dataclasses.replace(run.caseload, stock=np.repeat(run.caseload.stock, 8, axis=1)))


def test_without_a_whole_year_no_reserve_is_needed() -> None:
    run = made("2023-11")
    assert reserve_needed(run, 0.90) == 0.0
    assert chances_of(_twice(run), BASE).reserve_until == 2023


def test_the_document_has_every_chance_under_its_own_name(counted: Chances) -> None:
    found = chances_document(counted)
    at = {row["month"]: row for row in found["months"]}
    assert {name: 8 * at["2024-08"][name] for name in ("volume", "lks_jobs", "reserve_gone", "first_reached")} == {
        "volume": 5, "lks_jobs": 4, "reserve_gone": 4, "first_reached": 1,
    }  # fmt: skip
    assert found["reached_by"] == {"0.25": "2023-11", "0.5": "2024-04", "0.75": "2024-08"}
    assert [(one["name"], one["month"], one["value"]) for one in found["targets"]] == [
        ("milestone", "2023-12", 32325.0), ("volume", "2024-04", 30000.0), ("lks", "2024-06", 2400.0),
        ("reserve", "2024-04", None), ("result", "2024-04", None),
    ]  # fmt: skip
    assert (found["never"], found["reserve"], found["reserve_until"]) == (0.25, 43.8, 2024)
    assert [one["certainty"] for one in found["reserve_needed"]] == [0.90, 0.95]


def test_the_months_of_a_quarter_are_added_up_and_the_reference_month_is_left_out() -> None:
    """From August 2023: September alone ends the third quarter; then whole quarters, and the last one as far as it goes."""
    run = made("2024-05", COUNTED, caseload__stock=from_month(1, 2, 3, 4, 4, 9, None, None, before=33000.0, after=29000.0)[:10])
    found = chances_of(run, COUNTED).quarters
    spans = [(month_label(one.first), month_label(one.last), 8 * one.chance) for one in found]
    assert spans == [("2023-09", "2023-09", 1), ("2023-10", "2023-12", 4), ("2024-01", "2024-03", 0), ("2024-04", "2024-05", 1)]


def test_chances_name_the_caseload_they_are_about_and_the_month_it_is_due(counted: Chances) -> None:
    assert (counted.caseload, counted.due) == (30000.0, month_index("2024-04"))
