"""The sentences on the caseload: rising, falling and standing still, by one and by none, over a year and a part of one."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

from core.analysis.bridges import StockBridge
from core.analysis.promises import Promise
from core.facts import Observation
from core.model.calendar import month_index
from core.text import sentences_volume as words
from core.text.catalog import LANGUAGES, Language, translate
from tests.analysis.made import BASELINE
from tests.text.said import answered, count, decimal, in_number, with_outcome


def bridge(first: str = "2026-01", last: str = "2026-12", **fields: Any) -> StockBridge:
    """From 32,000 to 32,000, with nothing that comes or goes."""
    plain: dict[str, Any] = {
        "start": 32000.0, "inflow": 0.0, "lks_returns": 0.0, "relapse": 0.0, "outflow": 0.0, "into_lks": 0.0, "measures": {},
        "end": 32000.0, "closing": 0.0,
    }  # fmt: skip
    return StockBridge(year=int(first[:4]), first_month=month_index(first), last_month=month_index(last), **plain | fields)


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


@pytest.mark.parametrize(("value", "name"), [(0.6, "above"), (0.4, "at"), (0.0, "at"), (-0.4, "at"), (-0.6, "below")])
def test_a_side_is_that_of_the_rounded_value(value: float, name: str) -> None:
    assert words.side_of(value, "above", "below", "at") == name


@pytest.mark.parametrize(
    ("value", "nl", "en"), [(7200.0, "+7.200", "+7,200"), (-413.0, "−413", "−413"), (0.4, "0", "0"), (-0.4, "0", "0")]
)
def test_a_step_has_its_sign(value: float, nl: str, en: str) -> None:
    assert (words.signed(value, "nl"), words.signed(value, "en")) == (nl, en)


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
    period = words.period(last, language)
    assert words.flows_title(last, language) == in_number(language, f"volume.flows.title_{side}", net, period=period, net=net)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_flows_in_words_name_every_way_and_measures_where_there_are_any(language: Language) -> None:
    last = bridge(inflow=7200.0, lks_returns=230.0, outflow=6900.0, into_lks=413.0)
    flows = {"inflow": "7,200", "returns": "230", "outflow": "6,900", "into_lks": "413"}
    first = translate(
        language, "volume.flows.sentence", period="2026", **{name: count(text, language) for name, text in flows.items()}
    )
    assert words.flows_sentence(last, language) == first
    busy = bridge(inflow=7200.0, lks_returns=230.0, outflow=6900.0, into_lks=413.0, measures={"a": 30.0, "b": 12.0}, relapse=5.0)
    second = translate(language, "volume.flows.with_measures", measures="42", relapse="5")
    assert words.flows_sentence(busy, language) == f"{first} {second}"
    later = bridge(relapse=5.0)
    assert translate(language, "volume.flows.with_measures", measures="0", relapse="5") in words.flows_sentence(later, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("end", "side", "change"), [(32001.0, "more", "1"), (32000.0, "same", "0"), (31999.0, "fewer", "1")])
def test_the_bridge_of_a_year_goes_up_down_or_nowhere(language: Language, end: float, side: str, change: str) -> None:
    found = words.bridge_title(bridge(end=end), language)
    assert found == in_number(language, f"volume.bridge.title_{side}", change, period="2026", change=change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bridge_in_words_adds_up_all_ways_in_and_all_ways_out(language: Language) -> None:
    found = bridge(
        start=32741.0, end=32647.0, inflow=7200.0, lks_returns=230.0, relapse=10.0, outflow=7000.0, into_lks=413.0,
        measures={"a": 100.0, "b": 21.0},
    )  # fmt: skip
    parts = {"start": "32,741", "end": "32,647", "ways_in": "7,440", "ways_out": "7,534"}
    assert words.bridge_sentence(found, language) == translate(
        language, "volume.bridge.sentence", **{name: count(text, language) for name, text in parts.items()}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_season_names_the_months_in_which_most_leave(language: Language) -> None:
    months, factors = ["mei", "juni", "juli"], (1.1, 1.25, 0.9)
    one = words.season_title(months, factors, language)
    assert one == translate(language, "volume.season.title", months="Juni", more="25%")
    two = words.season_title(months, (1.25, 0.9, 1.25), language)
    joined = {"nl": "Mei en juli", "en": "Mei and juli"}[language]
    assert two == translate(language, "volume.season.title", months=joined, more="25%")


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


# Promises ----------------------------------------------------------------------------------------------------------


def promise(year: int, said: float, became: float | None) -> Promise:
    return Promise(Observation(dt.date(year, 12, 31), said, "reported", "nu-2021-10"), became)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_promises_that_were_missed_the_worst_is_told(language: Language) -> None:
    met_once, worst, by_one = promise(2020, 38000.0, 36203.0), promise(2021, 30000.0, 34624.0), promise(2022, 33000.0, 33001.0)
    found = [met_once, worst, by_one, promise(2025, 1.0, None)]
    numbers = {"promised": "30,000", "became": "34,624", "more": "4,624"}
    shown = {name: count(text, language) for name, text in numbers.items()}
    assert words.promises_title(found, language) == translate(language, "volume.promises.title", year=2021, **shown)
    met = [promise(2020, 38000.0, 36203.0), promise(2021, 34624.0, 34624.0), promise(2025, 1.0, None)]
    assert words.promises_title(met, language) == translate(language, "volume.promises.title_none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_are_counted_by_what_became_of_them_and_the_last_that_was_met_is_told(language: Language) -> None:
    late, early = promise(2022, 33375.0, 32975.0), promise(2020, 38000.0, 36203.0)
    found = [late, early, promise(2021, 30000.0, 34624.0), promise(2025, 1.0, None)]
    counted = translate(language, "volume.promises.sentence", known=3, met=2, open=1)
    numbers = {"promised": "33,375", "became": "32,975", "fewer": "400"}
    beaten = translate(
        language, "volume.promises.beaten", year=2022, **{name: count(text, language) for name, text in numbers.items()}
    )
    assert words.promises_sentence(found, language) == f"{beaten} {counted}"
    missed = translate(language, "volume.promises.sentence", known=1, met=0, open=1)
    assert words.promises_sentence(found[2:], language) == missed
