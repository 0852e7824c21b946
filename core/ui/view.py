"""What a page with sliders draws from: the scenario under the thumb and the paths it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.outcome import Paths, paths_of
from core.baseline import Baseline
from core.scenario import Scenario
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.frame import dark_theme


@dataclass(frozen=True, slots=True)
class View:
    """What a page draws from: one scenario, its paths, the language and the theme."""

    scenario: Scenario
    baseline: Baseline
    paths: Paths
    language: Language
    dark: bool

    def say(self, key: str, **params: object) -> str:
        """A message in the reader's language."""
        return translate(self.language, key, **params)


def current_view() -> View:
    """The scenario under the thumb, simulated."""
    session, baseline = state.current(), state.baseline()
    paths = paths_of(baseline, session.live, state.base_scenario())
    return View(session.live, baseline, paths, session.language, dark_theme())
