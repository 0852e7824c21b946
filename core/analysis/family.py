"""A family: what comes of one scenario at every step of one lever, from one run of the model.

The model computes all steps at once, as it computes all draws at once. What is charted of a path is exact at every step;
bands and chances follow from the draws at a few knots, as each of them bends smoothly with a lever. One scenario is a
family of one: what is drawn of a scenario and of a family comes from the same code, so that a preview and the answer that
follows it are the same numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.interpolate import CubicSpline

from core.analysis.draws import screen_disturbance
from core.analysis.outcome import FAN, Outcome, Paths, central, outcome_of
from core.analysis.outlook import Outlook
from core.analysis.simulate import simulate, simulate_people
from core.analysis.uncertainty import Disturbance, quantiles
from core.baseline import Baseline
from core.model.parameters import Floats
from core.model.projection import Projection, Stocks
from core.model.reached import BENEFITS, at_most
from core.scenario import Lever, Scenario, default_value, reference_scenario, with_measures, with_value

KNOTS: Final = 9
"""Places on a lever at which all draws are simulated."""
FEW_KNOTS: Final = 5
"""The same on a lever in which the caseload of a draw is a straight line."""
MONEY_KNOTS: Final = 15
"""The same where the money of draws is counted too: the safety net bends it."""
STRAIGHT: Final = frozenset({"inflow", "lks_from_bijstand"})
"""Such levers: they add as many people each month."""
MOST_STEPS: Final = 700
"""Of a lever that has a family; a slider around the basispad of a large city may have more."""


def few_steps(lever: Lever, baseline: Baseline) -> bool:
    """Whether all steps of a lever are few enough for a family."""
    low, high = lever.span(default_value(baseline, lever.id))
    return (high - low) / lever.step <= MOST_STEPS


@dataclass(frozen=True, slots=True)
class Family:
    """What comes of a scenario at every step of a lever; a single scenario has one step.

    Attributes
    ----------
    baseline : Baseline
    scenarios : Sequence[Scenario]
        One per step.
    values : Floats
        The lever at each step `(steps,)` [lever's unit].
    run, base : Projection
        Path and basispad with a column per step, or one column where the lever moves nothing of it.
    runs : Sequence[Projection]
        The path of each step by itself.
    outcomes, base_outcomes : Sequence[Outcome]
        One per step.
    band : Floats
        As in `Paths`, at each step `(4, months, steps)`, or once where the lever moves nothing of it [benefits].
    chances : Sequence[float | None]
        As in `Paths`, one per step.
    without : Floats | None
        Caseload in the month that is judged if no measure were on, at each step or once [benefits]; None when none is.
    levers : Mapping[str, Floats]
        The lever and its values, as `simulate` takes them; empty for a single scenario.
    fan : Floats | None
        As in `Paths`, at each step or once; None for a single scenario, which gives its own.
    drawn : Sequence[Projection]
        All draws at each knot, where the money of them was asked for too.
    weights : Floats
        What each knot counts for at each step `(steps, knots)`.
    """

    baseline: Baseline
    scenarios: Sequence[Scenario]
    values: Floats
    run: Projection
    base: Projection
    runs: Sequence[Projection]
    outcomes: Sequence[Outcome]
    base_outcomes: Sequence[Outcome]
    band: Floats
    chances: Sequence[float | None]
    without: Floats | None = None
    levers: Mapping[str, Floats] = field(default_factory=dict)
    fan: Floats | None = None
    drawn: Sequence[Projection] = ()
    weights: Floats = field(default_factory=lambda: np.ones((1, 1)))

    def outlook(self, step: int) -> Outlook:
        """The outlook at one step."""
        scenario, baseline = self.scenarios[step], self.baseline
        draws = functools.partial(simulate, baseline, scenario, screen_disturbance(baseline, scenario.until))
        paths = Paths(
            run=self.runs[step],
            base=self.base.one(step),
            outcome=self.outcomes[step],
            base_outcome=self.base_outcomes[step],
            band=at_step(self.band, step),
            chance=self.chances[step],
            drawn=draws,
            fanned=None if self.fan is None else functools.partial(at_step, self.fan, step),
        )
        return Outlook(scenario, baseline, paths)


def at_step(values: Floats, step: int) -> Floats:
    """One step of values `(…, steps)`, of which those that stay have one."""
    one: Floats = values[..., step if values.shape[-1] > 1 else 0]
    return one


def family_of_one(outlook: Outlook) -> Family:
    """A single scenario as a family."""
    paths, scenario, baseline = outlook.paths, outlook.scenario, outlook.baseline
    alone = central(baseline, with_measures(scenario, ())) if scenario.active_measures else None
    return Family(
        baseline, [scenario], np.zeros(1), paths.run, paths.base, [paths.run], [paths.outcome], [paths.base_outcome],
        paths.band[:, :, np.newaxis], [paths.chance], None if alone is None else np.array([alone[1].volume]),
    )  # fmt: skip


def family_of(baseline: Baseline, scenario: Scenario, lever: Lever, *, money: bool = False) -> Family:
    """The family of a scenario along one lever, whatever value the scenario has of it; `money` of all its draws too."""
    values = np.array(lever.steps(default_value(baseline, lever.id)))
    scenarios = [with_value(scenario, baseline, lever.id, float(value)) for value in values]
    each = {lever.id: values[np.newaxis]}
    run = simulate(baseline, scenario, levers=each)
    runs = [run.one(i) for i in range(len(values))]
    outcomes = [outcome_of(one, here, baseline) for one, here in zip(runs, scenarios, strict=True)]
    if lever.assumption:
        references = [reference_scenario(one) for one in scenarios]
        base = simulate(baseline, references[0], levers=each)
        base_outcomes = [outcome_of(base.one(i), one, baseline) for i, one in enumerate(references)]
    else:
        base, base_outcome = central(baseline, reference_scenario(scenario))
        base_outcomes = [base_outcome] * len(values)
    # What is nothing but the basispad is said to be it, though a run of all steps at once may differ in the last bit.
    outcomes = [
        known if here == reference_scenario(here) else found
        for found, known, here in zip(outcomes, base_outcomes, scenarios, strict=True)
    ]
    by = screen_disturbance(baseline, scenario.until)
    at, weights = _knots(values, MONEY_KNOTS if money else FEW_KNOTS if lever.id in STRAIGHT else KNOTS)
    moved = lever.drives != "money"  # else nobody comes or goes
    drawn = [simulate(baseline, scenarios[i], by) for i in at] if money else []
    stocks = (drawn or _people(baseline, scenarios, at if moved else at[:1], by, lever))[: len(at) if moved else 1]
    fan, chances = _around(baseline, stocks, weights if moved else np.ones((1, 1)), len(values), outcomes[0].month)
    without = None
    if scenario.active_measures:
        alone = simulate(baseline, with_measures(scenario, ()), levers=each)
        without = alone.caseload.stock[outcomes[0].month - alone.months[0]]
    return Family(
        baseline, scenarios, values, run, base, runs, outcomes, base_outcomes, fan[1:-1], chances, without, each, fan, drawn,
        weights,
    )  # fmt: skip


def _knots(values: Floats, count: int) -> tuple[list[int], Floats]:
    """Steps at which all draws are simulated, and what each counts for at every step."""
    # Closer together towards the ends, where a draw of a share meets none or all.
    part = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, count))
    at = np.unique((part * (len(values) - 1)).round().astype(int))
    return at.tolist(), CubicSpline(values[at], np.eye(len(at)))(values)


def _people(
    baseline: Baseline, scenarios: Sequence[Scenario], at: Sequence[int], by: Disturbance, lever: Lever
) -> Sequence[Stocks]:
    """People and jobs of all draws at the knots."""
    first = simulate_people(baseline, scenarios[at[0]], by)
    jobs = None if lever.drives == "jobs" else first.jobs
    return [first, *(simulate_people(baseline, scenarios[i], by, jobs=jobs) for i in at[1:])]


def _around(
    baseline: Baseline, stocks: Sequence[Stocks | Projection], weights: Floats, steps: int, month: int
) -> tuple[Floats, list[float | None]]:
    """Fans `(6, months, steps)` and the chance of the target at every step, from the draws at a few of them."""
    fan = np.stack([quantiles(found.caseload.stock, FAN) for found in stocks], axis=-1) @ weights.T
    target = baseline.find("target_volume")
    if target is None:
        return fan, [None] * steps
    # Each draw is followed along the lever, so that a chance is counted at every step as it is counted at a knot.
    then = weights @ np.stack([found.caseload.stock[month - baseline.reference_month] for found in stocks])
    under = at_most(then, target.value, BENEFITS).mean(axis=1)
    return fan, [float(chance) for chance in np.broadcast_to(under, steps)]
