"""A family: at every step of a lever what a run of that one value gives."""

from __future__ import annotations

import random

import numpy as np
import pytest

from core.analysis.family import Family, family_of
from core.analysis.outlook import outlook_of
from core.baseline import DEFAULT, Baseline, baseline_ids, load_baseline
from core.measures import catalogue
from core.model.projection import Projection
from core.scenario import LEVER, LEVERS, Scenario, default_scenario, default_value, with_measures, with_value
from tests.places import LETTER

IDS = [lever.id for lever in LEVERS]


def some_scenario(seed: int) -> tuple[Baseline, Scenario]:
    """A basis, three levers anywhere on their sliders, and half of the time a package."""
    chance = random.Random(seed)
    baseline = load_baseline(chance.choice(baseline_ids()))
    scenario = default_scenario(baseline)
    for lever in chance.sample(LEVERS, 3):
        scenario = with_value(scenario, baseline, lever.id, chance.choice(lever.steps(default_value(baseline, lever.id))))
    package = [entry.measure() for entry in catalogue(baseline.city)]
    return baseline, with_measures(scenario, chance.sample(package, 2)) if package and seed % 2 else scenario


def places(family: Family, count: int, seed: int = 0) -> list[int]:
    """Steps of a family, its ends among them."""
    last = len(family.values) - 1
    return [0, last, *random.Random(seed).sample(range(last), count)]


def paths_of(run: Projection) -> list[np.ndarray]:
    """What is charted of a run."""
    return [
        run.caseload.stock, run.jobs.stock, run.reserve, run.general_funds, run.budget.total, run.lasten, run.result,
        run.account.general_funds, run.account.vangnet_granted,
    ]  # fmt: skip


@pytest.mark.one_in(3)
@pytest.mark.parametrize("lever", IDS)
@pytest.mark.parametrize("seed", range(3))
def test_every_step_is_what_a_run_of_that_value_gives(lever: str, seed: int) -> None:
    baseline, scenario = some_scenario(seed)
    family = family_of(baseline, scenario, LEVER[lever])
    for step in places(family, 3, seed):
        here = family.outlook(step)
        alone = outlook_of(with_value(scenario, baseline, lever, float(family.values[step])), baseline)
        assert here.scenario == alone.scenario
        for ours, theirs in ((here.paths.run, alone.paths.run), (here.paths.base, alone.paths.base)):
            for one, other in zip(paths_of(ours), paths_of(theirs), strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-9)
        for now, then in ((here.paths.outcome, alone.paths.outcome), (here.paths.base_outcome, alone.paths.base_outcome)):
            assert (now.month, now.target_month, now.reserve_empty) == (then.month, then.target_month, then.reserve_empty)
            np.testing.assert_allclose(
                [now.volume, now.lks_jobs, now.result, now.general_funds, now.vangnet_later],
                [then.volume, then.lks_jobs, then.result, then.general_funds, then.vangnet_later],
                rtol=1e-12, atol=1e-9,
            )  # fmt: skip


@pytest.mark.one_in(3)
@pytest.mark.parametrize("lever", IDS)
@pytest.mark.parametrize("seed", range(2))
def test_bands_lie_within_half_a_percent_of_their_width_and_chances_within_a_point_and_a_half(lever: str, seed: int) -> None:
    baseline, scenario = some_scenario(10 + seed)
    family = family_of(baseline, scenario, LEVER[lever])
    for step in places(family, 4, seed):
        here, alone = family.outlook(step).paths, outlook_of(family.scenarios[step], baseline).paths
        width = (alone.band[-1] - alone.band[0])[1:]
        assert (np.abs(here.band - alone.band)[:, 1:] <= 0.005 * width).all()
        assert here.chance is not None
        assert alone.chance is not None
        assert abs(here.chance - alone.chance) <= 0.015


def test_a_family_is_the_same_whatever_value_the_scenario_has_of_its_lever() -> None:
    baseline = load_baseline(DEFAULT)
    untouched = default_scenario(baseline)
    one, other = (
        family_of(baseline, one, LEVER["inflow"]) for one in (untouched, with_value(untouched, baseline, "inflow", 700.0))
    )
    np.testing.assert_array_equal(one.run.caseload.stock, other.run.caseload.stock)
    np.testing.assert_array_equal(one.band, other.band)
    assert one.chances == other.chances


def test_an_assumption_moves_its_basispad_too() -> None:
    baseline = load_baseline(LETTER)
    family = family_of(baseline, default_scenario(baseline), LEVER["lks_cost"])
    base = family.base.lasten
    assert base.shape[1] == len(family.values)
    assert (np.diff(base[-1]) > 0.0).all()


def test_the_draws_of_a_step_are_those_of_its_value() -> None:
    baseline = load_baseline(LETTER)
    family = family_of(baseline, default_scenario(baseline), LEVER["outflow_rate"])
    np.testing.assert_array_equal(
        family.outlook(40).paths.draws.caseload.stock, outlook_of(family.scenarios[40], baseline).paths.draws.caseload.stock
    )


def test_the_steps_are_those_of_the_slider_and_the_basispad() -> None:
    steps = LEVER["outflow_rate"].steps(0.018)
    assert (steps[0], steps[1], steps[-1], len(steps)) == (0.012, 0.0121, 0.028, 161)
    between = LEVER["lks_starts"].steps(57.39)
    assert between[57:60] == (57.0, 57.39, 58.0)
    assert LEVER["inflow"].steps(3000.0)[::1500] == (1500.0, 3000.0, 4500.0)


def test_the_step_that_moves_nothing_is_the_basispad() -> None:
    baseline, _ = some_scenario(924)
    plain = default_scenario(baseline)
    for name in ("lks_first_year_dropout", "inflow"):
        family = family_of(baseline, plain, LEVER[name])
        step = list(family.values).index(default_value(baseline, name))
        assert family.outcomes[step] == family.base_outcomes[step]
    moved = family_of(baseline, with_value(plain, baseline, "inflow", 1.0), LEVER["lks_first_year_dropout"])
    assert not any(found == base for found, base in zip(moved.outcomes, moved.base_outcomes, strict=True))
