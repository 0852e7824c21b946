"""How a lever is written, in both languages: strings set down by hand, one row per lever and option."""

from __future__ import annotations

import pytest

from core.scenario import SETTING
from core.text import format as house
from core.text import levers
from core.text.catalog import LANGUAGES, Language

MINUS = "\N{MINUS SIGN}"
HARD = "\N{NO-BREAK SPACE}"
WRITTEN: dict[str, tuple[float, dict[Language, tuple[str, str, str, str]]]] = {
    # lever: value, then per language: number, unit behind it, bare, amount
    "outflow_rate": (
        0.01801,
        {"nl": ("1,80", "% per maand", "1,80%", "1,80% per maand"), "en": ("1.80", "% a month", "1.80%", "1.80% a month")},
    ),
    "lks_first_year_dropout": (0.503, {"nl": ("50", "%", "50%", "50%"), "en": ("50", "%", "50%", "50%")}),
    "inflow": (
        1234.4,
        {"nl": ("1.234", "per maand", "1.234", "1.234 per maand"), "en": ("1,234", "a month", "1,234", "1,234 a month")},
    ),
    "buig_share": (0.08614, {"nl": ("8,61", "%", "8,61%", "8,61%"), "en": ("8.61", "%", "8.61%", "8.61%")}),
    "lks_starts": (56.7, {"nl": ("57", "per maand", "57", "57 per maand"), "en": ("57", "a month", "57", "57 a month")}),
    "macro_growth": (
        -0.0214,
        {
            "nl": (f"{MINUS}2,1", "% per jaar", f"{MINUS}2,1%", f"{MINUS}2,1% per jaar"),
            "en": (f"{MINUS}2.1", "% a year", f"{MINUS}2.1%", f"{MINUS}2.1% a year"),
        },
    ),
    "lks_later_dropout": (
        0.15,
        {"nl": ("15", "% per jaar", "15%", "15% per jaar"), "en": ("15", "% a year", "15%", "15% a year")},
    ),
    "lks_from_bijstand": (0.6, {"nl": ("60", "%", "60%", "60%"), "en": ("60", "%", "60%", "60%")}),
    "lks_return": (0.354, {"nl": ("35", "%", "35%", "35%"), "en": ("35", "%", "35%", "35%")}),
    "lks_cost": (
        11000.0,
        {
            "nl": ("11.000", "€ per jaar", f"€{HARD}11.000", f"€{HARD}11.000 per jaar"),
            "en": ("11,000", "€ a year", "€11,000", "€11,000 a year"),
        },
    ),
    "macro_feedback": (0.08, {"nl": ("8", "%", "8%", "8%"), "en": ("8", "%", "8%", "8%")}),
}
ROWS = [(lever, language) for lever in WRITTEN for language in LANGUAGES]


def test_every_lever_that_is_a_number_is_written_here() -> None:
    assert set(WRITTEN) == {lever for lever, entry in SETTING.items() if not entry.switch}


@pytest.mark.parametrize(("lever", "language"), ROWS)
def test_a_lever_is_written_as_its_unit_and_step_say(lever: str, language: Language) -> None:
    value, expected = WRITTEN[lever]
    found = (
        levers.number(lever, value, language),
        levers.unit(lever, language),
        levers.bare(lever, value, language),
        levers.amount(lever, value, language),
    )
    assert found == expected[language]


@pytest.mark.parametrize(
    ("lever", "change", "dutch", "english"),
    [
        ("outflow_rate", 0.001, "+0,10%-punt per maand", "+0.10%-point a month"),
        ("outflow_rate", -0.00004, "0,00%-punt per maand", "0.00%-point a month"),
        ("lks_return", -0.05, f"{MINUS}5%-punt", f"{MINUS}5%-point"),
        ("inflow", 20.0, "+20 per maand", "+20 a month"),
        ("inflow", -1500.0, f"{MINUS}1.500 per maand", f"{MINUS}1,500 a month"),
        ("lks_cost", -500.0, f"{MINUS}€{HARD}500 per jaar", f"{MINUS}€500 a year"),
        ("lks_cost", 500.0, f"+€{HARD}500 per jaar", "+€500 a year"),
        ("inflow", 0.0, "0 per maand", "0 a month"),
        ("lks_cost", 0.4, f"€{HARD}0 per jaar", "€0 a year"),
    ],
)
def test_a_change_has_a_sign_and_counts_shares_in_points(lever: str, change: float, dutch: str, english: str) -> None:
    assert levers.difference(lever, change, "nl") == dutch
    assert levers.difference(lever, change, "en") == english


def test_a_switch_is_on_or_off() -> None:
    assert [levers.amount("vangnet_extended", value, "nl") for value in (0.0, 1.0)] == ["uit", "aan"]
    assert [levers.bare("vangnet_extended", value, "en") for value in (0.0, 1.0)] == ["off", "on"]


@pytest.mark.parametrize(
    ("lever", "dutch", "english"),
    [
        ("outflow_rate", "uitstroom", "outflow"),
        ("lks_first_year_dropout", "LKS-uitval in het eerste jaar", "LKS dropout in the first year"),
        ("buig_share", "aandeel in de BUIG", "share of BUIG"),
        ("lks_cost", "kosten per LKS-baan", "cost per LKS job"),
    ],
)
def test_a_name_inside_a_sentence_loses_its_capital_unless_it_begins_with_an_abbreviation(
    lever: str, dutch: str, english: str
) -> None:
    assert levers.inside(lever, "nl") == dutch
    assert levers.inside(lever, "en") == english


@pytest.mark.parametrize(("name", "within"), [("", ""), ("X", "x"), ("A4", "a4"), ("BUIG", "BUIG"), ("Één", "één"), ("é", "é")])
def test_any_name_can_stand_inside_a_sentence(name: str, within: str) -> None:
    assert house.inside(name) == within


@pytest.mark.parametrize(
    ("value", "decimals", "sign"),
    [
        (0.4, 0, ""),
        (0.6, 0, "+"),
        (-0.4, 0, ""),
        (-0.6, 0, MINUS),
        (0.04, 1, ""),
        (0.06, 1, "+"),
        (-0.06, 1, MINUS),
        (0.0, 2, ""),
    ],
)
def test_a_sign_follows_what_is_shown(value: float, decimals: int, sign: str) -> None:
    assert house.sign(value, decimals) == sign


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "dutch"),
    [
        ("benefits/month", 7.5, 1, "7,5 per maand"),
        ("jobs/month", 12.0, 0, "12 per maand"),
        ("share", 0.25, 0, "25%"),
        ("share/year", 0.031, 1, "3,1% per jaar"),
        ("EUR/benefit/year", 19000.0, 0, f"€{HARD}19.000 per jaar"),
        ("months", 3.0, 0, "3"),
    ],
)
def test_what_is_no_lever_is_written_in_the_same_way(unit: levers.Unit, value: float, decimals: int, dutch: str) -> None:
    assert levers.by_unit(unit, value, decimals, "nl") == dutch
