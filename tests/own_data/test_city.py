"""What a person answers about a municipality: one rule for numbers, on the page and on the command line."""

from __future__ import annotations

import pytest

from core.own_data.city import City, parse_city, read_answer
from core.problem import Problem


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("target", "30.000", 30_000), ("target", "30,000", 30_000), ("target", "4.800", 4_800), ("target_year", "2027", 2027),
        ("share", "0,52", 0.0052), ("share", "0.52", 0.0052), ("share", "1,3", 0.013), ("share", "1,2345 %", 0.012345),
        ("share", "1,250", 0.0125), ("reserve", "12,5", 12.5), ("reserve", "1.250", 1250), ("reserve", "12.5", 12.5),
    ],
)  # fmt: skip
def test_answers_are_read_as_they_are_typed(key: str, typed: str, value: float) -> None:
    assert read_answer(key, typed, percent=True) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("target", "4.800,5"),
        ("target", "veel"),
        ("target_year", "2027,5"),
        ("target_year", "1999"),
        ("share", "130"),
        ("reserve", "-1"),
    ],
)  # fmt: skip
def test_other_answers_are_refused(key: str, typed: str) -> None:
    with pytest.raises(Problem):
        read_answer(key, typed, percent=True)


def test_the_command_line_takes_the_same_numbers_with_a_share_as_a_share_or_a_percentage() -> None:
    wanted = City(name="Ergens", target=4800, target_year=2027, share=0.013, reserve=12.5)
    answers = ["name=Ergens", "target_year=2027"]
    assert parse_city([*answers, "target=4.800", "share=0.013", "reserve=12,5"]) == wanted
    assert parse_city([*answers, "target=4,800", "share=1,3%", "reserve=12.5"]) == wanted
