"""Tests of how numbers say how they came about. Here: a walk that holds every step under a number against its rule."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from core import DATA
from core.facts import sources
from core.trace.node import Given, Trace, in_order, values_of

ROOT = DATA.parent
REL = 1e-9


def assert_made_as_they_say(*traces: Trace, ours: bool = True) -> list[Trace]:
    """Every step under some numbers gives its value from its inputs, and every path ends in something that was given."""
    every = in_order(*traces)
    assert {trace.key for trace in traces} <= {one.key for one in every}
    for one in every:
        assert (one.rule is None) != (one.given is None), one.key
        if one.given is not None:
            assert_certified(one.key, one.given, ours)
        else:
            assert one.inputs, f"{one.key} is made of nothing"
            assert_recomputed(one)
    return every


_scored: dict[tuple[Any, ...], float] = {}


def _recomputed(one: Trace) -> float:
    """What the rule gives. The dear ones, of forecasts that no scenario touches, are worked out once for the same inputs."""
    if not one.key.startswith(("crps:", "forecast:")):
        return one.recompute()
    inputs = (one.key, *values_of(one.needs, one.find).values())
    if inputs not in _scored:
        _scored[inputs] = one.recompute()
    return _scored[inputs]


def assert_recomputed(one: Trace) -> None:
    """The rule gives the value, to a part of what was added up."""
    found = _recomputed(one)
    finite = [abs(each.value) for each in (one, *one.inputs) if each.unit == one.unit and math.isfinite(each.value)]
    same = found == one.value or abs(found - one.value) <= REL * max(finite, default=0.0)
    assert same, f"{one.key} is {one.value!r}, and its rule gives {found!r}"


def assert_certified(key: str, given: Given, ours: bool = True) -> None:
    """What was given has a known publication, a place in a file that holds it, or a reason to have neither.

    In somebody's own baseline (not `ours`) what is worked out of their counts stands in no file and says how it was found.
    """
    assert given.source is None or given.source in sources(), f"{key} names a publication that is not there"
    nowhere = given.status in ("moved", "own") or given.kind == "convention"
    worked_out = not ours and given.derivation is not None
    assert given.file is not None or nowhere or worked_out, f"{key} stands nowhere"
    if given.file is not None:
        assert given.entry is not None
        assert in_file(given.file, given.entry), f"{given.file} holds no {given.entry} for {key}"
    if given.status == "reported":
        assert given.source is not None, f"{key} is reported by nobody"


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(ROOT / name).read_text(encoding="utf-8"))


def in_file(name: str, entry: str) -> bool:
    """Whether a file of ours holds an entry: a quantity with its year, a day of a series, a measure and its field."""
    found = _file(name)
    first, _, second = entry.partition(" ")
    if "contradiction" in found or "agreed" in found:
        return any(one["id"] == entry for kind in ("contradiction", "agreed") for one in found.get(kind, ()))
    if "reading" in found:
        return any(f"{one['lever']} {one['series']}" == entry for one in found["reading"])
    if "observations" in found:
        return entry == "definition" or any(str(point["date"]) == entry for point in found["observations"])
    if "annex" in found:
        return entry in found or any(one["id"] == entry for one in found["annex"])
    if "measure" in found:
        return any(one["id"] == first and second in one for one in found["measure"])
    if "forecast" in found:
        return any(f"{one['method']} {one['origin']} {one['target']}" == entry for one in found["forecast"])
    if "count" in found:
        return any(one["key"] == entry for one in found["count"])
    if "rule" in found:
        return any(
            str(one["year"]) == first and second.rpartition("vangnet_")[2].removeprefix("extended_") in one
            for one in found["rule"]
        )
    if "table" in found:
        return any(
            str(one["valid_from"]) == first and int(second.removeprefix("row ")) <= len(one["rows"]) for one in found["table"]
        )
    if entry in found:
        return True
    return any(
        one["key"] == first and str(one.get("year", one.get("valid_from", ""))) == second
        for name in ("quantity", "parameter")
        for one in found.get(name, ())
    )
