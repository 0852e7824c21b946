"""No two pages give two numbers for one thing: the caseload on a day and in the long run, the package's effect, the chance."""

from __future__ import annotations

import functools
import itertools
import re

import pytest

from core.baseline import DEFAULT
from core.measures import encode_package
from core.model.calendar import month_index, month_of
from core.scenario import default_scenario, to_query
from core.scenario.links import CHECK_PARAM, check_of
from core.text import format as house
from core.text.catalog import LANGUAGES, Language
from tests.opened import open_app, said
from tests.own_data.test_count import find
from tests.pages import story
from tests.pages.packaged import PACKAGE
from tests.pages.story import Said
from tests.pages.test_pages import PAGES
from tests.tiers import tiers

BASES = ("brief-2023-t2", "stand-2026", "stand-2026~2026-10.33120~target.30000.2028-12")
"""What the letter saw, what is known now, and somebody's own count with a target."""
MOVED = {"outflow_rate": "0.0195", "pakket": encode_package(PACKAGE)}
SCENARIOS: dict[str, dict[str, str]] = {
    "untouched": {}, "moved": MOVED, "further": {"tot": "2030-12", "inflow": "600", "lks_starts": "90"},
    "shorter": {"tot": "2027-06", "lks_first_year_dropout": "0.45", "buig_share": "0.085"},
}  # fmt: skip
"""The path that opens; one that is not the base path, by a lever and by a package; and other last months, one before a target."""
SINCE = re.compile(r'<p class="koers-since">.*?</p>', re.DOTALL)
"""The one sentence that gives the numbers of two bases beside each other, and says why they differ."""


def _walked(basis: str, language: Language, scenario: str) -> bool:
    """All scenarios in both languages on what is known now; on the others each in one of the two."""
    names = list(SCENARIOS)
    return basis == DEFAULT or (names.index(scenario) + LANGUAGES.index(language) + BASES.index(basis)) % 2 == 0


OFTEN = ((DEFAULT, "nl", "moved"),)
walks = pytest.mark.parametrize(
    ("basis", "language", "scenario"),
    tiers((one for one in itertools.product(BASES, LANGUAGES, SCENARIOS) if _walked(*one)), often=OFTEN),
)


@functools.cache
def walked(basis: str, language: Language, scenario: str) -> tuple[Said, ...]:
    """The sentences of every page that tells of a scenario, the map drawn."""
    query = to_query(default_scenario(find(basis))) | SCENARIOS[scenario]
    app = open_app(**query | {CHECK_PARAM: check_of(query)}, lang=language)
    found: list[Said] = []
    for page in PAGES:
        app.switch_page(f"pages/{page}/page.py").run()
        for button in app.button:
            if button.key == "map-draw":
                button.click().run()
                break
        assert not app.exception
        found += story.sentences(page, SINCE.sub("", said(app)))
    return tuple(found)


@pytest.mark.exhaustive
def test_pages_tell_what_the_walk_looks_for() -> None:
    """Else the tests below compare nothing with nothing."""
    told = walked("brief-2023-t2", "nl", "moved")
    assert {one.page for one in told} == set(PAGES)
    claims, _ = story.path_claims(told, "nl")
    assert claims["2025"]
    assert {one.page for one in next(iter(story.long_run(told, "nl").values()))} >= {"verkenner", "volume"}
    assert story.package_effects(told, "nl")["december 2026"]
    assert len({one.page for found in story.chance_of_target(told, "30.000", "2025", "nl").values() for one in found}) >= 2


@walks
def test_a_day_has_one_caseload_on_all_pages(basis: str, language: Language, scenario: str) -> None:
    told = [one for one in walked(basis, language, scenario) if one.page != "bronnen"]
    wanted = (found for (key, _), found in find(basis).quantities.items() if key in ("target_volume", "milestone_volume"))
    targets = [house.number(found.value, language) for found in wanted]
    claims, undated = story.path_claims(told, language, targets)
    different = {day: counts for day, counts in claims.items() if len(counts) > 1}
    assert different == {}
    assert undated == []


@walks
def test_the_long_run_has_one_caseload_on_all_pages(basis: str, language: Language, scenario: str) -> None:
    assert len(story.long_run(walked(basis, language, scenario), language)) == 1


@walks
def test_a_month_has_one_effect_of_the_package(basis: str, language: Language, scenario: str) -> None:
    effects = story.package_effects(walked(basis, language, scenario), language)
    assert {month: fewer for month, fewer in effects.items() if len(fewer) > 1} == {}


@walks
def test_the_target_has_one_chance_on_all_pages(basis: str, language: Language, scenario: str) -> None:
    target = find(basis).quantity("target_volume")
    day = house.period_end(month_of(target.date), language).split()[-1]
    found = story.chance_of_target(walked(basis, language, scenario), house.number(target.value, language), day, language)
    ends = month_index(SCENARIOS[scenario].get("tot", "2030-12"))
    assert len(found) == 1 or (not found and ends < month_of(target.date)), found


@walks
def test_no_chance_has_a_decimal(basis: str, language: Language, scenario: str) -> None:
    told = story.chances(walked(basis, language, scenario), language)
    assert told
    assert [one for one in told if story.DECIMAL.search(one.sentence)] == []
