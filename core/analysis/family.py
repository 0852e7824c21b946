"""A family: what comes of one scenario at every step of one lever, from one run of the model.

The model computes all steps at once, as it computes all draws at once. What is charted of a path is exact at every step;
bands and chances follow from the draws at a few knots, as each of them bends smoothly with a lever. One scenario is a
family of one: what is drawn of a scenario and of a family comes from the same code, so that a preview and the answer that
follows it are the same numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.interpolate import CubicSpline

from core.analysis.draws import screen_disturbance
from core.analysis.outcome import BAND, Outcome, Paths, central, outcome_of
from core.analysis.outlook import Outlook
from core.analysis.simulate import simulate, simulate_people
from core.analysis.uncertainty import quantiles
from core.baseline import Baseline
from core.model.parameters import Floats
from core.model.projection import Projection
from core.model.reached import BENEFITS, at_most
from core.scenario import Lever, Scenario, default_value, reference_scenario, with_measures, with_value

KNOTS: Final = 9
"""Places on a lever at which all draws are simulated."""


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

    def outlook(self, step: int) -> Outlook:
        """The outlook at one step."""
        scenario, baseline = self.scenarios[step], self.baseline
        draws = functools.partial(simulate, baseline, scenario, screen_disturbance(baseline, scenario.until))
        paths = Paths(
            run=self.runs[step],
            base=self.base.one(step),
            outcome=self.outcomes[step],
            base_outcome=self.base_outcomes[step],
            band=self.band[:, :, step if self.band.shape[2] > 1 else 0],
            chance=self.chances[step],
            drawn=draws,
        )
        return Outlook(scenario, baseline, paths)


def family_of_one(outlook: Outlook) -> Family:
    """A single scenario as a family."""
    paths, scenario, baseline = outlook.paths, outlook.scenario, outlook.baseline
    alone = central(baseline, with_measures(scenario, ())) if scenario.active_measures else None
    return Family(
        baseline, [scenario], np.zeros(1), paths.run, paths.base, [paths.run], [paths.outcome], [paths.base_outcome],
        paths.band[:, :, np.newaxis], [paths.chance], None if alone is None else np.array([alone[1].volume]),
    )  # fmt: skip


def family_of(baseline: Baseline, scenario: Scenario, lever: Lever) -> Family:
    """The family of a scenario along one lever, whatever value the scenario has of it."""
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
    band, chances = _around(baseline, scenarios, values, lever, outcomes[0].month)
    without = None
    if scenario.active_measures:
        alone = simulate(baseline, with_measures(scenario, ()), levers=each)
        without = alone.caseload.stock[outcomes[0].month - alone.months[0]]
    return Family(baseline, scenarios, values, run, base, runs, outcomes, base_outcomes, band, chances, without)


def _around(
    baseline: Baseline, scenarios: Sequence[Scenario], values: Floats, lever: Lever, month: int
) -> tuple[Floats, list[float | None]]:
    """Bands `(4, months, steps)` and the chance of the target at every step, from the draws at a few of them."""
    by = screen_disturbance(baseline, scenarios[0].until)
    # Closer together towards the ends, where a draw of a share meets none or all.
    part = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, KNOTS))
    at = np.unique((part * (len(values) - 1)).round().astype(int))
    if lever.drives == "money":
        at = at[:1]  # nobody comes or goes
    first = simulate_people(baseline, scenarios[at[0]], by)
    jobs = None if lever.drives == "jobs" else first.jobs
    stocks = [first, *(simulate_people(baseline, scenarios[i], by, jobs=jobs) for i in at[1:])]
    weights = np.ones((1, 1)) if len(at) == 1 else CubicSpline(values[at], np.eye(len(at)))(values)
    bands = np.stack([quantiles(found.caseload.stock, BAND) for found in stocks], axis=-1) @ weights.T
    target = baseline.find("target_volume")
    if target is None:
        return bands, [None] * len(values)
    # Each draw is followed along the lever, so that a chance is counted at every step as it is counted at a knot.
    then = weights @ np.stack([found.caseload.stock[month - baseline.reference_month] for found in stocks])
    under = at_most(then, target.value, BENEFITS).mean(axis=1)
    return bands, [float(chance) for chance in np.broadcast_to(under, len(values))]
