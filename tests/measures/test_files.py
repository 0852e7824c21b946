"""A package comes from a JSON file as it is written there, or is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.measures import MOST, parse_package, read_package
from core.model.calendar import month_index
from core.model.measures import Measure
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain

START = month_index("2023-10")
ENTRY = {"id": "lpc", "kind": "outflow_work", "start": "2023-10", "effect": 5.3, "ramp_months": 3, "end": "2025-12",
         "deadweight": 0.3, "relapse": 0.2, "cost_per_placement": 14000, "fixed_cost": 20000}  # fmt: skip


def refusal(*entries: Any) -> Problem:
    """How a package of these entries is refused; checks that both languages can say it."""
    with pytest.raises(Problem) as caught:
        parse_package(json.dumps(entries).encode(), "pakket.json")
    for language in LANGUAGES:
        assert "pakket.json" in explain(language, caught.value)
    return caught.value


def test_a_package_file_reads_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "pakket.json"
    path.write_text(json.dumps([ENTRY]), encoding="utf-8")
    assert read_package(path) == (
        Measure("lpc", "outflow_work", START, 5.3, 3, month_index("2025-12"), 0.3, 0.2, 14000.0, 20000.0),
    )


def test_a_missing_package_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_package(tmp_path / "weg.json")
    assert (caught.value.key, caught.value.params["file"]) == ("facts.unreadable", "weg.json")


@pytest.mark.parametrize(
    ("change", "key", "says"),
    [
        ({"kind": "miracle"}, "facts.shape", "$[0].kind"),
        ({"effect": "five"}, "facts.shape", "$[0].effect"),
        ({"effekt": 5}, "facts.shape", "effekt"),
        ({"effect": -1}, "measures.limits", "effect"),
        ({"effect": 5001}, "measures.limits", "effect"),
        ({"kind": "lks_retention", "effect": 1.1}, "measures.limits", "effect"),
        ({"ramp_months": -1}, "measures.limits", "ramp_months"),
        ({"ramp_months": 121}, "measures.limits", "ramp_months"),
        ({"deadweight": 1.01}, "measures.limits", "deadweight"),
        ({"relapse": -0.01}, "measures.limits", "relapse"),
        ({"cost_per_placement": -1}, "measures.limits", "cost_per_placement"),
        ({"fixed_cost": 1e9}, "measures.limits", "fixed_cost"),
        ({"start": "2023-13"}, "measures.month", "2023-13"),
        ({"end": "soon"}, "measures.month", "soon"),
        ({"end": "2023-09"}, "measures.order", "lpc"),
    ],
)
def test_an_impossible_measure_is_refused_with_its_place(change: dict[str, Any], key: str, says: str) -> None:
    problem = refusal(ENTRY | change)
    assert problem.key == key
    for language in LANGUAGES:
        assert says in explain(language, problem)


def test_a_measure_without_a_kind_is_refused() -> None:
    assert refusal({name: value for name, value in ENTRY.items() if name != "kind"}).key == "facts.shape"


def test_two_measures_with_one_name_are_refused() -> None:
    assert refusal(ENTRY, ENTRY).key == "facts.twice"


def test_a_measure_that_gives_one_number_twice_is_refused() -> None:
    """Which of the two was meant only its writer knows."""
    text = json.dumps([ENTRY]).replace('"effect": 5.3', '"effect": 5.3, "effect": 50')
    with pytest.raises(Problem) as caught:
        parse_package(text.encode(), "pakket.json")
    assert caught.value.key == "facts.twice"
    assert "effect" in explain("nl", caught.value)


def test_a_package_of_more_than_the_most_is_refused() -> None:
    assert len(parse_package(json.dumps([ENTRY | {"id": str(i)} for i in range(MOST)]).encode(), "p")) == MOST
    assert refusal(*(ENTRY | {"id": str(i)} for i in range(MOST + 1))).key == "measures.too_many"


@pytest.mark.parametrize("text", [b"", b"{}", b"[", b"null", b'[{"id": 1}]', b'[{"effect": NaN}]', b"[" * 5000])
def test_text_that_is_no_package_is_refused(text: bytes) -> None:
    with pytest.raises(Problem, match=r"facts\.shape"):
        parse_package(text, "pakket.json")


def test_a_package_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(Problem):
        parse_package(b'[{"id": "\xff"}]', "pakket.json")
