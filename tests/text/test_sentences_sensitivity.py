"""What an output depends on, in words: nearly all, most, hardly anything or nothing at all; one month and several."""

from __future__ import annotations

import pytest

from core.analysis.output import TARGET_MONTH, Output, output
from core.analysis.sensitivity import Sensitivity
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar, Tornado
from core.analysis.variance import GroupShare, Variance
from core.model.calendar import month_index
from core.text import sentences_sensitivity as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital, inside
from tests.analysis.made import BASELINE
from tests.text.said import count, mln

VOLUME, RESULT = output("volume", month_index("2025-12")), output("result", month_index("2025-12"))
WHEN = output(TARGET_MONTH)
BARS = (
    Bar("inflow", 500.0, 1720.0, 600.0, 30409.0, 35291.0),
    Bar("outflow_rate", 0.016, 0.02, 0.018, 34086.0, 31313.0),
    Bar("buig_share", 0.08, 0.09, 0.0816, 32647.2, 32647.4),
)


def say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"sensitivity.{key}", **params)


def share(group: str, first: float, total: float | None = None, error: float = 0.004) -> GroupShare:
    return GroupShare(group, first, error, first if total is None else total, error)


def found(
    *groups: GroupShare, wanted: Output = VOLUME, together: float = 0.0, together_error: float = 0.002,
    bars: tuple[Bar, ...] = BARS, value: float = 32647.0, deviation: float = 1000.0,
) -> Sensitivity:  # fmt: skip
    variance = Variance(value, deviation, groups, together, together_error, 512, 8)
    return Sensitivity(wanted, Tornado(wanted, value, bars), variance)


def the(language: Language, group: str) -> str:
    return say(language, f"the.{group}")


def about_volume(language: Language) -> str:
    return say(language, "about.volume", when=translate(language, "common.end_of", period="2025"))


# Outputs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_output_is_written_with_its_own_unit(language: Language) -> None:
    assert words.output_value(VOLUME, 32647.4, language) == count("32,647", language)
    assert words.output_value(RESULT, -69.34, language) == mln("−69.3", language)
    december, later = month_index("2030-12"), month_index("2031-01")
    assert words.output_value(WHEN, december, language) == {"nl": "december 2030", "en": "December 2030"}[language]
    assert words.output_value(WHEN, later, language) == say(language, "never", year=2031)
    assert words.output_name(VOLUME, BASELINE, language, "about") == about_volume(language)
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
@pytest.mark.parametrize(
    ("first", "key", "shown"),
    [(0.994, "title", "99%"), (0.995, "title_all", "100%"), (0.61, "title", "61%"), (0.004, "title", None)],
)
def test_most_or_nearly_all_comes_from_the_largest_group(language: Language, first: float, key: str, shown: str | None) -> None:
    said = words.sobol_title(found(share("outflow", first / 2), share("inflow", first)), BASELINE, language)
    part = shown if shown is not None else say(language, "sobol.little")
    expected = say(language, f"sobol.{key}", about=about_volume(language), share=part, group=the(language, "inflow"))
    assert said == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_uncertainty_it_says_so_with_the_value(language: Language) -> None:
    still = found(share("inflow", 0.0), share("outflow", 0.0), deviation=0.0)
    assert words.sobol_title(still, BASELINE, language) == say(language, "sobol.title_none", about=about_volume(language))
    assert words.sobol_sentence(still, language) == say(language, "sobol.none", value=count("32,647", language))


def test_groups_stand_by_what_they_do_alone_and_then_by_what_they_do_with_others() -> None:
    groups = (share("price", 0.1), share("macro", 0.3, 0.31), share("share", 0.3, 0.5))
    assert [one.group for one in words.ordered(found(*groups))] == ["share", "macro", "price"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("second", "together", "keys"),
    [
        (0.30, 0.01, ["second", "additive"]), (0.01, 0.05, ["second", "additive"]), (0.30, 0.06, ["second", "together"]),
        (0.009, 0.05, ["second_none"]), (0.009, 0.06, ["together"]),
    ],
)  # fmt: skip
def test_the_second_source_and_what_they_do_together_are_said_where_they_matter(
    language: Language, second: float, together: float, keys: list[str]
) -> None:
    groups = (share("inflow", 0.6, 0.65), share("outflow", second, second + 0.01), share("price", 0.0, 0.04))
    said = words.sobol_sentence(found(*groups, together=together), language)
    most = say(language, "and").join(the(language, group) for group in ("inflow", "price"))
    shown = {
        "second": say(language, "sobol.second", group=the(language, "outflow"), share=f"{100 * second:.0f}%"),
        "second_none": say(language, "sobol.second_none", share="1%"),
        "together": say(language, "sobol.together", share=f"{100 * together:.0f}%", groups=most),
        "additive": say(language, "sobol.additive"),
    }
    ends = [say(language, "sobol.error_small"), say(language, "sobol.meaning")]
    assert said == " ".join([*(shown[key] for key in keys), *ends])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_together_goes_unsaid_within_its_own_error(language: Language) -> None:
    groups = (share("inflow", 0.6), share("outflow", 0.3))
    noisy = words.sobol_sentence(found(*groups, together=0.10, together_error=0.12), language)
    assert say(language, "sobol.additive") in noisy


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("error", "said"), [(0.010, None), (0.021, "2"), (0.04, "4")])
def test_the_largest_error_is_said_where_it_is_over_a_point(language: Language, error: float, said: str | None) -> None:
    groups = (share("inflow", 0.6), share("outflow", 0.3, error=error))
    expected = say(language, "sobol.error_small") if said is None else say(language, "sobol.error", error=said)
    assert expected in words.sobol_sentence(found(*groups), language)
    capped = say(language, "sobol.capped")
    assert capped not in words.sobol_sentence(found(*groups), language)
    assert capped in words.sobol_sentence(found(*groups, wanted=WHEN, value=24300.0), language)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_the_largest_bar_or_that_none_moves_anything(language: Language) -> None:
    name = inside(translate(language, "lever.inflow.name"))
    assert words.tornado_title(found(), BASELINE, language) == say(
        language, "tornado.title", about=capital(about_volume(language)), lever=name
    )
    still = found(bars=(BARS[2], BARS[2]))
    assert words.tornado_title(still, BASELINE, language) == say(language, "tornado.title_none", about=about_volume(language))
    assert words.tornado_sentence(still, BASELINE, language) == say(language, "tornado.none", value=count("32,647", language))


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
    assert words.tornado_sentence(found(), BASELINE, language) == " ".join([first, second, *ends])
    one = found(bars=(BARS[0], BARS[2]))
    assert words.tornado_sentence(one, BASELINE, language) == " ".join([first, *ends])
