"""Every chart of the house in a state, as data: what a page would send to the browser, without the page."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from core.analysis.outlook import Outlook, outlook_of
from core.analysis.output import menu
from core.analysis.sensitivity import Sensitivity, group_dimensions
from core.analysis.tornado import tornado
from core.analysis.variance import GroupShare, Variance
from core.baseline import load_baseline
from core.figures.certainty.tornado import TORNADO
from core.figures.figure import Figure, Frames
from core.figures.people.caseload import CASELOAD, step_of
from core.figures.pinned import with_ghosts
from core.figures.specs import Spec
from core.figures.theme import EXTENT
from core.household.results import Worked
from core.model.projection import Projection
from core.scenario import Scenario, with_until
from core.scenario.links import from_query
from core.text.catalog import Language
from tests.figures.subjects import FIGURES, subject_of, subjects, worked

Rows = list[dict[str, Any]]

HOUSEHOLDS: Final = (
    {},
    {"kind": "single_parent", "child_ages": (4, 9), "hours": 24, "childcare_hours": 80},
    {"kind": "couple", "child_ages": (1, 3, 12), "hours": 40, "rent": 850},
    {"hours": 2}, {"hours": 40, "wage": 40.0},
)  # fmt: skip
"""Households that lie far apart: with and without children, hardly at work and paid well."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as it is sent: its specification, and its datasets as rows."""

    key: str
    spec: Spec
    datasets: dict[str, Rows]


def scenario_of(state: str) -> Scenario:
    """The scenario that an address names."""
    found, problems = from_query({name: [value] for name, value in parse_qsl(state)})
    assert not problems, (state, problems)
    return found


@functools.lru_cache(maxsize=1)
def _subjects(state: str) -> list[tuple[Figure[Any], list[Any]]]:
    """Every chart that a scenario has, and what it is drawn from."""
    scenario = scenario_of(state)
    outlook = outlook_of(scenario, load_baseline(scenario.baseline))
    made: dict[object, list[Any]] = {Sensitivity: _sensitive(outlook)}
    made[Worked] = [worked(**values) for values in HOUSEHOLDS]
    found = []
    for figure in FIGURES:
        wanted = subject_of(figure)
        if wanted not in made:
            made[wanted] = subjects(outlook, wanted)
        of_its_own = [one for one in made[wanted] if figure.key != "tornado" or figure is TORNADO[one.output.name]]
        found.append((figure, of_its_own))
    return found


def _sensitive(outlook: Outlook) -> list[Sensitivity]:
    """What every output depends on: its tornado, and shares that are made up, as real ones take a minute."""
    outputs = menu(outlook.baseline, outlook.scenario.until)
    longest = with_until(outlook.scenario, outlook.baseline, max(one.month for one in outputs))
    names = group_dimensions(outlook.baseline)
    groups = [GroupShare(name, 0.5 / 2**at, 0.004, min(1.0, 0.9 / 2**at), 0.006) for at, name in enumerate(names)]
    apart = Variance(1.0, 1.0, tuple(groups), 0.1, 0.01, 512, 8)
    swings = tornado(outlook.baseline, longest, outputs)
    return [Sensitivity(*pair, apart, outlook.baseline) for pair in zip(outputs, swings, strict=True)]


def drawings(state: str, language: Language, *, dark: bool = False) -> Iterator[Drawing]:
    """Every chart of a scenario that has something to draw."""
    for figure, found in _subjects(state):
        for subject in found:
            frames = figure.frames(subject, language)
            if not frames:
                continue
            datasets = _rows(frames)
            spec = figure.spec(language, dark)
            yield Drawing(figure.key, spec, datasets)
            if figure is CASELOAD:
                yield Drawing(figure.key, spec, datasets | {EXTENT: _whole(datasets[EXTENT])})
                yield Drawing(figure.key, spec, _rows(with_ghosts(frames, _pinned(subject), step_of(subject.baseline))))


def _rows(frames: Frames) -> dict[str, Rows]:
    return {name: table.to_pylist() for name, table in frames.items()}


def _pinned(outlook: Outlook) -> dict[str, Projection]:
    """Three pins of which two end in one place, as the scenario and its basispad do where no lever moves either."""
    paths = outlook.paths
    return {"A": paths.base, "B": paths.run, "C": paths.base}


def _whole(extent: Sequence[dict[str, Any]]) -> Rows:
    """The domains of the main chart from the first count on, as its button asks for."""
    (ends,) = extent
    return [ends | {"x_low": ends["x_whole"], "y_high": max(ends["y_high"], ends["y_whole"])}]
