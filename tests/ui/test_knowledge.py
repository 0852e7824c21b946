"""The line on top of every page: city, basis and day, what was published since, and the way there and back."""

from __future__ import annotations

import re

import pytest

from core.baseline import baseline_ids, load_baseline
from core.text import format as house
from core.text.catalog import LANGUAGES
from tests.command import printed
from tests.opened import PAGES, open_app, open_page, query_of, said
from tests.places import LETTER, LETTERS

NOW = "stand-2026"


def line(text: str) -> str:
    """The line without its tags."""
    found = re.search(r'<p class="koers-basis">(.*?)</p>', text)
    assert found is not None
    return re.sub(r"<[^>]+>", " ", found[1])


@pytest.mark.one_in(3)
@pytest.mark.parametrize("basis", [LETTER, NOW])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_product_city_basis_and_the_day_of_its_knowledge(page: str, basis: str) -> None:
    language = LANGUAGES[PAGES.index(page) % 2]
    baseline, text = load_baseline(basis), line(said(open_page(page, v="1", basis=basis, lang=language)))
    for part in ("Koers 30.000", "Rotterdam", baseline.title[language], house.short_date(baseline.known_on, language)):
        assert part in text


def test_the_first_page_opens_on_what_is_known_now_and_says_that_its_start_is_an_estimate() -> None:
    text = said(open_app())
    assert load_baseline(NOW).title.nl in line(text)
    assert "31 augustus 2023" in text
    assert "December 2025 is een schatting." in text


def test_what_the_letter_saw_is_one_press_away_and_so_is_the_way_back() -> None:
    app = open_app()
    button = app.button(key="other-basis")
    assert button.label == "Wat de brief zag"
    button.click().run()
    assert query_of(app)["basis"] == [LETTER]
    assert query_of(app)["tot"] == ["2026-12"]
    assert app.button(key="other-basis").label == load_baseline(NOW).title.nl
    app.button(key="other-basis").click().run()
    assert query_of(app) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_basis_says_what_was_published_since_in_the_numbers_of_both(language: str) -> None:
    text = said(open_app(v="1", basis=LETTER, lang=language))
    years = [{row["year"]: row for row in printed("run", *which)["years"]} for which in (LETTERS, ("--baseline", NOW))]
    sentence = re.search(r'<p class="koers-since">(.*?)</p>', text)
    assert sentence is not None
    for rows in years:
        assert house.number(rows[2026]["volume"], language) in sentence[1]
        assert rows[2026]["result"] < 0.0, "a deficit is said as one, without a sign"
        assert house.million(-rows[2026]["result"], language) in sentence[1]
    assert "33" in house.number(years[1][2026]["volume"], "nl")[:2]


def test_a_horizon_that_somebody_chose_is_kept_and_one_that_nobody_chose_is_not() -> None:
    app = open_app(v="1", basis=LETTER, tot="2027-12")
    app.button(key="other-basis").click().run()
    assert query_of(app)["tot"] == ["2027-12"]
    app = open_app(v="1", basis=LETTER, inflow="570")
    app.button(key="other-basis").click().run()
    assert query_of(app)["tot"] == ["2028-12"]
    assert query_of(app)["inflow"] == ["570.0"]


def test_each_basis_that_is_not_the_newest_leads_to_the_newest() -> None:
    for name in baseline_ids():
        label = open_app(v="1", basis=name).button(key="other-basis").label
        assert label == ("Wat de brief zag" if name == NOW else load_baseline(NOW).title.nl)
