"""One household as a document: the whole computation, every step with words and sources."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from core.document.household import household_document
from core.household.household import Household
from core.household.income import COMPONENTS
from core.text.catalog import LANGUAGES, Language
from tests.household import compare
from tests.places import ROTTERDAM


def document(language: Language = "en", **household: Any) -> dict[str, Any]:
    """The document as JSON gives it back."""
    found: dict[str, Any] = json.loads(
        json.dumps(household_document(Household(**household), ROTTERDAM, language), allow_nan=False)
    )
    return found


def test_the_document_is_the_computation() -> None:
    wanted = {"hours": 24.0, "wage": 14.40, "date": dt.date(2025, 7, 1)}
    found, expected = document(**wanted), compare(Household(**wanted))
    assert found["household"] | {"date": "2025-07-01", "wage": 14.4, "hours": 24.0} == found["household"]
    assert found["after"]["components"] == pytest.approx(dict(expected.after.amounts))
    assert found["gain"] == pytest.approx(expected.gain)
    assert found["difference"] == pytest.approx(expected.difference())
    assert len(found["hours"]) == 41
    assert len(found["months"]) == 24
    assert [year["index"] for year in found["years"]] == [1, 2]
    assert found["hours"][24]["disposable"] == pytest.approx(found["after"]["disposable"])
    assert found["hours"][24]["assistance"] == pytest.approx(found["after"]["components"]["assistance"])


def test_every_component_has_a_step_with_a_formula_in_words() -> None:
    steps = {step["key"]: step for step in document(hours=24.0)["after"]["steps"]}
    assert set(COMPONENTS) <= set(steps)
    assert all(step["formula"] and step["name"] for step in steps.values())
    assistance = steps["assistance"]
    assert assistance["sources"][0]["id"] == "law-normenbrief-2026-01"
    value = {entry["key"]: entry["value"] for entry in assistance["inputs"]}
    assert assistance["amount"] == pytest.approx(max(0, value["norm"] - (value["net_pay"] - value["exemption"])))


def test_a_wage_of_nothing_has_no_worst_step_and_no_sentence_about_it() -> None:
    found = document(wage=0.0)
    assert found["worst_step"] is None
    assert len(found["sentences"]) == 2


def test_a_jump_says_what_it_is() -> None:
    assert "(130% of the norm) the income supplement stops" in document()["jumps"][0]["text"].lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_not_a_decision_and_names_the_official_calculators(language: Language) -> None:
    found = document(language)
    assert {"nl": "geen besluit", "en": "not a decision"}[language] in found["disclaimer"]
    assert all(name in found["calculators"] for name in ("Nibud", "WerkloonT", "Dienst Toeslagen"))
