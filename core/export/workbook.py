"""A scenario as a workbook: the levers, the path that they lead to in formulas, and where each number comes from.

Who changes a lever on the first sheet sees the whole path follow: the formulas are the model's, month by month. Chance is not
in it, and what a package plans per month stands as numbers.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter import Workbook

from core.analysis.outcome import Outcome, central
from core.analysis.outlook import outlook_of
from core.analysis.simulate import parameters_of, simulate, simulated_months
from core.baseline import Baseline, sorted_items
from core.export.code import code
from core.export.columns import A4, FIRST, Columns, Formats, write_columns
from core.export.months import NAMES as MONTHS
from core.export.months import PACKAGE, Run, month_columns, package_columns
from core.export.notes import note
from core.export.report import plain
from core.export.years import NAMES as YEARS
from core.export.years import year_columns
from core.facts import sources
from core.model.calendar import december, month_label, year_of
from core.model.measures import package_effect
from core.problem import Problem
from core.scenario import SETTING, Scenario, default_value, reference_scenario, setting_values
from core.text import format as house
from core.text import levers, sentences
from core.text import sources as named
from core.text.catalog import Language, translate
from core.text.stamp import Lines
from core.trace import book_of
from core.trace.book import Book
from core.trace.words import status_word

INK, QUIET, SCENARIO, BASE, PAPER = "#1B1F23", "#57606A", "#A12B5E", "#00548F", "#FBF1F5"
BEFORE: Final = "base_"
"""Stands before a lever's name where its value on the basispad is meant."""
MONTHS_IN: Final[dict[Language, str]] = {"nl": "[$-413]", "en": "[$-809]"}
"""Before the pattern of a date: in whose language its month is written, whatever the program speaks."""
OUTCOMES: Final = ("volume", "lks_jobs", "result", "general_funds")


def workbook(scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language) -> bytes:
    """The file; `lines` say what it belongs to, and `link` opens it again."""
    whole = dataclasses.replace(scenario, until=december(year_of(scenario.until)))
    basis = reference_scenario(whole)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": translate(language, "export.title"), "subject": baseline.title[language]})
        formats = _formats(book, language)
        names = {
            key: translate(language, f"export.sheet.{key}") for key in _SHEETS if key != "package" or scenario.active_measures
        }
        sheets = {key: book.add_worksheet(name) for key, name in names.items()}
        row = _first(book, sheets["scenario"], (scenario, baseline), (names, lines, formats, language))
        _code(sheets["scenario"], row + 1, link, language)
        runs = {"": _run(whole, baseline, ""), BEFORE: _run(basis, baseline, BEFORE)}
        base_years = Columns(YEARS, names["base_years"])
        if "package" in sheets:
            write_columns(sheets["package"], names["package"], package_columns(runs[""]), formats, language)
        for before, run in runs.items():
            of_months, of_years = (
                Columns(order, names[f"{before}{key}"]) for order, key in ((MONTHS, "months"), (YEARS, "years"))
            )
            planned = Columns(("month", *PACKAGE), names["package"]) if "package" in names and not before else None
            for key, columns in (
                ("months", month_columns(run, of_years, planned)),
                ("years", year_columns(run, of_months, None if before else base_years)),
            ):
                write_columns(sheets[f"{before}{key}"], names[f"{before}{key}"], columns, formats, language)
        _quantities(sheets["quantities"], baseline, formats, language)
        _sources(sheets["sources"], baseline, formats, language)
    return file.getvalue()


_SHEETS: Final = ("scenario", "months", "years", "base_months", "base_years", "package", "quantities", "sources")


def _run(scenario: Scenario, baseline: Baseline, prefix: str) -> Run:
    effect = package_effect(scenario.active_measures, simulated_months(baseline, scenario))
    run = simulate(baseline, scenario, keep_tenure=True)
    return Run(parameters_of(baseline), run, effect, setting_values(scenario, baseline), prefix)


def _formats(book: Any, language: Language) -> Formats:
    plain = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    months = MONTHS_IN[language]
    looks: dict[str, dict[str, Any]] = {
        "text": {}, "line": {"text_wrap": True}, "title": {"bold": True, "font_size": 15},
        "answer": {"text_wrap": True, "font_size": 13},
        "heading": {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": QUIET}, "label": {"font_color": QUIET},
        "input": {"bg_color": PAPER, "border": 1, "border_color": SCENARIO},
        "date": {"num_format": f"{months}mmm yyyy", "align": "left"},
        "day": {"num_format": f"{months}d mmm yyyy", "align": "left"},
        "count": {"num_format": "#,##0"}, "million": {"num_format": "#,##0.0"}, "share": {"num_format": "0.00%"},
        "plain": {"num_format": "General"}, "flow": {"num_format": "#,##0.0##"}, "lever": {"num_format": "#,##0.0"},
        "euro": {"num_format": "#,##0"}, "factor": {"num_format": "0.0000"},
        "signed": {"num_format": "+#,##0;-#,##0;0"}, "signed_million": {"num_format": "+#,##0.0;-#,##0.0;0.0"},
    }  # fmt: skip
    return {name: book.add_format(plain | look) for name, look in looks.items()}


def _first(book: Any, sheet: Any, of: tuple[Scenario, Baseline], how: tuple[dict[str, str], Lines, Formats, Language]) -> int:
    """The first sheet: the answer, the levers to change, what they come to, a chart, and what all of it belongs to.

    Gives the row after it.
    """
    (scenario, baseline), (names, lines, formats, language) = of, how

    def say(key: str) -> str:
        return translate(language, f"export.{key}")

    sheet.hide_gridlines(2)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 4, 18)
    sheet.write_string(0, 0, say("title"), formats["title"])
    outlook = outlook_of(scenario, baseline)
    answer = plain(sentences.answer(outlook.paths, baseline, language))
    sheet.merge_range(1, 0, 1, 4, "", formats["answer"])
    sheet.write_string(1, 0, answer, formats["answer"])
    sheet.set_row(1, 54)
    row = _levers(book, sheet, scenario, baseline, (names, formats, language), 3)
    row = _outcomes(sheet, scenario, baseline, (names, formats, language), row + 2)
    row = _chart(book, sheet, baseline.reference_month, scenario.until, (names, formats, language), row + 2)
    for label, said in lines:
        sheet.write_string(row, 0, label, formats["label"])
        sheet.merge_range(row, 1, row, 4, "", formats["line"])
        sheet.write_string(row, 1, said, formats["line"])
        sheet.set_row(row, 15.5 * (1 + len(said) // 75))
        row += 1
    return row


def _code(sheet: Any, row: int, link: str, language: Language) -> None:
    """The link as a code for a camera."""
    found = code(link, "png")
    if found is not None:
        how = {"x_scale": 0.4, "y_scale": 0.4, "description": translate(language, "report.word.code")}
        sheet.insert_image(row, 0, "code.png", {"image_data": io.BytesIO(found), **how})


def _headings(sheet: Any, row: int, keys: Sequence[str], formats: Formats, language: Language) -> None:
    for place, key in enumerate(keys):
        sheet.write_string(row, place, translate(language, f"export.heading.{key}"), formats["heading"])


def _levers(
    book: Any, sheet: Any, scenario: Scenario, baseline: Baseline, how: tuple[dict[str, str], Formats, Language], row: int
) -> int:
    """A row per lever and option, each cell with the lever's own name; gives the row after them."""
    names, formats, language = how
    _headings(sheet, row, ("lever", "scenario", "base", "unit", "status"), formats, language)
    values = setting_values(scenario, baseline)
    for name, entry in SETTING.items():
        row += 1
        form = "plain" if entry.switch else "share" if entry.unit.startswith("share") else "lever"
        number = "0" if entry.switch else "0.00%" if form == "share" else "#,##0.0"
        look = book.add_format({"num_format": number, "bg_color": PAPER, "border": 1, "border_color": SCENARIO})
        sheet.write_string(row, 0, levers.name(name, language), formats["text"])
        sheet.write_number(row, 1, values[name], look)
        sheet.data_validation(
            row, 1, row, 1, {"validate": "decimal", "criteria": "between", "minimum": entry.low, "maximum": entry.high}
        )
        if entry.assumption:
            sheet.write_formula(row, 2, f"={name}", formats[form], values[name])
        else:
            sheet.write_number(row, 2, default_value(baseline, name), formats[form])
        sheet.write_string(row, 3, levers.unit(name, language), formats["label"])
        sheet.write_string(row, 4, status_word(entry.quantity(baseline).status, language), formats["label"])
        book.define_name(name, f"='{names['scenario']}'!$B${row + 1}")
        book.define_name(f"{BEFORE}{name}", f"='{names['scenario']}'!$C${row + 1}")
    sheet.write_string(row + 1, 0, translate(language, "export.change"), formats["label"])
    return row + 2


def _outcomes(sheet: Any, scenario: Scenario, baseline: Baseline, how: tuple[dict[str, str], Formats, Language], row: int) -> int:
    """What both paths come to, in formulas; gives the row after them."""
    names, formats, language = how
    _headings(sheet, row, ("outcome", "scenario", "base", "difference"), formats, language)
    (run, now), (_, before) = central(baseline, scenario), central(baseline, reference_scenario(scenario))

    def value(of: Outcome, name: str) -> float:
        return {"volume": of.volume, "lks_jobs": of.lks_jobs, "result": of.result, "general_funds": of.general_funds}[name]

    def cell(name: str, prefix: str) -> str:
        months, years = (Columns(order, names[f"{prefix}{key}"]) for order, key in ((MONTHS, "months"), (YEARS, "years")))
        if name == "result":
            return f"={years.at(name, FIRST + now.result_year - run.years[0])}"
        if name == "general_funds":
            return f"=SUM({years.part(name, FIRST, FIRST + len(run.years) - 1)})"
        return f"={months.at(name, FIRST + (now.month if name == 'volume' else now.lks_month) - run.months[0])}"

    when = {
        "volume": house.period_end(now.month, language), "lks_jobs": house.period_end(now.lks_month, language),
        "result": str(now.result_year), "general_funds": str(now.general_funds_until),
    }  # fmt: skip
    book, keys = book_of(scenario, baseline), {
        "volume": f"volume@{month_label(now.month)}", "lks_jobs": f"lks_jobs@{month_label(now.lks_month)}",
        "result": f"result@{now.result_year}", "general_funds": "general_funds",
    }  # fmt: skip
    for name in OUTCOMES if run.years else OUTCOMES[:2]:
        row += 1
        _note(sheet, row, book, keys[name], language)
        form = "count" if name in ("volume", "lks_jobs") else "million"
        sheet.write_string(row, 0, translate(language, f"export.outcome.{name}", when=when[name]), formats["text"])
        sheet.write_formula(row, 1, cell(name, ""), formats[form], value(now, name))
        sheet.write_formula(row, 2, cell(name, BEFORE), formats[form], value(before, name))
        difference = formats["signed" if form == "count" else "signed_million"]
        sheet.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", difference, value(now, name) - value(before, name))
    return row + 1


def _note(sheet: Any, row: int, book: Book, key: str, language: Language) -> None:
    """How an outcome came about, as a note at its cell; none where it cannot be told."""
    with contextlib.suppress(Problem):
        sheet.write_comment(row, 1, note(book[key], language), {"x_scale": 4, "y_scale": 2.5, "author": ""})


def _chart(book: Any, sheet: Any, first: int, last: int, how: tuple[dict[str, str], Formats, Language], row: int) -> int:
    """The caseload of both paths, drawn by the spreadsheet itself; gives the row after it."""
    names, _, language = how
    chart, end = book.add_chart({"type": "line"}), FIRST + last - first
    looks = ((BEFORE, BASE, "dash", "base"), ("", SCENARIO, "solid", "scenario"))
    for prefix, colour, dash, key in looks:
        months = Columns(MONTHS, names[f"{prefix}months"])
        chart.add_series({
            "name": translate(language, f"export.heading.{key}"), "categories": f"={months.part('month', FIRST, end)}",
            "values": f"={months.part('volume', FIRST, end)}", "line": {"color": colour, "width": 2.25, "dash_type": dash},
        })  # fmt: skip
    title = translate(language, "export.column.volume")
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_x_axis({"date_axis": True, "num_format": "yyyy", "major_unit": 1, "major_unit_type": "years"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D0D7DE"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 320})
    sheet.insert_chart(row, 0, chart, {"description": translate(language, "export.chart")})
    return row + 17


def _quantities(sheet: Any, baseline: Baseline, formats: Formats, language: Language) -> None:
    """Every quantity of the basis with its value, unit, day, status and source."""
    keys = ("quantity", "value", "unit", "day", "status", "source")
    _headings(sheet, 0, keys, formats, language)
    for row, ((key, year), found) in enumerate(sorted_items(baseline.quantities), start=1):
        name = translate(language, f"quantity.{key}") + ("" if year is None else f" {year}")
        sheet.write_string(row, 0, name, formats["text"])
        sheet.write_number(row, 1, found.value, formats["share" if found.unit.startswith("share") else "plain"])
        unit = translate(language, f"common.unit.{found.unit.replace('/', '-').replace(' ', '-')}")
        sheet.write_string(row, 2, unit, formats["label"])
        sheet.write_datetime(row, 3, found.date, formats["day"])
        sheet.write_string(row, 4, status_word(found.status, language), formats["text"])
        if found.source is not None:
            sheet.write_string(row, 5, found.source, formats["text"])
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 30)
    sheet.set_column(3, 4, 14)
    sheet.set_column(5, 5, 34)
    sheet.freeze_panes(1, 1)
    _as_list(sheet)


def _sources(sheet: Any, baseline: Baseline, formats: Formats, language: Language) -> None:
    """The publications that the basis rests on."""
    _headings(sheet, 0, ("source", "publication", "publisher", "day", "address"), formats, language)
    ids = dict.fromkeys(found.source for _, found in sorted_items(baseline.quantities) if found.source is not None)
    for row, name in enumerate(ids, start=1):
        found = sources()[name]
        for place, said in (
            (0, name),
            (1, named.title(found, language)),
            (2, found.publisher),
            (4, found.url or found.reference or ""),
        ):
            sheet.write_string(row, place, said, formats["text"])
        sheet.write_datetime(row, 3, found.date, formats["day"])
    for place, width in enumerate((28, 70, 30, 14, 60)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    _as_list(sheet)


def _as_list(sheet: Any) -> None:
    """On paper as wide as a page, with its headings on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
