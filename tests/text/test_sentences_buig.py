"""What BUIG en reserve says on top: a deficit, a surplus or neither; a reserve that is empty or holds; no whole year."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from core.analysis.outlook import Outlook, outlook_of
from core.model.calendar import month_index
from core.scenario import default_scenario, with_until
from core.text.catalog import Language
from core.text.sentences_buig import answer, key_figures
from tests.analysis.made import BASELINE, made
from tests.text.said import plain, with_outcome

SCENARIO = default_scenario(BASELINE)


def outlook(**now: Any) -> Outlook:
    """The letter's years with 6,000 million of bijstand budget: a tenth of a point of the share is worth 6 million."""
    run = made("2026-12", budget__macro=[7000.0] * 4, budget__macro_lks=[1000.0] * 4)
    paths = with_outcome(**({"result_year": 2025, "result": -14.46, "reserve_empty": None} | now))
    return Outlook(SCENARIO, BASELINE, dataclasses.replace(paths, run=run))


@pytest.mark.parametrize(
    ("result", "nl", "en"),
    [
        (-14.46, "In 2025 komt de stad <b>€ 14,5 mln.</b> tekort op de BUIG.",
         "In 2025 the city is <b>€14.5 m</b> short on the BUIG."),
        (14.46, "In 2025 houdt de stad <b>€ 14,5 mln.</b> over op de BUIG.",
         "In 2025 the city has <b>€14.5 m</b> left on the BUIG."),
        (0.0, "In 2025 komt de stad precies uit met de BUIG.", "In 2025 the BUIG is exactly enough for the city."),
        (-0.04, "In 2025 komt de stad precies uit met de BUIG.", "In 2025 the BUIG is exactly enough for the city."),
    ],
    ids=["deficit", "surplus", "zero", "too little to show"],
)  # fmt: skip
@pytest.mark.parametrize("empty", [None, "2025-05"])
def test_the_answer_gives_the_result_the_reserve_and_the_worth_of_the_share(
    result: float, nl: str, en: str, empty: str | None
) -> None:
    found = outlook(result=result, reserve_empty=None if empty is None else month_index(empty))
    reserve = {
        "nl": "De reserve is leeg in <b>mei 2025</b>." if empty else "De reserve is eind <b>december 2026</b> nog niet leeg.",
        "en": "The reserve is empty in <b>May 2025</b>."
        if empty
        else "The reserve is not empty at the end of <b>December 2026</b>.",
    }
    worth = {
        "nl": "Een aandeel dat 0,1%-punt hoger is, levert <b>€ 6,0 mln.</b> per jaar op.",
        "en": "A share that is 0.1 percentage point higher brings <b>€6.0 m</b> a year.",
    }
    assert plain(answer(found, "nl")) == f"{nl} {reserve['nl']} {worth['nl']}"
    assert plain(answer(found, "en")) == f"{en} {reserve['en']} {worth['en']}"


def test_without_a_whole_year_there_is_no_result_and_no_key_figure() -> None:
    short = outlook_of(with_until(SCENARIO, BASELINE, month_index("2023-10")), BASELINE)
    assert answer(short, "nl") == "Deze periode bevat geen heel jaar. Kies links een latere maand bij <b>Tot en met</b>."
    assert answer(short, "en").startswith("This period holds no whole year.")
    assert key_figures(short, "nl") == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_key_figures_name_the_year_that_the_safety_net_is_over_and_the_one_in_which_it_is_paid(language: Language) -> None:
    found = outlook()
    run = made(
        "2026-12", budget__macro=[7000.0] * 4, budget__macro_lks=[1000.0] * 4, budget__total=[500.0] * 4,
        year_bijstand_lasten=[570.0] * 4, year_lks_lasten=[30.0] * 4,
        account__vangnet_granted=[10.0, 20.0, 50.0, 80.0],
    )  # fmt: skip
    figures = key_figures(dataclasses.replace(found, paths=dataclasses.replace(found.paths, run=run)), language)
    assert len(figures) == 5
    vangnet, worth = figures[3:]
    said = {"nl": ("Vangnet over 2025", "betaald in 2027"), "en": ("Safety net over 2025", "paid in 2027")}[language]
    assert (vangnet.label, vangnet.difference) == said
    assert plain(vangnet.value) == {"nl": "€ 50,0 mln.", "en": "€50.0 m"}[language]
    assert plain(worth.value) == {"nl": "€ 6,0 mln.", "en": "€6.0 m"}[language]
    assert figures[1].value == {"nl": "niet", "en": "no"}[language]
