"""What was changed, in words: against the basispad, from one step to the next, and as the name of a file."""

from __future__ import annotations

import dataclasses

import pytest

from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value
from core.text.catalog import Language
from core.text.changes import scenario_name, slug, steps, what_moved
from tests.places import ROTTERDAM
from tests.text.said import plain

BRIEF = load_baseline("brief-2023-t2")
PLAIN = default_scenario(BRIEF)
FASTER = with_value(PLAIN, BRIEF, "outflow_rate", 0.0205)
BOTH = with_value(FASTER, BRIEF, "inflow", 570.0)
MEASURES = [entry.measure() for entry in catalogue(ROTTERDAM)]
PACKED = with_measures(PLAIN, MEASURES[:3])


def test_what_moved_says_from_where() -> None:
    assert [plain(line) for line in what_moved(BOTH, BRIEF, "nl")] == [
        "Instroom: 570 per maand (was 600)", "Uitstroom: 2,05% per maand (was 1,80%)",
    ]  # fmt: skip
    assert what_moved(PACKED, BRIEF, "en") == ["3 measures"]
    assert what_moved(PLAIN, BRIEF, "nl") == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (PLAIN, FASTER, ["Uitstroom van 1,80% naar 2,05%"]),
        (BOTH, PLAIN, ["Uitstroom van 2,05% naar 1,80%", "Instroom van 570 naar 600"]),
        (PLAIN, PACKED, ["3 maatregelen aan"]),
        (PACKED, PLAIN, ["3 maatregelen uit"]),
        (PLAIN, with_until(PLAIN, BRIEF, month_index("2030-12")), ["Tot en met december 2030"]),
        (FASTER, FASTER, []),
    ],
)  # fmt: skip
def test_a_step_says_what_it_changed(before: Scenario, after: Scenario, said: list[str]) -> None:
    assert [plain(line) for line in steps(before, after, load_baseline, "nl")] == said


def test_one_measure_is_called_by_its_name() -> None:
    name = catalogue(ROTTERDAM)[0].name["nl"]
    on = with_measures(PLAIN, MEASURES[:1])
    off = with_measures(PLAIN, [dataclasses.replace(MEASURES[0], active=False)])
    edited = with_measures(PLAIN, [dataclasses.replace(MEASURES[0], effect=MEASURES[0].effect + 1.0)])
    assert steps(PLAIN, on, load_baseline, "nl") == [f"Maatregel ‘{name}’ aan"]
    assert steps(on, off, load_baseline, "nl") == [f"Maatregel ‘{name}’ uit"]
    assert steps(on, edited, load_baseline, "nl") == [f"Maatregel ‘{name}’ aangepast"]
    assert steps(PLAIN, off, load_baseline, "nl") == [], "one that is off changes nothing"


def test_another_basis_is_named_and_only_what_somebody_moved_with_it() -> None:
    later = load_baseline("stand-2025")
    assert steps(PLAIN, default_scenario(later), load_baseline, "nl")[0] == f"Basis: {later.title['nl']}"


@pytest.mark.parametrize(
    ("scenario", "language", "name"),
    [
        (BOTH, "nl", "koers-instroom-570-uitstroom-2-05"), (BOTH, "en", "koers-inflow-570-outflow-2-05"),
        (PLAIN, "nl", "koers-basispad"), (PACKED, "nl", "koers-3-maatregelen"),
    ],
)  # fmt: skip
def test_a_file_is_called_after_the_scenario(scenario: Scenario, language: Language, name: str) -> None:
    assert scenario_name(scenario, language) == name


def test_the_name_of_a_file_is_plain_and_short() -> None:
    assert slug("Één: € 1.000 / ‘x’") == "een-1-000-x"
    assert len(slug("a b " * 100)) <= 80
