"""What a file says of itself is believed: units, persons, periods and shapes are read right, or refused with the cause, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.model.calendar import month_index, month_label
from core.own_data.box import boxed_grids
from core.own_data.monthly import Monthly, read_monthly
from core.own_data.upload import tried
from core.text.catalog import LANGUAGES, explain
from tests.own_data.files import TODAY, as_csv, as_xlsx, parquet_of, table

STOCK = [5238, 5225, 5226, 5227, 5225, 5213, 5200, 5211, 5220, 5221, 5214, 5208]
COUNTS = [*STOCK, *(value - 28 for value in STOCK), *(value - 60 for value in STOCK)]
LABELS = [month_label(month_index("2023-01") + i) for i in range(36)]
IN, OUT = [105, 101, 100, 93, 93, 88, 86, 102, 105, 103, 98, 100] * 3, [107, 114, 99, 92, 95, 100, 99, 91, 96, 102, 105, 106] * 3


def cells(head: list[Any], *columns: list[Any]) -> list[list[Any]]:
    return [head, *map(list, zip(*columns, strict=True))]


def plain(head: list[Any]) -> list[list[Any]]:
    return cells(head, *[LABELS, COUNTS, IN, OUT][: len(head)])


def both_ways(rows: list[list[Any]]) -> list[tuple[bytes, str]]:
    return [(as_csv(rows), "a.csv"), (as_xlsx(rows), "a.xlsx")]


def refused(raw: bytes, name: str) -> str:
    """The key of the one refusal, after a look at how it is told."""
    upload = tried(raw, name, TODAY)
    assert upload.found is None
    assert (len(upload.problems), upload.more) == (1, 0)
    for language in LANGUAGES:
        said = explain(language, upload.problems[0])
        assert said.endswith(".")
        assert "{" not in said
        assert said.replace("a.csv", "").replace("a.xlsx", "").count(". ") <= 1, said
    return upload.problems[0].key.removeprefix("own_data.")


def read(raw: bytes, name: str) -> tuple[Monthly, list[str]]:
    found = read_monthly(raw, name, TODAY)
    for note in found.notes:
        assert all(explain(language, note).endswith(".") for language in LANGUAGES)
    return found, [note.key.removeprefix("own_data.") for note in found.notes]


def assert_control(found: Monthly, first: str = "2023-01") -> None:
    assert [row.caseload for row in found.rows] == COUNTS[: len(found.rows)]
    assert month_label(found.rows[0].month) == first


# Units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (["Maand", "Uitkeringen", "Instroom (%)", "Uitstroom (%)"], "percent"),
        (["Month", "Benefits", "Inflow %", "Outflow %"], "percent"),
        (["Month", "Benefits", "Inflow percentage", "Outflow"], "percent"),
        (["Maand", "Uitkeringen per 1.000 inwoners"], "percent"),
        (["Periode", "Bijstand (x 1 000)"], "thousands"), (["Periode", "Bijstand x 1.000"], "thousands"),
        (["Period", "Benefits (thousands)"], "thousands"), (["Periode", "Bijstand in duizendtallen"], "thousands"),
        (["Maand", "Bijstand (personen)", "Instroom", "Uitstroom"], "persons"),
        (["Month", "Caseload (persons)", "Inflow", "Outflow"], "persons"),
        (["Maand", "Personen met bijstand"], "persons"), (["Month", "People on benefits"], "persons"),
        (["Maand", "Bijstandsuitkeringen (vanaf de AOW-leeftijd)"], "pension"),
    ],
)  # fmt: skip
def test_a_heading_that_names_another_unit_is_refused_with_it(head: list[Any], key: str) -> None:
    for raw, name in both_ways(plain(head)):
        assert refused(raw, name) == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Bijstand, x 1 000", "thousands"), ("Figures in thousands", "thousands"), ("Personen in de bijstand", "persons"),
        ("Uitkeringen vanaf de AOW-leeftijd", "pension"),
    ],
)  # fmt: skip
def test_a_title_counts_for_the_whole_table(title: str, key: str) -> None:
    for raw, name in both_ways([[title], *plain(["Maand", "Bijstand"])]):
        assert refused(raw, name) == key


def test_thousands_of_euros_and_numbers_in_a_title_are_no_thousands_of_benefits() -> None:
    titles = [["Bijstand en lasten (x 1.000 euro)"], ["Cijfers 2023, 1.000 dagen"]]
    found, _ = read(as_csv([*titles, *plain(["Maand", "Uitkeringen"])]), "a.csv")
    assert_control(found)


@pytest.mark.parametrize(("unit", "key"), [("x 1 000", "thousands"), ("%", "percent"), ("personen", "persons"), ("aantal", None)])
def test_a_row_of_units_is_read(unit: str, key: str | None) -> None:
    rows = plain(["Perioden", "Bijstandsuitkeringen"])
    for raw, name in both_ways([rows[0], [None, unit], *rows[1:]]):
        if key is not None:
            assert refused(raw, name) == key
        else:
            assert_control(read(raw, name)[0])


def test_of_a_count_and_a_percentage_under_one_name_the_count_is_taken() -> None:
    rows = cells(["Maand", "Uitkeringen", "Instroom", "Instroom (%)"], LABELS, COUNTS, IN, ["1,9"] * 36)
    found, notes = read(as_csv(rows), "a.csv")
    assert [row.inflow for row in found.rows] == IN
    assert notes == ["unused"]


def test_percentages_in_cells_and_flows_too_small_for_the_stock_are_refused() -> None:
    signed = cells(["Maand", "Uitkeringen", "Instroom"], LABELS, COUNTS, ["1,9%"] * 36)
    assert refused(as_csv(signed), "a.csv") == "percent_cells"
    for small in (1.9, 0.019, 2, 0.105):
        for raw, name in both_ways(cells(["Month", "Benefits", "Outflow"], LABELS, COUNTS, [small] * 36)):
            assert refused(raw, name) == "flows_small"


def test_flows_of_a_year_or_added_up_through_the_year_are_refused() -> None:
    year = cells(["Maand", "Uitkeringen", "Instroom"], LABELS, COUNTS, [1174] * 36)
    assert refused(as_csv(year), "a.csv") == "flows_large"
    so_far = [sum(IN[: i + 1]) for i in range(12)] * 3
    assert refused(as_csv(cells(["Maand", "Uitkeringen", "Instroom"], LABELS, COUNTS, so_far)), "a.csv") == "flows_add_up"


def test_a_count_with_decimals_is_told_once() -> None:
    for raw, name in both_ways(cells(["periode", "uitkeringen"], LABELS, [value / 10 + 0.05 for value in COUNTS])):
        assert refused(raw, name) == "not_whole"


def test_what_is_whole_to_a_millionth_is_whole() -> None:
    found, notes = read(as_xlsx(cells(["Maand", "Uitkeringen"], LABELS, [value + 1e-9 for value in COUNTS])), "a.xlsx")
    assert_control(found)
    assert notes == []


def test_words_in_brackets_that_mean_no_part_are_not_asked() -> None:
    assert read(as_csv(plain(["Maand", "Uitkeringen (aantal, eind maand)"])), "a.csv")[1] == []


# Months -----------------------------------------------------------------------------------------------------------

FIRSTS = [dt.date(int(label[:4]), int(label[5:]), 1) for label in LABELS]
ENDS = [(day + dt.timedelta(32)).replace(day=1) - dt.timedelta(1) for day in FIRSTS]


@pytest.mark.parametrize("write", [lambda day: day, lambda day: day.strftime("%d-%m-%Y"), lambda day: f"{day}T00:00:00"])
@pytest.mark.parametrize(
    ("heading", "note", "first"),
    [("Maand", "first_days", "2023-01"), ("Period", "first_days", "2023-01"), ("Peildatum", "first_days_before", "2022-12"),
     ("Reference date", "first_days_before", "2022-12")],
)  # fmt: skip
def test_the_first_of_the_month_is_never_read_in_silence(
    heading: str, note: str, first: str, write: Callable[[dt.date], Any]
) -> None:
    rows = cells([heading, "Uitkeringen"], [write(day) for day in FIRSTS], COUNTS)
    for raw, name in both_ways(rows):
        found, notes = read(raw, name)
        assert notes == [note]
        assert_control(found, first)


def test_midnight_in_utc_is_the_day_here() -> None:
    midnights = [dt.datetime(day.year, day.month, 1) for day in FIRSTS]
    here = [midnight - dt.timedelta(hours=2 if 4 <= midnight.month <= 10 else 1) for midnight in midnights]
    for written in ([f"{moment.isoformat()}Z" for moment in here], [moment.isoformat(" ") for moment in here]):
        found, notes = read(as_csv(cells(["maand", "uitkeringen"], written, COUNTS)), "a.csv")
        assert notes == ["utc", "first_days"]
        assert_control(found)


def test_day_counts_of_a_spreadsheet_are_days() -> None:
    counts = [(day - dt.date(1899, 12, 30)).days for day in ENDS]
    assert counts[0] == 44957
    for raw, name in both_ways(cells(["Peildatum", "Uitkeringen"], counts, COUNTS)):
        found, notes = read(raw, name)
        assert notes == ["serials"]
        assert_control(found)


def test_days_that_a_spreadsheet_made_of_months_are_refused_once() -> None:
    made = [dt.date(2026, day.month, day.year - 2000) for day in FIRSTS]
    for raw, name in both_ways(cells(["Maand", "Uitkeringen"], made, COUNTS)):
        assert refused(raw, name) == "excel_days"


@pytest.mark.parametrize("head", [["Jaar", "Maand"], ["Year", "Month"], ["Jaar", "Periode"]])
@pytest.mark.parametrize("month", [lambda i: i, lambda i: f"{i:02d}", lambda i: FIRSTS[i - 1].strftime("%B")])
def test_year_and_month_in_two_columns_are_one_month(head: list[str], month: Callable[[int], Any]) -> None:
    once = [day.year if day.month == 1 else None for day in FIRSTS]
    for years in ([day.year for day in FIRSTS], once):
        rows = cells([*head, "Uitkeringen"], years, [month(day.month) for day in FIRSTS], COUNTS)
        for raw, name in both_ways(rows):
            found, notes = read(raw, name)
            assert_control(found)
            assert notes == []


def test_months_side_by_side_are_named() -> None:
    for top in ("Onderwerp", "Maand"):
        for raw, name in both_ways([[top, *LABELS], ["Uitkeringen", *COUNTS], ["Instroom", *IN]]):
            assert refused(raw, name) == "months_across"


# Rows and sheets --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "below",
    [
        [["Totaal", None, 3526, 3618]], [["Total", 187_000, 3526, 3618], ["* provisional figures"]], [["Bron: CBS"]],
        [[None, None, 3526, 3618]], [["Gemiddelde", 5200, 98, 100]], [[], ["© Centraal Bureau voor de Statistiek"]],
    ],
)  # fmt: skip
def test_totals_and_remarks_below_are_left_out_and_told(below: list[list[Any]]) -> None:
    for raw, name in both_ways([*plain(["Maand", "Uitkeringen", "Instroom", "Uitstroom"]), *below]):
        found, notes = read(raw, name)
        assert_control(found)
        assert len(found.rows) == 36
        assert "left_out" in notes


@pytest.mark.parametrize("form", ["{}JJ00", "{}", "{} totaal", "Totaal {}"])
def test_years_between_months_are_left_out_and_told(form: str) -> None:
    rows = plain(["Perioden", "Bijstandsuitkeringen"])
    for after, year in ((25, 2024), (13, 2023)):
        rows.insert(after, [form.format(year), "."])
    found, notes = read(as_csv(rows), "a.csv")
    assert_control(found)
    assert notes == ["left_out"]


def test_a_year_where_a_month_is_missing_stays_a_fault() -> None:
    rows = plain(["Perioden", "Bijstandsuitkeringen"])
    rows[5][0] = "2023"
    assert refused(as_csv(rows), "a.csv") == "date"


def test_empty_months_at_the_end_are_no_months_yet() -> None:
    rows = table()[:-3]
    last = rows[-1][0]
    for empty in ("", "."):
        later = [[month_label(month_index(last) + i), empty, empty, empty] for i in range(1, 30)]
        found, notes = read(as_csv([*rows, *later]), "a.csv")
        assert month_label(found.rows[-1].month) == last
        assert notes == ["empty_months"]


def test_several_regions_are_named_with_their_column() -> None:
    rows = plain(["Periode", "Uitkeringen"])
    regions = [["Regio", *rows[0]], *(["Utrecht", *row] for row in rows[1:]), *(["Amersfoort", *row] for row in rows[1:])]
    for raw, name in both_ways(regions):
        assert refused(raw, name) == "groups"
    assert "'Regio' in a.csv heeft 2 waarden onder elkaar: Utrecht, Amersfoort." in explain(
        "nl", tried(as_csv(regions), "a.csv", TODAY).problems[0]
    )


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_left_alone_and_told_also_from_the_box(how: str) -> None:
    good = plain(["Maand", "Uitkeringen"])
    raw = as_xlsx(good, good, change=lambda book, _: getattr(book.worksheets()[1], how)())
    found = read_monthly(raw, "a.xlsx", TODAY, boxed_grids)
    assert_control(found)
    assert [note.key for note in found.notes] == ["own_data.hidden"]


@pytest.mark.parametrize("name", ["Nieuw", "nieuwe versie 2", "New", "Nieuw (2)"])
def test_a_sheet_that_is_called_new_is_no_table_of_new_benefits(name: str) -> None:
    raw = as_xlsx(plain(["Maand", "Uitkeringen"]), change=lambda _, sheet: setattr(sheet, "name", name))
    assert_control(read_monthly(raw, "a.xlsx", TODAY, boxed_grids))


def test_a_sheet_that_is_called_new_benefits_is_refused() -> None:
    raw = as_xlsx(plain(["Maand", "Uitkeringen"]), change=lambda _, sheet: setattr(sheet, "name", "Nieuwe uitkeringen"))
    assert refused(raw, "a.xlsx") == "flow"


def test_headings_over_rows_name_their_columns() -> None:
    body = plain(["", ""])[1:]
    statline = [
        ["Bijstandsuitkeringen; regio"], ["Onderwerpen", *["Bijstandsuitkeringen"] * 2],
        ["Onderwerpen", "Totaal bijstandsuitkeringen", "Tot de AOW-leeftijd"], ["Perioden", "aantal", "aantal"],
        *([row[0], row[1] + 360, row[1]] for row in body),
    ]  # fmt: skip
    merged = [
        ["Maand", "Uitkeringen", None, "LKS", None], [None, "stand", "instroom", "stand", "instroom"],
        *([*row, 100, 300, 9] for row in body),
    ]  # fmt: skip
    for raw, name in both_ways(merged):
        assert refused(raw, name) == "headings_over_rows"
    # Of all benefits and those up to state pension age, BUIG pays the last: nobody need choose.
    for raw, name in both_ways(statline):
        found, notes = read(raw, name)
        assert_control(found)
        assert notes == ["up_to_pension", "unused"]
    for raw, name in both_ways([["Maand", "LKS"], [None, "stand"], *body]):
        assert refused(raw, name) == "no_caseload"
    assert "'LKS / stand' (D)" in explain("en", tried(as_csv(merged), "a.csv", TODAY).problems[0])


def test_one_topic_of_statline_under_its_title_is_read() -> None:
    body = [[label.replace("-", "MM"), f"   {count}"] for label, count in zip(LABELS, COUNTS, strict=True)]
    body[-1][0] += "*"
    rows = [["Bijstand; regio"], ["Onderwerpen", "Bijstandsuitkeringen"], ["Perioden", "aantal"], *body, ["© CBS"]]
    found, notes = read(as_csv(rows, ";", "cp1252"), "a.csv")
    assert_control(found)
    assert notes == ["left_out"]


def test_a_moment_in_parquet_is_read_where_it_was_meant() -> None:
    moments = [dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) for day in ENDS]
    found, notes = read(parquet_of(maand=moments, uitkeringen=COUNTS, instroom=IN, uitstroom=OUT), "a.parquet")
    assert_control(found)
    assert "utc" not in notes


@pytest.mark.parametrize(
    ("area", "cell"),
    [((5, 1, 7, 1, 5270), "B6"), ((34, 1, 36, 1, 5270), "B35"), ((5, 2, 7, 2, 300), "C6"), ((5, 0, 6, 0, "2023-05"), "A6"),
     ((20, 1, 20, 2, 5270), "C21"), ((0, 1, 3, 1, "Uitkeringen"), "B2")],
)  # fmt: skip
def test_a_cell_that_stands_for_several_months_or_hides_one_is_no_number_of_any(area: tuple[Any, ...], cell: str) -> None:
    """What a merged cell covers keeps what it held, and nobody sees it."""
    rows = [["Maand", "Uitkeringen", "Instroom"], *([*row, 90] for row in plain(["", ""])[1:])]
    problems = tried(as_xlsx(rows, change=lambda book, sheet: sheet.merge_range(*area)), "a.xlsx", TODAY).problems
    assert [problem.key for problem in problems] == ["own_data.merged"]
    assert f"cell {cell} is merged" in explain("en", problems[0])


def test_cells_that_are_merged_for_looks_are_read() -> None:
    wide = [[None, *row, None] for row in plain(["Maand", "Uitkeringen"])]
    wide[0][0] = "Bron"

    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 0, 36, 0, "CBS")
        for at, row in enumerate(wide):
            sheet.merge_range(at, 2, at, 3, row[2])
        sheet.merge_range(38, 0, 39, 3, "Let op: voorlopige cijfers")

    assert_control(read(as_xlsx(wide, change=merge), "a.xlsx")[0])
