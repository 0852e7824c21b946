"""A scenario that was saved in an older schema opens as it was meant: each schema has a file here that must stay readable."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from core.baseline import load_baseline
from core.model.calendar import month_index
from core.problem import Problem
from core.scenario import SCHEMA, Scenario, forward, from_json
from core.scenario.forward import STEPS
from tests.places import LETTER

FILES = Path(__file__).parent / "schemas"
"""A scenario as each schema writes it: all of them the same one."""


def is_the_one(found: Scenario) -> bool:
    """Whether it is the scenario of the files: 570 a month come in, the safety net is longer, one measure is on."""
    (measure,) = found.measures
    return (
        (found.baseline, found.until) == (LETTER, month_index("2024-06"))
        and found.overrides == (("inflow", 570.0), ("vangnet_extended", 1.0))
        and (measure.id, measure.effect, measure.deadweight, measure.active) == ("kansrijk", 10.0, 0.5, True)
    )


def test_every_schema_that_was_ever_written_has_a_file_and_a_step_to_the_next() -> None:
    assert sorted(int(path.stem) for path in FILES.glob("*.json")) == list(range(1, SCHEMA + 1))
    assert sorted(STEPS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_file_of_a_schema_opens_as_it_was_meant(version: int) -> None:
    text = (FILES / f"{version}.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == version
    assert is_the_one(from_json(text, load_baseline))


def test_a_document_goes_forward_one_schema_at_a_time() -> None:
    def renamed(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "levers": {("influx" if name == "inflow" else name): v for name, v in document["levers"].items()}}

    def in_hundreds(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "levers": {name: 100.0 * value for name, value in document["levers"].items()}}

    old = {"schema": 1, "levers": {"inflow": 5.7}}
    steps = {1: renamed, 2: in_hundreds}
    assert forward(old, steps, 3) == {"schema": 3, "levers": {"influx": 570.0}}
    assert forward({"schema": 2, "levers": {"influx": 5.7}}, steps, 3) == {"schema": 3, "levers": {"influx": 570.0}}
    assert old == {"schema": 1, "levers": {"inflow": 5.7}}, "what was handed in stays as it was"


@pytest.mark.parametrize("version", [0, SCHEMA + 1, -1, 1.0, "1", True, None])
def test_a_schema_that_is_not_known_is_refused(version: object) -> None:
    with pytest.raises(Problem, match=r"file\.schema"):
        forward({"schema": version})


def test_what_the_file_holds_is_what_makes_the_scenario() -> None:
    found = from_json((FILES / "1.json").read_text(encoding="utf-8"))
    assert not is_the_one(dataclasses.replace(found, until=found.until + 1))
