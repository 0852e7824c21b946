"""What a page with sliders draws from: the outlook of the scenario under the thumb, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.analysis.outcome import Paths
from core.analysis.outlook import Outlook, outlook_of
from core.baseline import Baseline
from core.scenario import Scenario
from core.text.catalog import Language, translate
from core.text.stamp import Lines
from core.ui import state
from core.ui.axes import Axes
from core.ui.frame import dark_theme
from core.ui.share import stamp_of


@dataclass(frozen=True, slots=True)
class View:
    """One outlook, in the language and the theme of its reader.

    Attributes
    ----------
    axes : Axes
        The domains of this drawing's charts.
    """

    outlook: Outlook
    language: Language
    dark: bool
    axes: Axes = field(default_factory=Axes)

    @property
    def scenario(self) -> Scenario:
        """The scenario under the thumb."""
        return self.outlook.scenario

    @property
    def baseline(self) -> Baseline:
        """What was known."""
        return self.outlook.baseline

    @property
    def paths(self) -> Paths:
        """What comes of it."""
        return self.outlook.paths

    def say(self, key: str, **params: object) -> str:
        """A message in the reader's language."""
        return translate(self.language, key, **params)

    def stamp(self) -> Lines:
        """What a table says of itself when it is saved."""
        return stamp_of(self.scenario, self.baseline, self.language)


def current_view() -> View:
    """The scenario under the thumb, simulated."""
    session = state.current()
    return View(outlook_of(session.live, state.baseline()), session.language, dark_theme(), state.axes())


@dataclass(frozen=True, slots=True)
class Setting:
    """What a part of a page with a fragment of its own is drawn from: the scenario as it was last released."""

    scenario: Scenario
    baseline: Baseline
    language: Language
    dark: bool
    axes: Axes

    def say(self, key: str, **params: object) -> str:
        """A message in the reader's language."""
        return translate(self.language, key, **params)

    def stamp(self) -> Lines:
        """What a table says of itself when it is saved."""
        return stamp_of(self.scenario, self.baseline, self.language)


def released() -> Setting:
    """The scenario as it was last released, for whoever looks."""
    session = state.current()
    return Setting(session.committed, state.baseline(), session.language, dark_theme(), state.axes())
