"""A number and what it was made of, on a book that fits on a page."""

from __future__ import annotations

import pytest

from core.problem import Problem
from core.trace.book import Book, Entry, Key
from core.trace.node import SUM, Given, Rule, Status, Trace, in_order, status_of, tally
from tests.trace import assert_recomputed

PRODUCT = Rule("product", lambda price, volume: price * volume, "{price} × {volume}")


def given(status: Status, origin: str) -> Given:
    return Given("quantity", status, origin)


def a_book(made: list[str], price: Given, cost: float = 12.0) -> Book:
    """Cost = price × volume, and twice the price beside it."""

    def cost_of(book: Book, key: Key) -> Trace:
        made.append(key.text)
        return book.step(key.text, "EUR", PRODUCT, cost, price="price", volume="volume")

    def leaf(value: float, certificate: Given) -> Entry:
        return Entry(lambda book, key: (made.append(key.text), book.leaf(key.text, value, "EUR", certificate))[1])

    def twice(book: Book, key: Key) -> Trace:
        return book.step(key.text, "EUR", SUM, None, parts=("price", "price_again", "cost"))

    return Book(
        {
            "cost": Entry(cost_of), "price": leaf(3.0, price), "price_again": leaf(3.0, price),
            "volume": leaf(4.0, given("reported", "volume")), "twice": Entry(twice),
        }
    )  # fmt: skip


def test_nothing_is_made_before_it_is_opened_and_nothing_twice() -> None:
    made: list[str] = []
    cost = a_book(made, given("reported", "price"))["cost"]
    assert made == ["cost"]
    assert [one.key for one in cost.inputs] == ["price", "volume"]
    assert cost.inputs[0] is cost.inputs[0]
    assert made == ["cost", "price", "volume"]


def test_a_step_gives_its_value_from_its_inputs() -> None:
    assert a_book([], given("reported", "price"))["cost"].recompute() == 12.0


def test_a_value_that_the_inputs_do_not_give_is_noticed() -> None:
    wrong = a_book([], given("reported", "price"), cost=12.0 + 1e-7)["cost"]
    with pytest.raises(AssertionError, match="its rule gives"):
        assert_recomputed(wrong)


def test_a_step_without_a_value_of_its_own_gets_the_rules() -> None:
    assert a_book([], given("reported", "price"))["twice"].value == 3.0 + 3.0 + 12.0


def test_inputs_come_before_what_they_make_and_each_once() -> None:
    keys = [one.key for one in in_order(a_book([], given("reported", "price"))["twice"])]
    assert sorted(keys) == ["cost", "price", "price_again", "twice", "volume"]
    assert keys.index("price") < keys.index("cost") < keys.index("twice") == 4


@pytest.mark.parametrize(
    ("status", "expected"), [("reported", "derived"), ("derived", "derived"), ("assumption", "assumption"), ("moved", "moved")]
)
def test_one_assumption_makes_what_is_computed_an_assumption(status: Status, expected: str) -> None:
    assert status_of(a_book([], given(status, "price"))["cost"]) == expected


def test_the_same_fact_under_two_keys_counts_once() -> None:
    found = tally(a_book([], given("assumption", "price"))["twice"])
    assert (found.all, found.assumption, found.reported) == (2, 1, 1)


def test_an_unknown_key_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Problem) as raised:
        a_book([], given("reported", "price"))["costs"]
    assert raised.value.params == {"value": "costs", "known": "cost, price, price_again, twice, volume"}
