"""Two hundred and more files that must be refused, each with the fault that must be named."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from core.own_data.limits import MOST_BYTES, MOST_COLUMNS, MOST_MONTHS, MOST_ROWS
from tests.own_data.files import HEAD, as_csv, as_parquet, as_xlsx, months, parquet_of, part, repacked, table, with_cell

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Bad:
    """A file that must be refused: its name, how it is made, and the message key without `own_data.`."""

    id: str
    name: str
    make: Callable[[], bytes]
    key: str


EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def cases() -> list[Bad]:
    found = [
        Bad(f"{family}-{i}", *case) for family, made in FAMILIES.items() for i, case in enumerate(made())
    ]  # fmt: skip
    assert len({case.id for case in found}) == len(found)
    return found


Case = tuple[str, Callable[[], bytes], str]


def text(content: str | bytes) -> Callable[[], bytes]:
    return lambda: content if isinstance(content, bytes) else content.encode()


def everywhere(cells: list[list[Any]], key: str) -> Iterator[Case]:
    """The same fault in each way to write a CSV, and in a workbook."""
    for separator in (";", ",", "\t"):
        yield "a.csv", lambda s=separator: as_csv(cells, s), key
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        yield "a.csv", lambda e=encoding: as_csv(cells, ";", e), key
    yield "a.xlsx", lambda: as_xlsx(cells), key


# Files that are no table at all -----------------------------------------------------------------------------------


def containers() -> Iterator[Case]:
    good = as_csv(table())
    for name in ("a.csv", "a.xlsx", "a.parquet", "a.txt"):
        yield name, text(b""), "empty"
    yield "a.csv", text(b"\xef\xbb\xbf"), "empty"
    yield "a.csv", text(b"\xff\xfe"), "empty"
    yield "a.csv", text("\r\n \r\n\t"), "empty"
    yield "a.csv", text(b"\x00" * 4000), "empty"
    yield "a.csv", text(";;;\r\n;;;\r\n"), "empty"
    yield "a.csv", lambda: good + b"0" * MOST_BYTES, "too_large"
    yield "a.csv", lambda: b"x" * (50 * 1024 * 1024), "too_large"
    yield "a.xlsx", lambda: b"PK" + b"\x00" * (50 * 1024 * 1024), "too_large"
    yield "a.parquet", lambda: b"PAR1" + b"\x00" * (50 * 1024 * 1024), "too_large"
    yield "a.toml", lambda: b"#" * (50 * 1024 * 1024), "too_large"
    for name in ("a.pdf", "a", "a.exe", "a.json", "csv", "a.csv.", "a.html", "b/../c.docx"):
        yield name, text(good), "ending"
    for name in (".csv.zip", "a.zip", "a.csv.gz"):
        yield name, text(good), "packed"
    yield "a.csv", lambda: repacked(EMPTY_ZIP, {"a.csv": good}), "packed"
    for name in ("a.xls", "a.xlsb", "a.ods"):
        yield name, text(good), "old_excel"
    for name in ("a.xlsx", "a.XLSX", "a.parquet"):
        yield name, text(good), "wrong_ending"
    yield "a.csv", lambda: as_xlsx(table()), "wrong_ending"
    yield "a.txt", parquet_of, "wrong_ending"
    yield "a.parquet", lambda: as_xlsx(table()), "wrong_ending"
    yield "a.xlsx", parquet_of, "wrong_ending"
    for name in ("a.csv", "a.xlsx"):
        yield name, text(OLE + bytes(600)), "old_excel"
        yield name, text(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(64)), "password"


def encodings() -> Iterator[Case]:
    yield "a.csv", text(bytes(range(256)) * 20), "encoding"
    yield "a.csv", text(b"\x1f\x8b\x08\x00" + bytes(range(1, 200))), "packed"
    yield "a.csv", text(b"\x89PNG\r\n\x1a\n" + b"\x01\x02" * 90), "not_text"
    yield "a.csv", text(b"maand;uitkeringen\r\n2023-01;\x1b[31m5000\r\n"), "not_text"
    yield "a.csv", text(b"maand;uitkeringen\r\n2023-01;5\x0000\r\n"), "not_text"
    yield "a.csv", text(b"\xff\xfe" + b"\x00\xd8" * 50), "encoding"
    yield "a.csv", text(b"\xff\xfe" + as_csv(table(), ";", "utf-16-le")[:-1]), "encoding"
    yield "a.csv", text(b"\xef\xbb\xbfmaand;uitkeringen\r\n2023-01;\xff\xff\r\n"), "encoding"
    yield "a.csv", text(b"maand;uitkeringen\r\n2023-01;\x81\x8d\x8f\r\n"), "encoding"
    yield "a.csv", lambda: as_csv(table(), ";", "utf-32"), "not_text"
    yield "a.csv", lambda: as_csv(table(), ";", "cp037"), "encoding"
    yield "a.csv", lambda: as_csv(table(), ";", "utf-16-be")[1:], "encoding"
    yield "a.csv", text('maand;uitkeringen\r\n"2023-01;5000\r\n'), "csv"
    yield "a.csv", text('maand;uitkeringen\r\n"2023"x-01;5000\r\n'), "csv"
    yield "a.csv", text('maand;uitkeringen\r\n"' + "x" * 200_000 + '";5\r\n'), "long_line"
    yield "a.csv", text("<html><body><table><tr><td>maand</td></tr></table></body></html>"), "no_headings"


def headings() -> Iterator[Case]:
    rows = table()[1:]
    for head in (["a", "b", "c", "d"], ["", "", "", ""], ["tijd", "aant.", "in", "uit"], ["1", "2", "3", "4"]):
        yield from ((n, m, "no_headings") for n, m, _ in list(everywhere([head, *rows], ""))[::6])
    for head in (["maand", "aantal", "instroom", "uitstroom"], ["Month", "", "inflow", "outflow"]):
        yield from ((n, m, "no_caseload") for n, m, _ in list(everywhere([head, *rows], ""))[::3])
    for head in (["tijd", "uitkeringen", "instroom", "uitstroom"], ["wanneer", "caseload", "inflow", "outflow"]):
        yield from ((n, m, "no_month") for n, m, _ in list(everywhere([head, *rows], ""))[::3])
    for head in (
        ["maand", "uitkeringen", "instroom", "Instroom"], ["maand", "uitkeringen", "volume", "uitstroom"],
        ["maand", "datum", "uitkeringen", "uitstroom"], ["MAAND", "stand", "inflow", "in_stroom"],
    ):  # fmt: skip
        yield from ((n, m, "heading_twice") for n, m, _ in list(everywhere([head, *rows], ""))[::6])
    yield from ((n, m, "no_rows") for n, m, _ in list(everywhere([HEAD], ""))[::2])
    yield "a.csv", lambda: as_csv([HEAD[:3], *rows]), "no_heading_above"
    yield "a.csv", lambda: as_csv([["", "", "", ""]] * 20 + table()), "no_headings"
    yield "a.csv", text("maand uitkeringen\r\n2023-01 5000\r\n"), "no_headings"
    # A comma within a number with a comma as separator gives one cell more.
    yield "a.csv", text("maand,uitkeringen\r\n2023-01,5,000\r\n2023-02,5,001\r\n"), "split"
    yield "a.csv", text("maand,uitkeringen,opmerking\r\n2023-01,5,000,\r\n2023-02,5,001\r\n"), "split"
    yield "a.csv", text("maand,uitkeringen,instroom\r\n2023-01,5000,100,5\r\n2023-02,5001,100\r\n"), "no_heading_above"


def sizes() -> Iterator[Case]:
    yield "a.csv", lambda: as_csv([HEAD] + [["2023-01", 5000, 90, 90]] * MOST_ROWS), "too_many_rows"
    yield "a.csv", lambda: b"maand;uitkeringen\n" + b"\n" * 300_000, "too_many_rows"
    yield "a.csv", lambda: as_csv([["kop"] * (MOST_COLUMNS + 1), *table()]), "too_many_columns"
    yield "a.csv", lambda: b";" * 4_000_000, "long_line"
    yield "a.csv", lambda: as_csv(table(months(MOST_MONTHS + 1, 12 * 1970))), "ancient"
    yield "a.xlsx", lambda: as_xlsx([HEAD] + [["2023-01", 5000, 90, 90]] * MOST_ROWS), "sheet_too_large"
    yield "a.xlsx", lambda: as_xlsx([["kop"] * (MOST_COLUMNS + 1), *table()]), "sheet_too_large"
    yield "a.xlsx", lambda: as_xlsx(table(), change=lambda book, sheet: sheet.write(1_048_575, 0, 1)), "sheet_too_large"
    yield "a.xlsx", lambda: as_xlsx(table(), change=lambda book, sheet: sheet.write(0, 16_383, "x")), "sheet_too_large"
    yield "a.xlsx", lambda: as_xlsx(*[table()] * 31), "too_many_sheets"
    yield "a.xlsx", lambda: as_xlsx(table(), table()), "several_sheets"
    for count in (1, 12, 23):
        yield from ((n, m, "too_few") for n, m, _ in list(everywhere(table(months(count)), ""))[::3])


# Cells ------------------------------------------------------------------------------------------------------------

NOT_MONTHS = (
    "januari", "2023", "13-2023", "2023-13", "2023-00", "32-01-2023", "31-02-2023", "2023-02-30", "morgen", "1e kwartaal 2023",
    "2023-Q1", "jan", "31-08-23", "45169", "0", "-1", "2023-08-", "jan 20233", "x" * 500, "２０２３-０８", "08", "TRUE", "#N/B",
)  # fmt: skip
NOT_NUMBERS = (
    "vijfduizend", "5.000,", "5,00.0", "5.0.0", "1e4", "5000 uitkeringen", "€ 5000", "50%", "=5000", "0x1388", "５０００", "()",
    "5 000 0", "--5000", "#REF!", "waar", "-", "?", "n.v.t.", "9" * 400,
)  # fmt: skip


def bad_months() -> Iterator[Case]:
    for value in NOT_MONTHS:
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 0, v)), "date"
    for value in NOT_MONTHS[:6]:
        yield "a.xlsx", lambda v=value: as_xlsx(with_cell(5, 0, v)), "date"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 0, 45169)), "date"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 0, True)), "date"
    for value, key in (("2026-12", "future"), ("2099-01", "future"), ("1989-12", "ancient"), ("0001-01", "ancient")):
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 0, v)), key
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 0, dt.date(2027, 1, 31))), "future"
    yield from everywhere(with_cell(5, 0, ""), "no_date")
    # 1 to 12 of each month, all days below thirteen, and no reading under which the months are in a row.
    mixed = [[f"0{1 + i % 9}/0{1 + i % 9}/2023", *row[1:]] for i, row in enumerate(table()[1:])]
    yield "a.csv", lambda: as_csv([HEAD, *mixed]), "month_twice"
    both = [[f"{1 + i % 2:02d}/{2 - i % 2:02d}/2023", *row[1:]] for i, row in enumerate(table()[1:])]
    yield "a.csv", lambda: as_csv([HEAD, *both]), "date_order"


def bad_numbers() -> Iterator[Case]:
    for value in NOT_NUMBERS:
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 1, v)), "number"
    for value in NOT_NUMBERS[:4]:
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 2, v)), "number"
        yield "a.xlsx", lambda v=value: as_xlsx(with_cell(5, 1, v)), "number"
    for value in ("nan", "NaN", "inf", "-inf", "Infinity"):
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 1, v)), "not_finite"
    for value in ("-5000", "-1", "\N{MINUS SIGN}5000"):
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 1, v)), "negative"
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 3, v)), "negative"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 2, -3)), "negative"
    for value in ("5000,5", "5000.25", "0,5"):
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 1, v)), "not_whole"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 1, 4999.5)), "not_whole"
    for value in ("5000000", "99999999999999999999"):
        yield "a.csv", lambda v=value: as_csv(with_cell(5, 1, v)), "too_high"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 1, 1e300)), "too_high"
    yield from everywhere(with_cell(5, 1, 0), "zero")
    yield from everywhere(with_cell(5, 1, ""), "no_count")
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 1, dt.date(2023, 5, 1))), "date_not_number"
    yield "a.xlsx", lambda: as_xlsx(with_cell(5, 1, True)), "number"
    mixed = [[row[0], f"{row[1]:,}" if i % 2 else f"{row[1]:,}".replace(",", "."), *row[2:]] for i, row in enumerate(table()[1:])]
    yield "a.csv", lambda: as_csv([HEAD, *mixed]), "ambiguous"
    thousands = [[row[0], row[1], "1.000", "1.000"] for row in table()[1:]]
    yield "a.csv", lambda: as_csv([HEAD, *thousands]), "ambiguous"


# The series as a whole --------------------------------------------------------------------------------------------


def series() -> Iterator[Case]:
    good = table()
    yield from everywhere([*good, good[7]], "month_twice")
    yield from everywhere(good + good[1:], "month_twice")
    yield from everywhere(good[:8] + good[9:], "month_missing")
    yield from everywhere(good[:3] + good[20:], "months_missing")
    yield "a.csv", lambda: as_csv([HEAD, *([f"{2000 + i}-12", *row[1:]] for i, row in enumerate(good[1:26]))]), "months_missing"


def swapped() -> Iterator[Case]:
    good = table()
    yield from everywhere([["maand", "instroom", "uitkeringen", "uitstroom"], *good[1:]], "larger_than_stock")
    yield from everywhere([["maand", "uitstroom", "instroom", "uitkeringen"], *good[1:]], "larger_than_stock")
    yield from everywhere([["maand", "uitkeringen", "uitstroom", "instroom"], *good[1:]], "swapped_flows")
    yield from everywhere([["uitkeringen", "maand", "instroom", "uitstroom"], *good[1:]], "swapped")


# Workbooks --------------------------------------------------------------------------------------------------------


def formula(value: str, row: int = 5) -> bytes:
    return as_xlsx(table(), change=lambda book, sheet: sheet.write_formula(row, 1, "=1+1", None, value))


def bomb(size: int, name: str = SHEET) -> bytes:
    return repacked(as_xlsx(table()), {name: b"<worksheet>" + b" " * size})


def lying_directory() -> bytes:
    """A sheet that unpacks to 40 MB, while the directory and its own header call it small."""
    raw = bytearray(bomb(40_000_000))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        info = archive.getinfo(SHEET)
    size = struct.pack("<I", info.file_size)
    at = raw.find(size)
    while at >= 0:
        raw[at : at + 4] = struct.pack("<I", 1000)
        at = raw.find(size, at + 4)
    return bytes(raw)


def with_sheet(change: Callable[[str], str]) -> bytes:
    raw = as_xlsx(table())
    return repacked(raw, {SHEET: change(part(raw, SHEET).decode()).encode()})


def workbooks() -> Iterator[Case]:
    good = as_xlsx(table())
    for name in ("xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "word/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/vbaData.xml"):
        yield "a.xlsx", lambda n=name: repacked(good, {n: b"\x00"}), "macros"
    for name in ("a.xlsm", "a.XLSM", "a.xltm", "a.xlam"):
        yield name, text(good), "macros"
    types = part(good, "[Content_Types].xml").replace(b"spreadsheetml.sheet.main", b"x").replace(
        b"</Types>", b'<Override PartName="/x" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>')  # fmt: skip # noqa: E501
    yield "a.xlsx", lambda: repacked(good, {"[Content_Types].xml": types}), "macros"
    yield "a.xlsx", lambda: formula(""), "formula"
    yield "a.xlsx", lambda: formula("  ", 9), "formula"
    yield "a.xlsx", lambda: formula("#REF!"), "formula_error"
    yield "a.xlsx", lambda: formula("#N/A"), "formula_error"
    yield "a.xlsx", lambda: formula("tekst"), "number"
    for size in (13_000_000, 100_000_000):
        yield "a.xlsx", lambda s=size: bomb(s), "bomb"
    yield "a.xlsx", lambda: bomb(60_000_000, "xl/sharedStrings.xml"), "bomb"
    yield "a.xlsx", lambda: bomb(60_000_000, "xl/media/image1.png"), "bomb"
    yield "a.xlsx", lying_directory, "broken"
    yield "a.xlsx", lambda: repacked(good, {f"xl/p{i}.xml": b"<a/>" for i in range(400)}), "too_many_parts"
    yield "a.xlsx", lambda: repacked(good, {"xl/workbook.xml": None}), "no_workbook"
    yield "a.xlsx", lambda: repacked(good, {SHEET: None}), "broken"
    yield "a.xlsx", lambda: repacked(good, {"xl/_rels/workbook.xml.rels": None}), "broken"
    yield "a.xlsx", lambda: repacked(good, {"xl/workbook.xml": b"<workbook><sheets>"}), "broken"
    yield "a.xlsx", lambda: repacked(good, {"xl/workbook.xml": b""}), "broken"
    yield "a.xlsx", lambda: repacked(good, {SHEET: b"\x00\x01\x02"}), "broken"
    for at in (3, 100, 700, len(good) - 30):
        yield "a.xlsx", lambda n=at: good[:n], "broken"
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        places = {info.filename: info.header_offset for info in archive.infolist()}
    for name in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"):
        at = places[name] + 30 + len(name) + 12
        yield "a.xlsx", lambda n=at: good[:n] + b"\xff" * 60 + good[n + 60 :], "broken"
    billion = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace("<worksheet", f"{billion}<worksheet", 1)), "doctype"
    yield "a.xlsx", lambda: repacked(good, {"xl/workbook.xml": f"{billion}<workbook>&b;</workbook>".encode()}), "doctype"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('r="A3"', 'r="XFD1048576"')), "sheet_too_large"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('r="A3"', 'r="&#88;FD1048576"')), "sheet_too_large"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('<row r="3"', '<row r="99999999"')), "sheet_too_large"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('r="A3"', 'r="3A"')), "cell"
    yield "a.xlsx", lambda: with_sheet(lambda xml: re.sub(r"<sheetData>", "<sheetData>" + "<g>" * 200, xml)), "broken"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('r="A3"', 'r="A000000001999999999"')), "sheet_too_large"
    yield "a.xlsx", lambda: with_sheet(lambda xml: xml.replace('<row r="3"', '<row r="0004294967295"')), "sheet_too_large"
    # A part that is no sheet, named as one.
    other = part(good, "xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", b"styles.xml")
    style = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    yield "a.xlsx", lambda: repacked(good, {"xl/_rels/workbook.xml.rels": other, "xl/styles.xml": style}), "broken"
    merged = [["maand", "uitkeringen", "instroom", ""], *table()[1:]]
    yield "a.xlsx", lambda: as_xlsx(merged, change=lambda book, sheet: sheet.merge_range(0, 2, 0, 3, "instroom")), "no_heading_above"  # fmt: skip # noqa: E501


# Parquet ----------------------------------------------------------------------------------------------------------


def parquets() -> Iterator[Case]:
    good = parquet_of()
    for at in (4, 100, len(good) - 5):
        yield "a.parquet", lambda n=at: good[:n], "broken"
    for at in range(8, len(good) - 60, 250):
        yield "a.parquet", lambda n=at: good[:n] + b"\xff" * 50 + good[n + 50 :], "broken"
    yield "a.parquet", text(b"PAR1" + bytes(100) + b"PAR1"), "broken"
    yield "a.parquet", text(b"PAR1" + b"\x00\x00\x00\x7f" + b"PAR1"), "broken"
    yield "a.parquet", text(b"PARE" + bytes(100) + b"PARE"), "password"
    count = len(months())
    yield "a.parquet", lambda: parquet_of(lijst=[[1, 2]] * count), "type"
    yield "a.parquet", lambda: parquet_of(deel=[{"a": 1}] * count), "type"
    yield "a.parquet", lambda: parquet_of(ruw=[b"x"] * count), "type"
    yield "a.parquet", lambda: parquet_of(tijd=[dt.time(1)] * count), "type"
    yield "a.parquet", lambda: as_parquet({"maand": ["2023-01"] * (MOST_ROWS + 1)}), "too_many_rows"
    yield "a.parquet", lambda: as_parquet({"x": pa.nulls(20_000_000, pa.int64())}, compression="zstd"), "too_many_rows"
    yield "a.parquet", lambda: as_parquet({f"k{i}": [1] for i in range(MOST_COLUMNS + 1)}), "too_many_columns"
    yield "a.parquet", lambda: parquet_of(veel=["x" * 500_000 + str(i) for i in range(count)]), "bomb"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[5000.0] * 5 + [float("nan")] * (count - 5)), "not_finite"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[float("inf")] * count), "not_finite"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[None] + [5000] * (count - 1)), "no_count"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[-1] + [5000] * (count - 1)), "negative"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[5000.5] * count), "not_whole"
    yield "a.parquet", lambda: parquet_of(uitkeringen=[True] * count), "number"
    yield "a.parquet", lambda: parquet_of(maand=[None] + [dt.date(2023, 1, 31)] * (count - 1)), "no_date"
    yield "a.parquet", lambda: parquet_of(maand=pa.array([2**62] * count, pa.timestamp("us"))), "broken"
    yield "a.parquet", lambda: parquet_of(maand=["geen maand"] * count), "date"
    yield "a.parquet", lambda: as_parquet({"a": [1], "b": [2]}), "no_headings"
    yield "a.parquet", lambda: as_parquet({"maand": pa.array([], pa.string()), "volume": pa.array([], pa.int64())}), "no_rows"


FAMILIES: dict[str, Callable[[], Iterator[Case]]] = {
    "container": containers, "encoding": encodings, "heading": headings, "size": sizes, "month": bad_months,
    "number": bad_numbers, "series": series, "swapped": swapped, "workbook": workbooks, "parquet": parquets,
}  # fmt: skip
