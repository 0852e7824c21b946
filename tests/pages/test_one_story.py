"""No two pages give two numbers for one thing: the caseload on a day and in the long run, the package's effect, the chance."""

from __future__ import annotations

import functools
import re

import pytest

from core.baseline import load_baseline
from core.measures import encode_package
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import LANGUAGES, Language
from tests.opened import open_app, said
from tests.pages import story
from tests.pages.packaged import PACKAGE
from tests.pages.story import Said
from tests.pages.test_pages import PAGES

BASES = ("brief-2023-t2", "stand-2026")
MOVED = {"outflow_rate": "0.0195", "pakket": encode_package(PACKAGE)}
SCENARIOS: dict[str, dict[str, str]] = {"untouched": {}, "moved": MOVED}
"""A path that is not the base path, by a lever and by a package, and the one that opens."""
SINCE = re.compile(r'<p class="koers-since">.*?</p>', re.DOTALL)
"""The one sentence that gives the numbers of two bases beside each other, and says why they differ."""
TOLD = tuple(page for page in PAGES if page not in ("huishouden", "begrippen", "over"))
"""Pages that tell of the scenario."""

walks = pytest.mark.parametrize(
    ("basis", "language", "scenario"),
    [(basis, language, name) for basis in BASES for language in LANGUAGES for name in SCENARIOS],
)


@functools.cache
def walked(basis: str, language: Language, scenario: str) -> tuple[Said, ...]:
    """The sentences of every page that tells of a scenario, the map drawn."""
    app = open_app(v="1", basis=basis, lang=language, **SCENARIOS[scenario])
    found: list[Said] = []
    for page in TOLD:
        app.switch_page(f"pages/{page}/page.py").run()
        for button in app.button:
            if button.key == "map-draw":
                button.click().run()
                break
        assert not app.exception
        found += story.sentences(page, SINCE.sub("", said(app)))
    return tuple(found)


def test_pages_tell_what_the_walk_looks_for() -> None:
    """Else the tests below compare nothing with nothing."""
    told = walked("brief-2023-t2", "nl", "moved")
    claims, _ = story.path_claims(told, "nl")
    assert claims["2025"]
    assert {one.page for one in next(iter(story.long_run(told, "nl").values()))} >= {"verkenner", "volume"}
    assert story.package_effects(told, "nl")["december 2026"]
    assert len({one.page for found in story.chance_of_target(told, "30.000", "2025", "nl").values() for one in found}) >= 2


@walks
def test_a_day_has_one_caseload_on_all_pages(basis: str, language: Language, scenario: str) -> None:
    told = [one for one in walked(basis, language, scenario) if one.page != "bronnen"]
    wanted = (
        found for (key, _), found in load_baseline(basis).quantities.items() if key in ("target_volume", "milestone_volume")
    )
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
    target = load_baseline(basis).quantity("target_volume")
    day = house.period_end(month_of(target.date), language).split()[-1]
    found = story.chance_of_target(walked(basis, language, scenario), house.number(target.value, language), day, language)
    assert len(found) == 1, found


@walks
def test_no_chance_has_a_decimal(basis: str, language: Language, scenario: str) -> None:
    told = story.chances(walked(basis, language, scenario), language)
    assert told
    assert [one for one in told if story.DECIMAL.search(one.sentence)] == []
