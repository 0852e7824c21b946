"""Many futures of a scenario: spread over experience, judged as a single run is; and what choosing a package may cost."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.analysis.futures import EFFECT, futures_of, regrets, spread_evenly
from core.analysis.simulate import simulate
from core.analysis.target import parse_target
from core.baseline import load_baseline
from core.measures import catalogue
from core.scenario import default_scenario, experience, with_until, with_value
from tests.places import ROTTERDAM

BRIEF = load_baseline("brief-2023-t2")
TARGET = parse_target("volume=32500@2024-12")
SCENARIO = with_until(default_scenario(BRIEF), BRIEF, TARGET.month)
CITY = {entry.id: entry.measure() for entry in catalogue(ROTTERDAM)}


def test_every_future_is_the_scenario_with_other_values_of_its_levers() -> None:
    found = futures_of(BRIEF, SCENARIO, TARGET, 512)
    assert EFFECT not in found.values
    for i in range(0, 512, 100):
        one = SCENARIO
        for name, values in found.values.items():
            one = with_value(one, BRIEF, name, float(values[i]))
        assert found.missed[i] == (simulate(BRIEF, one).caseload.stock[-1, 0] > TARGET.value + 0.5)
    known = experience(BRIEF, "inflow")
    assert known.low <= found.values["inflow"].min() < known.low + 5
    assert known.high - 5 < found.values["inflow"].max() <= known.high
    assert 0.0 < found.missed.mean() < 1.0


def test_what_the_city_chooses_is_spread_around_what_it_is_set_to() -> None:
    known, more = experience(BRIEF, "outflow_rate"), with_value(SCENARIO, BRIEF, "outflow_rate", 0.0200)
    values = spread_evenly(BRIEF, more, 256)["outflow_rate"]  # 1.80% in the baseline, so 0.20 points up
    assert (values.min(), values.max()) == (
        pytest.approx(known.low + 0.002, abs=5e-5),
        pytest.approx(known.high + 0.002, abs=5e-5),
    )


def test_a_value_beyond_experience_stays_within_the_futures_and_measures_differ_in_effect() -> None:
    wide = dataclasses.replace(with_value(SCENARIO, BRIEF, "inflow", 1500.0), measures=(CITY["minw"],))
    values = spread_evenly(BRIEF, wide, 64)
    assert values["inflow"].max() > 1400.0
    assert (values[EFFECT].min(), values[EFFECT].max()) == (pytest.approx(0.5, abs=0.05), pytest.approx(1.5, abs=0.05))


def test_regret_is_what_a_package_leaves_less_than_the_best_in_each_future() -> None:
    dear = dataclasses.replace(CITY["minw"], id="dear", fixed_cost=1e6)
    none, small, waste = regrets(BRIEF, SCENARIO, [(), (CITY["rap"],), (dear,)])
    assert none.spent == 0.0
    assert waste.good_enough == 0.0
    assert waste.usual > small.usual
    assert waste.worst >= waste.usual >= waste.spent - 5.0
    assert max(none.good_enough, small.good_enough) > 0.5
    alone = regrets(BRIEF, SCENARIO, [(CITY["rap"],)])[0]
    assert (alone.good_enough, alone.usual, alone.worst) == (1.0, 0.0, 0.0)
    assert np.isfinite(small.worst)
