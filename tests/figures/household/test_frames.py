"""What the charts of Werk loont draw and tabulate: the same amounts as the results, in their own place."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from core.facts import sources
from core.figures.figure import Figure
from core.figures.household.areas import AREAS
from core.figures.household.balance import BALANCE
from core.figures.household.enough import ENOUGH
from core.figures.household.funnel import FUNNEL
from core.figures.household.loss import LOSS
from core.figures.household.months import MONTHS
from core.figures.household.pressure import PRESSURE
from core.figures.household.share import SHARE
from core.figures.household.swing import SWING
from core.figures.household.waterfall import WATERFALL
from core.figures.table import Assumption, written
from core.household.household import Household
from core.household.inputs import Inputs
from core.household.pilot import pilot
from core.household.results import Worked, compute
from core.text.catalog import LANGUAGES, Language, messages
from core.trace.household import worked_book
from tests.household.made import replace, worked
from tests.places import ROTTERDAM

FIGURES = (WATERFALL, AREAS, PRESSURE, MONTHS, SWING, BALANCE, LOSS, ENOUGH)
FAMILY = {"kind": "single_parent", "child_ages": (6, 3), "childcare_hours": 80.0, "childcare_price": 10.5, "travel": 60.0}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_every_figure_is_whole(figure: Figure[Worked], language: Language) -> None:
    found = worked(**FAMILY)
    assert figure.alt in messages(language)
    names = {one["name"] for one in _named(figure.spec(language, False))}
    assert names == set(figure.frames(found, language))
    for table in figure.table(found, language):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}
    assert set(figure.sources(found)) <= set(sources())


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_what_a_figure_shows_can_say_how_it_came_about(figure: Figure[Worked]) -> None:
    for found in (worked(**FAMILY), compute(Inputs(), None)):
        book = worked_book(found)
        assert figure.trace(found)
        for key in figure.trace(found):
            assert book[key].recompute() == pytest.approx(book[key].value)


def test_what_is_computed_for_the_page_is_what_its_trace_says() -> None:
    found = worked(**FAMILY)
    book = worked_book(found)
    assert book["gain"].value == found.found.gain
    assert book["kept"].value == pytest.approx(found.kept)
    assert book["lowest"].value == found.lowest.disposable
    assert found.later is not None
    assert book["gain_later"].value == pytest.approx(found.later.gain)


def _named(tree: object) -> list[dict[str, str]]:
    """Datasets that a specification names."""
    if isinstance(tree, list):
        return [one for branch in tree for one in _named(branch)]
    if not isinstance(tree, dict):
        return []
    own = [tree["data"]] if isinstance(tree.get("data"), dict) and "name" in tree["data"] else []
    return own + [one for branch in tree.values() for one in _named(branch)]


def test_the_waterfall_steps_from_before_to_after() -> None:
    found = worked(**FAMILY)
    rows = WATERFALL.frames(found, "en")["rows"].to_pydict()
    assert rows["end"][0] == found.found.before.disposable
    assert rows["end"][-2] == pytest.approx(found.found.after.disposable)
    assert rows["end"][-1] == found.found.after.disposable
    change = found.found.difference()
    for i, (key, amount) in enumerate(change.items(), start=1):
        assert rows["high"][i] - rows["low"][i] == pytest.approx(abs(amount)), key
        expected = "same" if abs(amount) < 0.5 else "up" if amount > 0 else "down"
        assert rows["role"][i] == expected
    assert rows["next"] == [*rows["label"][1:], rows["label"][-1]]


def test_the_waterfall_s_table_adds_up_and_marks_assumptions() -> None:
    amounts, steps = WATERFALL.table(worked(), "nl")
    *parts, total = amounts.rows
    for i in (1, 2, 3):
        assert sum(float(row[i]) for row in parts) == pytest.approx(float(total[i]))
    assert written(amounts, "nl")[0] == [
        "nettoloon",
        "€\N{NO-BREAK SPACE}0",
        "€\N{NO-BREAK SPACE}1.607",
        "+ €\N{NO-BREAK SPACE}1.607",
    ]
    status = {row[0]: row[4] for row in steps.rows}
    assert status["bijstand"] == "berekend"
    assert status["individuele inkomenstoeslag"] == "aanname, benadering"
    assert isinstance(status["individuele inkomenstoeslag"], Assumption)
    assert steps.prose


def test_the_areas_are_stacked_to_the_income_and_costs_lie_below() -> None:
    found = worked(**FAMILY)
    frames = AREAS.frames(found, "en")
    areas = frames["areas"].to_pandas()
    line = frames["line"].to_pandas()
    top = areas[areas.group == "allowances"].high.to_numpy()
    costs = areas[areas.group == "costs"].low.to_numpy()
    assert top + costs == pytest.approx(line.disposable.to_numpy())
    assert (areas[areas.group == "costs"].high == 0).all()
    for below, above in (("pay", "assistance"), ("assistance", "allowances")):
        assert areas[areas.group == above].low.to_numpy() == pytest.approx(areas[areas.group == below].high.to_numpy())
    assert (areas[areas.group == "pay"].low == 0).all()


def test_the_worst_steps_are_the_ones_that_stand_out() -> None:
    found = worked()
    rows = PRESSURE.frames(found, "en")["steps"].to_pandas()
    assert found.worst is not None
    heavy = rows[rows.role == "worst"]
    assert (heavy.below.min(), heavy.above.max()) == (found.worst.below, found.worst.above)
    assert heavy.share.max() == pytest.approx(rows.share.max())


def test_each_month_is_the_sum_of_its_parts() -> None:
    found = worked(**FAMILY)
    frames = MONTHS.frames(found, "nl")
    parts = frames["parts"].to_pandas()
    drawn = frames["months"].to_pandas()
    sums = (parts.high - parts.low).where(parts.group != "costs", parts.low).groupby(parts.x).sum().to_numpy()
    assert sums == pytest.approx(drawn.disposable.to_numpy())
    assert list(drawn.month[:2]) == ["januari 2026", "februari 2026"]
    assert [name for name, event in zip(drawn.month, drawn.event, strict=True) if event] == [
        "mei 2026", "juni 2026", "mei 2027",
    ]  # fmt: skip


def test_the_account_s_table_is_the_account_and_ends_with_it() -> None:
    lost = compute(Inputs(Household(), lost=7), ROTTERDAM)
    (table,) = SWING.table(lost, "nl")
    assert table == BALANCE.table(lost, "nl")[0]
    shown = written(table, "nl")
    months = len(lost.buffered.account.paid)
    assert [row[4] == "–" for row in shown] == [i >= months for i in range(24)]
    balance = lost.buffer
    for row, i in zip(table.rows, range(months), strict=False):
        balance += int(lost.buffered.account.inflow[i]) - int(lost.buffered.account.paid[i])
        assert row[5] == pytest.approx(balance / 100)


def test_the_month_that_was_chosen_stands_out_among_the_losses() -> None:
    roles = LOSS.frames(compute(Inputs(lost=7), ROTTERDAM), "nl")["bars"].to_pydict()["role"]
    assert [i for i, role in enumerate(roles) if role == "chosen"] == [6]
    assert set(LOSS.frames(worked(), "nl")["bars"].to_pydict()["role"]) == {"other"}


def test_the_share_that_a_buffer_covers_only_rises_and_passes_through_the_chosen_one() -> None:
    found = replace_risk(worked(), np.array([0, 10_000, 10_000, 200_000]), 0.75)
    frames = ENOUGH.frames(found, "nl")
    line = frames["line"].to_pydict()
    assert line["share"][0] == 0.25
    assert line["share"][-1] == 1.0
    assert line["share"] == sorted(line["share"])
    assert frames["here"].to_pydict() | {"x": [1000.0], "share": [0.75]} == frames["here"].to_pydict()


def replace_risk(base: Worked, needed: object, suffices: float) -> Worked:
    return replace(base, risk=dataclasses.replace(base.buffered.risk, buffer_needed=needed, suffices=suffices))


def test_a_city_without_own_rules_has_no_row_and_no_column_of_them() -> None:
    national = compute(Inputs(Household(**FAMILY)), None)
    amounts, steps = WATERFALL.table(national, "nl")
    said = {str(row[0]) for row in (*amounts.rows, *steps.rows)}
    assert not said & {"individuele inkomenstoeslag", "vergoeding van werkkosten"}
    assert len(WATERFALL.frames(national, "nl")["rows"]) == len(WATERFALL.frames(worked(**FAMILY), "nl")["rows"]) - 2
    (months,) = MONTHS.table(national, "nl")
    assert "Gemeente" not in [column.heading for column in months.columns]
    assert "Gemeente" in [column.heading for column in MONTHS.table(worked(), "nl")[0].columns]


def test_the_pilot_s_figures_hold_its_numbers() -> None:
    found = pilot(ROTTERDAM)
    assert found is not None
    assert FUNNEL.frames(found, "nl")["rows"].to_pydict()["value"] == [27.0, 8.0, 14.0, 5.0]
    (facts,) = FUNNEL.table(found, "nl")
    assert {row[0] for row in facts.rows if isinstance(row[2], Assumption)} == {
        "werkcoaches in 2023 (FTE)", "inkomensconsulenten in 2023 (FTE)", "tijd tot nu toe (maanden)",
    }  # fmt: skip
    assert written(SHARE.table(found, "nl")[0], "nl")[1] == ["30%", "338", "9,4", "1,04", "36"]
    assert FUNNEL.sources(found) == SHARE.sources(found) == ["letter-2024-minw"]
    assert SHARE.frames(found, "en")["needed"].to_pydict() == {"share": [pytest.approx(100 / 121.5)], "text": ["needed: 82%"]}


def test_the_rows_of_the_waterfall_stand_by_their_place_whatever_household_was_drawn_before() -> None:
    spec = json.dumps(WATERFALL.spec("nl", False))
    assert '"sort": {"field": "place", "op": "min", "order": "ascending"}' in spec
    rows = WATERFALL.frames(worked(**FAMILY), "nl")["rows"].to_pandas()
    assert list(rows.place) == list(range(len(rows)))
    assert list(rows.label)[:: len(rows) - 1] == ["zonder werk", "met werk"]
