"""Pages with measures in their link, and what the command line prints for it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.document.explanation import explanation
from core.document.run import run_document
from core.measures import catalogue, decode_package, encode_package
from core.scenario import Scenario, from_query
from tests.places import ROTTERDAM

PAGES = ("buig", "impulspakket")
CATALOGUE = tuple(entry.measure() for entry in catalogue(ROTTERDAM))
LINK = {"v": "1", "basis": "brief-2023-t2", "tot": "2027-12", "inflow": "620", "buig_share": "0.083", "lks_cost": "11500"}
PACKAGE = (CATALOGUE[0], CATALOGUE[3], dataclasses.replace(CATALOGUE[8], effect=3.0), CATALOGUE[14])


def link(*measures: Any) -> dict[str, str]:
    """A link with some measures in it."""
    return LINK | {"pakket": encode_package(measures)}


def scenario_of(query: dict[str, str]) -> tuple[Scenario, Baseline]:
    """What a link asks for."""
    scenario, problems = from_query({name: [value] for name, value in query.items()})
    assert problems == []
    return scenario, load_baseline(scenario.baseline)


def document(scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """What `python -m core run --json` prints, through JSON and back."""
    run = simulate(baseline, scenario)
    found: dict[str, Any] = json.loads(json.dumps(run_document(scenario, baseline, run) | explanation(scenario, baseline, run)))
    return found


def numbers(tree: Any) -> Iterator[float]:
    """Every number in a document."""
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from numbers(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from numbers(branch)
    elif isinstance(tree, int | float) and not isinstance(tree, bool):
        yield float(tree)


def package(app: AppTest) -> tuple[Any, ...]:
    """The measures in the address of a page."""
    found = dict(app.query_params).get("pakket")
    return decode_package(found) if found else ()
