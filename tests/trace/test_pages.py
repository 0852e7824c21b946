"""Every key figure and every figure of every page: what it shows is what its trace says, down to what was given."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from core.analysis.bought import bought_by
from core.analysis.chances import chances_of
from core.analysis.outlook import Outlook, outlook_of
from core.analysis.output import menu
from core.analysis.promises import promises_of
from core.analysis.sensitivity import Sensitivity, sensitivity
from core.figures.certainty.shares import SHARES
from core.figures.certainty.tornado import TORNADO
from core.household.household import household_from
from core.household.inputs import Inputs
from core.household.pilot import Pilot, pilot
from core.household.results import Worked, compute
from core.own_data.upload import read_own
from core.scenario import default_scenario
from core.text import format as house
from core.text import household as household_words
from core.text import sentences_buig, sentences_chance, sentences_package
from core.text.catalog import LANGUAGES, Language, translate
from core.text.sentences import KeyFigure, answer, key_figures
from core.trace import traces_of
from core.trace.book import Book
from core.trace.household import worked_book
from core.trace.node import Trace, tally
from core.trace.pages import PAGES
from core.trace.pilot import pilot_book
from tests.figures.subjects import CITY, FIGURES, subject_of, subjects, worked
from tests.tiers import tiers
from tests.trace import ROOT, assert_made_as_they_say
from tests.trace.scenarios import scenarios, told

OFTEN = ("options on", "package", "other baseline")
SCENARIOS = tiers(((name,) for name in scenarios()), often={(name,) for name in OFTEN})


def as_pages_write(trace: Trace, language: Language) -> set[str]:
    """A value as a page can write it: counts whole, millions with a decimal and without their sign, shares in percent."""
    if math.isinf(trace.value):
        return {
            translate(language, "verkenner.key.reserve_never"),
            translate(language, "buig.key.not_empty"),
            translate(language, "impulspakket.key.never"),
            "–",
        }
    if trace.unit == "month":
        return {house.month(round(trace.value), language)}
    if trace.unit == "EUR million":
        return {house.million(abs(trace.value), language)}
    if trace.unit == "share":
        return {house.percent(trace.value, language, 0), house.odds(trace.value, language)}
    if trace.unit.startswith("EUR"):
        return {house.euro(trace.value, language), house.euro(trace.value, language, 2)}
    return {house.number(trace.value, language)}


def assert_shown(figures: Iterable[KeyFigure], book: Book, language: Language) -> None:
    found = list(figures)
    assert found
    for figure in found:
        if figure.value == "–" and not figure.trace:
            continue
        assert figure.trace, f"{figure.label} does not say how it came about"
        assert figure.value in as_pages_write(book[figure.trace], language), f"{figure.label}: {figure.value}, {figure.trace}"


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_number_of_every_page_is_made_as_it_says(name: str) -> None:
    """What the pages name, their key figures and their charts: one walk, as most of it stands under all of them."""
    outlook, book = told(name)
    keys: set[str] = set()
    for page, named in PAGES.items():
        found = set(named(outlook).values())
        assert found or (page == "impulspakket" and not outlook.scenario.active_measures)
        keys |= found
    for rows in rows_of(outlook, "nl"):
        keys |= {figure.trace for figure in rows if figure.trace}
    for figure in FIGURES:
        if subject_of(figure) not in (Sensitivity, Worked, Pilot):
            keys |= {key for each in subjects(outlook, subject_of(figure)) for key in figure.trace(each)}
    assert_made_as_they_say(*(book[key] for key in keys))


def rows_of(outlook: Outlook, language: Language) -> list[list[KeyFigure]]:
    """The key figures of each page that has some."""
    bought = bought_by(outlook)
    return [
        list(key_figures(outlook.paths, outlook.baseline, language)),
        list(sentences_chance.key_figures(outlook.paths, chances_of(outlook.paths.draws, outlook.baseline), language)),
        list(sentences_buig.key_figures(outlook, language)),
        [] if bought is None else list(sentences_package.key_figures(bought, language)),
    ]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_pages_key_figures_are_what_their_traces_say(name: str) -> None:
    outlook, book = told(name)
    for language in LANGUAGES:
        rows = rows_of(outlook, language)
        assert rows[0]
        for found in filter(None, rows):
            assert_shown(found, book, language)
        assert bought_by(outlook) is None or len(rows[-1]) >= 4


WORKED = {
    "default": {}, "couple": {"kind": "couple", "hours": 32}, "no work": {"hours": 0},
    "parent": {"kind": "single_parent", "child_ages": "4", "childcare_hours": 60, "childcare_price": 9, "travel": 80},
}  # fmt: skip


@pytest.mark.parametrize("name", WORKED)
def test_the_key_figures_of_work_pays_are_what_their_traces_say(name: str) -> None:
    found = worked(**WORKED[name])
    book = worked_book(found)
    for language in ("nl", "en"):
        figures = [*household_words.key_figures(found, language), *household_words.buffer_key_figures(found, language)]
        assert_shown(figures, book, language)
    assert_made_as_they_say(*(book[figure.trace] for figure in figures if figure.trace))


@pytest.mark.parametrize(
    "inputs",
    [
        Inputs(pay="four_weekly", buffer=500.0), Inputs(pay="variable"), Inputs(guaranteed=2_300.0, lost=5),
        Inputs(household=household_from({"months_since_start": 4, "hours": 30})), Inputs(buffer=0.0, loss=0.05),
    ],
)  # fmt: skip
def test_the_buffer_is_what_its_traces_say(inputs: Inputs) -> None:
    found = compute(inputs, CITY)
    book = worked_book(found)
    figures = household_words.buffer_key_figures(found, "nl")
    assert_shown(figures, book, "nl")
    assert_made_as_they_say(*(book[figure.trace] for figure in figures if figure.trace))
    assert book["guaranteed"].value == found.buffered.guaranteed / 100


def test_every_page_about_a_scenario_is_in_the_register() -> None:
    """Werk loont is about a household, the words and the page about this name no number of a scenario, and a saved one shows
    what the first page does."""
    folders = {path.parent.name for path in (ROOT / "pages").glob("*/page.py")}
    assert set(PAGES) == folders - {"huishouden", "begrippen", "over", "bewaard", "verhaal"}


def numbers_in(text: str) -> set[str]:
    """The whole numbers of a Dutch sentence."""
    return {found.replace(".", "") for found in re.findall(r"\d[\d.]*", text)}


@pytest.mark.parametrize("name", ["default", "levers moved", "package", "other baseline"])
def test_the_answers_say_the_numbers_of_their_traces(name: str) -> None:
    outlook, book = told(name)
    paths, baseline = outlook.paths, outlook.baseline
    said = {
        "verkenner": (answer(paths, baseline, "nl"), ("volume", "target")),
        "onzekerheid": (sentences_chance.answer(paths, baseline, chances_of(paths.draws, baseline), "nl"), ("volume",)),
    }
    for page, (text, names) in said.items():
        named = PAGES[page](outlook)
        for wanted in names:
            trace = book[named[wanted]]
            if trace.unit == "share":
                assert house.chance(trace.value, "nl") in text, f"{page} does not say {trace.key} = {trace.value}: {text}"
            else:
                assert str(round(trace.value)) in numbers_in(text), f"{page} does not say {trace.key} = {trace.value}: {text}"


def test_what_is_counted_is_the_whole_baseline() -> None:
    outlook, book = told("default")
    counted = [book[key].value for key in PAGES["bronnen"](outlook).values() if key.startswith("counted:")]
    assert sum(counted) == len(outlook.baseline.quantities)


def test_somebodys_own_counts_are_traced_to_what_they_gave(tmp_path: Path) -> None:
    rows = [f"{2023 + m // 12}-{m % 12 + 1:02d};{20000 + 30 * m}" for m in range(32)]
    path = tmp_path / "months.csv"
    path.write_text("\n".join(["maand;bijstandsuitkeringen", *rows]), encoding="utf-8")
    baseline = read_own(path, ["name=Utrecht", "share=0.013"], dt.date(2026, 11, 1)).baseline
    outlook = outlook_of(default_scenario(baseline), baseline)
    book = traces_of(outlook)
    for page in PAGES.values():
        assert_made_as_they_say(*(book[key] for key in page(outlook).values()), ours=False)
    assert book["quantity:volume"].value == 20000 + 30 * 31
    assert tally(book["volume@2026-12"]).own > 0


# Figures -----------------------------------------------------------------------------------------------------------


def test_every_figure_of_a_household_and_of_the_pilot_can_be_traced() -> None:
    found = pilot(CITY)
    assert found is not None
    outlook, _ = told("default")
    for subject, book in ((Worked, worked_book(worked())), (Pilot, pilot_book(found, CITY))):
        figures = [figure for figure in FIGURES if subject_of(figure) is subject]
        assert figures
        keys = {key for figure in figures for each in subjects(outlook, subject) for key in figure.trace(each)}
        assert_made_as_they_say(*(book[key] for key in keys))


def test_the_figures_of_a_sensitivity_can_be_traced() -> None:
    outlook, book = told("default")
    wanted = menu(outlook.baseline, outlook.scenario.until)[0]
    found = sensitivity(outlook.baseline, outlook.scenario, [wanted])[wanted]
    keys = {key for figure in (SHARES, TORNADO[wanted.name]) for key in figure.trace(found)}
    assert str(wanted) in keys
    assert_made_as_they_say(*(book[key] for key in keys))


def test_the_pilots_numbers_are_what_their_traces_say() -> None:
    """8 of 27, and the interval that 95% of such samples would hold: 13.8% to 50.2% (Clopper and Pearson)."""
    found = pilot(CITY)
    assert found is not None
    book = pilot_book(found, CITY)
    assert_made_as_they_say(*(book[key] for key in book.known()))
    shares = [round(book[key].value, 3) for key in ("exit_share_low", "exit_share", "exit_share_high")]
    assert shares == [0.138, 0.296, 0.502]
    assert book["participants_asked"].value == pytest.approx(100 * 27 / 8)
    assert book["exits_at_pace"].value == pytest.approx(27 / 12 / 6 * 9 * 36 * 8 / 27)


def test_what_the_city_said_is_held_against_what_was_counted() -> None:
    outlook, book = told("other baseline")
    numbered = list(enumerate(promises_of(outlook.baseline), start=1))
    known = [n for n, one in numbered if one.became is not None]
    assert known
    assert_made_as_they_say(*(book[f"said:{n}"] for n, _ in numbered), *(book[f"promise:{n}"] for n in known))
    assert book[f"promise:{known[0]}"].value == dict(numbered)[known[0]].difference
