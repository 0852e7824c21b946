"""A table keeps values; how they are written is decided when somebody reads them."""

import datetime as dt

from core.figures.table import Change, Column, Range, Remark, Table, written

COLUMNS = [Column("a"), Column("b", 1), Column("c", 2, percent=True), Column("d", 1, signed=True)]


def row(*cells):
    return written(Table("caption", [Column("x", 1)] * len(cells), [cells]), "nl")[0]


def test_a_number_is_written_with_the_decimals_and_the_unit_of_its_column():
    rows = [["Begin", 1234.56, 0.08613, 17.84], ["Einde", -0.04, 1.0, -0.04]]
    assert written(Table("caption", COLUMNS, rows), "nl") == [
        ["Begin", "1.234,6", "8,61%", "+17,8"],
        ["Einde", "0,0", "100,00%", "0,0"],
    ]
    assert written(Table("caption", COLUMNS, rows), "en")[0] == ["Begin", "1,234.6", "8.61%", "+17.8"]


def test_a_range_a_remark_a_day_and_an_empty_cell_have_a_form_of_their_own():
    assert row(Range(1000.0, 2000.5), Remark(542.4, "voorlopig"), dt.date(2023, 10, 31), None, "niet") == [
        "1.000,0 – 2.000,5", "542,4 (voorlopig)", "31 oktober 2023", "", "niet",
    ]  # fmt: skip


def test_a_difference_among_other_numbers_has_a_plus_when_it_is_above_what_is_shown_as_zero():
    assert row(550.0, Change(17.84), Change(-29.1), Change(0.04)) == ["550,0", "+17,8", "−29,1", "0,0"]
    assert Change(2.5) == 2.5


def test_euros_have_their_sign_and_a_difference_says_which_way() -> None:
    columns = [Column("a"), Column("b", euro=True), Column("c", 2, euro=True), Column("d", signed=True, euro=True)]
    rows = [["x", 1607.4, 0.17, 1607.4], ["y", -60.0, -0.54, -15.2], ["z", 0.0, 0.0, -0.4]]
    assert written(Table("caption", columns, rows), "en") == [
        ["x", "€1,607", "€0.17", "+ €1,607"], ["y", "€−60", "€−0.54", "− €15"], ["z", "€0", "€0.00", "€0"],
    ]  # fmt: skip
