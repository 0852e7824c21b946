"""Which slider an output depends on most, in words, and that none moves it."""

from __future__ import annotations

import pytest

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
