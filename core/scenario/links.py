"""The scenario as the query of a link, and back: a link that is wrong in one place keeps the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final

from core.baseline import DEFAULT, load_baseline
from core.measures import decode_package, encode_package
from core.model.calendar import month_index, month_label
from core.problem import Problem, shown
from core.scenario.levers import SETTING, parse_number
from core.scenario.value import SCHEMA, FindBaseline, Scenario, default_scenario, with_until, with_value

VERSION_PARAM: Final = "v"
BASELINE_PARAM: Final = "basis"
UNTIL_PARAM: Final = "tot"
PACKAGE_PARAM: Final = "pakket"
OTHER_PARAMS: Final = frozenset({"lang", "embed", "embed_options"})
"""Query keys that are not the scenario's: the language, and two that Streamlit reads itself."""


def to_query(scenario: Scenario) -> dict[str, str]:
    """The scenario as query parameters. Defaults are left out, so the baseline and the schema version always stand."""
    query = {VERSION_PARAM: str(SCHEMA), BASELINE_PARAM: scenario.baseline, UNTIL_PARAM: month_label(scenario.until)}
    if scenario.measures:
        query[PACKAGE_PARAM] = encode_package(scenario.measures)
    return query | {name: repr(value) for name, value in scenario.overrides}


def from_query(query: Mapping[str, Sequence[str]], find_baseline: FindBaseline = load_baseline) -> tuple[Scenario, list[Problem]]:
    """The scenario of a link, and one problem for each value that was ignored. Never raises on what a link holds."""
    problems: list[Problem] = []
    single: dict[str, str] = {}
    for name, values in query.items():
        if name in OTHER_PARAMS:
            continue
        if len(values) == 1:
            single[name] = values[0]
        else:
            problems.append(Problem("link.twice", name=shown(name)))

    version = single.pop(VERSION_PARAM, str(SCHEMA))
    if version != str(SCHEMA):
        # Another schema may give the same names another meaning: better the basispad than a wrong scenario.
        problems.append(Problem("link.version", value=shown(version), known=SCHEMA))
        return default_scenario(find_baseline(DEFAULT)), problems

    try:
        baseline = find_baseline(single.pop(BASELINE_PARAM, DEFAULT))
    except Problem as problem:
        # A finder that knows more of the name than that it is unknown says so itself.
        known = problem.key != "baseline.unknown"
        problems.append(problem if known else Problem("link.baseline", value=shown(problem.params.get("value", ""))))
        baseline = find_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    until = single.pop(UNTIL_PARAM, None)
    if until is not None:
        try:
            scenario = with_until(scenario, baseline, month_index(until))
        except Problem as problem:
            problems.append(problem)
        except ValueError:
            problems.append(Problem("link.month", value=shown(until)))
    package = single.pop(PACKAGE_PARAM, None)
    if package is not None:
        try:
            scenario = dataclasses.replace(scenario, measures=decode_package(package, PACKAGE_PARAM))
        except Problem as problem:
            problems.append(problem)
    for name, text in single.items():
        try:
            if name not in SETTING:
                raise Problem("link.unknown", name=shown(name))
            scenario = with_value(scenario, baseline, name, parse_number(name, text))
        except Problem as problem:
            problems.append(problem)
    return scenario, problems
