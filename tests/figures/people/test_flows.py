"""The flows in words: a mean per month of a year or a part of one, and every way in and out."""

from __future__ import annotations

import pytest

from core.analysis.flows import stock_years
from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.figures.people.flows import FLOWS
from core.scenario import default_scenario
from core.text.catalog import LANGUAGES, Language, translate
from core.text.sentences_volume import period
from tests.figures.people.made import bridge, years
from tests.places import LETTER
from tests.text.said import count, in_number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("months", "change", "side", "net"),
    [
        (("2026-01", "2026-12"), 12.0, "in", "1"), (("2026-01", "2026-12"), -12.0, "out", "1"),
        (("2026-01", "2026-12"), 5.0, "even", "0"), (("2023-09", "2023-12"), 12.0, "in", "3"),
        (("2026-01", "2026-06"), -12.0, "out", "2"),
    ],
)  # fmt: skip
def test_the_flows_are_a_mean_per_month_of_the_period(
    language: Language, months: tuple[str, str], change: float, side: str, net: str
) -> None:
    last = bridge(*months, end=32000.0 + change)
    found = FLOWS.finding(years(last), language)
    assert found == in_number(language, f"volume.flows.title_{side}", net, period=period(last, language), net=net)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_flows_in_words_name_every_way_and_measures_where_there_are_any(language: Language) -> None:
    ways = {"inflow": 7200.0, "lks_returns": 230.0, "outflow": 6900.0, "into_lks": 413.0}
    said = {"inflow": "7,200", "returns": "230", "outflow": "6,900", "into_lks": "413"}
    first = translate(
        language, "volume.flows.sentence", period="2026", **{name: count(text, language) for name, text in said.items()}
    )
    assert FLOWS.sentence(years(bridge(**ways)), language) == first
    second = translate(language, "volume.flows.with_measures", measures="42", relapse="5")
    busy = bridge(**ways, measures={"a": 30.0, "b": 12.0}, relapse=5.0)
    assert FLOWS.sentence(years(busy), language) == f"{first} {second}"
    later = FLOWS.sentence(years(bridge(relapse=5.0)), language)
    assert translate(language, "volume.flows.with_measures", measures="0", relapse="5") in later


def test_the_flows_in_words_are_those_of_the_last_year_whichever_is_looked_at() -> None:
    found = years(bridge("2025-01", "2025-12", end=31400.0), bridge(end=32600.0), year=2025)
    assert FLOWS.finding(found, "nl") == translate("nl", "volume.flows.title_in", period="2026", net="50")


def test_the_axis_ends_at_the_first_step_beyond_the_flows() -> None:
    """For a town of Rotterdam's size that step is 200 benefits a month."""
    letter = load_baseline(LETTER)
    drawn = FLOWS.frames(stock_years(outlook_of(default_scenario(letter), letter)), "nl")
    (ends,) = drawn["extent"].to_pylist()
    top, bottom = max(drawn["flows"]["high"].to_pylist()), min(drawn["flows"]["low"].to_pylist())
    assert 0 <= ends["y_high"] - top < 200
    assert 0 <= bottom - ends["y_low"] < 200
    assert (ends["y_low"] % 200, ends["y_high"] % 200) == (0, 0)
