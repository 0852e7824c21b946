"""The cells of tables: which number each is, the same number made again, and no column of results without."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from core.analysis.output import menu
from core.analysis.sensitivity import sensitivity
from core.figures.certainty.tornado import TORNADO
from core.figures.figure import Figure
from core.figures.table import Cell, Range, Remark, Sampled, Table, written
from core.household.household import household_from
from core.household.inputs import Inputs
from core.household.pilot import pilot
from core.household.results import compute
from core.scenario import SETTING
from core.trace.book import Book
from core.trace.household import worked_book
from core.trace.pilot import pilot_book
from core.ui.tables import table, told
from tests.figures.subjects import CITY, FIGURES, subject_of, subjects
from tests.trace.scenarios import scenarios
from tests.trace.scenarios import told as of_scenario

LONG = ("Mapped", "Choice", "Sensitivity")
"""Subjects that take minutes to work out."""
HOUSEHOLDS = (
    Inputs(),
    Inputs(household=household_from({"kind": "single_parent", "child_ages": "4", "childcare_hours": 60}), lost=5),
    Inputs(pay="variable", household=household_from({"kind": "couple", "hours": 32})),
    Inputs(pay="four_weekly", buffer=500.0),
)
WITHOUT: set[tuple[str, int]] = set()
"""Columns of results that nobody can ask about, by chart and place: none."""


def numbers(cell: Cell) -> list[float]:
    """The numbers of a cell."""
    match cell:
        case Range(low, high):
            return [low, high]
        case Remark(value, _) | Sampled(value, _):
            return [value]
        case float() | int():
            return [float(cell)]
    return []


def cells(found: Table) -> Iterator[tuple[int, float, str]]:
    """Column, number and key of every number behind the first column; a key is empty where there is none."""
    for i, row in enumerate(found.rows):
        keys = found.traces[i] if i < len(found.traces) else ()
        for j, cell in enumerate(row):
            key = keys[j] if j < len(keys) else ""
            each = (key,) if isinstance(key, str) else key
            for n, number in enumerate(numbers(cell)):
                if j:
                    yield j, number, each[n] if n < len(each) else ""


def tables(name: str) -> Iterator[tuple[Figure, Table, Book]]:
    """Every table of every chart of a scenario, with the book that its numbers are asked of."""
    outlook, book = of_scenario(name)
    for figure in FIGURES:
        subject = getattr(subject_of(figure), "__name__", "")
        if subject not in (*LONG, "Worked", "Pilot"):
            for each in subjects(outlook, subject_of(figure)):
                for found in figure.table(each, "nl"):
                    yield figure, found, book


def household_tables() -> Iterator[tuple[Figure, Table, Book]]:
    """The same of some households, and of the pilot."""
    tried = pilot(CITY)
    assert tried is not None
    for inputs in HOUSEHOLDS:
        worked = compute(inputs, CITY)
        books = {"Worked": (worked, worked_book(worked)), "Pilot": (tried, pilot_book(tried, CITY))}
        for figure in FIGURES:
            found = books.get(getattr(subject_of(figure), "__name__", ""))
            if found is not None:
                for one in figure.table(found[0], "nl"):
                    yield figure, one, found[1]


def assert_says(number: float, key: str, book: Book) -> None:
    """A cell is what its trace makes again of its inputs, apart from its sign; a share can stand as parts of a hundred."""
    trace = book[key]
    for value in (trace.value, trace.recompute()):
        assert any(abs(abs(value) * scale - abs(number)) <= 1e-6 * max(1.0, abs(number)) for scale in (1.0, 100.0)), (
            f"{key} is {value}, and the table says {number}"
        )


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", ["package", "other baseline"])
def test_two_hundred_cells_are_what_their_certificates_make_of_them(name: str) -> None:
    draw = random.Random(name)
    every = [(number, key, book) for _, found, book in tables(name) for _, number, key in cells(found) if key]
    for number, key, book in draw.sample(every, 200):
        assert_says(number, key, book)


def test_two_hundred_cells_of_households_are_what_their_certificates_make_of_them() -> None:
    draw = random.Random("households")
    every = [(number, key, book) for _, found, book in household_tables() for _, number, key in cells(found) if key]
    for number, key, book in draw.sample(every, 200):
        assert_says(number, key, book)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", scenarios())
def test_every_cell_is_what_its_trace_says(name: str) -> None:
    for _, found, book in tables(name):
        for _, number, key in cells(found):
            if key:
                assert (
                    abs(abs(book[key].value) - abs(number)) <= 1e-6 or abs(abs(100.0 * book[key].value) - abs(number)) <= 1e-6
                ), key


def test_no_column_of_results_is_without() -> None:
    """Every number behind the first column of every table of a chart can be asked how it came about."""
    bare = {
        (figure.key, column)
        for figure, found, _ in (*tables("package"), *household_tables())
        for column, _, key in cells(found)
        if not key
    }
    assert bare <= WITHOUT, sorted(bare - WITHOUT)


def test_a_number_in_a_cell_can_be_pressed_and_a_text_cannot_become_code() -> None:
    assert told("32.864", "volume@2025-12") == '<span data-trace="volume@2025-12">32.864</span>'
    assert told("1 – 2", ("a:1", "a:2")) == '<span data-trace="a:1">1</span> – <span data-trace="a:2">2</span>'
    assert told("–", "volume@2025-12") == "–"
    assert "<b>" not in told("<b>7</b>", 'x"><b>')
    assert "data-trace" not in table("c", ["a", "b"], [["x", "7"]], "nl")
    assert '<td data-trace="v@2025">7</td>' in table("c", ["a", "b"], [["x", "7"]], "nl", traces=[["", "v@2025"]])


def test_traces_stand_beside_the_cells_that_are_written() -> None:
    """As many keys in a row as there are columns, at most; so that none names its neighbour's number."""
    for figure, found, _ in (*tables("package"), *household_tables()):
        assert len(found.traces) <= len(written(found, "nl"))
        for keys in found.traces:
            assert len(keys) <= len(found.columns), figure.key
            assert not keys or not keys[0] or figure.key == "household-share"


def test_the_ends_of_a_tornado_are_the_run_with_that_lever_there() -> None:
    outlook, book = of_scenario("levers moved")
    wanted = next(one for one in menu(outlook.baseline, outlook.scenario.until) if one.name == "volume")
    found = sensitivity(outlook.baseline, outlook.scenario, [wanted])[wanted]
    table, _ = TORNADO[wanted.name].table(found, "nl")
    bars = dict(zip((bar.id for bar in found.tornado.bars), table.traces, strict=True))
    for bar in found.tornado.bars:
        if bar.id in SETTING:
            *_, lever, low, high, swing = bars[bar.id]
            values = [book[str(key)].value for key in (lever, low, high)]
            assert values == [pytest.approx(value) for value in (bar.current, bar.at_low, bar.at_high)]
            assert abs(book[str(swing)].recompute()) == pytest.approx(bar.swing)
