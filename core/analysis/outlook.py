"""An outlook: one scenario on its baseline, and the paths that it leads to. Every figure and key figure is read off one."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from core.analysis.draws import screen_disturbance
from core.analysis.outcome import BAND, Paths, central, paths_of
from core.analysis.simulate import simulate
from core.baseline import Baseline
from core.scenario import Scenario, reference_scenario


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario, what was known, and what comes of it."""

    scenario: Scenario
    baseline: Baseline
    paths: Paths

    def sources(self, *keys: str) -> list[str]:
        """Publications behind quantities of the baseline, by their keys."""
        return self.baseline.sources(*keys)


def central_outlook(scenario: Scenario, baseline: Baseline) -> Outlook:
    """The same for whoever asks for the paths alone: no band and no chance, and draws only when asked for."""
    run, outcome = central(baseline, scenario)
    base, base_outcome = central(baseline, reference_scenario(scenario))
    draws = functools.partial(simulate, baseline, scenario, screen_disturbance(baseline, scenario.until))
    band = np.repeat(run.caseload.stock.T, len(BAND), axis=0)
    return Outlook(scenario, baseline, Paths(run, base, outcome, base_outcome, band, None, draws))


def outlook_of(scenario: Scenario, baseline: Baseline) -> Outlook:
    """Simulate a scenario beside its basispad, with the draws of the screen."""
    return Outlook(scenario, baseline, paths_of(baseline, scenario, reference_scenario(scenario)))
