"""Facts: a series, the register of sources and the contradictions load whole, or are refused with file, key and reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from core import facts
from core.baseline import load_baseline
from core.city import all_series, city_ids, contradictions_for, load_city
from core.facts import Series, contradictions, series, series_names, sources
from core.household.law import law_on
from core.text.catalog import LANGUAGES
from tests.places import ROTTERDAM
from tests.refused import refusal

RANGE = 'range = { low = 0, high = 9, basis = { nl = "a", en = "a" } }\n'
SERIES = (
    'id = "koffie"\ntitle = { nl = "a", en = "a" }\ndefinition = { nl = "a", en = "a" }\nunit = "persons"\n' + RANGE
    + 'observations = [{ date = 2023-01-01, value = 5, status = "reported", source = "letter-2023-10-10" }]\n'
)  # fmt: skip
SOURCE = '[[source]]\nid = "a"\ntitle = "a"\npublisher = "a"\ndate = 2023-01-01\nurl = "https://a"\n'
ENTRY = (
    '[[contradiction]]\nid = "strijd"\nsubject = { nl = "a", en = "a" }\nvalues = [1.0, 2.0]\nunit = "persons"\n'
    'sources = ["letter-2023-10-10"]\nused = 1.0\nreason = { nl = "a", en = "a" }\n'
)


BROKEN: dict[str, tuple[str, str, str]] = {
    "series/koffie.toml facts.outside_range": (SERIES, "value = 5", "value = 10"),
    "series/koffie.toml facts.not_finite": (SERIES, "value = 5", "value = nan"),
    "series/koffie.toml facts.unknown_source": (SERIES, '"letter-2023-10-10"', '"hearsay"'),
    "series/koffie.toml facts.shape": (SERIES, ', source = "letter-2023-10-10"', ""),
    "series/koffie.toml facts.id_mismatch": (SERIES, 'id = "koffie"', 'id = "thee"'),
    "sources/bron.toml facts.twice": (SOURCE, SOURCE, SOURCE + SOURCE),
    "sources/bron.toml facts.no_reference": (SOURCE, 'url = "https://a"\n', ""),
    "contradictions.toml facts.contradiction": (ENTRY, 'unit = "persons"\n', ""),
    "contradictions.toml facts.used_not_listed": (ENTRY, "used = 1.0", "used = 3.0"),
    "contradictions.toml facts.unknown_source": (ENTRY, '"letter-2023-10-10"', '"hearsay"'),
}
LOADERS: dict[str, Callable[[], object]] = {
    "series": lambda: facts.series.__wrapped__("koffie"),
    "sources": facts.sources.__wrapped__,
    "contradictions": facts.contradictions.__wrapped__,
}


@pytest.mark.parametrize("fault", BROKEN)
def test_series_sources_and_contradictions_are_refused_in_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    place, key = fault.split(" ")
    text, old, new = BROKEN[fault]
    load = LOADERS[re.split(r"[/.]", place)[0]]
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    sources()  # the real register is read first, and stays the one that is asked
    monkeypatch.setattr(facts, "DATA", tmp_path)
    path.write_text(text, encoding="utf-8")
    load()
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert refusal(load, path.name).key == key


def test_a_series_that_does_not_exist_is_refused() -> None:
    assert refusal(lambda: series("bestaat_niet"), "bestaat_niet.toml").key == "facts.unreadable"


EVERY_SERIES = [
    *(series(name) for name in series_names()), *(one for name in city_ids() for one in all_series(load_city(name)).values())
]  # fmt: skip


@pytest.mark.parametrize("found", EVERY_SERIES, ids=lambda found: found.id)
def test_every_series_loads_in_order_of_time_and_without_doubles(found: Series) -> None:
    points = found.observations
    assert points
    assert [point.date for point in points] == sorted(point.date for point in points)
    keys = [(point.date, point.stage, point.made) for point in points]
    assert len(set(keys)) == len(keys)
    assert all(point.source in sources() for point in points)


def test_contradictions_are_recorded_with_two_values_and_the_letters_300_4_among_them() -> None:
    found = contradictions_for(ROTTERDAM)
    by_id = {entry.id: entry for entry in found}
    assert len(by_id) == len(found)
    for entry in found:
        assert entry.said is not None or len(set(entry.values)) >= 2
        assert all(entry.reason[language].strip() for language in LANGUAGES)
    macro = by_id["macro-2023-definitief"]
    assert set(macro.values) == {6656.8, 6658.1}
    assert "300,4" in macro.reason["nl"]
    assert "300.4" in macro.reason["en"]
    assert macro.used == load_baseline("brief-2023-t2").value("macro_budget", 2023)


def test_the_step_of_the_reserve_from_2022_to_the_result_of_2023_is_told_with_its_amounts() -> None:
    """25.0 expected at the end of 2023 and 18.8 short make 43.8; 18.6 stood there a year before, so 25.2 came in."""
    entry = next(entry for entry in contradictions_for(ROTTERDAM) if entry.id == "rotterdam-reserve-2023")
    assert entry.used == load_baseline("brief-2023-t2").value("reserve") == pytest.approx(25.0 + 18.8)
    assert entry.used - min(entry.values) == pytest.approx(25.2, abs=0.05)
    for amount in ("18,6", "25,2", "28,8", "10,1", "43,8"):
        assert amount in entry.reason["nl"]
        assert amount.replace(",", ".") in entry.reason["en"]


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("standaardpremie-2026", "care.premium"),
        ("drempelinkomen-2026", "care.threshold"),
        ("drempelinkomen-2026", "child.threshold_single"),
        ("kindgebonden-budget-2026", "child.amount"),
        ("kindgebonden-budget-alleenstaand-2026", "child.single_parent"),
    ],
)
def test_what_a_contradiction_says_is_used_is_what_the_law_files_use(name: str, parameter: str) -> None:
    by_id = {entry.id: entry for entry in contradictions()}
    assert by_id[name].used == law_on(dt.date(2026, 1, 1), None).value(parameter)
