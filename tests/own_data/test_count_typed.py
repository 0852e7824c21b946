"""What people type as a month and a number: what is read, and for each of some three hundred odd entries one sentence."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.baseline import load_baseline
from core.model.calendar import december, month_index
from core.own_data.count.answers import Answers
from core.own_data.count.typed import FIELDS, read_count, read_settings
from core.own_data.count.when import read_when
from core.own_data.count.words import told
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain

TODAY = dt.date(2026, 11, 27)
NOW = load_baseline("stand-2026")
GOOD = {"month": "okt 2026", "volume": "33.120"}
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

READ = {
    "2026-10": "2026-10", "okt 2026": "2026-10", "oktober 2026": "2026-10", "Oct 2026": "2026-10",
    "october 2026": "2026-10", "OKTOBER 2026": "2026-10", "31-10-2026": "2026-10", "31/10/2026": "2026-10",
    "31.10.2026": "2026-10", "2026-10-31": "2026-10", "10-2026": "2026-10", "10/2026": "2026-10", "2026/10": "2026-10",
    "202610": "2026-10", "2026MM10": "2026-10", "2026M10": "2026-10", "okt-26": "2026-10", "okt '26": "2026-10",
    "okt. 2026": "2026-10", "31 oktober 2026": "2026-10", "31 okt 2026": "2026-10", "2026 oktober": "2026-10",
    "okt\u00a02026": "2026-10", " oktober\u202f2026 ": "2026-10", "eind oktober 2026": "2026-10",
    "ultimo okt 2026": "2026-10", "end of October 2026": "2026-10", "per 31 oktober 2026": "2026-10",
    "mrt 2026": "2026-03", "maart 2026": "2026-03", "March 2026": "2026-03", "mei 2026": "2026-05", "sept 2026": "2026-09",
    "2026-10-31T00:00:00": "2026-10", "10/10/2026": "2026-10", "nov 2026": "2026-11", "27-11-2026": "2026-11",
    "2026-11-01": "2026-10", "1 november 2026": "2026-10", "1 jan 2026": "2025-12", "1-1-2026": "2025-12",
    "2 nov 2026": "2026-10",
}  # fmt: skip
"""Days at the beginning of a month are the end of the month before."""


@pytest.mark.parametrize("text", READ)
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert read_when(text, TODAY) == month_index(READ[text])
    read = read_count(NOW, {"month": text, "volume": "33120"}, TODAY)
    assert read.answers == Answers(month_index(READ[text]), 33_120.0)


@pytest.mark.parametrize(
    "text",
    [
        "33120", "33.120", "33,120", "33 120", f"33{NBSP}120", f"33{NARROW}120", " 33120 ", "33.120,0", "33,120.0", "+33120",
        "033120",
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str) -> None:
    assert read_count(NOW, GOOD | {"volume": text}, TODAY).answers == Answers(month_index("2026-10"), 33_120.0)


MONTHS = {
    "count.no_month": [
        "", " ", "\u00a0", "\t",
    ],
    "count.no_year": [
        "oktober", "okt", "Oct", "october", "OKTOBER", "okt.", "mei", "10", "1", "12", "31-10", "10/26", "31/10", "1.10",
        "8", "september", "sep", "mrt", "01", "12 11", "0",
    ],
    "count.year_alone": [
        "2026", "2025", "1999", " 2026 ",
    ],
    "count.serial": [
        "46326", "45000", "33120",
    ],
    "count.month_order": [
        "01/02/2026", "1-2-2026", "05-06-2026", "10/11/2026", "3/4/2026", "01.02.2026", "02-01-2026", "7-8-2026",
    ],
    "count.future": [
        "2026-12", "dec 2026", "december 2026", "jan 2027", "2027-01", "2030-12", "31-12-2026", "2027-10-31",
        "oktober 2062", "9999-12", "okt 2036", "12-2026", "28-11-2026", "30 november 2026", "2026-11-28", "202612",
        "Dec 2026", "2100-01", "oct '99", "aug 2027",
    ],
    "count.before": [
        "2025-11", "nov 2025", "augustus 2023", "31-08-2023", "2013-01", "1990-01", "1999-12", "jan 1900", "0001-01",
        "okt 2016", "2025-10", "31-10-2025", "1026-10", "december 2024", "okt 1926", "2006-10", "0202-10",
    ],
    "count.month": [
        "gisteren", "nu", "vandaag", "yesterday", "vorige maand", "Q3 2026", "3e kwartaal 2026", "2e tertaal 2026",
        "week 40 2026", "2026-13", "2026-00", "13-2026", "0-2026", "31-02-2026", "32 oktober 2026", "2026-02-30",
        "oktoberr 2026", "okkt 2026", "okt okt 2026", "okt 2026 2026", "2026-10-", "-2026-10", "2026101", "abc", "???",
        "<script>", "'; --", "{month}", "%s", "none", "null", "nan", "1e5", "okt 20261", "okt 226", "2026-1O", "2O26-10",
        "tien 2026", "oktober tweeduizendzesentwintig", "10-2026-31", "2026-31-10", "31 10 26 12", "okt; nov 2026",
        "okt/nov 2026", "sept-okt 2026", "okt 2026 t/m nov 2026", "10.2026.1", "\uff12026-10",
        "\u0662\u0660\u0662\u0666-\u0661\u0660", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "-1", "2026,10",
        "MM10", "MMMM JJJJ", "jjjj-mm", "zo 31", "\u0000", "okt\u00002026", "okt 2026\u202e",
        "1-1-1-2026", "2026 okt okt", "10e maand 2026", "herfst 2026",
    ],
}  # fmt: skip
VOLUMES = {
    "count.no_volume": [
        "", " ", "\u00a0",
    ],
    "count.size": [
        "3312", "3.312", "3,312", "331", "33", "331200", "331.200", "331,200", "1", "16000", "70000", "16.789", "999999",
        "1000000", "66", "12", "100", "3 312", "331 200",
    ],
    "count.whole": [
        "0", "-33120", "\u221233120", "-1", "33120,5", "33120.5", "33.120,5", "33,120.5", "33,12", "33.12", "33.1", "0,5",
        "3.31.20", "33.12.0", "33..120", "33,,120", "1e5", "3.3e4", "1E5", "inf", "nan", "NaN", "-inf", "oneindig", "veel",
        "ongeveer 33120", "33120 uitkeringen", "33120?", "~33120", "\u00b133120", "33120*", "33k", "33 duizend", "33 mln",
        "drieendertigduizend", "0x8160", "1_000", "33/120", "33-120", "33+120", "=33120", "33120/1", "(33120)",
        "[33120]", "33120%%x", "abc", "-", "--", "+", ",", ".", "33 1 20", "3 3120", "331 20", "33120 33120",
        "33120;33121", "{volume}", "%d", "<b>33120</b>", "'33120'", "\"33120\"", "\uff133120",
        "\u0663\u0663\u0661\u0662\u0660", "2000000", "1000001", "33120000", "999999999999", "999999999999999999999999",
        "9999999999999999999999999999999999999999", "okt 2026", "2026-10", "31-10-2026", "33\u200b120", "#REF!", "#N/B",
        "n.v.t.", "onbekend", "?", "null", "None", "true", "33.120.000", "33,120,000", "1/3", "33120.-x", "xxxiii",
        "33.120 ?", "3312O",
    ],
}  # fmt: skip
OTHERS = {
    "lks_jobs": [
        "-1", "1750,5", "40000", "veel", "1e3", "1.750 banen",
    ],
    "inflow": [
        "600", "-7000", "0", "7.000,5", "veel", "700000", "7e3",
    ],
    "outflow": [
        "600", "x", "99999999",
    ],
    "buig": [
        "647100000", "64,7", "6471", "-1", "veel", "1e3", "0", "647 miljoen",
    ],
    "lasten": [
        "696300000", "69,6", "6963", "geen", "-1",
    ],
    "reserve": [
        "-5", "25000000", "veel", "1e9", "12,555", "een beetje",
    ],
    "target": [
        "3000", "300000", "-1", "30000,5", "dertigduizend", "0",
    ],
    "target_month": [
        "okt 2026", "2026-10", "2031", "dec 2031", "ooit", "2025-12", "december", "1900-01", "2025", "nov 2036",
    ],
}  # fmt: skip
ODD = [("month", text, key) for key, texts in MONTHS.items() for text in texts]
ODD += [("volume", text, key) for key, texts in VOLUMES.items() for text in texts]
ODD += [(field, text, "") for field, texts in OTHERS.items() for text in texts]


def test_there_are_some_three_hundred_of_them() -> None:
    assert len(ODD) >= 300


@pytest.mark.parametrize(("field", "text", "key"), ODD, ids=[f"{field}-{i}" for i, (field, _, _) in enumerate(ODD)])
def test_an_odd_entry_gets_one_sentence_that_says_what_where_and_how(field: str, text: str, key: str) -> None:
    pair = {"target": {"target_month": "dec 2028"}, "target_month": {"target": "30000"}}.get(field, {})
    typed = GOOD | pair | {field: text}
    read = read_count(NOW, typed, TODAY)
    assert read.answers is None
    assert list(read.problems) == [field]
    problem = read.problems[field]
    assert problem.key == key or (not key and problem.key.startswith("count."))
    for language in LANGUAGES:
        for said in (told(problem, language), explain(language, problem)):
            assert re.fullmatch(r"[^\x00-\x1f]+", said)
            assert said.endswith(".")
            assert 20 < len(said) < 320


def test_each_wrong_field_has_its_own_sentence_and_the_others_are_not_blamed() -> None:
    read = read_count(NOW, {"month": "okt", "volume": "veel", "buig": "x", "target": "30000"}, TODAY)
    assert list(read.problems) == ["month", "volume"]
    read = read_count(NOW, GOOD | {"buig": "x", "reserve": "-1", "target": "30000"}, TODAY)
    assert {field: problem.key for field, problem in read.problems.items()} == {
        "buig": "count.million", "reserve": "count.million", "target_month": "count.target_alone",
    }  # fmt: skip


def test_every_other_answer_is_read_by_the_same_rules() -> None:
    typed = GOOD | {
        "moved": "outflow_rate", "lks_jobs": "1.750", "inflow": "7.300", "outflow": "7,100", "buig": "€ 647,1", "lasten": "696.3",
        "reserve": "12,5", "target": "30.000", "target_month": "2028",
    }  # fmt: skip
    assert read_count(NOW, typed, TODAY).answers == Answers(
        month_index("2026-10"),
        33_120.0,
        "outflow_rate",
        1_750.0,
        7_300.0,
        7_100.0,
        647.1,
        696.3,
        12.5,
        (30_000.0, december(2028)),
    )


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=48)))
def test_no_text_at_all_breaks_the_reading(typed: dict[str, str]) -> None:
    read = read_count(NOW, typed, TODAY)
    assert (read.answers is None) == bool(read.problems)
    for problem in read.problems.values():
        for language in LANGUAGES:
            assert told(problem, language)


def test_settings_of_the_command_line_name_the_same_fields() -> None:
    typed = read_settings("2026-10=33120", ["reserve=12.5", "target=30000@2028-12", "moved=none"])
    assert typed == {
        "month": "2026-10", "volume": "33120", "reserve": "12.5", "target": "30000", "target_month": "2028-12", "moved": "none",
    }  # fmt: skip
    for count, settings in (("2026-10", []), ("2026-10=33120", ["rent=5"]), ("2026-10=33120", ["reserve"])):
        with pytest.raises(Problem):
            read_settings(count, settings)
