"""How each lever is written: digits, unit and sign in both languages."""

from __future__ import annotations

import pytest

from core.scenario import SETTING
from core.text import levers
from core.text.catalog import LANGUAGES
from tests.text.said import plain


@pytest.mark.parametrize(
    ("lever", "value", "nl", "en"),
    [
        ("outflow_rate", 0.018, "1,80%", "1.80%"), ("lks_first_year_dropout", 0.5, "50%", "50%"),
        ("inflow", 1600.0, "1.600", "1,600"),
        ("buig_share", 0.0816, "8,16%", "8.16%"), ("lks_starts", 57.4, "57", "57"), ("macro_growth", -0.035, "−3,5%", "−3.5%"),
        ("lks_later_dropout", 0.15, "15%", "15%"), ("lks_from_bijstand", 0.6, "60%", "60%"), ("lks_return", 0.35, "35%", "35%"),
        ("lks_cost", 11000.0, "€ 11.000", "€11,000"), ("macro_feedback", 0.08, "8%", "8%"),
    ],
)  # fmt: skip
def test_a_value_has_the_decimals_of_a_step_and_the_sign_of_its_unit(lever: str, value: float, nl: str, en: str) -> None:
    assert [plain(levers.bare(lever, value, language)) for language in LANGUAGES] == [nl, en]
    by_month, by_year = (
        lever in ("outflow_rate", "inflow", "lks_starts"),
        lever in ("macro_growth", "lks_later_dropout", "lks_cost"),
    )
    said = plain(levers.amount(lever, value, "nl"))
    assert said == nl + (" per maand" if by_month else " per jaar" if by_year else "")


def test_a_switch_is_on_or_off() -> None:
    on, off = (levers.bare("vangnet_extended", value, "nl") for value in (1.0, 0.0))
    assert on != off
    assert (on, off) == (levers.amount("vangnet_extended", 1.0, "nl"), levers.amount("vangnet_extended", 0.0, "nl"))


@pytest.mark.parametrize(
    ("lever", "change", "said"),
    [
        ("inflow", 20.0, "+20 per maand"), ("inflow", -1.0, "−1 per maand"), ("lks_cost", -500.0, "−€ 500 per jaar"),
        ("lks_cost", 500.0, "+€ 500 per jaar"), ("outflow_rate", 0.001, "+0,10%-punt per maand"),
        ("outflow_rate", -0.001, "−0,10%-punt per maand"), ("buig_share", 0.0001, "+0,01%-punt"), ("inflow", 0.0, "0 per maand"),
    ],
)  # fmt: skip
def test_a_change_has_its_sign_and_a_share_changes_in_points(lever: str, change: float, said: str) -> None:
    assert plain(levers.difference(lever, change, "nl")) == said


@pytest.mark.parametrize(
    ("lever", "unit", "number"),
    [
        ("outflow_rate", "% per maand", "1,80"),
        ("lks_cost", "€ per jaar", "0"),
        ("buig_share", "%", "1,80"),
        ("inflow", "per maand", "0"),
    ],
)
def test_a_slider_has_its_number_and_its_unit_apart(lever: str, unit: str, number: str) -> None:
    assert (levers.unit(lever, "nl"), levers.number(lever, 0.018, "nl")) == (unit, number)


def test_every_lever_has_a_name_in_both_languages_and_a_form_inside_a_sentence() -> None:
    for lever in SETTING:
        for language in LANGUAGES:
            name, inside = levers.name(lever, language), levers.inside(lever, language)
            assert name[1:] == inside[1:]
            assert inside[0] == name[0].lower() or name[1].isupper()
