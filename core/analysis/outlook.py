"""An outlook: one scenario on its baseline, and the paths that it leads to. Every figure and key figure is read off one."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.chances import Chances, chances_of
from core.analysis.draws import screen_disturbance
from core.analysis.outcome import BAND, Paths, central, paths_of
from core.analysis.simulate import simulate
from core.baseline import Baseline, ByIdentity
from core.cache import Memory
from core.scenario import Scenario, reference_scenario

_CHANCES: Final[Memory[Chances]] = Memory(256)
"""Some 4 kB each."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario, what was known, and what comes of it."""

    scenario: Scenario
    baseline: Baseline
    paths: Paths

    def chances(self) -> Chances:
        """Every chance of it that a page shows: all of its draws are worked out for them, once for whoever asks."""
        key = ByIdentity(self.baseline), self.scenario
        found = _CHANCES.get(*key)
        return _CHANCES.keep(chances_of(self.paths.draws, self.baseline), *key) if found is None else found

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
