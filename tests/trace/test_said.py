"""What texts name beside results: quotes of `data/`, sizes that we agreed on, how many there are, and packages to choose from."""

from __future__ import annotations

import dataclasses
import html
import re

import pytest

from core.analysis.agreed import agreed
from core.analysis.chances import chances_of
from core.analysis.draws import ON_BUDGET
from core.analysis.frontier import free_question, value_packages
from core.analysis.futures import EFFECT_SPAN, FUTURES, GOOD_ENOUGH, OF_PACKAGES, regrets
from core.analysis.lever_map import DRAWS, SIDE
from core.analysis.nowcast import FOLLOWS
from core.analysis.published import PUBLISHED_AFTER
from core.baseline import sorted_items
from core.city import all_series, contradictions_for
from core.facts import LocalText, sources
from core.measures import catalogue
from core.model.subsidy import CAP, EMPLOYER_CHARGE, FORFAIT, FULL_TIME_HOURS, MOST_FORFAIT_MONTHS
from core.problem import Problem
from core.text.catalog import LANGUAGES, Language
from core.trace.certificate import certificate, meant
from core.trace.packages import package_key, regret_keys
from core.trace.pages import LAW_OF_JOBS, OF_CHANCES, PAGES, also
from core.trace.quote import numbers_in
from core.ui.tables import quoted
from tests.trace import assert_made_as_they_say
from tests.trace.scenarios import told

KEY = re.compile(r'data-trace="([^"]+)">([^<]+)<')


def test_sizes_that_we_agreed_on_are_those_that_the_code_works_with() -> None:
    in_code = {
        "city_follows": FOLLOWS, "budget_follows": ON_BUDGET, "national_after": PUBLISHED_AFTER.days, "map_pairs": SIDE * SIDE,
        "map_cases": DRAWS, "futures": FUTURES, "futures_of_packages": OF_PACKAGES, "good_enough": GOOD_ENOUGH,
        "effect_low": EFFECT_SPAN[0], "effect_high": EFFECT_SPAN[1], "lks_cap": CAP, "lks_forfait": FORFAIT,
        "lks_forfait_months": MOST_FORFAIT_MONTHS, "lks_charge": EMPLOYER_CHARGE, "lks_full_time": FULL_TIME_HOURS,
    }  # fmt: skip
    in_texts = {
        "share_step": 0.001, "chance_quarter": 0.25, "chance_half": 0.5, "chance_three_quarters": 0.75, "chance_step": 0.05,
        "certainty_90": 0.9, "certainty_95": 0.95, "wider_years": 2,
    }  # fmt: skip
    assert {name: one.value for name, one in agreed().items()} == in_code | in_texts
    assert set(LAW_OF_JOBS) | set(OF_CHANCES) <= set(agreed())
    _, book = told("default")
    assert_made_as_they_say(*(book[f"agreed:{name}"] for name in agreed()))


def places() -> list[tuple[str, LocalText]]:
    """Every text of `data/` that a page shows with its numbers marked, by its place."""
    outlook, _ = told("default")
    baseline, city = outlook.baseline, outlook.baseline.city
    assert city is not None
    found: list[tuple[str, LocalText]] = []
    for (name, year), one in sorted_items(baseline.quantities):
        place = name if year is None else f"{name}@{year}"
        found += [(f"range:{place}", one.range.basis)]
        found += [] if one.derivation is None else [(f"quantity:{place}", one.derivation)]
    for entry in contradictions_for(city):
        found += [(f"contradiction:{entry.id}", text) for text in (entry.subject, entry.reason, entry.said) if text is not None]
    found += [(f"series:{one.id}", one.definition) for one in all_series(city).values()]
    found += [(f"measure:{one.id}", text) for one in catalogue(city) for text in (one.note, one.derivation)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_a_text_of_the_data_says_who_says_so(language: Language) -> None:
    _, book = told("default")
    shown = [one for place, text in places() for one in KEY.findall(quoted(text[language], place, language))]
    assert len(shown) > 200
    for key, token in shown:
        trace = book[html.unescape(key)]
        thousands, point = (".", ",") if language == "nl" else (",", ".")
        said = float(token.replace(thousands, "").replace(point, "."))
        assert any(abs(abs(trace.recompute()) * scale - said) < 1e-9 * max(said, 1.0) for scale in (1.0, 100.0)), (key, token)
    assert_made_as_they_say(*(book[html.unescape(key)] for key, _ in shown))


def test_a_quote_that_stands_in_the_data_is_that_entry() -> None:
    _, book = told("default")
    assert book["quote:quantity:inflow:7186"].key == "series:rotterdam_inflow@2018-12-31"
    assert book["quote:quantity:lks_growth:928"].key == "series:rotterdam_lks_stock@2021-12-31"
    assert book["quote:contradiction:macro-2022-definitief:6014.9"].key == "series:national_macro_budget@2023-12-31"


def test_a_quote_of_no_entry_names_every_publication_that_its_text_is_about() -> None:
    _, book = told("default")
    trace = book["quote:contradiction:macro-2024-definitief:8.5"]
    assert trace.value == 8.5
    assert trace.given is not None
    assert (trace.given.file, trace.given.entry) == ("data/contradictions.toml", "macro-2024-definitief")
    said = certificate(trace, "nl")
    for name in ("openrijk-2024-10-01", "divosa-buig-2024", "participatiewet-74-2026"):
        assert html.escape(sources()[name].title) in said
    assert "8,5 ging naar de vangnetuitkering" in said
    values = book["quote:values:macro-2022-definitief:2"]
    assert (values.value, values.unit) == (6019.0, "EUR million")


@pytest.mark.parametrize(
    "key", ["quote:contradiction:macro-2024-definitief:8.4", "quote:quantity:nothing:1", "quote:values:nothing:0"]
)
def test_what_no_text_says_has_no_certificate(key: str) -> None:
    _, book = told("default")
    with pytest.raises(Problem):
        book[key]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Op 12 mei en 3 okt 2023 waren er 8,5 en in 2024 nog 1.234.567.", ["8,5", "1.234.567"]),
        ("nl", "Stb. 2025, 222, artikelen 69 en 74: Voorwaarde 1, 8 van de 10, versie 0.15.0", []),
        ("nl", "Minder dan 1 op 50, en 25 tot 72 maanden vooruit.", ["50"]),
        (
            "en",
            "On May 12 fewer than 1 in 50: 6,014.9 of 1.1.0, articles 69 and 74, 25 to 72 months ahead",
            ["12", "50", "6,014.9"],
        ),
    ],
)
def test_names_are_no_numbers(language: Language, text: str, found: list[str]) -> None:
    assert [one[0] for one in numbers_in(text, language)] == found


def test_one_job_by_the_law_is_what_the_page_works_out() -> None:
    """14.71 an hour at 36 hours is 29,740.50 with holiday allowance; 40% of it at 27 of 36 hours, and 23.5% on top."""
    _, book = told("default")
    trace = book["job_cost:27:0.6:0@2026"]
    assert trace.value == pytest.approx(14.71 * 36 * 52 * 1.08 * 0.4 * 27 / 36 * 1.235)
    back = book["job_cost_reference:27:0.6:0@2026"]
    assert back.value == round(trace.value / book["price_index@2026"].value)
    assert_made_as_they_say(back)


def test_what_a_package_comes_to_is_what_the_pages_show() -> None:
    outlook, book = told("package")
    asked = free_question(outlook.baseline, outlook.scenario)
    assert asked is not None
    packages = [(), asked.candidates.package(0b101), asked.candidates.package(0b111111)]
    found = regrets(outlook.baseline, dataclasses.replace(asked.scenario, measures=outlook.scenario.measures), packages)
    for one, keys in zip(found, regret_keys(outlook.baseline, outlook.scenario, found), strict=True):
        shown = (len(one.measures), one.spent, one.good_enough, one.usual, one.worst)
        for key, value in zip(keys, shown, strict=True):
            assert not key or book[key].value == pytest.approx(value, abs=1e-9), key
        assert_made_as_they_say(*(book[key] for key in keys if key))
    (valued,) = value_packages(asked, packages[2:], 512)
    name = package_key(outlook.baseline, outlook.scenario, valued.measures)
    assert name == "3f"
    cost, saved = (f"choose:{name}/package:{what}" for what in ("cost", "saved"))
    expected = {
        cost: valued.spent, f"apart:{saved}~{cost}": valued.net, f"choose:{name}/package:won": valued.gain,
        f"best_chance:{name}:512": valued.chance, f"best_assumed:{name}": valued.assumed,
    }  # fmt: skip
    assert {key: book[key].value for key in expected} == pytest.approx(expected, abs=1e-6)
    assert_made_as_they_say(*(book[key] for key in expected))


def test_a_chance_under_one_in_a_hundred_and_the_months_until_the_target_have_a_certificate() -> None:
    outlook, book = told("default")
    named = PAGES["onzekerheid"](outlook).values()
    near = "Met de landelijke cijfers die na die dag verschenen is die kans minder dan 1 op 100."
    assert "chance_since" in meant("100", near, named, book, "nl", also(outlook))
    near = "30.000 eind 2025 vraagt 102 per maand minder: het tempo van 2017, 28 maanden lang."
    assert meant("28", near, named, book, "nl", also(outlook))[0] == "months_ahead"
    assert_made_as_they_say(book["chance_since"], book["months_ahead"])
    assert chances_of(outlook.paths.draws, outlook.baseline).targets


def test_how_many_measures_are_on_is_counted() -> None:
    outlook, book = told("package")
    on = len(outlook.scenario.active_measures)
    assert meant(str(on), f"Pakket: {on} maatregelen aan", (), book, "nl", also(outlook)) == ["listed:active"]
    assert book["listed:all"].value == len(
        {one.id for one in outlook.scenario.measures} | {e.id for e in catalogue(outlook.baseline.city)}
    )
