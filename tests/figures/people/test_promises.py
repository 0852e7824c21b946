"""Promises in words: how many were met, the last of those, and the one that was missed by most."""

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


def said(language: Language, key: str, **numbers: str | int) -> str:
    shown = {name: count(value, language) if isinstance(value, str) else value for name, value in numbers.items()}
    return translate(language, f"volume.promises.{key}", **shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_what_was_met_and_hides_neither_that_nor_what_was_missed(language: Language) -> None:
    met, missed = promise(2020, 38000.0, 36203.0), promise(2021, 30000.0, 34624.0)
    assert PROMISES.finding(promised(met, missed, met, OPEN), language) == said(language, "title", met=2, known=3)
    assert PROMISES.finding(promised(OPEN), language) == translate(language, "volume.promises.title_none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_that_was_met_and_the_one_that_was_missed_by_most_are_told(language: Language) -> None:
    late, early, by_one = promise(2022, 33375.0, 32975.0), promise(2020, 38000.0, 36203.0), promise(2022, 33000.0, 33001.0)
    worst = promise(2021, 30000.0, 34624.0)
    beaten = said(language, "beaten", year=2022, promised="33,375", became="32,975", fewer="400")
    missed = said(language, "missed", year=2021, promised="30,000", became="34,624", more="4,624")
    unknown = said(language, "sentence", open=1)
    assert PROMISES.sentence(promised(late, early, worst, by_one, OPEN), language) == f"{beaten} {missed} {unknown}"
    assert PROMISES.sentence(promised(worst, OPEN), language) == f"{missed} {unknown}"
    assert PROMISES.sentence(promised(early), language).startswith(
        said(language, "beaten", year=2020, promised="38,000", became="36,203", fewer="1,797")
    )


def test_a_promise_is_traced_to_what_became_of_it_and_an_open_one_to_what_was_said() -> None:
    assert PROMISES.trace(promised(promise(2020, 38000.0, 36203.0), OPEN)) == [
        "promises_kept", "promises_known", "promises_open", "said:1", "promise:1", "counted_on@2020-12-31", "said:2",
    ]  # fmt: skip
