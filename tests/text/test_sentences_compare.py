"""What is said of scenarios side by side, at all its turns, in both languages."""

from __future__ import annotations

import dataclasses
import re

import pytest

from core.analysis.compare import Comparison, Side, comparison_of
from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.measures import catalogue
from core.scenario import default_scenario, with_measures, with_value
from core.text import sentences_compare as words
from core.text.catalog import Language
from tests.places import LETTER

BRIEF = load_baseline(LETTER)
ONE = comparison_of(outlook_of(default_scenario(BRIEF), BRIEF))


def beside(*pairs: tuple[float | None, float | None]) -> Comparison:
    """A comparison of sides that have these benefits and results, the first of them shown."""
    sides = tuple(
        Side("ABCDE"[i - 1] if i else "", ONE.shown.outlook, volume, None, result) for i, (volume, result) in enumerate(pairs)
    )
    return dataclasses.replace(ONE, sides=sides)


def bare(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


@pytest.mark.parametrize(
    ("pairs", "nl", "en"),
    [
        (
            [(32_000.0, -60.0), (31_000.4, -48.04)],
            "Eind 2025 heeft Rotterdam de minste bijstandsuitkeringen in scenario A: 31.000. Dat zijn er 1.000 minder dan in het "
            "scenario van nu. De stad is dan in 2025 € 12,0 mln. beter uit.",
            "End of 2025 Rotterdam has the fewest benefits in scenario A: 31,000. That is 1,000 fewer than in the present "
            "scenario. The city is €12.0 m better off in 2025.",
        ),
        (
            [(30_000.0, -60.0), (31_000.0, -59.9), (32_000.0, -50.0)],
            "Eind 2025 heeft Rotterdam de minste bijstandsuitkeringen in het scenario van nu: 30.000. Dat zijn er 2.000 minder "
            "dan in scenario B. De stad is dan in 2025 wel € 10,0 mln. slechter uit.",
            "End of 2025 Rotterdam has the fewest benefits in the present scenario: 30,000. That is 2,000 fewer than in "
            "scenario B. The city is €10.0 m worse off in 2025, though.",
        ),
        (
            [(30_000.4, -60.0), (30_000.0, -60.04)],
            "Eind 2025 heeft Rotterdam in al deze scenario's evenveel bijstandsuitkeringen: 30.000.",
            "End of 2025 Rotterdam has as many benefits in all these scenarios: 30,000.",
        ),
        (
            [(30_000.0, None), (None, None)],
            "Deze scenario's hebben geen maand gemeen. Kies ze op dezelfde basis, of kies een latere laatste maand.",
            "These scenarios have no month in common. Choose them on the same baseline, or choose a later last month.",
        ),
        (
            [(30_000.0, -60.0)],
            "Hier staat nog één scenario. Zet er een tweede vast, of kies er een. Dan ziet u hier wat het scheelt.",
            "Only one scenario stands here. Pin a second one, or choose one. You then see the difference here.",
        ),
    ],
)
def test_the_answer_names_the_fewest_the_most_and_the_money_between_them(
    pairs: list[tuple[float | None, float | None]], nl: str, en: str
) -> None:
    found = beside(*pairs)
    assert bare(words.answer(found, "nl")).replace("\N{NO-BREAK SPACE}", " ") == nl
    assert bare(words.answer(found, "en")).replace("\N{NO-BREAK SPACE}", " ") == en


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Eind 2025 zijn er 32.000 (nu) en 31.000 (A)."),
        ("en", "End of 2025 there are 32,000 (now) and 31,000 (A)."),
    ],
)
def test_the_sentence_gives_every_scenario_in_the_order_of_its_letters(language: Language, said: str) -> None:
    assert words.sentence(beside((32_000.0, 0.0), (31_000.0, 0.0)), language) == said


def chanced(*chances: float | None) -> Comparison:
    """A comparison of sides that have these chances."""
    shown = ONE.shown.outlook
    outlooks = [dataclasses.replace(shown, paths=dataclasses.replace(shown.paths, chance=chance)) for chance in chances]
    sides = tuple(Side("ABCDE"[i - 1] if i else "", outlook, None, None, None) for i, outlook in enumerate(outlooks))
    return dataclasses.replace(ONE, sides=sides)


def test_the_chances_of_all_scenarios_stand_in_one_sentence() -> None:
    assert words.chances(chanced(0.1, 0.5, 0.001), "nl") == "Kans op 30.000 eind 2025: nu 1 op 10, A 50% en B < 1 op 50."
    assert words.chances(chanced(0.1, 0.5), "en") == "Chance of 30,000 end 2025: now 1 in 10 and A 50%."
    assert words.chances(chanced(0.1), "nl") == words.chances(chanced(0.1, None), "nl") == ""


def test_a_scenario_is_told_apart_from_the_one_that_is_shown() -> None:
    plain = default_scenario(BRIEF)
    moved = with_value(with_value(plain, BRIEF, "inflow", 570.0), BRIEF, "outflow_rate", 0.0205)
    said = words.apart(plain, moved, load_baseline, "nl")
    assert said == "Anders dan nu: Uitstroom van 1,80% naar 2,05%; Instroom van 600 naar 570."
    assert words.apart(moved, moved, load_baseline, "en") == "The same as the present scenario."


def test_a_scenario_is_named_by_what_was_moved() -> None:
    scenario = default_scenario(BRIEF)
    assert words.suggested(scenario, BRIEF, "nl") == "Basispad"
    for lever, value in (("inflow", 570.0), ("outflow_rate", 0.0205), ("buig_share", 0.084), ("lks_starts", 60.0)):
        scenario = with_value(scenario, BRIEF, lever, value)
    scenario = with_measures(scenario, [catalogue(BRIEF.city)[0].measure()])
    said = words.suggested(scenario, BRIEF, "nl")
    assert said.count(";") == 3
    assert said.endswith("en nog 2")
