"""The reading list: what moved a lever, in numbers of series that have a source; and the formulas, in words too."""

from __future__ import annotations

from core.analysis.reading import equations, moved_in_reality
from core.facts import sources
from core.scenario import LEVER
from core.text.catalog import LANGUAGES, translate
from tests.figures.subjects import CITY


def test_each_lever_of_the_list_moved_between_two_days_that_somebody_published() -> None:
    found = moved_in_reality(CITY)
    assert {one.lever for one in found} >= {"inflow", "outflow_rate", "lks_starts", "buig_share"}
    for one in found:
        assert one.lever in LEVER
        assert one.before.date < one.after.date
        assert one.before.value != one.after.value
        assert {one.before.source, one.after.source} <= sources().keys()


def test_the_list_has_2018_corona_and_2022() -> None:
    """In benefits: 33,512 before covid and 36,259 half a year later; 34,624 at the end of 2021 and 32,975 a year later."""
    stretches = {(one.series, one.before.value, one.after.value) for one in moved_in_reality(CITY)}
    assert ("rotterdam_volume", 33512.0, 36259.0) in stretches
    assert ("rotterdam_volume", 34624.0, 32975.0) in stretches
    assert ("rotterdam_inflow", 8646.0, 7186.0) in stretches


def test_a_city_without_a_list_has_none() -> None:
    assert moved_in_reality(None) == ()


def test_every_formula_has_words_beside_it() -> None:
    for equation in equations():
        for language in LANGUAGES:
            assert translate(language, f"trace.formula.{equation.words}")
            assert equation.where[language]
        assert equation.latex.count("{") == equation.latex.count("}")
