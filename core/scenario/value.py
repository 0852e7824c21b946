"""The scenario: which baseline, how far ahead, and which levers stand away from it.

A scenario is a small frozen value. It goes to a link and to JSON and comes back the same, and whatever comes in
from outside is checked here again: what a browser or a widget allows is no boundary.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.facts import PlausibleRange
from core.measures import check_package
from core.model.calendar import LAST_MONTH, month_label
from core.model.measures import Measure
from core.model.parameters import Driver, Drivers
from core.problem import Problem
from core.scenario.levers import LEVERS, OPTIONS, SETTING, Drives, Lever, check_lever

SCHEMA: Final = 1
"""Version of what links and files say: another one may give the same names another meaning."""
FindBaseline = Callable[[str], Baseline]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A baseline, a last month, and the levers that stand away from the baseline.

    Attributes
    ----------
    baseline : str
        Id of the baseline.
    until : int
        Month index of the last month.
    overrides : tuple[tuple[str, float], ...]
        Lever or option id and value, sorted by id; one at its default is not in it.
    measures : tuple[Measure, ...]
        The package, switched off ones included, in the order of the cards; the order changes no result.
    """

    baseline: str
    until: int
    overrides: tuple[tuple[str, float], ...] = ()
    measures: tuple[Measure, ...] = ()

    def value(self, lever: str) -> float | None:
        """The lever's own value, or None where the baseline's default holds."""
        return dict(self.overrides).get(lever)

    @property
    def active_measures(self) -> tuple[Measure, ...]:
        """The measures that are switched on."""
        return tuple(measure for measure in self.measures if measure.active)


def default_scenario(baseline: Baseline) -> Scenario:
    """The basispad: the baseline as it is."""
    return Scenario(baseline.id, baseline.horizon)


def default_value(baseline: Baseline, lever: str) -> float:
    """Value of a lever in the baseline, in the lever's unit."""
    return SETTING[lever].default(baseline)


def experience(baseline: Baseline, lever: str) -> PlausibleRange:
    """Where experience with a lever ends: history and peers."""
    return SETTING[lever].quantity(baseline).range


def lever_values(scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    """All levers with the value they have in the scenario."""
    return _values(LEVERS, scenario, baseline)


def option_values(scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    """All options with the value they have in the scenario."""
    return _values(OPTIONS, scenario, baseline)


def setting_values(scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    """All levers and options with the value they have in the scenario."""
    return _values((*LEVERS, *OPTIONS), scenario, baseline)


def _values(levers: Iterable[Lever], scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    overrides, defaults = dict(scenario.overrides), _defaults(ByIdentity(baseline))
    return {lever.id: overrides.get(lever.id, defaults[lever.id]) for lever in levers}


@remembered(64)
def _defaults(key: ByIdentity) -> dict[str, float]:
    """Every lever and option on the basispad: some are looked up among years, some derived."""
    return {name: lever.default(key.baseline) for name, lever in SETTING.items()}


def drivers(scenario: Scenario, baseline: Baseline) -> Drivers:
    """What the model takes, the package apart."""
    return drivers_from(setting_values(scenario, baseline))


def drivers_from(values: Mapping[str, Driver]) -> Drivers:
    """The model's drivers from the value of each lever and option: here a lever's id becomes a name that the formulas use."""
    return Drivers(
        inflow=values["inflow"],
        outflow_rate=values["outflow_rate"],
        lks_first_year_dropout=values["lks_first_year_dropout"],
        lks_later_dropout=values["lks_later_dropout"],
        lks_starts=values["lks_starts"],
        lks_from_bijstand=values["lks_from_bijstand"],
        lks_return=values["lks_return"],
        lks_cost=values["lks_cost"],
        buig_share=values["buig_share"],
        macro_growth=values["macro_growth"],
        macro_feedback=values["macro_feedback"],
        vangnet_extended=values["vangnet_extended"] == 1.0,
    )


def reference_scenario(scenario: Scenario) -> Scenario:
    """The basispad beside a scenario: same baseline, horizon and assumptions; nothing chosen, befallen or packed."""
    kept = tuple((name, value) for name, value in scenario.overrides if SETTING[name].assumption)
    return dataclasses.replace(scenario, overrides=kept, measures=())


def moved_only(scenario: Scenario, *drives: Drives) -> Scenario:
    """The scenario with only those of its levers moved that work first on one of these; its package stays."""
    kept = tuple((name, value) for name, value in scenario.overrides if SETTING[name].drives in drives)
    return dataclasses.replace(scenario, overrides=kept)


def with_measures(scenario: Scenario, measures: Iterable[Measure]) -> Scenario:
    """The scenario with another package. Raises Problem for a measure that cannot be."""
    return dataclasses.replace(scenario, measures=check_package(measures))


def with_value(scenario: Scenario, baseline: Baseline, lever: str, value: float) -> Scenario:
    """The scenario with one lever moved. Raises Problem for an unknown lever or a value that cannot be."""
    checked = check_lever(lever, value)
    values = dict(scenario.overrides) | {lever: checked}
    if checked == default_value(baseline, lever):
        del values[lever]
    return dataclasses.replace(scenario, overrides=tuple(sorted(values.items())))


def with_until(scenario: Scenario, baseline: Baseline, until: int) -> Scenario:
    """The scenario with another last month. Raises Problem when the baseline cannot reach it."""
    if not baseline.reference_month < until <= LAST_MONTH:
        raise Problem(
            "scenario.until", value=month_label(until) if 0 <= until < 12 * 10000 else until,
            low=month_label(baseline.reference_month + 1), high=month_label(LAST_MONTH),
        )  # fmt: skip
    return dataclasses.replace(scenario, until=until)
