"""An outlook: one scenario on its baseline, and the paths that it leads to. Every figure and key figure is read off one."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.outcome import Paths, paths_of
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


def outlook_of(scenario: Scenario, baseline: Baseline) -> Outlook:
    """Simulate a scenario beside its basispad, with the draws of the screen."""
    return Outlook(scenario, baseline, paths_of(baseline, scenario, reference_scenario(scenario)))
