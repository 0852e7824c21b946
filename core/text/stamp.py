"""What a number that leaves the screen takes along: scenario, basis, day of knowledge, and the way back to it."""

from __future__ import annotations

import datetime as dt

from core import MODEL_VERSION
from core.baseline import Baseline
from core.scenario import Scenario
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.changes import moved
from core.text.measures import measure_name

Lines = list[tuple[str, str]]


def scenario_lines(scenario: Scenario, baseline: Baseline, link: str, day: dt.date, language: Language) -> Lines:
    """What a table of a scenario belongs to, saved on `day`."""

    def say(key: str) -> str:
        return translate(language, f"file.{key}")

    levers = [(say("moved"), moved(name, value, baseline, language)) for name, value in scenario.overrides]
    package = [(say("package"), measure_name(one, baseline.city, language)) for one in scenario.active_measures]
    return [
        (say("basis"), baseline.title[language]),
        (say("known"), house.date(baseline.known_on, language)),
        (say("until"), house.month(scenario.until, language)),
        *(levers or [] if package else levers or [(say("moved"), say("none"))]),
        *package,
        *closing_lines(link, day, language),
    ]


def closing_lines(link: str, day: dt.date, language: Language) -> Lines:
    """The link, the day and the version, which everything that is saved has."""
    return [
        (translate(language, "file.link"), link),
        (translate(language, "file.made"), house.date(day, language)),
        (translate(language, "file.version"), MODEL_VERSION),
    ]
