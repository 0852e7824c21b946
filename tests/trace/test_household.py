"""One household's numbers: made as they say, down to the law of the day and what somebody filled in."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import Any

import pytest

from core.__main__ import main
from core.city import load_city
from core.figures.household.swing import SWING
from core.household.household import Household, household_from
from core.household.income import COMPONENTS, compare
from core.household.inputs import Inputs
from core.household.law import all_parameters, law_on
from core.household.months import Pay, first_months
from core.household.parameters import SPECS
from core.household.results import compute
from core.text.catalog import LANGUAGES, Language, messages
from core.trace.household import household_book, worked_book
from core.trace.household_book import HouseholdBook
from core.trace.node import in_order, status_of
from core.trace.tree import grow, text_of
from core.trace.words import name_of
from tests.tiers import tiers
from tests.trace import assert_made_as_they_say

HOUSEHOLDS: dict[str, tuple[dict[str, Any], Pay, int]] = {
    "default": ({}, "monthly", 2),
    "couple, paid in four weeks": ({"kind": "couple", "hours": 32, "wage": 22}, "four_weekly", 4),
    "parent with care": (
        {
            "kind": "single_parent", "child_ages": "3,13,16", "hours": 28, "childcare_hours": 80, "childcare_price": 9,
            "travel": 100,
        },
        "monthly", 2,
    ),
    "parent after half a year": (
        {"kind": "single_parent", "child_ages": "3", "hours": 20, "months_since_start": 8, "date": "2025-01-01"}, "monthly", 0
    ),
    "couple with care": (
        {"kind": "couple", "child_ages": "2", "childcare_hours": 50, "childcare_price": 12, "hours": 40, "wage": 45}, "monthly", 2
    ),
    "no work": ({"hours": 0}, "monthly", 2),
    "wage subsidy": (
        {"exemption": "lks", "months_since_start": 7, "rent": 900, "date": "2025-07-01", "travel": 150}, "four_weekly", 3
    ),
    "no exemption, high wage": ({"exemption": "none", "hours": 36, "wage": 60}, "monthly", 2),
    "rent over the maximum": ({"rent": 1200, "date": "2024-01-01"}, "monthly", 2),
    "into 2027": ({"hours": 16, "date": "2026-09-15"}, "four_weekly", 2),
    "2027, medical limit": ({"hours": 30, "exemption": "medical", "date": "2027-01-01"}, "monthly", 2),
    "two earners with a child": (
        {
            "kind": "couple", "child_ages": "2", "hours": 20, "partner_hours": 16, "partner_age": 20, "childcare_hours": 40,
            "date": "2026-07-01",
        },
        "four_weekly", 1,
    ),
    "young and sharing": ({"age": 19, "hours": 20, "rent": 400, "cost_sharers": 2}, "monthly", 2),
    "sharing costs": ({"kind": "couple", "hours": 12, "partner_hours": 8, "cost_sharers": 1, "partner_wage": 16}, "monthly", 2),
    "couple of which one is under 21": ({"kind": "couple", "partner_age": 20, "child_ages": "1", "hours": 10}, "monthly", 0),
    "before July 2025": ({"hours": 30, "months_since_start": 3, "date": "2025-03-01"}, "monthly", 2),
}  # fmt: skip
TOLD = {(name, LANGUAGES[i % 2]) for i, name in enumerate(HOUSEHOLDS)}
KEYS = ("gain", "gain_later", "kept", "lowest", *(f"change:{name}" for name in COMPONENTS), *(f"month:{n}" for n in range(1, 25)))


def book_of(name: str) -> HouseholdBook:
    values, pay, lag = HOUSEHOLDS[name]
    household = household_from(values)
    return household_book(compare(household, law_on(household.date, load_city("rotterdam"))), pay, lag)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_every_number_is_made_as_it_says(name: str) -> None:
    book = book_of(name)
    assert len(assert_made_as_they_say(*(book[key] for key in KEYS))) > 500


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_the_numbers_are_those_of_the_computation(name: str) -> None:
    values, pay, lag = HOUSEHOLDS[name]
    book, household = book_of(name), household_from(values)
    found = book.found
    for side, situation in (("before", found.before), ("after", found.after)):
        assert book[f"{side}/disposable"].value == situation.disposable
        for line in situation.steps:
            trace = book[f"{side}/{line.key}"]
            assert trace.value == pytest.approx(line.amount, abs=1e-12), line.key
            assert line.status != "assumption" or status_of(trace) == "assumption", line.key
    months = first_months(household, found.law, pay=pay, allowance_lag=lag)
    assert book["lowest"].value == min(month.disposable for month in months)
    assert [book[f"month:{month.index}"].value for month in months] == [month.disposable for month in months]


def test_a_net_pay_by_hand() -> None:
    """24 hours at the minimum wage of 1 January 2026: 14.71 × 24 × 52 × 1.08 is € 19,826 a year."""
    book = book_of("default")
    law = {key: book[f"law:{key}"].value for key in ("wage.minimum", "wage.holiday_share", "norm.single")}
    gross = law["wage.minimum"] * 24 * 52 * 1.08
    assert book["after/gross_year"].value == pytest.approx(gross)
    assert book["after/net_pay"].value == pytest.approx((gross - book["after/income_tax"].value) / 12)
    # 95% of the norm comes by the month.
    assert book["month:1"].inputs[2].value == pytest.approx(0.95 * law["norm.single"])


def test_each_number_ends_in_the_law_or_in_what_was_filled_in() -> None:
    kinds = {one.given.kind for one in in_order(book_of("parent with care")["gain"]) if one.given is not None}
    assert kinds == {"law", "household", "convention"}


def test_what_somebody_fills_in_moves_what_says_that_it_stands_on_it() -> None:
    """More rent moves the rent allowance and what is made of it, and nothing else."""
    plain, dearer = household_from({}), household_from({"rent": 700})
    law = law_on(plain.date, load_city("rotterdam"))
    books = [household_book(compare(household, law)) for household in (plain, dearer)]
    names = (*COMPONENTS, "test_income", "disposable")
    changed = {name for name in names if books[0][f"after/{name}"].value != books[1][f"after/{name}"].value}
    told = {name for name in names if "household:rent" in {one.key for one in in_order(books[0][f"after/{name}"])}}
    assert changed == told == {"rent_allowance", "disposable"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_law_has_a_name(language: str) -> None:
    written = {
        key.removeprefix("trace.law.") for key in messages("nl" if language == "nl" else "en") if key.startswith("trace.law.")
    }
    assert written == set(SPECS)


def test_every_value_of_the_law_stands_in_the_file_that_its_trace_names() -> None:
    book = book_of("parent with care")
    held = [key for key in SPECS if book.law.has(key)]
    assert len(held) > 60
    assert_made_as_they_say(*(book[f"law:{key}"] for key in held))
    assert len({parameter.key for parameter in all_parameters(load_city("rotterdam"))}) >= len(held)


@pytest.mark.parametrize(("name", "language"), tiers(itertools.product(HOUSEHOLDS, LANGUAGES), often=TOLD))
def test_the_tree_can_be_told_in_both_languages(name: str, language: Language) -> None:
    book = book_of(name)
    assert all(name_of(one, language) for one in in_order(*(book[key] for key in KEYS)))
    text = text_of(grow(book["gain"]), language) + text_of(grow(book["lowest"]), language)
    assert "{" not in text


def test_the_command_explains_a_household(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_LANG", "nl")
    assert main(["household", "--explain", "gain", "--date", "2026-01-01"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Wat werken oplevert = € 285 per maand · aanname: ")
    assert "Minimumloon = € 14,71 per uur" in out
    assert "data/law/wage.toml: wage.minimum 2026-01-01" in out
    assert main(["household", "--explain", "after/rent_allowance", "--depth", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["formula"]["words"].startswith("huur boven de basishuur")
    assert main(["household", "--explain", "loon"]) == 2


BUFFERS: dict[str, Inputs] = {
    "new job": Inputs(Household(hours=20.0)),
    "a job that runs, into 2027": Inputs(
        Household(hours=16.0, months_since_start=4, date=dt.date(2026, 7, 1)), pay="four_weekly"
    ),
    "by the weeks worked": Inputs(Household(hours=18.0), pay="four_weekly", attribution="worked", buffer=250.0),
    "two earners": Inputs(
        Household(kind="couple", child_ages=(3,), hours=20.0, partner_hours=16.0, months_since_start=2, date=dt.date(2026, 7, 1))
    ),
    "hours that differ": Inputs(Household(kind="single_parent", child_ages=(3,), hours=24.0), pay="variable", lost=5),
    "an amount that was asked for": Inputs(Household(hours=24.0, date=dt.date(2027, 1, 1)), guaranteed=1_500.0),
}


ARTICLE = {
    "a new year's job": Inputs(Household(hours=20.0, date=dt.date(2027, 1, 1))),
    "two years": Inputs(Household(hours=24.0, date=dt.date(2027, 3, 1)), pay="variable", lost=20),
    "one of two jobs is lost": Inputs(
        Household(kind="couple", hours=28.0, partner_hours=8.0, date=dt.date(2027, 1, 1)), pay="four_weekly", lost=3
    ),
    "hours that differ": Inputs(Household(hours=24.0, date=dt.date(2026, 7, 1)), pay="variable"),
}


@pytest.mark.parametrize("name", ARTICLE)
def test_the_buffer_of_the_law_is_made_as_it_says(name: str) -> None:
    found = compute(ARTICLE[name], load_city("rotterdam"))
    assert found.buffered.budget is not None
    assert found.buffered.budget.short > 0
    book = worked_book(found)
    short, added = (book[key] for key in SWING.trace(found) if key.startswith("article_"))
    assert (short.value, added.value) == (found.buffered.budget.short / 100, found.buffered.budget.added / 100)
    assert_made_as_they_say(short, added)
    for language in LANGUAGES:
        assert all(name_of(one, language) for one in in_order(short, added))
        assert "{" not in text_of(grow(added), language)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", BUFFERS)
def test_every_number_of_the_buffer_is_made_as_it_says(name: str) -> None:
    book = worked_book(compute(BUFFERS[name], load_city("rotterdam")))
    months = [f"{key}:{month}" for key in ("cash", "cash_assistance", "carried") for month in (1, 2, 5, 6, 7, 12, 18, 22, 23, 24)]
    keys = ("guaranteed", "buffer_needed", "buffer_highest", "carried_worst", "buffer_enough", *months)
    traces = [book[key] for key in keys]
    assert_made_as_they_say(*traces)
    for language in LANGUAGES:
        assert all(name_of(one, language) for one in in_order(*traces))
        assert "{" not in text_of(grow(traces[1]), language)
