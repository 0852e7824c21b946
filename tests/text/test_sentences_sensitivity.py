"""What an output depends on, in words: nearly all, most, hardly anything or nothing at all; one month and several."""

from __future__ import annotations

import pytest

from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.model.calendar import month_index
from core.text import sentences_sensitivity as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.analysis.made import BASELINE
from tests.text.said import count, mln
from tests.text.sensitive import BARS, RESULT, VOLUME, WHEN, about_volume, say, share

# Outputs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_output_is_written_with_its_own_unit(language: Language) -> None:
    assert words.output_value(VOLUME, 32647.4, language) == count("32,647", language)
    assert words.output_value(RESULT, -69.34, language) == mln("−69.3", language)
    december, later = month_index("2030-12"), month_index("2031-01")
    assert words.output_value(WHEN, december, language) == {"nl": "december 2030", "en": "December 2030"}[language]
    assert words.output_value(WHEN, later, language) == say(language, "never", year=2031)
    assert words.output_name(VOLUME, BASELINE, language, about=True) == about_volume(language)
    assert words.output_name(RESULT, BASELINE, language) == say(language, "output.result", year=2025)
    target = say(language, "output.target_month", target=count("30,000", language))
    assert words.output_name(WHEN, BASELINE, language) == target


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("ends", "key", "n"), [((100.0, 101.0), "month", 1), ((100.0, 107.0), "months", 7), ((100.0, 100.0), "months", 0)]
)
def test_a_swing_of_the_targets_month_is_in_months(language: Language, ends: tuple[float, float], key: str, n: int) -> None:
    assert words.swing(WHEN, Bar("inflow", 0.0, 1.0, 0.5, *ends), language) == say(language, f"tornado.{key}", n=n)
    assert words.swing(VOLUME, BARS[1], language) == count("2,773", language)


# Sources of uncertainty --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("total", "key"), [(0.31, "row"), (0.33, "row_total")])
def test_a_row_gives_what_is_done_with_others_where_that_is_more(language: Language, total: float, key: str) -> None:
    name = capital(say(language, "group.macro"))
    expected = say(language, f"sobol.{key}", group=name, share="30%", total=f"{100 * total:.0f}%")
    assert words.share_row(share("macro", 0.3, total), language) == expected


# Sliders and assumptions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("outflow_rate", "choose"), ("lks_starts", "choose"), ("inflow", "befall"), ("buig_share", "befall"),
        ("macro_growth", "assumption"), ("lks_cost", "assumption"), ("macro_feedback", "assumption"), (PACKAGE, "choose"),
        (REVISION, "befall"), (PRICE, "assumption"),
    ],
)  # fmt: skip
def test_a_bar_is_ours_befalls_us_or_is_an_assumption(name: str, whose: str) -> None:
    bar = Bar(name, 0.0, 1.0, None, 0.0, 0.0)
    assert words.hand(bar) == whose
    assert words.bar_hand(bar, "nl") == say("nl", f"hand.{whose}")
    lever = name not in (PACKAGE, REVISION, PRICE)
    assert words.bar_name(bar, "en") == (translate("en", f"lever.{name}.name") if lever else say("en", f"bar.{name}"))
