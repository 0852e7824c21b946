"""The book of everything that is said of a scenario."""

from __future__ import annotations

from typing import Final

from core.analysis.outlook import Outlook
from core.baseline import Baseline
from core.scenario import Scenario
from core.trace import (
    agreed,
    bridges,
    budget,
    chance,
    estimate,
    jobs,
    known,
    lasten,
    levers,
    monitor,
    outcome,
    package,
    packages,
    pairs,
    people,
    promises,
    quote,
    scorecard,
    shown,
)
from core.trace.book import Entry
from core.trace.model import ModelBook

MODEL: Final = (levers, people, jobs, lasten, budget, bridges, outcome, package, chance, known)
PAST: Final = (promises, estimate, pairs, scorecard, shown, monitor, agreed, quote, packages)
ENTRIES: Final[dict[str, Entry]] = {name: entry for topic in (*MODEL, *PAST) for name, entry in topic.ENTRIES.items()}
"""What can be asked: of the run and what is known now, and of what was said before and what became of it."""


def book_of(scenario: Scenario, baseline: Baseline) -> ModelBook:
    """Traces of a scenario by key: made when they are asked for, and simulated only as far as they need."""
    return ModelBook(ENTRIES, scenario, baseline)


def traces_of(outlook: Outlook) -> ModelBook:
    """The same for what a page shows, read off the paths that it simulated already."""
    return ModelBook(ENTRIES, outlook.scenario, outlook.baseline, outlook.paths)
