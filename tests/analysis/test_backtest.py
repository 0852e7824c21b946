"""The scorecard uses nothing that was learned later, and what ships is what it gives."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from scipy.stats import binomtest

from core.analysis import backtest as b
from core.analysis.calibration import FLAT, Posterior
from core.analysis.outcome import screen_disturbance
from core.analysis.promises import hindsight
from core.analysis.published import published, record_on, season_on
from core.analysis.simulate import simulate
from core.analysis.uncertainty import quantiles
from core.baseline import baseline_ids, load_baseline
from core.model.calendar import month_of
from core.scenario import default_scenario
from tests.analysis.spreads import spreads
from tests.places import ROTTERDAM

COUNTS = [(point.date, point.value) for point in ROTTERDAM.points("volume")]


def test_every_published_count_since_2017_is_an_origin_for_every_later_one():
    days = [day for day, _ in COUNTS if day.year >= 2017]
    pairs = [(one.origin, one.target) for one in b.backtest(ROTTERDAM).comparisons]
    assert pairs == [(days[i], later) for i in range(len(days)) for later in days[i + 1 :]]
    assert len(pairs) == len(days) * (len(days) - 1) / 2 > 0


@pytest.mark.parametrize("place", [3, 6, 8])
def test_later_points_cannot_influence_an_earlier_forecast(place):
    """Everything published after an origin is made absurd; that origin's forecasts stay to the last bit."""
    day = COUNTS[place][0]
    counts = [(when, value if when <= day else 1.5 * value + 777.0) for when, value in COUNTS]
    items = [
        item
        if item.known <= day
        else dataclasses.replace(
            item,
            count=None if item.count is None else (item.count[0], 1.5 * item.count[1] + 777.0),
            flow=None if item.flow is None else dataclasses.replace(item.flow, inflow=1.0, outflow=1.0),
        )
        for item in published(ROTTERDAM)
    ]
    season = {when: season_on(min(when, day)) for when, _ in COUNTS}
    changed = b.rolling(counts, items, season=lambda when: season[when])
    as_published = {origin.day: origin for origin in b.backtest(ROTTERDAM).origins}
    for origin in changed.origins:
        if origin.day <= day:
            before = as_published[origin.day]
            assert origin.settings == before.settings
            assert origin.factor == before.factor
            assert [one.quantiles for one in origin.comparisons] == [one.quantiles for one in before.comparisons]


def test_seasons_come_from_quarters_that_were_over():
    assert season_on(dt.date(2019, 6, 30)) == FLAT
    assert season_on(dt.date(2020, 8, 31)) != FLAT
    assert season_on(dt.date(2020, 8, 31)) != season_on(dt.date(2022, 12, 31))


def test_a_count_worked_out_from_later_accounts_is_not_known_at_once():
    before, after = record_on(dt.date(2018, 1, 31), published(ROTTERDAM)), record_on(COUNTS[-1][0], published(ROTTERDAM))
    assert 12 * 2016 + 11 not in dict(before.counts)
    assert 12 * 2016 + 11 in dict(after.counts)


def test_what_ships_did_best_of_all_variants_on_every_outcome():
    """Out of sample: each comparison is forecast with what was known at its origin."""
    losses = {variant: [] for variant in b.VARIANTS}
    for origin in b.backtest(ROTTERDAM).origins:
        later = [(one.target, one.actual) for one in origin.comparisons]
        months = [month_of(day) for day, _ in later]
        posterior = Posterior(
            record_on(origin.day, published(ROTTERDAM)), season_on(origin.day), months, b.LEVEL_SPREADS, b.MEMORIES
        )
        for variant in b.VARIANTS:
            parts = posterior.forecast(variant).quantiles(b.PARTS)
            losses[variant] += [b.pinball(parts[:, j], actual) for j, (_, actual) in enumerate(later)]
    means = {variant: np.mean(found) for variant, found in losses.items()}
    assert min(means, key=means.__getitem__) == b.backtest(ROTTERDAM).settings


@pytest.mark.parametrize("name", baseline_ids())
def test_a_baseline_ships_what_the_counts_that_it_sees_give(name):
    """`python -m tests.analysis.spreads` prints what belongs in the file."""
    baseline = load_baseline(name)
    for key, value in spreads(baseline).items():
        assert baseline.value(key) == pytest.approx(value, abs=5e-4), key


def test_the_band_on_the_screen_is_about_as_wide_as_the_forecast_that_was_scored():
    baseline = load_baseline("brief-2023-t2")
    scenario = default_scenario(baseline)
    months = [baseline.reference_month + ahead for ahead in (4, 12, 28, 40)]
    day, tested = baseline.counted_until, b.backtest(ROTTERDAM, baseline.counted_until)
    posterior = Posterior(record_on(day, published(ROTTERDAM)), season_on(day), months, b.LEVEL_SPREADS, b.MEMORIES)
    low, high = posterior.forecast(tested.settings).widened(tested.factor).quantiles((0.10, 0.90))
    run = simulate(baseline, scenario, screen_disturbance(baseline, scenario.until))
    shown = quantiles(run.caseload.stock[[month - run.months[0] for month in months]], (0.10, 0.90))
    assert shown[1] - shown[0] == pytest.approx(high - low, rel=0.15)


def test_no_forecast_is_too_long_for_the_table_of_errors():
    found = [dataclasses.replace(one, months=one.months + 30) for one in b.backtest(ROTTERDAM).comparisons]
    rows = b.score(found)
    assert sum(row.count for row in rows) == len(found)
    assert [(row.first, row.last) for row in b.score(b.backtest(ROTTERDAM).comparisons)] == [(1, 6), (7, 12), (13, 24), (25, 72)]
    assert rows[-1].last == 108, "98 months in whole years"


def test_coverage_comes_with_its_binomial_interval():
    found = b.coverage(b.backtest(ROTTERDAM).comparisons, 0.80)
    interval = binomtest(found.inside, found.count).proportion_ci(method="wilson")
    assert (found.low, found.high) == (interval.low, interval.high)
    assert found.inside == sum(one.quantiles[1] <= one.actual <= one.quantiles[5] for one in b.backtest(ROTTERDAM).comparisons)


def _with_chance(chance, count):
    """Comparisons on days of their own in which the outcome stood at a given place of its forecast."""
    one = b.backtest(ROTTERDAM).comparisons[0]
    quantiles = (0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5)
    return [
        dataclasses.replace(
            one, quantiles=quantiles, actual=100 * chance, chance=chance, target=dt.date(2020, 1, 1) + dt.timedelta(days=30 * i)
        )
        for i in range(count)
    ]


def test_the_rule_for_the_width_widens_what_missed_and_narrows_what_always_held():
    missed, held = _with_chance(0.995, 12), _with_chance(0.50, 12)
    assert b.width_factor(missed) > 1.2
    assert b.width_factor(held) < 0.8
    assert b.width_factor(held[:4]) == 1.0, "a few outcomes change nothing"
    assert b.width_factor(held[:8] + missed[:2]) == 1.0, "80% inside is what the band says"


def test_every_published_forecast_of_the_city_is_compared_at_its_own_horizon():
    expected = list(ROTTERDAM.points("volume_forecasts"))
    assert [one.promise.point for one in hindsight(ROTTERDAM)] == expected
    autumn = next(one for one in hindsight(ROTTERDAM) if one.promise.point.value == 38000)
    assert autumn.origin == dt.date(2020, 8, 31)
    assert autumn.promise.became == 36203
    assert autumn.closer, "closer than the city's own forecast"


def test_a_ruler_and_no_change_are_what_they_say():
    one = next(found for found in b.backtest(ROTTERDAM).comparisons if found.origin == dt.date(2018, 12, 31))
    assert one.last_value == 35292
    assert one.last_trend == pytest.approx(35292 + (35292 - 37667) / 12 * one.months)


def test_the_library_s_forecasts_are_what_the_library_makes_of_the_same_counts():
    pytest.importorskip("statsmodels")
    from core.analysis.peers import _by_pair
    from tests.analysis.peers import forecasts

    made = {(method, origin, target): quantiles for method, origin, target, quantiles in forecasts()}
    kept = {(method, str(origin), str(target)): quantiles for (method, origin, target), quantiles in _by_pair(ROTTERDAM).items()}
    assert kept.keys() <= made.keys(), "a pair that no count supports; run python -m tests.analysis.peers"
    for key, values in kept.items():
        # Another version of the library may end its search elsewhere: by a twentieth of the band, not more.
        assert values == pytest.approx(made[key], abs=0.05 * (values[-1] - values[0])), key


def test_each_method_of_the_library_is_scored_on_every_comparison():
    from core.analysis.peers import METHODS, peers

    found = b.backtest(ROTTERDAM, load_baseline("brief-2023-t2").counted_until).comparisons
    assert [(one.method, one.count) for one in peers(ROTTERDAM, found)] == [(name, len(found)) for name in METHODS]
    assert all(0 <= one.inside80 <= one.count and one.error > 0 for one in peers(ROTTERDAM, found))


# Scores by hand ----------------------------------------------------------------------------------------------------

EVEN = (0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5)
"""Quantiles of a number that is even between 0 and 100."""


def compared(months: int, actual: float, quantiles=EVEN, last_value: float = 60.0, last_trend: float = 80.0, day: int = 1):
    return b.Comparison(
        dt.date(2020, 1, 31), dt.date(2021, 1, day), months, actual, quantiles, actual / 100.0, last_value, last_trend
    )


def test_the_pinball_loss_weighs_being_under_and_over_by_the_part():
    """An outcome of 60: 0.025 × 60, 0.1 × 50, 0.25 × 35, 0.5 × 10, then 0.25 × 15, 0.1 × 30 and 0.025 × 37.5, over seven."""
    losses = [0.025 * 60, 0.10 * 50, 0.25 * 35, 0.50 * 10, 0.25 * 15, 0.10 * 30, 0.025 * 37.5]
    assert b.pinball(EVEN, 60.0) == pytest.approx(sum(losses) / 7)
    assert compared(3, 60.0).pinball == pytest.approx(sum(losses) / 7)


@pytest.mark.parametrize(
    ("actual", "inside"),
    [(50, (0.5, 0.8, 0.95)), (25, (0.5, 0.8, 0.95)), (24, (0.8, 0.95)), (90, (0.8, 0.95)), (91, (0.95,)), (0, (0.95,)), (98, ())],
)
def test_a_band_holds_what_lies_between_its_ends_or_on_them(actual, inside):
    assert tuple(level for level in b.BANDS if compared(3, float(actual)).covers(level)) == inside
    assert [compared(3, 1.0).band(level) for level in b.BANDS] == [(25.0, 75.0), (10.0, 90.0), (0.0, 97.5)]
    assert compared(3, 1.0).median == 50.0


def test_errors_are_means_of_distances_within_their_horizon():
    """Months 6 and 7 part two horizons; of 1 to 6 months: |50 − 40| and |50 − 70|, |60 − …| and |80 − …|."""
    found = b.score([compared(1, 40.0), compared(6, 70.0), compared(7, 95.0), compared(30, 50.0)])
    assert [(row.first, row.last, row.count) for row in found] == [(1, 6, 2), (7, 12, 1), (25, 36, 1)]
    assert found[0].errors == {"model": 15.0, "last_value": 15.0, "last_trend": 25.0}
    assert found[1].errors == {"model": 45.0, "last_value": 35.0, "last_trend": 15.0}
    assert [row.width for row in found] == [80.0] * 3
    assert found[0].pinball == pytest.approx((b.pinball(EVEN, 40.0) + b.pinball(EVEN, 70.0)) / 2)
    assert [band.inside for band in found[1].coverage] == [0, 0, 1]


def test_the_longest_forecast_is_counted_in_whole_years():
    assert [b.longest([compared(3, 1.0), compared(months, 1.0)]) for months in (12, 13, 24, 25)] == [12, 24, 24, 36]


def test_the_factor_on_the_width_is_the_root_of_the_mean_square_with_ten_that_were_just_right():
    """Twelve days with z of 2.576 each, far outside: √((10 + 12 × 6.635) ÷ 22). Of one day the mean counts once."""
    z = 2.5758293
    missed = [compared(3, 99.5, day=1 + i) for i in range(12)]
    assert b.width_factor(missed) == pytest.approx(np.sqrt((10 + 12 * z**2) / 22))
    twice = [*missed, compared(3, 99.5, day=1)]
    assert b.width_factor(twice) == pytest.approx(np.sqrt((10 + 12 * z**2) / 22))
    assert b.width_factor(missed[:5]) == pytest.approx(np.sqrt((10 + 5 * z**2) / 15))
    assert b.width_factor(missed[:4]) == 1.0
    # One that lies outside everything counts as one in a million: z is 4.753.
    beyond = [compared(3, 100.0, day=1 + i) for i in range(12)]
    assert b.width_factor(beyond) == pytest.approx(np.sqrt((10 + 12 * 4.7534243**2) / 22))


@pytest.mark.parametrize(("inside", "moved"), [(6, True), (7, False), (8, False), (9, False), (10, True)])
def test_the_width_is_left_alone_while_seven_to_nine_in_ten_are_inside(inside, moved):
    found = [compared(3, 50.0 if i < inside else 99.0, day=1 + i) for i in range(10)]
    assert (b.width_factor(found) != 1.0) == moved


def test_the_procedure_has_nothing_to_choose_by_until_five_days_are_known():
    found = b.backtest(ROTTERDAM, dt.date(2023, 8, 31))
    assert found is not None
    for origin in found.origins:
        if origin.outcomes < 5:
            assert (origin.settings, origin.factor) == (b.FIRST, 1.0)
    assert any(origin.outcomes == 5 for origin in found.origins)
    # With five days it takes what did best on the pairs of which it knew the outcome.
    origin = next(origin for origin in found.origins if origin.outcomes >= 5)
    known = [one for earlier in found.origins for one in earlier.comparisons if one.target <= origin.day]
    losses = {}
    for variant in b.VARIANTS:
        made = []
        for day in {one.origin for one in known}:
            later = [one for one in known if one.origin == day]
            months = [month_of(one.target) for one in later]
            posterior = Posterior(record_on(day, published(ROTTERDAM)), season_on(day), months, b.LEVEL_SPREADS, b.MEMORIES)
            parts = posterior.forecast(variant).quantiles(b.PARTS)
            made += [b.pinball(parts[:, j], one.actual) for j, one in enumerate(later)]
        losses[variant] = np.mean(made)
    assert origin.settings == min(losses, key=losses.__getitem__)
