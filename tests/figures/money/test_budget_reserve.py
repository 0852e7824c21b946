"""A surplus is not drawn as a warning, and what the steps under the reserve are stands beside them."""

from __future__ import annotations

import pytest

from core.analysis.outlook import Outlook, outlook_of
from core.baseline import load_baseline
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.scenario import default_scenario, with_value

BRIEF = load_baseline("brief-2023-t2")


def with_share(share: float) -> Outlook:
    """The letter's basis with another share of the national budget: 8.16% falls short, 12% leaves money over."""
    return outlook_of(with_value(default_scenario(BRIEF), BRIEF, "buig_share", share), BRIEF)


@pytest.mark.parametrize(
    ("share", "filled", "empty", "sign"), [(0.0816, "deficit", "surplus", "\N{MINUS SIGN}"), (0.12, "surplus", "deficit", "+")]
)
def test_a_shortfall_and_a_surplus_are_written_apart_each_with_its_sign(share: float, filled: str, empty: str, sign: str) -> None:
    gaps = BUDGET.frames(with_share(share), "nl")["gaps"].to_pydict()
    assert gaps["year"][-1] == "2026"
    assert gaps[filled][-1].startswith(sign)
    assert gaps[empty][-1] == ""


def test_the_steps_say_what_they_are_where_there_are_any() -> None:
    short, enough = (RESERVE.frames(with_share(share), "nl") for share in (0.0816, 0.12))
    assert short["steps"].column("text").to_pylist() == ["uit algemene middelen,\nopgeteld per jaar"]
    assert enough["steps"].num_rows == 0


def test_the_table_says_that_the_funds_are_added_up_in_the_year() -> None:
    (table,) = RESERVE.table(with_share(0.0816), "nl")
    assert table.columns[-1].heading == "Uit algemene middelen, dit jaar tot nu toe"
