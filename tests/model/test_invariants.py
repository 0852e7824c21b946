"""What is true of the model whatever the levers say."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from core.analysis import draws
from core.analysis.uncertainty import normals, spread
from core.baseline import load_baseline, model_parameters
from core.cache import forget
from core.model.caseload import steady_state
from core.model.kinds import KINDS
from core.model.measures import Measure
from core.model.parameters import Drivers
from core.model.projection import Projection, project
from core.model.tenure import monthly_hazard, simulate_jobs, stationary_tenure
from tests.command import printed, printed_elsewhere
from tests.model import (
    ACCEPTED,
    BASELINES,
    HORIZON,
    LAST,
    LEVERS,
    MONTHS,
    REFERENCE,
    defaults,
    described,
    oracle,
    reachable,
    simulate,
)
from tests.places import LETTERS

BRIEF = load_baseline("brief-2023-t2")
PARAMETERS = model_parameters(BRIEF)
SETTLED = PARAMETERS.settled
assert SETTLED is not None
SHARE = st.floats(0.0, 1.0)
PACKAGES = st.lists(
    st.builds(
        Measure,
        id=st.just("m"),
        kind=st.sampled_from(KINDS),
        start=st.integers(REFERENCE - 12, HORIZON + 12),
        effect=SHARE,
        ramp_months=st.integers(0, 24),
        end=st.none() | st.integers(REFERENCE, HORIZON),
        deadweight=SHARE,
        relapse=SHARE,
    ),
    max_size=3,
).map(
    # Retention is a share; every other kind moves people, up to more than there are.
    lambda package: tuple(m if m.kind == "lks_retention" else dataclasses.replace(m, effect=5000 * m.effect) for m in package)
)


@st.composite
def draws_of_levers(draw: st.DrawFn) -> dict[str, Any]:
    """Three draws at once, each with levers of its own, some of them far past what a screen accepts."""
    extreme = {"inflow": st.floats(0, 1e6), "outflow_rate": st.floats(0, 5), "lks_starts": st.floats(0, 1e5)}
    values = ACCEPTED | {name: ACCEPTED[name] | wide for name, wide in extreme.items()}
    return {name: np.array([[draw(value) for _ in range(3)]]) for name, value in values.items()}


def same_numbers(one: Projection, other: Projection) -> bool:
    """Equal to the last bit in every array of the run."""
    pairs = [(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one)]
    while pairs:
        a, b = pairs.pop()
        if dataclasses.is_dataclass(a):
            pairs += [(getattr(a, field.name), getattr(b, field.name)) for field in dataclasses.fields(a)]
        elif isinstance(a, np.ndarray):
            if a.shape != b.shape or a.tobytes() != b.tobytes():
                return False
        elif a != b:
            return False
    return True


@given(levers=draws_of_levers(), package=PACKAGES)
@settings(max_examples=100)
def test_the_caseload_changes_by_what_comes_in_less_what_goes_out_in_every_month_and_draw(
    levers: dict[str, Any], package: tuple[Measure, ...]
) -> None:
    flows = simulate(measures=package, **levers).caseload
    ways_in = flows.inflow + flows.lks_returns + flows.relapse
    ways_out = flows.outflow + flows.into_lks + flows.measures - flows.chance
    scale = 1.0 + flows.stock[:-1] + ways_in
    assert np.all(np.abs(np.diff(flows.stock, axis=0) - (ways_in - ways_out)) <= 1e-12 * scale)


@given(levers=draws_of_levers())
@settings(max_examples=60)
def test_the_jobs_change_by_starts_less_exits_in_every_month_and_draw(levers: dict[str, Any]) -> None:
    run = simulate(**levers)
    change = np.diff(run.jobs.stock, axis=0)
    assert np.all(np.abs(change - (run.lks_starts - run.jobs.exits)) <= 1e-10 * (1.0 + run.jobs.stock[1:]))


@given(levers=draws_of_levers(), package=PACKAGES)
@example(levers={"inflow": 0.0, "outflow_rate": 5.0, "lks_starts": 1e5}, package=())
@settings(max_examples=100)
def test_no_stock_flow_or_reserve_falls_below_zero(levers: dict[str, Any], package: tuple[Measure, ...]) -> None:
    run = simulate(measures=package, keep_tenure=True, **levers)
    assert run.jobs.by_tenure is not None
    flows = [getattr(run.caseload, field.name) for field in dataclasses.fields(run.caseload)]
    account = [getattr(run.account, field.name) for field in dataclasses.fields(run.account)]
    for path in (*flows, *account, run.jobs.stock, run.jobs.exits, run.jobs.by_tenure, run.reserve, run.general_funds):
        assert np.all(np.isfinite(path))
        assert path.min() >= 0.0


@given(levers=LEVERS, until=MONTHS, baseline=st.sampled_from(BASELINES))
@settings(max_examples=30)
def test_the_same_levers_give_the_same_numbers_to_the_last_bit(levers: dict[str, float], until: int, baseline: str) -> None:
    assert same_numbers(*(simulate(baseline, reachable(until, baseline), **levers) for _ in range(2)))


@given(lever=st.sampled_from(sorted(ACCEPTED)), baseline=st.sampled_from(BASELINES))
def test_a_lever_set_to_its_default_changes_nothing(lever: str, baseline: str) -> None:
    assert same_numbers(simulate(baseline), simulate(baseline, **{lever: defaults(baseline)[lever]}))


def test_two_different_levers_do_give_different_numbers() -> None:
    """The comparison above can tell runs apart."""
    assert not same_numbers(simulate(), simulate(inflow=600.0000000001))


@given(levers=LEVERS, until=st.integers(REFERENCE + 1, LAST - 1))
@settings(max_examples=40)
def test_a_longer_horizon_leaves_every_earlier_month_as_it_was(levers: dict[str, float], until: int) -> None:
    short, long = simulate(until=until, **levers), simulate(until=LAST, **levers)
    kept = slice(0, until - REFERENCE + 1)
    assert short.caseload.stock.tobytes() == long.caseload.stock[kept].tobytes()
    assert short.jobs.stock.tobytes() == long.jobs.stock[kept].tobytes()
    whole = slice(0, len(short.years))
    assert short.account.general_funds.tobytes() == long.account.general_funds[whole].tobytes()


@given(levers=LEVERS, more=st.floats(0.0, 3000.0), relapse=PACKAGES)
@settings(max_examples=80)
def test_more_inflow_never_lowers_the_caseload(levers: dict[str, float], more: float, relapse: tuple[Measure, ...]) -> None:
    few, many = (simulate(measures=relapse, **levers | {"inflow": levers["inflow"] + x}) for x in (0.0, more))
    assert np.all(many.caseload.stock >= few.caseload.stock * (1 - 1e-12) - 1e-9)


@given(levers=LEVERS, which=st.sampled_from(["lks_first_year_dropout", "lks_later_dropout"]), worse=st.floats(0, 0.95))
@settings(max_examples=80)
def test_more_dropout_never_raises_the_number_of_jobs(levers: dict[str, float], which: str, worse: float) -> None:
    assume(worse > levers[which])
    assert np.all(simulate(**levers | {which: worse}).jobs.stock <= simulate(**levers).jobs.stock * (1 + 1e-12))


@given(levers=LEVERS, until=MONTHS, baseline=st.sampled_from(BASELINES))
@settings(max_examples=40)
def test_month_zero_is_what_was_observed(levers: dict[str, float], until: int, baseline: str) -> None:
    run = simulate(baseline, reachable(until, baseline), **levers)
    found = load_baseline(baseline)
    assert run.months[0] == found.reference_month
    assert run.caseload.stock[0, 0] == found.value("volume")
    assert run.jobs.stock[0, 0] == pytest.approx(oracle.classes_at_start(described.FIGURES[baseline])[1], rel=1e-12)


def test_month_zero_is_exactly_the_observed_number_of_jobs() -> None:
    assert simulate().jobs.stock[0, 0] == BRIEF.value("lks_jobs")


@given(levers=LEVERS, until=MONTHS, baseline=st.sampled_from(BASELINES))
@settings(max_examples=60)
def test_the_year_is_the_sum_of_its_months_and_its_settled_part(levers: dict[str, float], until: int, baseline: str) -> None:
    run = simulate(baseline, reachable(until, baseline), **levers)
    for monthly, yearly, settled in (
        (run.bijstand_lasten, run.year_bijstand_lasten, SETTLED.bijstand),
        (run.lks_lasten, run.year_lks_lasten, SETTLED.lks),
    ):
        for i, year in enumerate(run.years):
            inside = [t for t, month in enumerate(run.months[1:]) if month // 12 == year]
            expected = sum(monthly[t, 0] for t in inside) + (settled if year == 2023 else 0.0)
            assert yearly[i, 0] == pytest.approx(expected, rel=1e-12)


@given(levers=LEVERS, until=MONTHS, baseline=st.sampled_from(BASELINES))
@settings(max_examples=60)
def test_the_december_of_the_monthly_reserve_is_the_yearly_reserve(levers: dict[str, float], until: int, baseline: str) -> None:
    run = simulate(baseline, reachable(until, baseline), **levers)
    for i, year in enumerate(run.years):
        december = 12 * year + 11 - run.months[0]
        assert run.reserve[december, 0] == pytest.approx(run.account.reserve[i, 0], abs=1e-8)
        assert run.general_funds[december, 0] == pytest.approx(run.account.general_funds[i, 0], abs=1e-8)


@given(levers=LEVERS, until=MONTHS, baseline=st.sampled_from(BASELINES))
@settings(max_examples=60)
def test_reserve_less_general_funds_moves_by_result_and_vangnet(levers: dict[str, float], until: int, baseline: str) -> None:
    """Nothing is hidden behind a floor: what the reserve cannot carry stands under the general funds."""
    run = simulate(baseline, reachable(until, baseline), **levers)
    before = load_baseline(baseline).value("reserve")
    for i in range(len(run.years)):
        reserve, funds = run.account.reserve[i, 0], run.account.general_funds[i, 0]
        moved = run.result[i, 0] + run.account.vangnet_received[i, 0]
        assert reserve - funds == pytest.approx(before + moved, abs=1e-8)
        assert reserve == 0.0 or funds == 0.0
        before = reserve


@given(dropout=st.floats(0.0, 0.99))
def test_a_cohort_keeps_one_less_the_yearly_dropout_after_twelve_months(dropout: float) -> None:
    """S(12) = 1 - d1: twelve first-year hazards, and not one more or less."""
    nobody, steps = np.zeros(13), np.zeros((13, 1))
    steps[0] = 1000.0
    path = simulate_jobs(nobody, steps, np.full((13, 1), monthly_hazard(dropout)), np.full((13, 1), 0.9))
    assert path.stock[1, 0] == 1000.0
    assert path.stock[13, 0] == pytest.approx(1000.0 * (1.0 - dropout), rel=1e-12)
    assert path.later_exits[:, 0].max() == 0.0


@given(levers=LEVERS, until=MONTHS)
@settings(max_examples=60)
def test_the_thirteen_tenure_classes_are_the_oracles_in_order_and_sum_to_the_stock(levers: dict[str, float], until: int) -> None:
    jobs = simulate(until=until, keep_tenure=True, **levers).jobs
    expected = oracle.run(described.BRIEF, levers, (until // 12, until % 12 + 1))["tenure"]
    assert jobs.by_tenure is not None
    assert jobs.by_tenure[:, :, 0] == pytest.approx(np.array(expected), rel=1e-9, abs=1e-9)
    assert jobs.by_tenure.sum(axis=1) == pytest.approx(jobs.stock, rel=1e-12)


@given(first=st.floats(0.0, 0.9), later=st.floats(0.001, 0.99), starts=st.floats(0.1, 1000.0))
@settings(max_examples=40)
def test_the_stationary_tenure_stays_as_it_is(first: float, later: float, starts: float) -> None:
    """It is what constant starts lead to: one more month with those starts changes no class."""
    hazards = [np.full((1, 1), float(monthly_hazard(dropout))) for dropout in (first, later)]
    shares = stationary_tenure(float(hazards[0][0, 0]), float(hazards[1][0, 0]))
    tenure = shares * (starts / shares[0])
    after = simulate_jobs(tenure, np.full((1, 1), starts), *hazards, keep_tenure=True).by_tenure
    assert after is not None
    assert after[1, :, 0] == pytest.approx(tenure, rel=1e-9)


@given(
    levers=st.fixed_dictionaries({
        "inflow": st.floats(300, 3000), "outflow_rate": st.floats(0.012, 0.1), "lks_starts": st.floats(0, 200),
        "lks_from_bijstand": SHARE, "lks_return": SHARE, "lks_first_year_dropout": st.floats(0.0, 0.95),
        "lks_later_dropout": st.floats(0.15, 0.95),
    })
)  # fmt: skip
@settings(max_examples=12)
def test_the_steady_state_is_where_two_hundred_years_end(levers: dict[str, float]) -> None:
    run = simulate(until=REFERENCE + 2400, **levers)
    net_lks = (levers["lks_return"] - levers["lks_from_bijstand"]) * levers["lks_starts"]
    expected = steady_state(
        levers["inflow"], levers["outflow_rate"], net_lks, PARAMETERS.season_inflow, PARAMETERS.season_outflow
    )
    assert run.caseload.stock[-12:, 0].mean() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("rate", [1e-9, 1e-12, 1e-13, 1e-16, 1e-20, 1e-300])
def test_the_steady_state_of_almost_no_outflow_is_inflow_over_outflow(rate: float) -> None:
    """Where hardly anybody leaves the season does not matter: what comes in is what goes out."""
    found = steady_state(600.0, rate, -14.0, PARAMETERS.season_inflow, PARAMETERS.season_outflow)
    assert found == pytest.approx(586.0 / rate, rel=1e-8)


def test_the_steady_state_is_infinite_only_when_no_number_can_hold_it() -> None:
    season = PARAMETERS.season_inflow, PARAMETERS.season_outflow
    assert steady_state(600.0, 5e-324, 0.0, *season) == float("inf")
    assert steady_state(600.0, 0.0, 0.0, *season) == float("inf")
    assert steady_state(0.0, 5e-324, 0.0, *season) == steady_state(10.0, 1e-300, -20.0, *season) == 0.0


@pytest.mark.exhaustive
@given(levers=LEVERS)
@settings(max_examples=5)
def test_the_same_seed_gives_the_same_draws_to_the_last_bit(levers: dict[str, float]) -> None:
    runs = []
    for _ in range(2):
        normals.cache_clear()
        forget()
        by = draws.screen_disturbance(BRIEF, HORIZON, 64)
        runs.append(project(PARAMETERS, spread(Drivers(**levers), by), HORIZON))
    assert runs[0].caseload.stock.shape == (HORIZON - REFERENCE + 1, 64)
    assert same_numbers(*runs)


@pytest.mark.exhaustive
def test_another_process_draws_the_same_numbers() -> None:
    command = ("run", *LETTERS, "--draws", "64", "--until", "2024-12")
    found = printed(*command)
    assert found == printed_elsewhere(*command)
    assert found["bands"]["draws"] == 64


@given(levers=draws_of_levers())
@settings(max_examples=30)
def test_each_draw_is_the_run_of_its_own_levers(levers: dict[str, Any]) -> None:
    together = simulate(**levers)
    for draw in range(3):
        alone = simulate(**{name: float(values[0, draw]) for name, values in levers.items()})
        assert together.caseload.stock[:, draw] == pytest.approx(alone.caseload.stock[:, 0], rel=1e-12, abs=1e-9)
        assert together.reserve[:, draw] == pytest.approx(alone.reserve[:, 0], rel=1e-9, abs=1e-6)
