"""What is recorded of traces: the pages of each quantity, and what the present version makes of the letter's basis."""

from __future__ import annotations

import pytest

from core.baseline import load_baseline
from core.facts import Version, versions
from core.model.calendar import month_index
from core.scenario import default_scenario, with_until
from core.trace.record import made_of, uses
from core.trace.scenario import book_of
from tests.places import LETTER
from tests.trace.uses import found


def test_the_pages_of_each_quantity_are_those_that_the_traces_lead_from() -> None:
    """Written anew by `python -m tests.trace.uses`."""
    assert uses() == found()


def test_the_present_version_gives_the_outcome_that_is_recorded_for_it() -> None:
    newest, baseline = versions()[-1], load_baseline(LETTER)
    book = book_of(with_until(default_scenario(baseline), baseline, month_index(newest.until)), baseline)
    assert newest.outcome
    for key, value in newest.outcome.items():
        assert book[key].value == pytest.approx(value, abs=1e-3), key


def test_a_version_says_how_far_it_is_from_the_one_before() -> None:
    first, second = versions()[:2]
    baseline = load_baseline(LETTER)
    said = made_of(second, first, baseline, "nl")
    assert "Resultaat 2025: € −66,61 mln. (was € −69,33 mln.)" in [line.replace("\N{NO-BREAK SPACE}", " ") for line in said]
    assert any(line.startswith("Uitkeringen eind 2025: 32.647") and "(" not in line for line in said)
    assert all("(" not in line for line in made_of(first, None, baseline, "nl"))
    same = Version("x", second.date, second.change, second.until, first.outcome)
    assert made_of(same, first, baseline, "en") == made_of(first, None, baseline, "en")
