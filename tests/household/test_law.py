"""The law as dated data: what is published is found, what is not is refused or announced."""

import datetime as dt
from pathlib import Path

import pytest

from core.facts import sources
from core.household.law import all_parameters, period_of, periods, read_childcare, read_parameters
from core.household.parameters import SPECS, last_change
from core.problem import Problem
from tests.household import law_on
from tests.places import ROTTERDAM

GOOD = {
    "key": '"norm.single"', "value": "1400.0", "unit": '"EUR/month"', "valid_from": "2026-01-01",
    "status": '"reported"', "source": '"law-wml"',
}  # fmt: skip


def _file(tmp_path: Path, **change: str | None) -> Path:
    """A file with one good entry, changed or with a field taken out."""
    path = tmp_path / "norms.toml"
    fields = {key: value for key, value in (GOOD | change).items() if value is not None}
    entry = ", ".join(f"{key} = {value}" for key, value in fields.items())
    path.write_text(f"parameter = [{{ {entry} }}]", encoding="utf-8")
    return path


def test_a_good_entry_is_read(tmp_path: Path) -> None:
    (entry,) = read_parameters([_file(tmp_path)])
    assert (entry.key, entry.value, entry.valid_from) == ("norm.single", 1400.0, dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("date", "single", "couple"),
    [
        (dt.date(2024, 1, 1), 1283.83, 1834.04),
        (dt.date(2024, 12, 31), 1308.45, 1869.21),
        (dt.date(2025, 1, 1), 1345.45, 1922.07),
        (dt.date(2025, 7, 1), 1369.06, 1955.80),
        (dt.date(2026, 1, 1), 1401.50, 2002.13),
        (dt.date(2026, 7, 1), 1419.46, 2027.79),
    ],
)
def test_the_norm_of_a_day_is_the_published_one(date: dt.date, single: float, couple: float) -> None:
    law = law_on(date)
    assert (law.value("norm.single"), law.value("norm.couple")) == (single, couple)


def test_a_single_person_has_seventy_percent_of_the_couple_norm_on_every_published_day() -> None:
    for date in {p.valid_from for p in all_parameters(ROTTERDAM) if p.key == "norm.single"}:
        law = law_on(date)
        assert law.value("norm.single") == pytest.approx(0.7 * law.value("norm.couple"), abs=0.02)


def test_a_day_without_a_published_norm_uses_the_last_earlier_one_and_says_which() -> None:
    law = law_on(dt.date(2027, 1, 1))
    assert law.value("norm.single") == 1419.46
    used = {n.params["subject"]: n.params["date"] for n in law.notices if n.key == "earlier_date"}
    assert (used["norm"], used["wage"], used["tax"]) == (dt.date(2026, 7, 1), dt.date(2026, 7, 1), dt.date(2026, 1, 1))
    assert "exemption" not in used, "the exemption of 2027 stands in the law"
    july = {n.params["subject"] for n in law_on(dt.date(2026, 7, 1)).notices if n.key == "earlier_date"}
    assert "tax" not in july, "tax changes once a year: the values of January still hold in July"
    assert "exemption" in july, "the maxima of July 2026 were not found"


def test_a_rule_that_ends_is_gone_after_its_last_day() -> None:
    last, first = law_on(dt.date(2026, 12, 31)), law_on(dt.date(2027, 1, 1))
    assert last.has("exemption.regular_share", "exemption.least_age")
    assert not last.has("exemption.work_share")
    assert first.value("exemption.work_share") == 0.15
    assert first.value("exemption.buffer_maximum") == 1_000.0
    assert not first.has("exemption.regular_share")
    assert not first.has("exemption.least_age")


def test_a_period_of_law_begins_where_norms_or_the_exemption_change() -> None:
    assert [day.isoformat() for day in periods()] == [
        "2027-01-01", "2026-07-01", "2026-01-01", "2025-07-01", "2025-01-01", "2024-07-01", "2024-01-01",
    ]  # fmt: skip
    assert period_of(dt.date(2026, 11, 27)) == dt.date(2026, 7, 1)
    assert period_of(dt.date(2026, 7, 1)) == dt.date(2026, 7, 1)
    assert period_of(dt.date(2031, 1, 1)) == dt.date(2027, 1, 1)
    assert period_of(dt.date(2020, 1, 1)) == dt.date(2024, 1, 1)


def test_the_exemption_maximum_of_january_2025_was_not_found_and_the_law_says_so() -> None:
    law = law_on(dt.date(2025, 1, 1))
    assert law.value("exemption.regular_maximum") == 269.0
    assert ("earlier_date", "exemption", dt.date(2024, 7, 1)) in [
        (n.key, n.params["subject"], n.params["date"]) for n in law.notices
    ]


def test_a_fully_published_day_has_no_notice_about_national_law() -> None:
    local = {"supplement", "work_costs", "levies"}
    for date in (dt.date(2024, 1, 1), dt.date(2025, 7, 1), dt.date(2026, 1, 1)):
        assert {n.params["subject"] for n in law_on(date).notices} <= local


def test_what_rotterdam_did_not_publish_for_2024_is_left_out_and_announced() -> None:
    law = law_on(dt.date(2024, 1, 1))
    assert law.value("supplement.single") == 120.0
    assert not law.has("work_costs.maximum")
    assert {n.params["subject"] for n in law.notices if n.key == "left_out"} == {"work_costs"}


def test_a_parameter_that_was_never_published_ends_in_a_sentence() -> None:
    with pytest.raises(Problem) as caught:
        law_on(dt.date(2023, 6, 1)).value("norm.single")
    assert caught.value.key == "household.missing_parameter"
    assert caught.value.params == {"name": "norm.single", "date": "2023-06-01"}


def test_the_medical_maximum_of_january_2024_is_refused_and_not_zero() -> None:
    with pytest.raises(Problem, match="missing_parameter"):
        law_on(dt.date(2024, 1, 1)).value("exemption.medical_maximum")


def test_citing_gives_sources_once_and_the_weakest_status() -> None:
    law = law_on(dt.date(2024, 1, 1))
    assert law.cite("norm.single", "norm.couple") == (("law-norms-2024-01",), "derived")
    assert law.cite("norm.single", "tax.combination_rate")[1] == "assumption"


def test_every_parameter_in_the_list_has_a_value_in_2026_or_is_announced() -> None:
    now, next_year = law_on(dt.date(2026, 1, 1)), law_on(dt.date(2027, 1, 1))
    assert set(now.parameters) | set(next_year.parameters) == set(SPECS)
    from_2027 = {"exemption.work_share", "exemption.work_months", "exemption.limited_share", "exemption.buffer_maximum"}
    assert set(SPECS) - set(now.parameters) == from_2027


def test_every_source_of_the_law_has_a_place_where_it_is_found() -> None:
    for entry in all_parameters(ROTTERDAM):
        if entry.source is not None:
            assert sources()[entry.source].url or sources()[entry.source].reference


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"key": '"norm.singel"'}, "household.unknown_parameter"),
        ({"unit": '"EUR/year"'}, "household.unit"),
        ({"unit": '"EUR/week"'}, "facts.shape"),
        ({"value": "14.0"}, "facts.outside_range"),
        ({"source": None}, "facts.no_source"),
        ({"source": '"nowhere"'}, "facts.unknown_source"),
        ({"status": '"assumption"'}, "facts.no_derivation"),
        ({"remark": '"x"'}, "facts.shape"),
        ({"valid_from": None}, "facts.shape"),
    ],
)
def test_a_bad_entry_is_refused_with_its_reason(tmp_path: Path, change: dict[str, str | None], problem: str) -> None:
    with pytest.raises(Problem) as caught:
        read_parameters([_file(tmp_path, **change)])
    assert caught.value.key == problem


def test_a_value_given_twice_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path)
    with pytest.raises(Problem, match="twice"):
        read_parameters([path, path])


@pytest.mark.parametrize("rows", ["[[100, 0.9, 0.9]]", "[[0, 0.9, 0.9], [10, 0.95, 0.95]]", "[]"])
def test_a_childcare_table_that_does_not_start_at_zero_or_rises_is_refused(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "t.toml"
    path.write_text(
        f'[[table]]\nvalid_from = 2026-01-01\npublished_to = 5\nstatus = "reported"\nsource = "law-wml"\nrows = {rows}'
    )
    with pytest.raises(Problem, match="childcare_rows"):
        read_childcare(path)


@pytest.mark.parametrize(
    ("rhythm", "date", "expected"),
    [
        ("half-yearly", dt.date(2025, 6, 30), dt.date(2025, 1, 1)),
        ("half-yearly", dt.date(2025, 7, 1), dt.date(2025, 7, 1)),
        ("yearly", dt.date(2025, 12, 31), dt.date(2025, 1, 1)),
        ("fixed", dt.date(2025, 12, 31), dt.date.min),
    ],
)
def test_the_last_change_follows_the_rhythm_of_the_law(rhythm: str, date: dt.date, expected: dt.date) -> None:
    assert last_change(rhythm, date) == expected  # type: ignore[arg-type]
