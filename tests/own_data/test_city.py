"""What a person answers about a municipality: one rule for numbers, on the page and on the command line."""

from __future__ import annotations

import pytest

from core.own_data.city import City, parse_city, read_answer
from core.own_data.upload import read_upload
from core.problem import Problem
from tests.own_data.files import TODAY, as_csv, table


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


def test_a_share_that_does_not_belong_to_the_caseload_is_told() -> None:
    """At the national budget of the years at hand, 1.3% of it is what some 5,000 benefits cost, not 520."""
    raw = as_csv(table())

    def notes(share: float | None, file: bytes = raw) -> list[str]:
        return [note.key for note in read_upload(file, "a.csv", TODAY, City(share=share)).notes if "share" in note.key]

    right = read_upload(raw, "a.csv", TODAY).baseline.latest("buig_share").value
    assert notes(None) == notes(right) == notes(1.4 * right) == notes(0.75 * right) == []
    assert notes(1.8 * right) == notes(10 * right) == notes(right / 2) == ["own_data.share_apart"]
    tenth = [row[:2] if i == 0 else [row[0], row[1] // 10] for i, row in enumerate(table())]
    assert notes(right, as_csv(tenth)) == ["own_data.share_apart"]
