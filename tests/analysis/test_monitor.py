"""The monitor holds what the letter of October 2023 reports, nothing that was said later, and a further one is one file."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import DATA, city, facts
from core.analysis import monitor as subject
from core.analysis.monitor import Monitor, monitor_of, monitors, monitors_of
from core.baseline import DEFAULT, load_baseline
from core.problem import Problem
from tests.places import LETTER, ROTTERDAM

NEXT = """
schema = 1
id = "2024-t1"
year = 2024
number = 1
source = "letter-2024-minw"

[[line]]
id = "ambition"
title = { nl = "Minder uitkeringen", en = "Fewer benefits" }

[[indicator]]
id = "volume"
line = "ambition"
name = { nl = "Uitkeringen", en = "Benefits" }
unit = "benefits"
series = "volume"
missing = { nl = "Nog niet geteld.", en = "Not counted yet." }
"""


def letter() -> Monitor:
    found = monitor_of(load_baseline(LETTER))
    assert found is not None
    return found


def test_it_reports_the_count_and_the_targets_of_the_letter() -> None:
    found = letter()
    assert (found.id, found.day, found.published) == ("2023-t2", dt.date(2023, 8, 31), dt.date(2023, 10, 10))
    volume = found.find("volume")
    assert volume is not None
    assert volume.now is not None
    assert volume.now.value == 32864
    assert [(one.date, one.value) for one in volume.ahead] == [(dt.date(2023, 12, 31), 32325), (dt.date(2025, 12, 31), 30000)]
    shortage = next(one for one in found.annex if one.id == "shortage")
    assert (shortage.value, shortage.unit) == (0.39, "share")
    assert {one.id: one.direction for one in found.annex if one.direction} == {
        "consumers": "down", "producers": "down", "gdp": "down", "bankruptcies": "up", "vacancies": "down",
        "unemployment": "up", "temp_hours": "down",
    }  # fmt: skip


def test_what_was_said_after_it_was_published_is_not_in_it() -> None:
    lks = letter().find("lks")
    assert lks is not None
    assert lks.now is None
    assert [one.value for one in lks.points] == [928, 1179]
    # The 2,400 are of a letter of 2025.
    assert 2400 not in [one.value for one in lks.targets]


def test_what_nobody_published_is_empty_with_its_reason() -> None:
    found = letter()
    assert found.known == 1
    assert all(one.indicator.missing is not None for one in found.reported if one.now is None)
    assert {one.indicator.id for one in found.reported if one.indicator.developing} == {"own_business", "steps"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for module in (city, facts):
        monkeypatch.setattr(module, "DATA", data)
    monitors.cache_clear()
    yield data / "cities" / "rotterdam" / "monitor"
    monitors.cache_clear()


def test_a_further_one_is_one_file_and_is_seen_from_the_day_of_its_publication(folder: Path) -> None:
    (folder / "2024-t1.toml").write_text(NEXT, encoding="utf-8")
    assert [one.id for one in monitors(ROTTERDAM)] == ["2023-t2", "2024-t1"]
    assert [one.id for one in monitors_of(load_baseline(LETTER))] == ["2023-t2"]
    newest = monitor_of(load_baseline(DEFAULT))
    assert newest is not None
    assert (newest.id, newest.day) == ("2024-t1", dt.date(2024, 4, 30))


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ('id = "2024-t1"', 'id = "2024-t2"', "facts.id_mismatch"),
        ('source = "letter-2024-minw"', 'source = "nobody"', "facts.unknown_source"),
        ('series = "volume"', 'series = "volumes"', "baseline.unknown_key"),
        ('line = "ambition"', 'line = "hope"', "baseline.unknown_key"),
        ('missing = { nl = "Nog niet geteld.", en = "Not counted yet." }\n', "", "facts.empty"),
        ("number = 1", "number = 4", "facts.shape"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_what_and_where(folder: Path, was: str, becomes: str, key: str) -> None:
    (folder / "2024-t1.toml").write_text(NEXT.replace(was, becomes), encoding="utf-8")
    with pytest.raises(Problem) as refused:
        monitors(ROTTERDAM)
    assert refused.value.key == key
    assert refused.value.params["file"] == "2024-t1.toml"


def test_a_city_or_own_figures_without_a_monitor_have_none() -> None:
    assert monitors_of(dataclasses.replace(load_baseline(LETTER), city=None)) == ()
    assert subject.monitor_of(dataclasses.replace(load_baseline(LETTER), city=None)) is None


def test_the_last_day_of_each_four_months() -> None:
    days = [dt.date(2023, 4, 30), dt.date(2023, 8, 31), dt.date(2023, 12, 31)]
    assert [dataclasses.replace(letter(), number=number).day for number in (1, 2, 3)] == days
