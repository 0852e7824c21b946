"""Every figure is whole: it draws, says and cites something whatever the scenario, in both languages."""

from __future__ import annotations

import functools
import re
from typing import Any

import pytest

from core.analysis.outlook import Outlook, outlook_of
from core.analysis.output import menu
from core.analysis.sensitivity import Sensitivity, sensitivity
from core.facts import sources
from core.figures.certainty.shares import SHARES
from core.figures.certainty.tornado import TORNADO
from core.figures.figure import Figure
from core.figures.table import written
from core.figures.theme import EXTENT
from core.scenario import LEVERS, Scenario, default_scenario, with_value
from core.text.catalog import LANGUAGES, Language, messages
from tests.analysis.made import BASELINE
from tests.figures.subjects import FIGURES, subject_of, subjects
from tests.trace.scenarios import scenarios


def at_an_end(side: str) -> Scenario:
    """Every lever at the same end of its slider."""
    scenario = default_scenario(BASELINE)
    for lever in LEVERS:
        scenario = with_value(scenario, BASELINE, lever.id, lever.slider_low if side == "low" else lever.slider_high)
    return scenario


SCENARIOS = scenarios() | {
    "levers at their lowest": (at_an_end("low"), BASELINE), "levers at their highest": (at_an_end("high"), BASELINE),
}  # fmt: skip
NAMES = (
    "default", "levers at their lowest", "levers at their highest", "a few months", "longest horizon", "package",
    "more asked of than there are", "other baseline",
)  # fmt: skip


@functools.cache
def outlook(name: str) -> Outlook:
    return outlook_of(*SCENARIOS[name])


def assert_whole(figure: Figure[Any], subject: Any, language: Language) -> None:
    """It says something, its tables are as wide as their headings, and what it cites is in the register."""
    for text in (figure.finding(subject, language), figure.sentence(subject, language)):
        assert text.strip(), figure.key
        assert not re.search(r"\{\w*\}|\b(?:nan|inf|None)\b", text), f"{figure.key}: {text}"
    for table in figure.table(subject, language):
        assert table.caption
        assert {len(row) for row in table.rows} <= {len(table.columns)}, f"{figure.key}: {table.caption}"
        cells = [cell for row in written(table, language) for cell in row]
        assert not [cell for cell in cells if re.fullmatch(r"[−+]?(?:nan|inf|∞)%?|None", cell)], f"{figure.key}: {table.caption}"
    assert set(figure.sources(subject)) <= sources().keys(), figure.key
    frames = figure.frames(subject, language)
    assert not frames or EXTENT in frames, figure.key
    drawn = set(re.findall(r"'data': \{'name': '(\w+)'", str(figure.spec(language, False))))
    assert not frames or drawn <= frames.keys(), f"{figure.key} draws {drawn - frames.keys()}"


SHARED = {"tornado"}
"""Keys of figures of which a page shows one: the bars of one result."""


def test_every_figure_has_a_key_of_its_own_and_an_alternative_in_both_languages() -> None:
    keys = [figure.key for figure in FIGURES]
    assert len(keys) > 30
    assert {key for key in keys if keys.count(key) > 1} == SHARED
    for language in LANGUAGES:
        assert {figure.alt for figure in FIGURES} <= messages(language).keys()


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_whole_whatever_the_scenario(name: str) -> None:
    found = outlook(name)
    for figure in FIGURES:
        wanted = subject_of(figure)
        if wanted is Sensitivity:
            continue
        for subject in subjects(found, wanted):
            for language in LANGUAGES:
                assert_whole(figure, subject, language)


def test_the_figures_of_a_sensitivity_are_whole() -> None:
    found = outlook("levers at their highest")
    of_a_kind = {output.name: output for output in menu(found.baseline, found.scenario.until)}
    shown = sensitivity(found.baseline, found.scenario, list(of_a_kind.values()))
    for kind, output in of_a_kind.items():
        for figure in (SHARES, TORNADO[kind]):
            for language in LANGUAGES:
                assert_whole(figure, shown[output], language)
