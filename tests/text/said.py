"""Numbers as both languages write them, and outcomes with a number moved: what the tests of sentences share."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np

from core.analysis.chances import Chances, chances_of
from core.analysis.goal_seek import Answer
from core.analysis.outcome import Paths, paths_of
from core.model.calendar import month_index
from core.scenario import default_scenario
from core.text.catalog import Language, messages, translate
from tests.analysis.made import BASELINE


def count(text: str, language: Language) -> str:
    """A whole number, written here with a comma between thousands: `30,001`."""
    return text.replace(",", ".") if language == "nl" else text


def in_number(language: Language, key: str, number: str, **params: Any) -> str:
    """A message about a number, in the singular where that is one and the message has a singular."""
    one = f"{key}_one"
    return translate(language, one if number == "1" and one in messages(language) else key, **params)


def plain(text: str) -> str:
    """A text with ordinary spaces only."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def mln(text: str, language: Language) -> str:
    """EUR million, written here with a decimal point: `14.5`."""
    return (
        f"€\N{NO-BREAK SPACE}{text.replace('.', ',')}\N{NO-BREAK SPACE}mln."
        if language == "nl"
        else f"€{text}\N{NO-BREAK SPACE}m"
    )


def decimal(text: str, language: Language) -> str:
    """A number with a decimal point: `1.80%`."""
    return text.replace(".", ",") if language == "nl" else text


@functools.cache
def basispad() -> Paths:
    """The paths of the letter's basis."""
    plain = default_scenario(BASELINE)
    return paths_of(BASELINE, plain, plain)


def with_outcome(*, base: dict[str, Any] | None = None, chance: float = 0.2, **now: Any) -> Paths:
    """Paths of which the outcome says something else, and the basispad's too where `base` is given; gaps follow."""
    paths = basispad()
    if "volume" in now:
        now["gap"] = now["volume"] - 30000.0
    if "lks_jobs" in now:
        now["lks_gap"] = 2400.0 - now["lks_jobs"]
    return dataclasses.replace(
        paths,
        outcome=dataclasses.replace(paths.outcome, **now),
        base_outcome=dataclasses.replace(paths.base_outcome, **(base or {})),
        chance=chance,
    )


def answered(lever: str, **fields: Any) -> Answer:
    """An answer of goal seek in which only what is given matters."""
    plain: dict[str, Any] = {
        "value": 500.0, "reachable": True, "within_experience": True, "outcome": 30000.0, "current": 600.0, "met": False,
        "current_outcome": 32647.0, "probability": None, "chance": None, "low": 400.0, "high": 700.0, "nearest_value": 500.0,
        "nearest_outcome": 30000.0, "nearest_month": None, "limit_month": None,
    }  # fmt: skip
    given = plain | fields
    rounded = {"rounded": given["value"], "rounded_outcome": given["outcome"], "rounded_chance": given["chance"]}
    return Answer(lever=lever, **rounded | given)


MONTHS = range(month_index("2023-08"), month_index("2026-12") + 1)


def chances(**fields: Any) -> Chances:
    """Chances over the letter's months: of the last month 20% for the caseload, 45% for jobs, 70% that the reserve is gone."""
    steps = len(MONTHS)
    made: dict[str, Any] = {
        "volume": np.linspace(0.0, 0.2, steps), "lks": np.linspace(0.0, 0.45, steps),
        "reserve_gone": np.linspace(0.0, 0.7, steps), "first_reached": np.zeros(steps), "never": 0.66, "quarter": None,
        "half": None, "three_quarters": None, "targets": (), "reserve_needed": ((0.90, 205.44), (0.95, 231.0)),
    }  # fmt: skip
    return dataclasses.replace(_of_the_basispad(), **made | fields)


@functools.cache
def _of_the_basispad() -> Chances:
    return chances_of(basispad().draws, BASELINE)


def end_of(period: str, language: Language) -> str:
    """The end of a year or month."""
    return translate(language, "common.end_of", period=period)
