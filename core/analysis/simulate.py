"""One door to the model: a scenario with its package, its options and its basispad, simulated."""

from __future__ import annotations

import functools

from core.analysis.uncertainty import Disturbance, spread, spread_package
from core.baseline import Baseline, model_parameters
from core.model.measures import PackageEffect, package_effect
from core.model.parameters import Drivers, Floats, Parameters
from core.model.projection import Projection, project
from core.scenario import Scenario, drivers, reference_scenario


class ByIdentity:
    """A baseline as a cache key: baselines are loaded once and never change, so the object itself is the key."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline

    def __hash__(self) -> int:
        return id(self.baseline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.baseline is self.baseline


@functools.lru_cache(maxsize=32)
def _parameters(baseline: ByIdentity) -> Parameters:
    return model_parameters(baseline.baseline)


def parameters_of(baseline: Baseline) -> Parameters:
    """The model's parameters of a baseline, derived once."""
    return _parameters(ByIdentity(baseline))


def simulated_months(baseline: Baseline, scenario: Scenario) -> range:
    """The months that a run of the scenario simulates, the reference month left out."""
    return range(baseline.reference_month + 1, scenario.until + 1)


def simulate(
    baseline: Baseline,
    scenario: Scenario,
    by: Disturbance | None = None,
    *,
    package: PackageEffect | None = None,
    keep_tenure: bool = False,
) -> Projection:
    """Simulate a scenario with the measures that are on.

    Parameters
    ----------
    by : Disturbance | None
        Chance to lay over the levers; none gives the scenario's own path, one draw.
    package : PackageEffect | None
        Effects over the simulated months that take the place of the scenario's package, one package per draw.
    keep_tenure : bool
        Keep LKS jobs by tenure class.

    Notes
    -----
    With feedback of own savings the basispad is simulated as well, on the same draws: a saving is measured from it.
    """
    parameters, chosen = parameters_of(baseline), _drivers(baseline, scenario, by)
    if package is None:
        package = package_effect(scenario.active_measures, simulated_months(baseline, scenario))
    if by is not None and scenario.active_measures:
        package = spread_package(package, by)
    return project(
        parameters,
        chosen,
        scenario.until,
        package,
        keep_tenure=keep_tenure,
        reference_lasten=_reference_lasten(baseline, scenario, by),
    )


def _drivers(baseline: Baseline, scenario: Scenario, by: Disturbance | None) -> Drivers:
    chosen = drivers(scenario, baseline)
    return chosen if by is None else spread(chosen, by)


def _reference_lasten(baseline: Baseline, scenario: Scenario, by: Disturbance | None) -> Floats | None:
    """Cost of benefits per year on the basispad, when a saving matters at all."""
    reference = reference_scenario(scenario)
    if drivers(scenario, baseline).macro_feedback == 0.0:
        return None
    run = project(parameters_of(baseline), _drivers(baseline, reference, by), scenario.until)
    return run.year_bijstand_lasten
