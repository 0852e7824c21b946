"""The workbook of a scenario: what stands in it, and that another program works its formulas out to the model's path."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.export.workbook import workbook
from core.model.calendar import december, month_index, year_of
from core.model.measures import Measure
from core.model.projection import Projection
from core.scenario import Scenario, default_scenario, reference_scenario, with_measures, with_until, with_value
from core.text.catalog import LANGUAGES, Language
from core.text.stamp import scenario_lines
from tests.office import converted
from tests.tiers import tiers

LINK = "https://example.org/?v=2"
BASES = ("brief-2023-t2", "stand-2026")
MOVED = {
    "inflow": 571.0, "outflow_rate": 0.0211, "lks_first_year_dropout": 0.41, "lks_starts": 93.0, "buig_share": 0.0823,
    "lks_cost": 12900.0, "lks_return": 0.35, "lks_from_bijstand": 0.61, "lks_later_dropout": 0.13, "macro_growth": 0.017,
}  # fmt: skip
"""What is typed in the first sheet of the second half of the books."""


def made(scenario: Scenario, baseline: Baseline, language: Language = "nl") -> bytes:
    lines = scenario_lines(scenario, baseline, LINK, dt.date(2026, 11, 28), language)
    return workbook(scenario, baseline, lines, LINK, language)


def moved(scenario: Scenario, baseline: Baseline, levers: dict[str, float]) -> Scenario:
    for name, value in levers.items():
        scenario = with_value(scenario, baseline, name, value)
    return scenario


def package(start: int) -> list[Measure]:
    return [
        Measure("a", "outflow_work", start, 60.0, 6, start + 30, 0.3, 0.25, 4000.0, 10000.0, name='=HYPERLINK("http://x")'),
        Measure("b", "less_inflow", start + 3, 900.0, 0, start + 20, 0.1, 0.4, 100.0),
        Measure("c", "lks_retention", start + 5, 0.2),
        Measure("d", "lks_starts", start + 2, 12.0),
    ]


def scenarios() -> list[tuple[Baseline, Scenario]]:
    """Twenty: both bases as they are, with levers at random, a package, both options; one where nobody is left, a short one."""
    found, chance = [], np.random.default_rng(18)
    for name in BASES:
        baseline = load_baseline(name)
        plain, start = default_scenario(baseline), baseline.reference_month + 4
        spans = {key: value * np.array([0.7, 1.3]) for key, value in MOVED.items()}
        drawn = [moved(plain, baseline, {key: float(chance.uniform(*ends)) for key, ends in spans.items()}) for _ in range(4)]
        options = [moved(one, baseline, {"macro_feedback": 0.4, "vangnet_extended": 1.0, "inflow": 700.0}) for one in drawn[:2]]
        with_package = [with_measures(one, package(start)) for one in (*drawn[2:], *options)]
        found += [(baseline, one) for one in (plain, *drawn, *with_package)]
    baseline = load_baseline(BASES[0])
    empty = moved(default_scenario(baseline), baseline, {"outflow_rate": 0.3, "inflow": 100.0, "lks_from_bijstand": 1.0})
    flood = Measure("e", "outflow_work", baseline.reference_month + 2, 4000.0, relapse=0.5)
    found.append((baseline, with_measures(empty, [flood])))
    return [*found, (baseline, with_until(found[1][1], baseline, month_index("2026-06")))]


def column(sheet: Worksheet, heading: str) -> list[float]:
    """The numbers under a heading; an empty cell is left out."""
    (place,) = (cell.column for cell in sheet[3] if cell.value == heading)
    return [float(cell.value) for (cell,) in sheet.iter_rows(4, None, place, place) if cell.value is not None]


def check(book: openpyxl.Workbook, run: Projection, sheets: tuple[str, str]) -> None:
    months, years = (book[name] for name in sheets)
    for heading, path, within in (
        ("Uitkeringen, eind", run.caseload.stock, 0.5), ("LKS-banen, eind", run.jobs.stock, 0.5),
        ("Reserve, eind (€ mln.)", run.reserve, 0.05), ("Uit de algemene middelen (€ mln.)", run.general_funds, 0.05),
    ):  # fmt: skip
        assert np.abs(np.array(column(months, heading)) - path[:, 0]).max() < within, heading
    for heading, values in (
        ("BUIG (€ mln.)", run.budget.total), ("Lasten (€ mln.)", run.lasten), ("Reserve, eind (€ mln.)", run.account.reserve),
        ("Vangnet verdiend (€ mln.)", run.account.vangnet_granted), ("LKS-deel van de stad (€ mln.)", run.budget.lks_part),
    ):  # fmt: skip
        assert np.abs(np.array(column(years, heading)) - values[:, 0]).max() < 0.05, heading


def whole_run(baseline: Baseline, scenario: Scenario) -> Projection:
    return simulate(baseline, dataclasses.replace(scenario, until=december(year_of(scenario.until))))


@pytest.mark.exhaustive
def test_another_program_works_the_formulas_out_to_the_model_also_after_levers_were_changed_in_the_sheet(tmp_path: Path) -> None:
    expected = {}
    for i, (baseline, scenario) in enumerate(scenarios()):
        content = made(scenario, baseline)
        for typed, levers in (("as", {}), ("typed", MOVED)):
            # Written again without the values that stand beside the formulas: what is read below was worked out anew.
            book = openpyxl.load_workbook(io.BytesIO(content))
            for name, value in levers.items():
                sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
                book[sheet.strip("'")][cell.replace("$", "")].value = value
            book.save(tmp_path / f"{i}-{typed}.xlsx")
            expected[f"{i}-{typed}"] = (baseline, moved(scenario, baseline, levers))
    out = tmp_path / "out"
    converted(sorted(tmp_path.glob("*.xlsx")), "xlsx", out, "calc")
    for name, (baseline, scenario) in expected.items():
        book = openpyxl.load_workbook(out / f"{name}.xlsx", data_only=True)
        check(book, whole_run(baseline, scenario), ("Maanden", "Jaren"))
        check(book, whole_run(baseline, reference_scenario(scenario)), ("Basispad maanden", "Basispad jaren"))


@pytest.mark.exhaustive
def test_who_does_not_work_it_out_sees_the_models_own_values() -> None:
    for baseline, scenario in scenarios()[7::4]:
        book = openpyxl.load_workbook(io.BytesIO(made(scenario, baseline)), data_only=True)
        check(book, whole_run(baseline, scenario), ("Maanden", "Jaren"))


@pytest.mark.parametrize("language", tiers(((one,) for one in LANGUAGES), often={("nl",)}))
def test_a_workbook_says_what_it_belongs_to_and_where_its_numbers_come_from(language: Language) -> None:
    baseline = load_baseline("stand-2026")
    scenario = with_measures(default_scenario(baseline), package(baseline.reference_month + 4))
    book = openpyxl.load_workbook(io.BytesIO(made(scenario, baseline, language)))
    first, inputs, publications = (book.worksheets[place] for place in (0, -2, -1))
    said = {str(cell.value) for row in first.iter_rows() for cell in row}
    for label, text in scenario_lines(scenario, baseline, LINK, dt.date(2026, 11, 28), language):
        assert {label, text} <= said
    assert inputs.max_row == len(baseline.quantities) + 1
    named = {row[0].value for row in publications.iter_rows(2)}
    assert {row[5].value for row in inputs.iter_rows(2)} - {None} == named


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    baseline = load_baseline("stand-2026")
    scenario = with_measures(default_scenario(baseline), package(baseline.reference_month + 4))
    book = openpyxl.load_workbook(io.BytesIO(made(scenario, baseline)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in found] == ["s"]
