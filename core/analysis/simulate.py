"""One door to the model: a scenario with its package, its options and its basispad, simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.analysis.uncertainty import Disturbance, Spreads, spread, spread_package, spread_people
from core.baseline import Baseline, ByIdentity, model_parameters
from core.cache import forget, remembered
from core.model.effect import PackageEffect
from core.model.measures import package_effect
from core.model.parameters import Driver, Drivers, Floats, Parameters
from core.model.projection import Projection, Stocks, project, simulate_stocks
from core.model.tenure import Jobs
from core.scenario import LEVER, Scenario, drivers_from, option_values, reference_scenario, setting_values


@remembered(32)
def _parameters(baseline: ByIdentity) -> Parameters:
    return model_parameters(baseline.baseline)


def forget_baseline(baseline: Baseline) -> None:
    """Forget all that was worked out of a baseline: somebody takes their own figures back, or is gone."""
    forget(ByIdentity(baseline), Spreads.of(baseline))


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
    levers: Mapping[str, Floats] | None = None,
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
    levers : Mapping[str, Floats] | None
        Levers that have a value of their own in each draw `(1, draws)` [lever's unit].

    Notes
    -----
    With feedback of own savings the basispad is simulated as well, on the same draws: a saving is measured from it.
    """
    return project(
        parameters_of(baseline),
        _drivers(baseline, scenario, by, levers),
        scenario.until,
        _package(baseline, scenario, by, package),
        keep_tenure=keep_tenure,
        reference_lasten=_reference_lasten(baseline, scenario, by, levers),
    )


def simulate_people(
    baseline: Baseline,
    scenario: Scenario,
    by: Disturbance | None = None,
    *,
    package: PackageEffect | None = None,
    levers: Mapping[str, Floats] | None = None,
    jobs: Jobs | None = None,
) -> Stocks:
    """Jobs and caseload as in `simulate`, without the money: a third of the work.

    Parameters
    ----------
    jobs : Jobs | None
        Jobs of the same run, when no lever that moves them differs.
    """
    return simulate_stocks(
        parameters_of(baseline),
        _drivers(baseline, scenario, by, levers, spread_people),
        scenario.until,
        _package(baseline, scenario, by, package),
        jobs=jobs,
    )


def _package(baseline: Baseline, scenario: Scenario, by: Disturbance | None, package: PackageEffect | None) -> PackageEffect:
    """What the measures do, or what is given in their place; with chance their effect is not sure."""
    effect = package
    if effect is None:
        effect = package_effect(scenario.active_measures, simulated_months(baseline, scenario))
    if by is None or (package is None and not scenario.active_measures):
        return effect
    return spread_package(effect, by)


def _drivers(
    baseline: Baseline,
    scenario: Scenario,
    by: Disturbance | None,
    levers: Mapping[str, Floats] | None = None,
    laid: Callable[[Drivers, Disturbance], Drivers] = spread,
) -> Drivers:
    values: dict[str, Driver] = {**setting_values(scenario, baseline), **(levers or {})}
    chosen = drivers_from(values)
    return chosen if by is None else laid(chosen, by)


def _reference_lasten(
    baseline: Baseline, scenario: Scenario, by: Disturbance | None, levers: Mapping[str, Floats] | None = None
) -> Floats | None:
    """Cost of benefits per year on the basispad, when a saving matters at all; assumptions hold on the basispad too."""
    if option_values(scenario, baseline)["macro_feedback"] == 0.0:
        return None
    reference = reference_scenario(scenario)
    kept = {name: values for name, values in (levers or {}).items() if LEVER[name].assumption}
    if by is None and not kept:
        return _plain_reference(ByIdentity(baseline), reference)
    run = project(parameters_of(baseline), _drivers(baseline, reference, by, kept), scenario.until)
    return run.year_bijstand_lasten


@remembered(64)
def _plain_reference(key: ByIdentity, reference: Scenario) -> Floats:
    """The same for the basispad's own path, which a search asks for again and again."""
    run = project(parameters_of(key.baseline), _drivers(key.baseline, reference, None), reference.until)
    run.year_bijstand_lasten.setflags(write=False)
    return run.year_bijstand_lasten
