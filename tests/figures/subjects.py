"""Every chart of the house as a value, and what each is drawn from."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import numpy as np

import core.analysis
import core.figures
from core.analysis.chances import Chances, chances_of
from core.analysis.choice import Choice
from core.analysis.frontier import Frontier, Valued
from core.analysis.known import Known, known_at, moments_to_stand_at
from core.analysis.lever_map import HISTORY, LEVELS, LeverMap, contour, standing
from core.analysis.mapped import Mapped
from core.analysis.monitor import Reported, monitor_of
from core.analysis.outlook import Outlook
from core.analysis.scorecard import Scorecard, scorecard_of
from core.analysis.target import Target, target_of
from core.baseline import load_baseline
from core.figures.figure import Figure
from core.household.household import household_from
from core.household.inputs import Inputs
from core.household.pilot import Pilot, pilot
from core.household.results import Worked, compute
from core.measures import catalogue
from core.model.calendar import end_of_month
from tests.places import LETTER

CITY = load_baseline(LETTER).city


def _figures() -> list[Figure[Any]]:
    found: dict[int, Figure[Any]] = {}
    for module in pkgutil.walk_packages(core.figures.__path__, "core.figures."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            several = value.values() if isinstance(value, dict) else [value]
            found |= {id(figure): figure for figure in several if isinstance(figure, Figure)}
    return list(found.values())


FIGURES = _figures()
"""Every chart that stands in `core.figures`, each once."""


def subject_of(figure: Figure[Any]) -> Any:
    """The type of what a chart is drawn from."""
    return next(hint for argument, hint in get_type_hints(figure.trace).items() if argument != "return")


def worked(**values: object) -> Worked:
    """A household's results."""
    return compute(Inputs(household=household_from(values)), CITY)


def mapped(outlook: Outlook) -> Mapped:
    """A map on which the chance is a slope from corner to corner: a real one takes a hundred thousand runs."""
    across, up = np.linspace(400.0, 800.0, 41), np.linspace(0.015, 0.022, 41)
    slope = np.add.outer(np.linspace(0.0, 0.5, 41), np.linspace(0.5, 0.0, 41))
    target = target_of(outlook.baseline, "target_volume", "volume")
    lines = {level: contour(across, up, slope, level) for level in LEVELS}
    found = LeverMap(*HISTORY, across, up, target, 30_000.0 + slope, slope, lines)
    return Mapped(outlook.baseline, found, standing(outlook.baseline, outlook.scenario, *HISTORY, target))


def choice(outlook: Outlook) -> Choice:
    """Three packages of which each does more for more money: to run all that can be made takes seconds."""
    target = target_of(outlook.baseline, "target_volume", "volume") or Target("volume", 0.0, outlook.scenario.until)
    measures = tuple(entry.measure() for entry in catalogue(CITY))
    error = {"chance_error": 0.01, "gain_error": 2.0, "saved_error": 0.1}

    def valued(number: int) -> Valued:
        spent, gained = 1.5 * number, 120.0 * number
        return Valued(
            measures[: 4 * number], spent=spent, saved=2.0 * spent, outcome=33_000.0 - gained, gain=gained, chance=0.1 * number,
            mean_gain=gained, mean_saved=2.0 * spent, assumed=3 * number, **error,
        )  # fmt: skip

    best = tuple(map(valued, range(4)))
    found = Frontier(target, 4096, 4096, 512, best, best[2:])
    now = dataclasses.replace(best[1], gain=90.0)
    return Choice(outlook.baseline, found, now, 4.0, "spent", outlook.scenario.until)


@functools.cache
def _made_of_an_outlook() -> dict[object, Callable[[Outlook], object]]:
    """What the analysis makes of an outlook alone, by its type."""
    found: dict[object, Callable[[Outlook], object]] = {}
    for module in pkgutil.iter_modules(core.analysis.__path__, "core.analysis."):
        for function in vars(importlib.import_module(module.name)).values():
            if not inspect.isfunction(function) or function.__module__ != module.name:
                continue
            needed = [
                one.name for one in inspect.signature(function).parameters.values() if one.default is inspect.Parameter.empty
            ]
            hints = get_type_hints(function)
            if len(needed) == 1 and hints.get(needed[0]) is Outlook:
                found |= dict.fromkeys(get_args(hints["return"]) or (hints["return"],), function)
    return found


def subjects(outlook: Outlook, wanted: object) -> list[Any]:
    """What a chart is drawn from: something of a scenario, of a household, or of a city."""
    baseline = outlook.baseline
    if wanted is Outlook:
        return [outlook]
    if wanted is Known:
        return [known_at(end_of_month(month), baseline.city) for month in moments_to_stand_at(baseline)]
    others: dict[object, Callable[[], object]] = {
        Chances: lambda: chances_of(outlook.paths.draws, baseline), Scorecard: lambda: scorecard_of(baseline),
        Worked: worked, Pilot: lambda: pilot(CITY), Mapped: lambda: mapped(outlook), Choice: lambda: choice(outlook),
        Reported: lambda: () if (found := monitor_of(baseline)) is None else found.reported,
    }  # fmt: skip
    found = others[wanted]() if wanted in others else _made_of_an_outlook()[wanted](outlook)
    return list(found) if isinstance(found, tuple) else [] if found is None else [found]
