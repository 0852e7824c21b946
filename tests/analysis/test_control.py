"""The control variate: a chance is read where as many draws of a sum with a known distribution are lower."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from core.analysis.control import balance, controls, corrected
from core.analysis.outcome import screen_disturbance
from core.analysis.simulate import simulate
from core.model.calendar import month_index
from core.scenario import default_scenario, with_until
from tests.analysis.made import BASELINE, made

UNTIL = month_index("2025-12")


def test_a_chance_is_that_of_the_edge_between_the_draws_that_are_low_and_the_others() -> None:
    """Three of four draws are low: the edge lies between −0.2 and 0.6; one of four: between −1 and −0.4."""
    ordered = np.array([[-1.5, -1.0, -0.2, 0.6], [-1.0, -0.4, 0.0, 2.0]])
    assert corrected(np.array([0.75, 0.25]), ordered) == pytest.approx(norm.cdf([0.2, -0.7]))


def test_none_and_all_stay_none_and_all() -> None:
    ordered = np.tile([-1.0, 0.0, 1.0, 2.0], (2, 1))
    assert corrected(np.array([0.0, 1.0]), ordered).tolist() == [0.0, 1.0]


def test_a_hair_from_none_or_all_is_read_at_the_outermost_edge() -> None:
    ordered = np.tile([-1.0, 0.0, 1.0, 2.0], (2, 1))
    assert corrected(np.array([0.01, 0.99]), ordered) == pytest.approx(norm.cdf([-0.5, 1.5]))


def test_controls_are_standard_normal_in_order_and_nothing_where_nothing_moves() -> None:
    found = controls(BASELINE, UNTIL, 1024)
    assert (found.volume.shape, found.balance.shape, found.result.shape) == ((29, 1024), (29, 1024), (3, 1024))
    assert not found.volume[0].any()
    assert not found.balance[0].any()
    for rows in (found.volume[1:], found.balance[1:], found.result):
        assert np.all(np.diff(rows, axis=1) >= 0.0)
        assert rows.std(axis=1) == pytest.approx(np.ones(len(rows)), abs=0.03)
        assert rows.mean(axis=1) == pytest.approx(np.zeros(len(rows)), abs=0.03)
        assert np.quantile(rows, 0.9, axis=1) == pytest.approx(np.full(len(rows), 1.2816), abs=0.08)


def test_a_control_goes_up_and_down_with_its_outcome() -> None:
    """Draws of few points differ from the exact distribution; the control of an outcome differs as the outcome does."""
    scenario = with_until(default_scenario(BASELINE), BASELINE, UNTIL)
    few, many = (simulate(BASELINE, scenario, screen_disturbance(BASELINE, UNTIL, draws)) for draws in (64, 8192))
    known = controls(BASELINE, UNTIL, 64)
    found = {
        "volume": (known.volume, few.caseload.stock, many.caseload.stock),
        "balance": (known.balance, balance(few), balance(many)),
        "result": (known.result, few.result, many.result),
    }
    for name, (ordered, rows, exact) in found.items():
        off, left = [], []
        for level in (0.2, 0.35, 0.65, 0.8):
            edge = np.quantile(exact, level, axis=1, keepdims=True)
            plain = (rows <= edge).mean(axis=1)
            better = corrected(plain, ordered)
            off.append(plain[1:] - level)
            left.append(better[1:] - level)
        assert np.square(left).mean() < 0.6 * np.square(off).mean(), name


def test_the_balance_is_budget_less_both_costs_added_up_from_nothing() -> None:
    run = made("2023-11", buig=[50.0, 51.0, 52.0], bijstand_lasten=[45.0, 46.0, 47.0], lks_lasten=[2.0, 8.0, 2.0])
    assert balance(run)[:, 0].tolist() == [0.0, 3.0, 0.0, 3.0]
