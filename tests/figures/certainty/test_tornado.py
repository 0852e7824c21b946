"""Which slider an output depends on most, in words, and that none moves it."""

from __future__ import annotations

import pytest

from core.analysis.tornado import Bar
from core.figures.certainty.tornado import TORNADO
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital, inside
from tests.text.said import count
from tests.text.sensitive import BARS, about_volume, found, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_the_largest_bar_or_that_none_moves_anything(language: Language) -> None:
    name = inside(translate(language, "lever.inflow.name"))
    assert TORNADO["volume"].finding(found(), language) == say(
        language, "tornado.title", about=capital(about_volume(language)), lever=name
    )
    still = found(bars=(BARS[2], BARS[2]))
    assert TORNADO["volume"].finding(still, language) == say(language, "tornado.title_none", about=about_volume(language))
    assert TORNADO["volume"].sentence(still, language) == say(language, "tornado.none", value=count("32,647", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tornado_in_words_gives_both_ends_of_the_largest_bars_and_the_present(language: Language) -> None:
    per_month = translate(language, "lever.per_month", amount=count("1,720", language))
    first = say(
        language, "tornado.sentence", about=about_volume(language), lever=inside(translate(language, "lever.inflow.name")),
        low="500", high=per_month, at_low=count("30,409", language), at_high=count("35,291", language),
    )  # fmt: skip
    second = say(
        language, "tornado.second", lever=inside(translate(language, "lever.outflow_rate.name")),
        at_low=count("34,086", language), at_high=count("31,313", language),
    )  # fmt: skip
    ends = [say(language, "tornado.now", value=count("32,647", language)), say(language, "tornado.ranges")]
    assert TORNADO["volume"].sentence(found(), language) == " ".join([first, second, *ends])
    one = found(bars=(BARS[0], BARS[2]))
    assert TORNADO["volume"].sentence(one, language) == " ".join([first, *ends])


def test_a_bar_runs_from_the_lower_outcome_to_the_higher_with_the_levers_own_values_at_its_ends() -> None:
    drawn = TORNADO["volume"].frames(found(), "nl")
    bars = drawn["bars"].to_pydict()
    assert bars["name"][:2] == ["000 inflow", "001 outflow_rate"]
    assert (bars["left"][0], bars["right"][0]) == (30409.0, 35291.0)
    assert (bars["left_text"][0], bars["right_text"][0]) == ("500", "1.720")
    # More outflow is fewer benefits: the high value of the lever stands at the low end.
    assert (bars["left"][1], bars["right"][1]) == (31313.0, 34086.0)
    assert (bars["left_text"][1], bars["right_text"][1]) == ("2,00%", "1,60%")
    assert drawn["now"].to_pydict() == {"value": [32647.0], "text": ["nu 32.647"]}


def test_nothing_is_drawn_where_no_bar_moves_what_a_reader_sees() -> None:
    assert TORNADO["volume"].frames(found(bars=(BARS[2], BARS[2])), "nl") == {}


def test_a_chart_has_room_for_eight_bars_and_says_so_when_there_are_more() -> None:
    many = tuple(Bar("inflow", 500.0, 720.0, 600.0, 30000.0 + i, 35000.0 - i) for i in range(9))
    said = TORNADO["volume"].sentence(found(bars=many), "en")
    assert said.endswith(say("en", "tornado.more", shown=8, all=9))
    assert TORNADO["volume"].frames(found(bars=many), "en")["bars"].num_rows == 8
    assert say("en", "tornado.more", shown=8, all=3) not in TORNADO["volume"].sentence(found(), "en")
