"""The bridge of a year in words: up, down and nowhere, and all ways in and out added up."""

from __future__ import annotations

import pytest

from core.figures.people.year import YEAR
from core.text.catalog import LANGUAGES, Language, translate
from tests.figures.people.made import bridge, years
from tests.text.said import count, in_number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("end", "side", "change"), [(32001.0, "more", "1"), (32000.0, "same", "0"), (31999.0, "fewer", "1")])
def test_the_bridge_of_a_year_goes_up_down_or_nowhere(language: Language, end: float, side: str, change: str) -> None:
    found = YEAR.finding(years(bridge(end=end)), language)
    assert found == in_number(language, f"volume.bridge.title_{side}", change, period="2026", change=change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bridge_in_words_adds_up_all_ways_in_and_all_ways_out(language: Language) -> None:
    found = bridge(
        start=32741.0, end=32647.0, inflow=7200.0, lks_returns=230.0, relapse=10.0, outflow=7000.0, into_lks=413.0,
        measures={"a": 100.0, "b": 21.0},
    )  # fmt: skip
    parts = {"start": "32,741", "end": "32,647", "ways_in": "7,440", "ways_out": "7,534"}
    days = {"nl": ("eind 2025", "eind 2026"), "en": ("end of 2025", "end of 2026")}[language]
    assert YEAR.sentence(years(found), language) == translate(
        language, "volume.bridge.sentence", start_when=days[0], end_when=days[1],
        **{name: count(text, language) for name, text in parts.items()},
    )  # fmt: skip


def test_the_bridge_is_that_of_the_year_that_is_looked_at() -> None:
    first, last = bridge("2025-01", "2025-12", start=32741.0, inflow=59.0, end=32800.0), bridge(start=32800.0, end=31000.0)
    found = years(first, last, year=2025)
    assert YEAR.finding(found, "nl") == translate("nl", "volume.bridge.title_more", period="2025", change="59")
    steps = YEAR.frames(found, "nl")["steps"].to_pydict()
    assert steps["low"] == [32741.0] + [32800.0] * 5
    assert steps["high"] == [32800.0] * 6
    assert steps["text"] == ["+59", "0", "0", "0", "0", "0"]
    [table] = YEAR.table(found, "nl")
    assert [row[0] for row in table.rows] == ["2025", "2026"]
