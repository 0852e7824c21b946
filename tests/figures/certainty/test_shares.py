"""Where the uncertainty comes from, in words: nearly all, most, hardly anything or nothing at all."""

from __future__ import annotations

import pytest

from core.figures.certainty.shares import SHARES
from core.text.catalog import LANGUAGES, Language
from tests.text.said import count
from tests.text.sensitive import WHEN, about_volume, found, say, share, the


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("first", "key", "shown"),
    [(0.994, "title", "99%"), (0.995, "title_all", "100%"), (0.61, "title", "61%"), (0.004, "title", None)],
)
def test_most_or_nearly_all_comes_from_the_largest_group(language: Language, first: float, key: str, shown: str | None) -> None:
    said = SHARES.finding(found(share("national", first / 2), share("caseload", first)), language)
    part = shown if shown is not None else say(language, "sobol.little")
    expected = say(language, f"sobol.{key}", about=about_volume(language), share=part, group=the(language, "caseload"))
    assert said == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_uncertainty_it_says_so_with_the_value(language: Language) -> None:
    still = found(share("caseload", 0.0), share("national", 0.0), deviation=0.0)
    assert SHARES.finding(still, language) == say(language, "sobol.title_none", about=about_volume(language))
    assert SHARES.sentence(still, language) == say(language, "sobol.none", value=count("32,647", language))


def test_groups_stand_by_what_they_do_alone_and_then_by_what_they_do_with_others() -> None:
    groups = (share("price", 0.1), share("macro", 0.3, 0.31), share("share", 0.3, 0.5))
    assert [one.group for one in found(*groups).groups] == ["share", "macro", "price"]


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
    groups = (share("caseload", 0.6, 0.65), share("national", second, second + 0.01), share("price", 0.0, 0.04))
    said = SHARES.sentence(found(*groups, together=together), language)
    most = say(language, "and").join(the(language, group) for group in ("caseload", "price"))
    shown = {
        "second": say(language, "sobol.second", group=the(language, "national"), share=f"{100 * second:.0f}%"),
        "second_none": say(language, "sobol.second_none", share="1%"),
        "together": say(language, "sobol.together", share=f"{100 * together:.0f}%", groups=most),
        "additive": say(language, "sobol.additive"),
    }
    ends = [say(language, "sobol.error_small"), say(language, "sobol.meaning")]
    assert said == " ".join([*(shown[key] for key in keys), *ends])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_together_goes_unsaid_within_its_own_error(language: Language) -> None:
    groups = (share("caseload", 0.6), share("national", 0.3))
    noisy = SHARES.sentence(found(*groups, together=0.10, together_error=0.12), language)
    assert say(language, "sobol.additive") in noisy


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("error", "said"), [(0.010, None), (0.021, "2"), (0.04, "4")])
def test_the_largest_error_is_said_where_it_is_over_a_point(language: Language, error: float, said: str | None) -> None:
    groups = (share("caseload", 0.6), share("national", 0.3, error=error))
    expected = say(language, "sobol.error_small") if said is None else say(language, "sobol.error", error=said)
    assert expected in SHARES.sentence(found(*groups), language)
    capped = say(language, "sobol.capped")
    assert capped not in SHARES.sentence(found(*groups), language)
    assert capped in SHARES.sentence(found(*groups, wanted=WHEN, value=24300.0), language)


def test_what_is_certain_has_no_chart_and_what_does_nothing_no_bar() -> None:
    still = found(share("caseload", 0.0), share("national", 0.0), deviation=0.0)
    assert SHARES.frames(still, "nl") == {}
    some = found(share("caseload", 0.7, 1.2, error=0.4), share("national", 0.3), share("price", 0.001))
    drawn = SHARES.frames(some, "nl")["shares"].to_pydict()
    assert drawn["name"] == ["000 caseload", "001 national"]
    assert drawn["first"] == [0.7, 0.3]
    # No bar and no stripe reaches beyond the whole.
    assert (drawn["total"][0], drawn["first_high"][0], drawn["total_high"][0]) == (1.0, 1.0, 1.0)
    assert drawn["first_low"][0] == pytest.approx(0.3)
