"""The sentences on the caseload: rising, falling and standing still, by one and by none, over a year and a part of one."""

from __future__ import annotations

import math
from typing import Any

import pytest

from core.text import sentences_volume as words
from core.text.catalog import LANGUAGES, Language, translate
from tests.analysis.made import BASELINE
from tests.figures.people.made import bridge
from tests.text.said import answered, count, decimal, in_number, with_outcome


@pytest.mark.parametrize(
    ("first", "last", "nl", "key", "month", "until"),
    [
        ("2026-01", "2026-12", "2026", None, "", ""),
        ("2023-09", "2023-12", "2023 vanaf september", "from", "September", ""),
        ("2026-01", "2026-06", "2026 tot en met juni", "to", "June", ""),
        ("2023-09", "2023-11", "2023 van september tot en met november", "between", "September", "November"),
    ],
)
def test_a_period_is_a_year_or_the_part_of_it_that_is_in_the_run(
    first: str, last: str, nl: str, key: str | None, month: str, until: str
) -> None:
    assert words.period(bridge(first, last), "nl") == nl
    english = translate("en", f"volume.period.{key}", year=first[:4], month=month, until=until) if key else first[:4]
    assert words.period(bridge(first, last), "en") == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("steady", "side", "gap"),
    [(30001.0, "above", "1"), (30000.0, "at", "0"), (29999.0, "below", "1"), (32578.0, "above", "2,578")],
)
@pytest.mark.parametrize(("end", "way", "net"), [(32001.0, "rises", "1"), (32000.0, "stays", "0"), (31999.0, "falls", "1")])
def test_the_answer_says_where_it_ends_and_how_the_last_year_goes(
    language: Language, steady: float, side: str, gap: str, end: float, way: str, net: str
) -> None:
    said = words.answer(with_outcome(steady_state=steady), BASELINE, bridge(end=end), language)
    first = in_number(
        language, f"volume.answer.{side}", gap, steady=count(f"{steady:,.0f}", language), gap=count(gap, language),
        target=count("30,000", language),
    )  # fmt: skip
    assert said == f"{first} {in_number(language, f'volume.answer.{way}', net, period='2026', net=net)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_end_the_answer_says_that_there_is_none(language: Language) -> None:
    said = words.answer(with_outcome(steady_state=math.inf), BASELINE, bridge(end=32600.0), language)
    assert said.startswith(translate(language, "volume.answer.endless"))
    assert said.endswith(translate(language, "volume.answer.rises", period="2026", net="600"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({}, "within"), ({"within_experience": False}, "beyond"), ({"reachable": False}, "never"),
        ({"reachable": False, "within_experience": False}, "never"), ({"value": 600.0}, "met"),
        ({"value": 600.0, "reachable": False}, "never"),
    ],
)  # fmt: skip
def test_what_one_lever_must_be_is_within_experience_beyond_it_or_nowhere(
    language: Language, fields: dict[str, Any], key: str
) -> None:
    numbers = {"value": 1500.4, "current": 600.0, "low": 400.0, "high": 1700.0, "nearest_value": 1500.0} | fields
    numbers |= {"nearest_outcome": 31250.0, "outcome": 30100.0}
    found = words.needed_sentence(answered("inflow", **numbers), "volume", "eind 2025", 30000.0, language)

    def per_month(text: str) -> str:
        return translate(language, "lever.per_month", amount=count(text, language))

    assert found == translate(
        language, f"volume.needed.{key}", value=per_month(f"{numbers['value']:,.0f}"), current=per_month("600"), low="400",
        high=count("1,700", language), limit=per_month("1,500"), target=count("30,000", language),
        at_limit=count("31,250", language), nearest=count("30,100", language), when="eind 2025",
        outcome=translate(language, "volume.needed.outcome.volume"),
    )  # fmt: skip


def test_a_lever_that_is_a_share_is_written_as_one() -> None:
    found = words.needed_sentence(
        answered("outflow_rate", value=0.0218, current=0.018, low=0.015, high=0.022), "volume", "eind 2025", 30000.0, "nl"
    )
    assert found == translate(
        "nl", "volume.needed.within", value="2,18% per maand", current="1,80% per maand", low=decimal("1.50%", "nl"), high="2,20%"
    )
