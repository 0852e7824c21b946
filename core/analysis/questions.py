"""Questions that a council committee asks, each with the scenario that answers it and the number that is the answer."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

import msgspec

from core.analysis.presets import preset
from core.baseline import Baseline, load_baseline
from core.city import City, sources_for
from core.facts import LocalText, read_toml
from core.model.calendar import month_index
from core.problem import Problem, shown
from core.scenario import Scenario, default_scenario, with_until, with_value


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    source: str
    ask: LocalText
    page: str
    basis: str
    until: str
    answer: str
    set: dict[str, float] = {}
    package: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    question: tuple[_Question, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question and what answers it.

    Attributes
    ----------
    page : str
        On which page the scenario is shown.
    answer : str
        Key of the number that is the answer, as `core run --explain` takes it.
    source : str
        Publication that the question is about.
    """

    id: str
    ask: LocalText
    page: str
    scenario: Scenario
    baseline: Baseline
    answer: str
    source: str


@functools.cache
def questions(city: City | None) -> tuple[Question, ...]:
    """The questions of a city's committee, in the order of the file; none without one. Raises Problem for a broken one."""
    path = None if city is None else city.file("questions.toml")
    if city is None or path is None:
        return ()
    found = read_toml(path, _File).question
    for one in found:
        if one.source not in sources_for(city):
            raise Problem("facts.unknown_source", file=path.name, where=one.id, source=shown(one.source))
    return tuple(map(_question, found))


def _question(one: _Question) -> Question:
    baseline = load_baseline(one.basis)
    scenario = with_until(default_scenario(baseline), baseline, month_index(one.until))
    if one.package:
        scenario = preset("letter", scenario, baseline)
    for lever, value in one.set.items():
        scenario = with_value(scenario, baseline, lever, value)
    return Question(one.id, one.ask, one.page, scenario, baseline, one.answer, one.source)
