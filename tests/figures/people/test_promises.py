"""Promises in words: the worst that was missed, how many were met, and the last of those."""

from __future__ import annotations

import datetime as dt

import pytest

from core.analysis.promises import Promise, Promised
from core.facts import Observation
from core.figures.people.promises import PROMISES
from core.text.catalog import LANGUAGES, Language, translate
from tests.figures.made import outlook
from tests.text.said import count


def promise(year: int, said: float, became: float | None) -> Promise:
    return Promise(Observation(dt.date(year, 12, 31), said, "reported", "nu-2021-10"), became)


OPEN = promise(2025, 1.0, None)


def promised(*promises: Promise) -> Promised:
    return Promised(outlook(), promises)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_promises_that_were_missed_the_worst_is_told(language: Language) -> None:
    met_once, worst, by_one = promise(2020, 38000.0, 36203.0), promise(2021, 30000.0, 34624.0), promise(2022, 33000.0, 33001.0)
    numbers = {"promised": "30,000", "became": "34,624", "more": "4,624"}
    shown = {name: count(text, language) for name, text in numbers.items()}
    found = PROMISES.finding(promised(met_once, worst, by_one, OPEN), language)
    assert found == translate(language, "volume.promises.title", year=2021, **shown)
    met = promised(met_once, promise(2021, 34624.0, 34624.0), OPEN)
    assert PROMISES.finding(met, language) == translate(language, "volume.promises.title_none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_are_counted_by_what_became_of_them_and_the_last_that_was_met_is_told(language: Language) -> None:
    late, early, missed = promise(2022, 33375.0, 32975.0), promise(2020, 38000.0, 36203.0), promise(2021, 30000.0, 34624.0)
    counted = translate(language, "volume.promises.sentence", known=3, met=2, open=1)
    numbers = {"promised": "33,375", "became": "32,975", "fewer": "400"}
    beaten = translate(
        language, "volume.promises.beaten", year=2022, **{name: count(text, language) for name, text in numbers.items()}
    )
    assert PROMISES.sentence(promised(late, early, missed, OPEN), language) == f"{beaten} {counted}"
    none = translate(language, "volume.promises.sentence", known=1, met=0, open=1)
    assert PROMISES.sentence(promised(missed, OPEN), language) == none


def test_a_promise_is_traced_to_what_became_of_it_and_an_open_one_to_what_was_said() -> None:
    assert PROMISES.trace(promised(promise(2020, 38000.0, 36203.0), OPEN)) == ["promise:1", "said:2"]
