"""The scenario as a JSON file, and back: a file is all or nothing."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from core import MODEL_VERSION
from core.baseline import UNNAMED, Baseline, load_baseline
from core.measures import package_document, package_from, unique
from core.model.calendar import month_index, month_label
from core.problem import Problem, shown
from core.scenario.forward import forward
from core.scenario.levers import LEVER, OPTION
from core.scenario.value import (
    SCHEMA,
    FindBaseline,
    Scenario,
    default_scenario,
    lever_values,
    option_values,
    with_until,
    with_value,
)


def to_json(scenario: Scenario, baseline: Baseline) -> str:
    """The scenario as JSON with every lever written out, so that it can be redone when a default changes."""
    return json.dumps(to_document(scenario, baseline), indent=2)


def to_document(scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """The scenario as plain values, ready for JSON."""
    return {
        "schema": SCHEMA,
        "model_version": MODEL_VERSION,
        "baseline": scenario.baseline,
        "until": month_label(scenario.until),
        "levers": lever_values(scenario, baseline),
        "options": option_values(scenario, baseline),
        "measures": package_document(scenario.measures),
    }


def from_json(text: str | bytes, find_baseline: FindBaseline = load_baseline) -> Scenario:
    """A scenario from JSON. Raises Problem with the first thing that does not hold: a file is all or nothing."""
    try:
        document = json.loads(text, object_pairs_hook=unique)
    except Problem:
        raise
    except (ValueError, RecursionError) as error:
        raise Problem("file.not_json") from error
    return from_document(document, find_baseline)


def from_document(document: Any, find_baseline: FindBaseline = load_baseline) -> Scenario:
    """A scenario from the values of a JSON file."""
    if not isinstance(document, dict):
        raise Problem("file.not_json")
    document = forward(document)
    known = {"schema", "model_version", "baseline", "until", "levers", "options", "measures"}
    for name in document:
        if name not in known:
            raise Problem("file.unknown_key", name=shown(name), known=", ".join(sorted(known)))
    baseline = find_baseline(_text(document, "baseline", UNNAMED))
    scenario = default_scenario(baseline)
    try:
        scenario = with_until(scenario, baseline, month_index(_text(document, "until", month_label(baseline.horizon))))
    except Problem:
        raise
    except ValueError as error:
        raise Problem("scenario.month", value=shown(document["until"])) from error
    for part, allowed in (("levers", LEVER), ("options", OPTION)):
        values = document.get(part, {})
        if not isinstance(values, dict):
            raise Problem("file.levers" if part == "levers" else "file.options")
        for name, value in values.items():
            if name not in allowed:
                raise Problem("scenario.unknown_lever", lever=shown(name), known=", ".join(allowed))
            scenario = with_value(scenario, baseline, name, value)
    return dataclasses.replace(scenario, measures=package_from(document.get("measures", []), "measures"))


def _text(document: dict[str, Any], key: str, default: str) -> str:
    value = document.get(key, default)
    if not isinstance(value, str):
        raise Problem("file.not_text", name=key)
    return value
