"""Packages as JSON files, read strictly."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import msgspec

from core.measures.package import MeasureEntry, checked_package, shape_problem
from core.model.measures import Measure
from core.problem import Problem, shown


def read_package(path: Path) -> tuple[Measure, ...]:
    """A package from a JSON list of measures, months as `YYYY-MM`. Raises Problem that names file and measure."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_package(raw, path.name)


def parse_package(raw: bytes, name: str) -> tuple[Measure, ...]:
    """A package from JSON bytes; `name` is what messages call it."""
    try:
        entries = msgspec.json.decode(raw, type=list[MeasureEntry])
    except UnicodeDecodeError as error:
        raise Problem("facts.encoding", file=name) from error
    except msgspec.MsgspecError as error:
        raise shape_problem(error, name) from error
    package = checked_package(entries, name)
    # The decoder takes the last of two equal keys; which of them was meant only the writer knows.
    json.loads(raw, object_pairs_hook=functools.partial(unique, file=name))
    return package


def unique(pairs: list[tuple[str, Any]], file: str | None = None) -> dict[str, Any]:
    """The object of these pairs of JSON. Raises Problem when a key stands in it twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            where = shown(key)
            raise Problem("file.twice", name=where) if file is None else Problem("facts.twice", file=file, where=where)
        found[key] = value
    return found
