"""The same months in every documented way of writing give the same rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
from typing import Any

import pyarrow as pa
import pytest
from babel.dates import format_date
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.model.calendar import end_of_month, month_label
from core.own_data.columns import COLUMNS, NAMES, STOCKS, Column, names_a_day, recognised
from core.own_data.monthly import read_monthly
from core.own_data.months import order_of, read_month
from core.own_data.row import Row
from core.own_data.template import example_rows, headings, template_csv, template_xlsx
from core.problem import Problem
from core.text.catalog import LANGUAGES, Language
from tests.own_data.files import TODAY, as_csv, as_parquet, as_xlsx, months, table


def read(raw: bytes, name: str) -> tuple[Row, ...]:
    return read_monthly(raw, name, TODAY).rows


DATES = {
    "iso": month_label,
    "iso day": lambda m: end_of_month(m).isoformat(),
    "iso time": lambda m: f"{end_of_month(m).isoformat()}T00:00:00",
    "dutch": lambda m: end_of_month(m).strftime("%d-%m-%Y"),
    "slashes": lambda m: end_of_month(m).strftime("%d/%m/%Y"),
    "american": lambda m: end_of_month(m).strftime("%m/%d/%Y"),
    "first day": lambda m: end_of_month(m).strftime("01/%m/%Y"),
    "american first day": lambda m: end_of_month(m).strftime("%m/01/%Y"),
    "dots": lambda m: f"{end_of_month(m).day}.{m % 12 + 1}.{m // 12}",
    "short": lambda m: f"{m % 12 + 1}-{m // 12}",
    "cbs": lambda m: f"{m // 12}MM{m % 12 + 1:02d}",
    "compact": lambda m: f"{m // 12}{m % 12 + 1:02d}",
    "nl long": lambda m: format_date(end_of_month(m), "d MMMM y", "nl"),
    "nl short": lambda m: format_date(end_of_month(m), "MMM y", "nl"),
    "en long": lambda m: format_date(end_of_month(m), "MMMM y", "en").upper(),
    "en short": lambda m: format_date(end_of_month(m), "MMM y", "en"),
    "excel": lambda m: f"{format_date(end_of_month(m), 'MMM', 'nl').rstrip('.')}-{m // 12 % 100:02d}",
}
NUMBERS = {
    "plain": str,
    "dutch": lambda v: f"{v:,}".replace(",", "."),
    "english": lambda v: f"{v:,}",
    "spaces": lambda v: f" {v:,} ".replace(",", "\N{NO-BREAK SPACE}"),
    "dutch decimals": lambda v: f"{v:,}".replace(",", ".") + ",0",
    "english decimals": lambda v: f"{v:,}.00",
}
MANGLED = (str, str.upper, str.title, lambda s: s.replace(" ", "_"), lambda s: f" {s} (aantal)", lambda s: s.replace(" ", ""))


@st.composite
def rows_of(draw: st.DrawFn) -> tuple[Row, ...]:
    """Months with a stock whose thousands show how the file writes numbers, and any flows that fit it."""
    count = draw(st.integers(24, 48))
    first = draw(st.integers(12 * 2023 - count + 1, 12 * 2026 - count))
    stock = st.integers(1500, 900_000).filter(lambda value: value % 1000 != 0)
    level = draw(stock)
    flow = st.one_of(st.none(), st.integers(level // 80, level // 25))
    rows = []
    for i in range(count):
        flows = {name: draw(flow) for name in ("inflow", "outflow", "lks_jobs", "lks_starts", "lks_ended")}
        rows.append(Row(first + i, level + draw(st.integers(0, 99)) - 50 if level > 1600 else level, **flows))
    return tuple(rows)


def cells_of(rows: tuple[Row, ...], heading: dict[Column, str], date: Any, number: Any) -> list[list[Any]]:
    def cell(row: Row, column: Column) -> Any:
        value = getattr(row, column)
        return date(row.month) if column == "month" else "" if value is None else number(int(value))

    return [list(heading.values()), *([cell(row, column) for column in heading] for row in rows)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows_of(), st.data())
def test_every_way_to_write_a_text_file_gives_the_same_rows(rows: tuple[Row, ...], data: st.DataObject) -> None:
    order = data.draw(st.permutations(COLUMNS))
    heading = {column: data.draw(st.sampled_from(MANGLED))(data.draw(st.sampled_from(NAMES[column]))) for column in order}
    date, number = (data.draw(st.sampled_from(sorted(ways))) for ways in (DATES, NUMBERS))
    cells = cells_of(rows, heading, DATES[date], NUMBERS[number])
    if data.draw(st.booleans()):
        cells[1:] = cells[:0:-1]  # the last month first
    if data.draw(st.booleans()):
        cells.insert(0, ["Maandcijfers gemeente", "", ""])
        cells.insert(1, [])
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    raw = as_csv(cells, data.draw(st.sampled_from([";", ",", "\t"])), encoding)
    # What was counted on the first of a month is the end of the month before, where the heading speaks of a day.
    earlier = 1 if "first day" in date and names_a_day(heading["month"]) else 0
    expected = tuple(dataclasses.replace(row, month=row.month - earlier) for row in rows)
    assert read(raw, data.draw(st.sampled_from(["a.csv", "A.CSV", "map/a.txt"]))) == expected


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows_of(), st.data())
def test_every_way_to_fill_a_workbook_gives_the_same_rows(rows: tuple[Row, ...], data: st.DataObject) -> None:
    heading = dict(zip(COLUMNS, headings(data.draw(st.sampled_from(LANGUAGES))), strict=True))
    date = data.draw(st.sampled_from([end_of_month, DATES["nl short"], DATES["iso"], lambda m: int(DATES["compact"](m))]))
    number = data.draw(st.sampled_from([int, float, NUMBERS["dutch"], NUMBERS["english"]]))
    cells = cells_of(rows, heading, date, number)
    others = [[["Toelichting"], ["Dit blad heeft geen maanden."]]] if data.draw(st.booleans()) else []
    assert read(as_xlsx(cells, *others), "a.xlsx") == rows


@pytest.mark.one_in(5)
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip", "brotli", "lz4"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("dictionary", [True, False])
def test_every_way_to_write_parquet_gives_the_same_rows(compression: str, version: str, dictionary: bool) -> None:
    rows = months(40)
    ends = [end_of_month(row.month) for row in rows]
    noons = [dt.datetime(day.year, day.month, day.day, 12) for day in ends]
    counts = [int(row.caseload) for row in rows]
    dates = [
        pa.array(ends, pa.date32()), pa.array(ends, pa.date64()), pa.array(noons, pa.timestamp("ns")),
        pa.array(noons, pa.timestamp("us", "Europe/Amsterdam")), pa.array(noons, pa.timestamp("s")),
        pa.array([day.isoformat() for day in ends], pa.string()),
    ]  # fmt: skip
    numbers = [
        pa.array(counts, pa.int16()), pa.array(counts, pa.int64()), pa.array(counts, pa.float64()), pa.array(counts, pa.uint32()),
        pa.array([decimal.Decimal(count) for count in counts], pa.decimal128(9, 2)),
        pa.array(map(str, counts), pa.large_string()),
    ]  # fmt: skip
    for date, number in zip(dates, numbers, strict=True):
        raw = as_parquet(
            {"month": date, "benefits": number}, compression=compression, data_page_version=version, use_dictionary=dictionary,
            write_page_index=True, row_group_size=17,
        )  # fmt: skip
        assert read(raw, "a.parquet") == tuple(Row(row.month, row.caseload) for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_are_read_as_they_are(language: Language) -> None:
    assert [recognised(heading) for heading in headings(language)] == list(COLUMNS)
    assert read(template_csv(language), "t.csv") == read(template_xlsx(language), "t.xlsx") == example_rows()
    assert read_monthly(template_csv(language), "t.csv", TODAY).notes == ()


def test_no_heading_means_two_columns() -> None:
    names = [name for found in NAMES.values() for name in found]
    assert len(names) == len(set(names))
    assert all(recognised(name) == column for column, found in NAMES.items() for name in found)


def test_an_ambiguous_column_follows_the_others_and_alone_it_is_refused() -> None:
    cells = table(months(stock=33_000))
    flows = [[row[0], row[1], f"1.{200 + i}", 190] for i, row in enumerate(cells[1:])]
    with pytest.raises(Problem, match="ambiguous"):
        read(as_csv([cells[0], *flows]), "a.csv")
    dutch = [[row[0], f"{row[1]:,}".replace(",", "."), row[2], row[3]] for row in flows]
    assert [row.inflow for row in read(as_csv([cells[0], *dutch]), "a.csv")][:2] == [1200, 1201]


@example(12 * 2023)
@given(st.integers(12 * 1990, 12 * 2099))
def test_a_month_is_read_back_from_every_way_to_write_it(month: int) -> None:
    for name, write in DATES.items():
        order = "month first" if "american" in name else "day first"
        written = write(month) if name != "excel" or month >= 12 * 2000 else month_label(month)
        assert read_month(written, order) == month, (name, written)


def test_the_order_of_day_and_month_is_read_off_the_column() -> None:
    assert order_of([f"01/{m:02d}/2023" for m in range(1, 13)]) == "day first"
    assert order_of([f"{m:02d}/01/2023" for m in range(1, 13)]) == "month first"
    assert order_of(["31/01/2023", "01/02/2023"]) == "day first"
    assert order_of(["01/02/2023", "02/01/2023"]) is None


def test_stocks_are_whole_and_flows_may_be_averages() -> None:
    cells = table()
    averaged = [[*row[:2], "90,5", "88.25".replace(".", ",")] for row in cells[1:]]
    assert read(as_csv([cells[0], *averaged]), "a.csv")[0].inflow == 90.5
    assert set(STOCKS) == {"caseload", "lks_jobs"}
