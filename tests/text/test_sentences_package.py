"""What Impulspakket says on top: no measure, one or several; avoided or added; paid back or never."""

from __future__ import annotations

import dataclasses

import pytest

from core.export.report import plain as told
from core.model.measures import Measure
from core.text.sentences_package import added, answer, key_figures, measure_facts
from tests.figures.package.made import MONTHS, adds, bought, part
from tests.text.said import plain

ONE = 12 / 11.5
"""Benefits fewer in each month of the year that make one benefit-year: the last month counts for half."""


def test_without_a_measure_it_invites() -> None:
    assert told(answer(None, "nl")) == "Er staat nog geen maatregel aan. Zet er één aan en zie wat het oplevert."
    assert told(answer(None, "en")) == "No measure is switched on yet. Switch one on and see what it buys."


@pytest.mark.parametrize(
    ("volume", "count", "gap", "nl", "en"),
    [
        (-240.0, 1, 1000.0, "Deze maatregel scheelt eind 2024 <b>240</b> van de <b>1.000</b> uitkeringen die te veel zijn.",
         "This measure takes away <b>240</b> of the <b>1,000</b> benefits that are too many at the end of 2024."),
        (-240.0, 2, 1000.0, "Deze <b>2</b> maatregelen schelen eind 2024 samen <b>240</b> van de <b>1.000</b> uitkeringen "
         "die te veel zijn.",
         "These <b>2</b> measures together take away <b>240</b> of the <b>1,000</b> benefits that are too many at the end of "
         "2024."),
        (-240.0, 2, 0.4, "Met deze <b>2</b> maatregelen ligt het aantal eind 2024 <b>240</b> lager. Zonder zou het doel ook "
         "gehaald zijn.",
         "With these <b>2</b> measures the number is <b>240</b> lower at the end of 2024. Without them the target would "
         "be met too."),
        (-240.0, 1, -50.0, "Met deze maatregel ligt het aantal eind 2024 <b>240</b> lager. Zonder zou het doel ook gehaald zijn.",
         "With this measure the number is <b>240</b> lower at the end of 2024. Without it the target would be met too."),
        (-240.0, 1, None, "Met deze maatregel ligt het aantal eind 2024 <b>240</b> lager. Tot en met",
         "With this measure the number is <b>240</b> lower at the end of 2024. Up to"),
        (24.0, 1, 1000.0, "Met deze maatregel ligt het aantal eind 2024 <b>24</b> hoger.",
         "With this measure the number is <b>24</b> higher at the end of 2024."),
    ],
)  # fmt: skip
def test_the_answer_says_how_much_of_what_is_too_many_a_package_takes_away(
    volume: float, count: int, gap: float | None, nl: str, en: str
) -> None:
    whole = adds(part(volume))
    found = bought(whole, *[whole] * count, gap=gap)
    assert plain(answer(found, "nl")).startswith(nl)
    assert plain(answer(found, "en")).startswith(en)


@pytest.mark.parametrize(
    ("saved", "nl", "en"),
    [
        (3.5, "Tot en met december 2024 kost dat <b>€ 2,3 mln.</b> en levert het <b>€ 3,5 mln.</b> op: netto "
         "<b>€ 1,2 mln.</b> winst.",
         "Up to and including December 2024 that costs <b>€2.3 m</b> and saves <b>€3.5 m</b>: a net gain of <b>€1.2 m</b>."),
        (1.0, "Tot en met december 2024 kost dat <b>€ 2,3 mln.</b> en levert het <b>€ 1,0 mln.</b> op: netto kost het "
         "<b>€ 1,3 mln.</b>.",
         "Up to and including December 2024 that costs <b>€2.3 m</b> and saves <b>€1.0 m</b>: a net cost of <b>€1.3 m</b>."),
    ],
)  # fmt: skip
def test_the_answer_nets_the_cost(saved: float, nl: str, en: str) -> None:
    found = bought(adds(part(-240.0, saved=saved), cost=2.3))
    assert plain(answer(found, "nl")).endswith(nl)
    assert plain(answer(found, "en")).endswith(en)


def test_the_key_figures_give_cost_saving_and_what_is_left_and_never_where_it_is_not_paid_back() -> None:
    good = key_figures(bought(adds(part(-240.0, saved=3.5), cost=2.3, payback="2024-09")), "nl")
    assert [plain(one.value) for one in good] == ["230", "€ 2,3 mln.", "€ 3,5 mln.", "€ 1,2 mln.", "september 2024"]
    assert (good[3].difference, good[4].difference) == ("over voor de stad", "besparing dekt de kosten")
    bad = key_figures(bought(adds(part(24.0, saved=1.0), cost=2.3)), "nl")
    assert [plain(one.value) for one in bad] == ["−23", "€ 2,3 mln.", "€ 1,0 mln.", "€ −1,3 mln.", "niet"]
    assert (bad[3].difference, bad[4].difference) == ("kost het de stad", "t/m december 2024")


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
