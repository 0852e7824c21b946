"""What counts as a number in a text: for people in two languages, for a column of a file, and for links and settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import STYLES, Style, read_number, read_plain, read_typed, styles_of
from core.scenario import read_setting
from core.text import format as house
from tests.typed import TYPED


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("32.864", "nl", 32864), ("32.864", "en", 32.864), ("32,864", "en", 32864), ("32,864", "nl", 32.864),
        ("1.234,5", "nl", 1234.5), ("1.234,5", "en", None), ("1,234.5", "en", 1234.5), ("32 864", "nl", 32864),
        ("32864", "nl", 32864), ("3286.4", "nl", None), ("3.2864", "nl", None), ("1.23.456", "nl", None), ("", "nl", None),
        (" 7 ", "en", 7), ("+7", "en", 7), ("1 2", "nl", None), ("1 234,5", "nl", 1234.5),
        ("0.125", "nl", None), ("0.125", "en", 0.125), ("-1.250", "nl", -1250), ("\N{MINUS SIGN}1,5", "nl", -1.5),
        ("5,", "nl", None), ("1_000", "en", None), ("1e3", "en", None), ("\N{ARABIC-INDIC DIGIT SEVEN}", "nl", None),
        ("1" * 25, "nl", None),
    ],
)  # fmt: skip
def test_numbers_in_both_styles(text: str, style: Style, value: float | None) -> None:
    assert read_number(text, style) == value


@pytest.mark.parametrize(
    "mark", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}", "'"]
)
def test_thousands_are_set_apart_by_one_mark_throughout(mark: str) -> None:
    for style in STYLES:
        assert read_number(f"1{mark}234{mark}567", style) == 1_234_567.0
        assert read_number(f"12{mark}34", style) is None
    assert read_number("1 234'567", "nl") is None


def test_a_column_decides_how_its_numbers_are_read() -> None:
    assert styles_of(["32.864", "864"], whole=True) == {"nl"}
    assert styles_of(["32,864", "864"], whole=True) == {"en"}
    assert styles_of(["12,5", "864"], whole=False) == {"nl"}
    assert styles_of(["864", "12"], whole=False) == {"nl", "en"}
    assert styles_of(["1.204", "864"], whole=False) == frozenset()


@given(st.floats(-1e9, 1e9), st.sampled_from(STYLES), st.integers(0, 3))
def test_what_the_house_writes_is_read_back(value: float, style: Style, decimals: int) -> None:
    assert read_number(house.number(value, style, decimals), style) == round(value, decimals)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.250,50", 1250.5), ("€ 650", 650), ("14.71", 14.71), ("1.250", 1250), ("14,7", 14.7), ("0,12", 0.12),
        ("1,250", 1250), ("1,250.5", 1250.5), ("1.250.000", 1_250_000), ("1 250,5", 1250.5), (",5", 0.5),
        ("-5", -5), ("1250.500", 1250.5), ("€ 1.250,-", 1250),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: str, value: float) -> None:
    assert read_typed(typed, 2) == value


@pytest.mark.parametrize("typed", ["", "x", "€", "1.2.3,4", "1.25.000", "12,34,56", "1.5e3", "nan", "1,250,5", "0,125", "12,"])
def test_what_can_be_read_in_no_way_is_no_amount(typed: str) -> None:
    assert read_typed(typed, 2) is None


@pytest.mark.parametrize(("lever", "typed", "value"), TYPED)
def test_a_lever_takes_what_it_can_show_and_nothing_else(lever: str, typed: str, value: float | None) -> None:
    assert read_setting(lever, typed) == value


def test_a_group_of_three_is_thousands_unless_the_field_takes_three_decimals() -> None:
    assert read_typed("30.000", 0) == read_typed("30,000", 2) == 30_000
    assert read_typed("1,250", 4) is None
    assert read_typed("1,250", 4, 0, 100) == 1.25
    assert read_typed("0,125", 3) == 0.125


@given(st.integers(-10_000_000, 10_000_000), st.sampled_from(STYLES), st.integers(0, 2))
def test_what_a_field_shows_is_what_it_reads(value: int, style: Style, decimals: int) -> None:
    shown = value / 10**decimals
    assert read_typed(house.number(shown, style, decimals), decimals) == shown


@pytest.mark.parametrize(("text", "value"), [("600", 600), ("-0.5", -0.5), (".5", 0.5), ("5.", 5), ("1e-05", 1e-5)])
def test_programs_write_digits_and_a_point(text: str, value: float) -> None:
    assert read_plain(text) == value


@pytest.mark.parametrize(
    "text", ["", "6,5", "1.250.0", "nan", "inf", "1_000", " 5", "5\n", "9" * 41, "\N{ARABIC-INDIC DIGIT SEVEN}"]
)
def test_nothing_else_is_a_number_of_a_program(text: str) -> None:
    assert read_plain(text) is None
