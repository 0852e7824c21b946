"""What Impulspakket says on top: no measure, one or several; avoided or added; paid back or never."""

from __future__ import annotations

import dataclasses

import pytest

from core.model.measures import Measure
from core.text.sentences_package import added, answer, key_figures, measure_facts
from tests.figures.package.made import MONTHS, adds, bought, part
from tests.text.said import plain

ONE = 12 / 11.5
"""Benefits fewer in each month of the year that make one benefit-year: the last month counts for half."""


def test_without_a_measure_it_invites() -> None:
    assert answer(None, "nl") == "Er staat nog geen maatregel aan. Zet er een aan en zie wat het oplevert."
    assert answer(None, "en") == "No measure is switched on yet. Switch one on and see what it buys."


@pytest.mark.parametrize(
    ("volume", "count", "nl", "en"),
    [
        (-240.0, 1, "Deze maatregel voorkomt tot en met december 2024 <b>230</b> uitkeringsjaren, voor <b>€ 2,3 mln.</b> aan "
         "kosten. Dat is <b>€ 10.000</b> per uitkeringsjaar.",
         "Up to and including December 2024 this measure avoids <b>230</b> benefit-years, at a cost of <b>€2.3 m</b> in all. "
         "That is <b>€10,000</b> per benefit-year."),
        (-240.0, 2, "Deze <b>2</b> maatregelen voorkomen tot en met december 2024 samen <b>230</b> uitkeringsjaren, voor "
         "<b>€ 2,3 mln.</b> aan kosten. Dat is <b>€ 10.000</b> per uitkeringsjaar.",
         "Up to and including December 2024 these <b>2</b> measures together avoid <b>230</b> benefit-years, at a cost of "
         "<b>€2.3 m</b> in all. That is <b>€10,000</b> per benefit-year."),
        (-ONE, 1, "Deze maatregel voorkomt tot en met december 2024 <b>1</b> uitkeringsjaar, voor <b>€ 2,3 mln.</b> aan kosten. "
         "Dat is <b>€ 2.300.000</b> per uitkeringsjaar.",
         "Up to and including December 2024 this measure avoids <b>1</b> benefit-year, at a cost of <b>€2.3 m</b> in all. "
         "That is <b>€2,300,000</b> per benefit-year."),
        (24.0, 1, "Deze maatregel geeft tot en met december 2024 <b>23</b> uitkeringsjaren extra, voor <b>€ 2,3 mln.</b> aan "
         "kosten.",
         "Up to and including December 2024 this measure adds <b>23</b> benefit-years, at a cost of <b>€2.3 m</b> in all."),
        (ONE, 2, "Deze <b>2</b> maatregelen geven tot en met december 2024 samen <b>1</b> uitkeringsjaar extra, voor "
         "<b>€ 2,3 mln.</b> aan kosten.",
         "Up to and including December 2024 these <b>2</b> measures together add <b>1</b> benefit-year, at a cost of "
         "<b>€2.3 m</b> in all."),
    ],
)  # fmt: skip
def test_the_answer_says_what_is_avoided_or_added_and_at_what_price(volume: float, count: int, nl: str, en: str) -> None:
    whole = adds(part(volume), cost=2.3)
    found = bought(whole, *[whole] * count)
    assert (plain(answer(found, "nl")), plain(answer(found, "en"))) == (nl, en)


@pytest.mark.parametrize(
    ("funds", "nl", "en"),
    [
        (-3.2, ("€ 3,2 mln.", "minder t/m 2024"), ("€3.2 m", "less, to 2024")),
        (3.2, ("€ 3,2 mln.", "meer t/m 2024"), ("€3.2 m", "more, to 2024")),
        (0.0, ("€ 0,0 mln.", "geen verschil t/m 2024"), ("€0.0 m", "no difference, to 2024")),
    ],
)
def test_the_general_funds_give_less_more_or_the_same(funds: float, nl: tuple[str, str], en: tuple[str, str]) -> None:
    found = bought(adds(part(-10.0, funds=funds)))
    for language, said in (("nl", nl), ("en", en)):
        last = key_figures(found, language)[-1]
        assert (plain(last.value), last.difference) == said


def test_what_is_never_paid_back_or_has_no_price_says_so() -> None:
    good = key_figures(bought(adds(part(-240.0), cost=2.3, payback="2024-09")), "nl")
    assert [plain(one.value) for one in good[:4]] == ["230", "€ 2,3 mln.", "€ 10.000", "september 2024"]
    assert good[3].difference == "besparing dekt de kosten"
    bad = key_figures(bought(adds(part(24.0), cost=2.3)), "nl")
    assert [plain(one.value) for one in bad[:4]] == ["−23", "€ 2,3 mln.", "–", "niet"]
    assert bad[3].difference == "t/m december 2024"


def test_without_a_whole_year_the_general_funds_are_left_out() -> None:
    assert len(key_figures(bought(adds(part(-10.0)), years=range(0)), "nl")) == 4
    assert len(key_figures(bought(adds(part(-10.0))), "nl")) == 5


@pytest.mark.parametrize(
    ("kind", "effect", "nl", "en"),
    [
        ("outflow_work", 5.0, "5 per maand naar werk", "5 a month to work"),
        ("less_inflow", 2.5, "2,5 per maand minder instroom", "2.5 a month less inflow"),
        ("lks_retention", 0.25, "25% minder uitval in het eerste jaar", "25% less dropout in the first year"),
    ],
)
def test_a_card_says_what_a_measure_does_when_and_on_what_it_rests(kind: str, effect: float, nl: str, en: str) -> None:
    measure = Measure("eigen-1", kind, MONTHS[0], effect, 6, None, 0.3, 0.3, 3000.0, 0.0, name="Plan")
    assert measure_facts(measure, None, "nl") == [nl, "januari 2024 – loopt door", "aanname"]
    ended = dataclasses.replace(measure, end=MONTHS[-1])
    assert measure_facts(ended, None, "en") == [en, "January 2024 – December 2024", "assumption"]


@pytest.mark.parametrize(
    ("volume", "cost", "nl", "en"),
    [
        (-240.0, 2.3, "230 uitkeringsjaren, elk € 10.000", "230 benefit-years, €10,000 each"),
        (-ONE, 0.01, "1 uitkeringsjaar, € 10.000", "1 benefit-year, €10,000"),
        (24.0, 1.0, "−23 uitkeringsjaren", "−23 benefit-years"),
    ],
)
def test_a_card_says_what_a_measure_adds(volume: float, cost: float, nl: str, en: str) -> None:
    found = adds(part(volume), cost=cost)
    assert (plain(added(found, "nl")), plain(added(found, "en"))) == (nl, en)
