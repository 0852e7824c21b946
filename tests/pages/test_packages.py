"""Pages that show a package: they open with any, however odd, and write no number that the command line does not print."""

from __future__ import annotations

import dataclasses
import html
import itertools
import re
from typing import Any

import pytest

from core.measures import encode_package
from core.model.calendar import month_label
from core.scenario import reference_scenario
from core.text import format as house
from core.text.catalog import LANGUAGES
from tests.opened import charts, open_page, texts
from tests.pages.packaged import CATALOGUE, PACKAGE, PAGES, document, link, numbers, package, scenario_of


@pytest.mark.parametrize("page", PAGES)
def test_every_written_number_is_one_of_the_run_document(page: str) -> None:
    """Answer, key figures, and tables: each number is the rounding of one that is printed, or of a sum over the years."""
    query = link(*PACKAGE)
    scenario, baseline = scenario_of(query)
    printed = document(scenario, baseline)
    sums = [sum(row[name] for row in printed["years"]) for name in ("general_funds", "result")]
    sums += [sum(part) for part in printed["package"]["total"]["parts"].values()]
    base = document(reference_scenario(scenario), baseline)
    base_sums = [sum(row["general_funds"] for row in base["years"])]
    # A key figure also says how far it lies from the basispad: the difference of what both show.
    outcome, other = printed["years"][2], base["years"][2]
    gaps = [round(-outcome["result"], 1) - round(-other["result"], 1), round(sums[0], 1) - round(base_sums[0], 1)]
    allowed = {"0", "0,0", "0,00", "0,1"}
    for value in [*numbers(printed), *sums, *gaps]:
        for factor, most in ((1.0, 3), (100.0, 2), (1e6, 0)):
            allowed |= {house.number(abs(value) * factor, "nl", decimals) for decimals in range(most + 1)}
    said = texts(open_page(page, **query))
    shown = re.findall(r'<h1 class="koers-answer.*?</h1>|<dl class="koers-keys">.*?</dl>|<td[^>]*>.*?</td>', said, re.DOTALL)
    assert len(shown) > 20
    words = {str(year) for year in range(2015, 2035)} | {str(n) for n in range(10)}
    for piece in shown:
        for token in re.findall(r"\d[\d.]*(?:,\d+)?", html.unescape(re.sub("<[^>]+>", " ", piece))):
            assert token.rstrip(".") in allowed | words, (token, piece)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_follows_its_address_to_any_baseline_package_and_horizon(page: str, language: str) -> None:
    app = open_page(page, lang=language)
    packages = ({}, {"pakket": encode_package(CATALOGUE)})
    for basis, until, extra in itertools.product(
        ("brief-2023-t2", "stand-2025"), ("2023-09", "2023-12", "2026-05", "2030-12"), packages
    ):
        app.query_params.clear()
        for name, value in {"lang": language, "v": "1", "basis": basis, "tot": until, **extra}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert '<h1 class="koers-answer"' in texts(app)
        shown = app.session_state["koers"].committed
        assert (shown.baseline, month_label(shown.until), len(shown.measures)) == (basis, until, len(CATALOGUE) if extra else 0)


def test_specifications_do_not_move_with_a_slider() -> None:
    for page in PAGES:
        one, other = (charts(open_page(page, **(link(*PACKAGE) | {"inflow": inflow}))) for inflow in ("610", "640"))
        assert [proto.spec for proto in one] == [proto.spec for proto in other]
        assert len(one) in (3, 6)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("word", ["AXic", "!!", "x" * 5000, encode_package(CATALOGUE)[:-9], "<script>", "AQ"])
@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_package_gives_a_sentence(page: str, word: str) -> None:
    app = open_page(page, pakket=word)
    assert not app.exception
    said = texts(app)
    assert 'class="koers-problems"' in said
    assert "<script>" not in said


ODD_IDS = ("a b", "<b>", "it's", "kansrijk~zz", "~", "$x$ {x}", "table-flows", "undo", "on-kansrijk", "\U0001f600", "a" * 40)
ODD = tuple(
    dataclasses.replace(
        CATALOGUE[i % len(CATALOGUE)], id=name, name="**x** [a](b) <script>" if i % 2 else "", ramp_months=(0, 120)[i % 2],
        start=(12, 12 * 2023 + 8, 12 * 2030 + 11, 12 * 2500)[i % 4], end=None, deadweight=(0.0, 1.0, 1 / 3)[i % 3],
        effect=(0.0, 5e-324, 1.0)[i % 3], fixed_cost=(0.0, 1e8)[i % 2], relapse=1.0,
    )
    for i, name in enumerate(ODD_IDS)
)  # fmt: skip
"""Names that mean something to HTML, Markdown, `str.format` or to a widget, numbers at the limits, months far away."""
HUGE = tuple(dataclasses.replace(CATALOGUE[i], effect=5000.0, relapse=1.0) for i in (0, 1, 3))


@pytest.mark.one_in(3)
@pytest.mark.parametrize("page", [*PAGES, "volume", "lks"])
@pytest.mark.parametrize("cards", [ODD, HUGE, (*CATALOGUE[:8], *ODD[:8])], ids=["odd", "huge", "sixteen"])
def test_odd_packages_open_on_every_page_and_stay_as_they_are(page: str, cards: tuple[Any, ...]) -> None:
    app = open_page(page, **link(*cards))
    for measure in cards:
        app.session_state[f"form-{measure.id}"] = True
    app.run()
    assert not app.exception
    assert package(app) == cards
    said = re.sub(r"<style>.*?</style>", "", texts(app), flags=re.DOTALL)
    assert 'class="koers-problems"' not in said
    assert "<script" not in said
    assert not re.search(r"\bnan\b|\binf\b", said)
