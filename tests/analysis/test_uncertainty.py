"""Chance, group by group: what each deviate does, in which months, and that it stays within what can be."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, qmc

from core.analysis.uncertainty import (
    BESIDE,
    GROUPS,
    Disturbance,
    Spreads,
    normals,
    quantiles,
    spread,
    spread_package,
)
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.model.measures import Measure, package_effect
from core.model.parameters import Drivers
from tests.analysis.made import with_values
from tests.model import defaults

# Sizes of a baseline -----------------------------------------------------------------------------------------------


def test_each_size_is_that_of_its_own_key() -> None:
    given = {
        "spread_first_year_dropout": 0.07, "spread_lks_return": 0.08, "spread_price": 0.09, "spread_macro": 0.10,
        "spread_share": 0.11, "spread_measures": 0.12,
    }  # fmt: skip
    found = Spreads.of(with_values(**given))
    sizes = (found.dropout, found.lks_return, found.price, found.macro, found.share, found.measures)
    assert sizes == tuple(given.values())


@pytest.mark.parametrize(("name", "settled"), [("brief-2023-t2", 2023), ("stand-2025", 2025)])
def test_years_are_settled_and_shares_known_as_far_as_the_baseline_says(name: str, settled: int) -> None:
    found = Spreads.of(load_baseline(name))
    assert (found.first_year, found.share_known_until, found.macro_settled_until) == (2023, 2024, settled)


# Deviates ----------------------------------------------------------------------------------------------------------


def test_deviates_are_independent_and_standard_normal() -> None:
    found = normals(4096, 40)
    assert list(found) == list(GROUPS)
    assert {len(values) for group, values in found.items() if group != "caseload"} == {1}
    assert len(found["caseload"]) == 40 + BESIDE
    rows = np.concatenate([values[:4] for values in found.values()])
    assert rows.mean(axis=1) == pytest.approx(np.zeros(len(rows)), abs=0.02)
    assert np.cov(rows) == pytest.approx(np.eye(len(rows)), abs=0.06)
    assert np.quantile(rows, [0.025, 0.975]) == pytest.approx([-1.96, 1.96], abs=0.03)


def test_half_of_the_draws_walk_also_of_every_beginning() -> None:
    found = normals(1024, 20)["caseload"][2] < 0.0
    assert [int(found[:count].sum()) for count in (64, 256, 1024)] == [32, 128, 512]


def test_a_seed_of_its_own_gives_other_deviates_and_the_same_seed_the_same() -> None:
    assert np.array_equal(normals(16, 5, seed=3)["macro"], normals(16, 5, seed=3)["macro"])
    assert not np.array_equal(normals(16, 5, seed=3)["macro"], normals(16, 5, seed=4)["macro"])
    assert np.unique([normals(16, 5)[group][0, 0] for group in GROUPS]).size == len(GROUPS)


# Over the levers ---------------------------------------------------------------------------------------------------

BY = Disturbance(
    caseload=np.array([[0.0], [100.0], [-50.0]]), national_factor=np.full((2, 1), 1.2), dropout_shift=np.array([[0.2]]),
    return_shift=np.array([[-0.1]]), price_factor=np.full((2, 1), 1.3), macro_factor=np.full((2, 1), 0.8),
    share_shift=np.full((2, 1), 0.004), measure_factor=np.array([[1.5]]), follows=np.array([[0.0], [0.002]]),
    middle=np.array([[10.0], [-10.0]]), open=np.array([[0.0], [1.0]]),
)  # fmt: skip


def test_each_lever_gets_the_deviation_of_its_own_group() -> None:
    plain = Drivers(**defaults())
    found = spread(plain, BY)
    assert np.ravel(found.lks_first_year_dropout) == pytest.approx([0.7])
    assert np.ravel(found.lks_return) == pytest.approx([0.25])
    assert np.ravel(found.buig_share) == pytest.approx([0.0856, 0.0856])
    assert found.price_factor is BY.price_factor
    assert found.volume_shift is BY.caseload
    for name in ("inflow", "outflow_rate", "lks_later_dropout", "lks_starts", "lks_from_bijstand", "lks_cost", "macro_growth"):
        assert getattr(found, name) == getattr(plain, name)


def test_the_national_budget_follows_the_caseload_and_the_price_only_while_it_is_not_settled() -> None:
    """Settled: 0.8 × 1.2. Open: these times the price of 1.3, and e^(0.002 × (−50 + 10)) for a caseload 40 under its middle."""
    found = np.ravel(spread(Drivers(**defaults()), BY).macro_factor)
    assert found == pytest.approx([0.8 * 1.2, 0.8 * 1.2 * 1.3 * np.exp(-0.08)])


def test_shares_stay_shares() -> None:
    wide = dataclasses.replace(BY, dropout_shift=np.array([[0.9, -0.9]]), return_shift=np.array([[0.9, -0.9]]),
                               share_shift=np.array([[2.0, -2.0]]))  # fmt: skip
    found = spread(Drivers(**defaults()), wide)
    assert np.asarray(found.lks_first_year_dropout).tolist() == [[0.99, 0.0]]
    assert np.asarray(found.lks_return).tolist() == [[1.0, 0.0]]
    assert np.asarray(found.buig_share).tolist() == [[1.0, 0.0]]


def test_a_package_does_more_of_everything_and_costs_what_it_costs() -> None:
    start = month_index("2023-11")
    package = [
        Measure("a", "outflow_work", start, 10.0, relapse=0.5, fixed_cost=7.0),
        Measure("b", "less_inflow", start, 4.0, relapse=0.5),
        Measure("c", "lks_starts", start, 6.0),
        Measure("d", "lks_retention", start, 0.3),
    ]
    effect = package_effect(package, range(start, start + 14))
    found = spread_package(effect, BY)
    last = {name: float(np.ravel(getattr(found, name))[-1]) for name in (
        "leaving", "not_entering", "leaving_relapse", "not_entering_relapse", "lks_starts", "hazard_factor")}  # fmt: skip
    assert last == pytest.approx({
        "leaving": 15.0, "not_entering": 6.0, "leaving_relapse": 7.5, "not_entering_relapse": 3.0, "lks_starts": 9.0,
        "hazard_factor": 1 - 1.5 * 0.3,
    })  # fmt: skip
    assert found.cost is effect.cost
    strong = spread_package(effect, dataclasses.replace(BY, measure_factor=np.array([[5.0]])))
    assert np.ravel(strong.hazard_factor)[-1] == 0.0


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), level=st.floats(0.0, 1.0))
def test_quantiles_are_those_of_numpy(values: list[float], level: float) -> None:
    rows = np.array([values, sorted(values, reverse=True)])
    assert quantiles(rows, (level, 0.5)) == pytest.approx(np.quantile(rows, [level, 0.5], axis=1), rel=1e-9, abs=1e-6)


def test_a_group_is_tied_by_name_to_what_it_moves() -> None:
    fields = {
        "caseload": "caseload", "national": "national_factor", "dropout": "dropout_shift", "lks_return": "return_shift",
        "price": "price_factor", "macro": "macro_factor", "share": "share_shift", "measures": "measure_factor",
    }  # fmt: skip
    assert list(BY.groups()) == list(GROUPS) == list(fields)
    assert [BY.groups()[group] is getattr(BY, name) for group, name in fields.items()] == [True] * len(fields)
    doubled = BY.each(lambda values: 2.0 * values)
    assert doubled.share_shift[0, 0] == 0.008
    assert doubled.middle is BY.middle


def test_the_first_months_keep_the_reference_month() -> None:
    found = BY.first(1)
    assert (found.caseload.tolist(), found.price_factor.tolist(), found.open.tolist()) == ([[0.0], [100.0]], [[1.3]], [[0.0]])
    assert found.measure_factor.tolist() == [[1.5]]


def test_the_dimensions_of_the_points_are_shared_out_and_the_first_goes_to_the_caseload() -> None:
    uniform = qmc.Sobol(7 + 3 + 12, scramble=True, rng=np.random.default_rng(7)).random(8)
    deviates = norm.ppf(np.clip(uniform, 1e-12, 1.0 - 1e-12)).T
    found = normals(8, 12, 7)
    one_deviate = {"macro": 1, "share": 3, "price": 5, "national": 6, "lks_return": 7, "dropout": 8, "measures": 9}
    for group, i in one_deviate.items():
        assert found[group][0] == pytest.approx(deviates[i]), group
    assert found["caseload"] == pytest.approx(deviates[[0, 2, 4, *range(10, 22)]])
