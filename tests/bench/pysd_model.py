"""(f) The same stock-flow model written for Vensim and run by PySD: for equality and for speed."""

from __future__ import annotations

import itertools
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.simulate import parameters_of
from core.baseline import load_baseline
from core.model.calendar import month_of_year
from core.model.projection import project
from core.model.tenure import monthly_hazard
from core.scenario import Scenario, default_scenario, drivers, lever_values, with_value
from tests.bench.machine import save

MODEL = Path(__file__).resolve().parent / "koers.mdl"
MOVED = (
    {}, {"inflow": 500.0}, {"inflow": 700.0}, {"outflow_rate": 0.0145}, {"outflow_rate": 0.0225},
    {"lks_first_year_dropout": 0.30}, {"lks_first_year_dropout": 0.70, "lks_later_dropout": 0.30}, {"lks_starts": 120.0},
    {"lks_return": 0.8, "lks_from_bijstand": 0.2}, {"inflow": 520.0, "outflow_rate": 0.021, "lks_starts": 90.0},
)  # fmt: skip
"""Ten scenarios."""


def scenarios() -> list[Scenario]:
    """The ten scenarios on the letter's baseline."""
    baseline = load_baseline("brief-2023-t2")
    found = []
    for moved in MOVED:
        scenario = default_scenario(baseline)
        for lever, value in moved.items():
            scenario = with_value(scenario, baseline, lever, value)
        found.append(scenario)
    return found


def load() -> Any:
    """The PySD model. PySD writes a Python file beside the model, so it gets a folder of its own."""
    import pysd

    folder = Path(tempfile.mkdtemp())
    copy = folder / MODEL.name
    copy.write_text(MODEL.read_text(encoding="utf-8"), encoding="utf-8")
    return pysd.read_vensim(str(copy))


def inputs(scenario: Scenario) -> dict[str, Any]:
    """What the PySD model takes for a scenario."""
    baseline = load_baseline(scenario.baseline)
    parameters, levers = parameters_of(baseline), lever_values(scenario, baseline)
    values = {
        "inflow": levers["inflow"],
        "outflow rate": levers["outflow_rate"],
        "lks starts": levers["lks_starts"],
        "lks from bijstand": levers["lks_from_bijstand"],
        "lks return": levers["lks_return"],
        "first year hazard": float(monthly_hazard(levers["lks_first_year_dropout"])),
        "later hazard": float(monthly_hazard(levers["lks_later_dropout"])),
        "initial volume": parameters.volume,
        "reference month": month_of_year(parameters.reference_month),
    }
    values |= {f"initial jobs {age}": float(count) for age, count in enumerate(parameters.lks_tenure)}
    tables = {
        "season in table": pd.Series(parameters.season_inflow, index=range(12)),
        "season out table": pd.Series(parameters.season_outflow, index=range(12)),
    }
    return values | tables


def run(model: Any, scenario: Scenario) -> Any:
    """Volume and jobs per month, from PySD."""
    return model.run(params=inputs(scenario), return_columns=["volume", "lks jobs"])


def largest_difference(model: Any) -> float:
    """Largest relative difference of any month, stock and scenario."""
    worst = 0.0
    baseline = load_baseline("brief-2023-t2")
    for scenario in scenarios():
        theirs = run(model, scenario)
        ours = project(parameters_of(baseline), drivers(scenario, baseline), scenario.until)
        for column, stock in (("volume", ours.caseload.stock), ("lks jobs", ours.jobs.stock)):
            worst = max(worst, float(np.max(np.abs(theirs[column].to_numpy() / stock[:, 0] - 1.0))))
    return worst


def measure() -> None:
    """Run and save."""
    model = load()
    difference = largest_difference(model)
    baseline, chosen = load_baseline("brief-2023-t2"), itertools.cycle(scenarios())
    spent = []
    for _ in range(10):
        start = time.perf_counter()
        run(model, next(chosen))
        spent.append(time.perf_counter() - start)
    theirs = median(spent)
    one, many = [], []
    from core.analysis.draws import screen_disturbance
    from core.analysis.uncertainty import spread

    by = screen_disturbance(baseline, baseline.horizon)
    for _ in range(30):
        scenario = next(chosen)
        start = time.perf_counter()
        project(parameters_of(baseline), drivers(scenario, baseline), scenario.until)
        one.append(time.perf_counter() - start)
        start = time.perf_counter()
        project(parameters_of(baseline), spread(drivers(scenario, baseline), by), scenario.until)
        many.append((time.perf_counter() - start) / by.inflow_factor.shape[1])
    save("pysd", {"largest_relative_difference": difference, "pysd_ms": round(1e3 * theirs, 2),
                  "one_scenario_ms": round(1e3 * median(one), 3), "per_scenario_of_2048_ms": round(1e3 * median(many), 5),
                  "ratio_one": round(theirs / median(one)), "ratio_of_2048": round(theirs / median(many))})  # fmt: skip
