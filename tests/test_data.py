"""Every number that stands in `data/` has a unit, a day, a status and a source, whatever file somebody adds it to."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from core import DATA
from core.facts import sources
from core.text.catalog import LANGUAGES

FILES = tuple(sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.toml")))
STATUSES = {"reported", "derived", "assumption"}
OF_A_STUDY = "buffer_designs.toml"
"""A result in it is what its source reports: it has no status of its own."""


def tree(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))


def tables(node: Any, around: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every table with a value, with what the tables around it say as well."""
    if isinstance(node, list):
        for each in node:
            yield from tables(each, around)
    elif isinstance(node, dict):
        own = around | {key: found for key, found in node.items() if not isinstance(found, list)}
        if "value" in node:
            yield own
        for each in node.values():
            yield from tables(each, own)


def day(found: dict[str, Any]) -> dt.date | None:
    """The day a value is of, or holds from; that of its publication where it has none."""
    own = found.get("date", found.get("valid_from"))
    source = sources().get(found.get("source", ""))
    return own if own is not None else None if source is None else source.date


def lacking(found: dict[str, Any], file: str) -> list[str]:
    """What a value does not have."""
    status = "reported" if file.endswith(OF_A_STUDY) else found.get("status")
    told = found.get("derivation")
    asked = {
        "unit": bool(found.get("unit")),
        "day": day(found) is not None,
        "status": status in STATUSES,
        "source": found.get("source") in sources() or (status != "reported" and told is not None),
        "both languages": told is None or all(told.get(language, "").strip() for language in LANGUAGES),
    }
    return [name for name, there in asked.items() if not there]


@pytest.mark.parametrize("file", FILES)
def test_every_value_has_a_unit_a_day_a_status_and_a_source(file: str) -> None:
    missing = {str(found.get("key", found.get("date"))): lacking(found, file) for found in tables(tree(file), {})}
    assert {name: what for name, what in missing.items() if what} == {}


def test_a_value_without_its_certificate_is_named_with_what_it_lacks() -> None:
    whole = {"value": 1, "unit": "persons", "date": dt.date(2026, 1, 1), "status": "reported", "source": "letter-2023-10-10"}
    assert lacking(whole, "a.toml") == []
    for part, named in (("unit", "unit"), ("status", "status"), ("source", "source")):
        assert named in lacking({key: found for key, found in whole.items() if key != part}, "a.toml")
    without = {key: found for key, found in whole.items() if key not in ("date", "source")}
    assert "day" in lacking(without, "a.toml")
    assert lacking(whole | {"source": "hearsay"}, "a.toml") == ["source"]
    assert lacking(whole | {"status": "derived", "derivation": {"nl": "Zo.", "en": ""}}, "a.toml") == ["both languages"]


def test_the_walk_finds_the_values() -> None:
    """Else it would ask nothing of nobody."""
    counted = {file: len(list(tables(tree(file), {}))) for file in FILES}
    assert counted["baselines/brief-2023-t2.toml"] > 30
    assert counted["law/tax.toml"] > 50
    assert counted["cities/rotterdam/series/volume.toml"] >= 11
