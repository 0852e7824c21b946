"""The house style, written out: both languages, both signs, and what rounds to nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from core.model.calendar import month_index
from core.text import format as house
from core.text.catalog import LANGUAGES, Language, translate
from tests.text.said import plain


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (32864.0, 0, "32.864", "32,864"), (0.4, 0, "0", "0"), (-0.4, 0, "0", "0"), (-1.0, 0, "−1", "−1"),
        (999.6, 0, "1.000", "1,000"), (1234567.0, 0, "1.234.567", "1,234,567"), (550.84, 1, "550,8", "550.8"),
        (-0.04, 1, "0,0", "0.0"), (-0.06, 1, "−0,1", "−0.1"), (1.8, 2, "1,80", "1.80"),
    ],
)  # fmt: skip
def test_a_number_has_its_languages_marks_and_a_true_minus(value: float, decimals: int, nl: str, en: str) -> None:
    assert (house.number(value, "nl", decimals), house.number(value, "en", decimals)) == (nl, en)


def test_money_shares_days_and_months() -> None:
    assert [plain(house.million(value, "nl")) for value in (550.84, -27.36, -0.04)] == [
        "€ 550,8 mln.",
        "€ −27,4 mln.",
        "€ 0,0 mln.",
    ]
    assert [plain(house.million(value, "en")) for value in (1550.84, -27.36)] == ["€1,550.8 m", "€−27.4 m"]
    assert (plain(house.euro(11000.4, "nl")), house.euro(11000.6, "en")) == ("€ 11.000", "€11,001")
    assert (house.percent(0.0861, "nl"), house.percent(0.0861, "en", 0), house.percent(-0.005, "nl", 1)) == (
        "8,61%",
        "9%",
        "−0,5%",
    )
    day = dt.date(2023, 10, 9)
    assert (house.date(day, "nl"), house.date(day, "en")) == ("9 oktober 2023", "9 October 2023")
    assert (house.month(month_index("2023-01"), "nl"), house.month(month_index("2023-12"), "en")) == (
        "januari 2023",
        "December 2023",
    )
    assert house.period_end(month_index("2025-12"), "nl") == "eind 2025"
    assert house.period_end(month_index("2025-11"), "nl") == "eind november 2025"


@pytest.mark.parametrize(
    ("value", "decimals", "sign"), [(0.4, 0, ""), (-0.4, 0, ""), (0.6, 0, "+"), (-0.6, 0, "−"), (0.04, 2, "+")]
)
def test_a_sign_is_that_of_what_is_shown(value: float, decimals: int, sign: str) -> None:
    assert house.sign(value, decimals) == sign


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Instroom", "instroom"), ("LKS-banen", "LKS-banen"), ("BUIG-aandeel", "BUIG-aandeel"), ("X", "x"), ("", "")],
)
def test_a_name_keeps_the_capitals_of_an_abbreviation_inside_a_sentence(name: str, inside: str) -> None:
    assert house.inside(name) == inside
    assert house.capital(inside) == name


def test_names_are_joined_as_a_language_does() -> None:
    assert [house.joined(["a", "b", "c"][:n], "nl") for n in range(4)] == ["", "a", "a en b", "a, b en c"]
    assert house.joined(["a", "b", "c"], "en") == "a, b and c"


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [(1607.4, "€1,607", "+ €1,607"), (-15.2, "€−15", "− €15"), (0.4, "€0", "€0"), (-0.4, "€0", "€0")],
)
def test_euros_are_whole_and_a_difference_says_which_way(value: float, plain: str, signed: str) -> None:
    assert house.euro(value, "en") == plain
    assert house.signed_euro(value, "en") == signed
    assert house.euro(0.174, "nl", 2) == "€\N{NO-BREAK SPACE}0,17"


@pytest.mark.parametrize(
    ("probability", "phrase", "n"),
    [
        (0.0, "hardly", 50), (0.0199, "hardly", 50), (0.0201, "one_in", 50), (0.0833, "one_in", 12), (0.0977, "one_in", 10),
        (0.19, "one_in", 5), (0.2, "one_in", 5), (0.224, "one_in", 5), (0.226, "percent", 25), (0.35, "percent", 35),
        (0.39, "percent", 40), (0.47, "percent", 45), (0.5, "percent", 50), (0.774, "percent", 75), (0.776, "all_but_one", 5),
        (0.91, "all_but_one", 12), (0.9, "all_but_one", 10), (0.979, "all_but_one", 50), (0.981, "nearly", 50),
        (1.0, "nearly", 50),
    ],
)  # fmt: skip
def test_a_chance_is_said_as_one_in_so_many_or_in_steps_of_five_percent(probability: float, phrase: str, n: int) -> None:
    for language in ("nl", "en"):
        assert house.chance(probability, language) == translate(language, f"common.chance.{phrase}", n=n, m=n - 1)
        assert house.odds(probability, language) == translate(language, f"common.odds.{phrase}", n=n, m=n - 1)


@given(probability=st.floats(0.0, 1.0))
def test_no_chance_has_a_decimal(probability: float) -> None:
    for said in (house.chance(probability, "nl"), house.odds(probability, "nl")):
        assert "," not in said
        assert "." not in said


@pytest.mark.parametrize("away", [0.001, 0.03, 0.09, 0.15, 0.21])
def test_near_certainty_a_chance_is_said_as_its_opposite_is_near_none(away: float) -> None:
    """`1 op 12` and `11 op 12`, `minder dan 1 op 50` and `meer dan 49 op 50`."""
    low, high = (house.odds(value, "nl").lstrip("<> ").split(" op ") for value in (away, 1.0 - away))
    assert (low[0], high) == ("1", [str(int(low[1]) - 1), low[1]])


@pytest.mark.parametrize(
    ("value", "decimals", "nl"),
    [(7200.0, 0, "+7.200"), (-413.0, 0, "−413"), (0.4, 0, "0"), (0.6, 0, "+1"), (0.04, 1, "0,0"), (0.06, 1, "+0,1")],
)
def test_a_difference_has_a_plus_where_it_is_shown_above_zero(value: float, decimals: int, nl: str) -> None:
    assert house.signed(value, "nl", decimals) == nl


@pytest.mark.parametrize(
    ("value", "side"), [(0.6, "above"), (0.4, "at"), (-0.4, "at"), (-0.6, "below"), (1.0, "above"), (-1.0, "below")]
)
def test_a_value_stands_on_the_side_on_which_it_is_shown(value: float, side: str) -> None:
    assert house.side_of(value, "above", "below", "at") == side
    assert house.side_of_million(value / 10.0, "above", "below", "at") == side


def test_small_amounts_have_cents_and_differences_in_euros_their_sign() -> None:
    assert plain(house.euro(0.17, "nl", 2)) == "€ 0,17"
    assert [plain(house.signed_euro(value, "nl")) for value in (1607.0, -15.0, 0.4)] == ["+ € 1.607", "− € 15", "€ 0"]
    assert (house.joined(["a", "b", "c"], "nl"), house.joined(["a", "b"], "en")) == ("a, b en c", "a and b")


@given(
    value=st.one_of(st.floats(-1e16, 1e16), st.floats(-2e5, 2e5), st.integers(-(10**15), 10**15).map(float)),
    language=st.sampled_from(LANGUAGES),
    decimals=st.integers(0, 4),
)
def test_a_number_is_written_as_babel_writes_it(value: float, language: Language, decimals: int) -> None:
    rounded = round(value, decimals)
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    by_babel = format_decimal(abs(rounded), format=pattern, locale=house.LOCALE[language])
    assert house.number(value, language, decimals) == ("\N{MINUS SIGN}" if rounded < 0 else "") + by_babel
