"""The scenario: which baseline, how far ahead, and which levers stand away from it.

A scenario is a small frozen value. It goes to a link and to JSON and comes back the same, and whatever comes in
from outside is checked here again: what a browser or a widget allows is no boundary.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from core import MODEL_VERSION
from core.baseline import DEFAULT, LAST_MONTH, Baseline, default_starts, load_baseline
from core.facts import PlausibleRange, Unit
from core.measures import check_package, decode_package, encode_package, package_document, package_from, unique
from core.model.calendar import month_index, month_label
from core.model.measures import Measure
from core.model.parameters import Drivers
from core.problem import Problem, shown

SCHEMA: Final = 1
Owner = Literal["choose", "befall"]
FindBaseline = Callable[[str], Baseline]


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing a user can move.

    Attributes
    ----------
    id : str
        Name in links, files and on the command line; also the baseline's quantity that gives the default.
    owner : Owner
        "choose": the city decides; "befall": it happens to the city.
    unit : Unit
        Unit of every number here.
    low, high : float
        What is accepted.
    slider_low, slider_high, step : float
        What the slider spans. A value outside it that is accepted widens the slider.
    visible : bool
        One of the four of the mission; the others stand behind "Aannames".
    assumption : bool
        How the world works rather than what anybody does: moving it moves the basispad too.
    """

    id: str
    owner: Owner
    unit: Unit
    low: float
    high: float
    slider_low: float
    slider_high: float
    step: float
    visible: bool = False
    assumption: bool = False


LEVERS: Final[tuple[Lever, ...]] = (
    Lever("outflow_rate", "choose", "share/month", 0.0, 0.50, 0.012, 0.028, 0.0001, visible=True),
    Lever("lks_first_year_dropout", "choose", "share", 0.0, 0.99, 0.20, 0.80, 0.01, visible=True),
    Lever("inflow", "befall", "benefits/month", 0.0, 100000.0, 400.0, 800.0, 1.0, visible=True),
    Lever("buig_share", "befall", "share", 0.0, 1.0, 0.075, 0.095, 0.0001, visible=True),
    Lever("lks_starts", "choose", "jobs/month", 0.0, 10000.0, 0.0, 160.0, 1.0),
    Lever("macro_growth", "befall", "share/year", -0.50, 0.50, -0.08, 0.12, 0.001, assumption=True),
    Lever("lks_later_dropout", "befall", "share/year", 0.0, 0.99, 0.0, 0.40, 0.01, assumption=True),
    Lever("lks_from_bijstand", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("lks_return", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("lks_cost", "befall", "EUR/job/year", 0.0, 100000.0, 6000.0, 18000.0, 100.0, assumption=True),
)
LEVER: Final[dict[str, Lever]] = {lever.id: lever for lever in LEVERS}

OPTIONS: Final[tuple[Lever, ...]] = (
    Lever("macro_feedback", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("vangnet_extended", "befall", "share", 0.0, 1.0, 0.0, 1.0, 1.0, assumption=True),
)
"""Parts of the model that are off by default, apart from the ten levers: a baseline does not move when one is added."""
SWITCHES: Final = frozenset({"vangnet_extended"})
"""Options that are off (0) or on (1) and nothing between."""
OPTION: Final[dict[str, Lever]] = {option.id: option for option in OPTIONS}
SETTING: Final[dict[str, Lever]] = LEVER | OPTION


@dataclass(frozen=True, slots=True)
class Scenario:
    """A baseline, a last month, and the levers that stand away from the baseline.

    Attributes
    ----------
    baseline : str
        Id of the baseline.
    until : int
        Month index of the last month.
    overrides : tuple[tuple[str, float], ...]
        Lever or option id and value, sorted by id; one at its default is not in it.
    measures : tuple[Measure, ...]
        The package, switched off ones included, in the order of the cards; the order changes no result.
    """

    baseline: str
    until: int
    overrides: tuple[tuple[str, float], ...] = ()
    measures: tuple[Measure, ...] = ()

    def value(self, lever: str) -> float | None:
        """The lever's own value, or None where the baseline's default holds."""
        return dict(self.overrides).get(lever)

    @property
    def active_measures(self) -> tuple[Measure, ...]:
        """The measures that are switched on."""
        return tuple(measure for measure in self.measures if measure.active)


def default_scenario(baseline: Baseline) -> Scenario:
    """The basispad: the baseline as it is."""
    return Scenario(baseline.id, baseline.horizon)


def default_value(baseline: Baseline, lever: str) -> float:
    """Value of a lever in the baseline, in the lever's unit."""
    if lever == "lks_starts":
        return default_starts(baseline)
    if lever == "buig_share":
        return baseline.latest("buig_share").value
    return baseline.value(lever)


def experience(baseline: Baseline, lever: str) -> PlausibleRange:
    """Where experience with a lever ends: history and peers."""
    return baseline.latest(lever).range if lever == "buig_share" else baseline.quantity(lever).range


def lever_values(scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    """All levers with the value they have in the scenario."""
    overrides = dict(scenario.overrides)
    return {lever.id: overrides.get(lever.id, default_value(baseline, lever.id)) for lever in LEVERS}


def option_values(scenario: Scenario, baseline: Baseline) -> dict[str, float]:
    """All options with the value they have in the scenario."""
    overrides = dict(scenario.overrides)
    return {option.id: overrides.get(option.id, default_value(baseline, option.id)) for option in OPTIONS}


def drivers(scenario: Scenario, baseline: Baseline) -> Drivers:
    """What the model takes, the package apart."""
    options = option_values(scenario, baseline)
    return Drivers(
        **lever_values(scenario, baseline),
        macro_feedback=options["macro_feedback"],
        vangnet_extended=options["vangnet_extended"] == 1.0,
    )


def reference_scenario(scenario: Scenario) -> Scenario:
    """The basispad beside a scenario: same baseline, horizon and assumptions; nothing chosen, befallen or packed."""
    kept = tuple((name, value) for name, value in scenario.overrides if SETTING[name].assumption)
    return dataclasses.replace(scenario, overrides=kept, measures=())


def with_measures(scenario: Scenario, measures: Iterable[Measure]) -> Scenario:
    """The scenario with another package. Raises Problem for a measure that cannot be."""
    return dataclasses.replace(scenario, measures=check_package(measures))


def with_value(scenario: Scenario, baseline: Baseline, lever: str, value: float) -> Scenario:
    """The scenario with one lever moved. Raises Problem for an unknown lever or a value that cannot be."""
    checked = check_lever(lever, value)
    values = dict(scenario.overrides) | {lever: checked}
    if checked == default_value(baseline, lever):
        del values[lever]
    return dataclasses.replace(scenario, overrides=tuple(sorted(values.items())))


def with_until(scenario: Scenario, baseline: Baseline, until: int) -> Scenario:
    """The scenario with another last month. Raises Problem when the baseline cannot reach it."""
    last = month_index(LAST_MONTH)
    if not baseline.reference_month < until <= last:
        raise Problem(
            "scenario.until", value=month_label(until) if 0 <= until < 12 * 10000 else until,
            low=month_label(baseline.reference_month + 1), high=LAST_MONTH,
        )  # fmt: skip
    return dataclasses.replace(scenario, until=until)


def check_lever(lever: str, value: float) -> float:
    """A value of a lever or option that can be, as a float. Raises Problem that names lever and limits."""
    found = SETTING.get(lever)
    if found is None:
        raise Problem("scenario.unknown_lever", lever=shown(lever), known=", ".join(SETTING))
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        raise Problem("scenario.not_a_number", lever=lever, value=shown(value))
    if not found.low <= value <= found.high:
        raise Problem(
            "scenario.out_of_range", lever=lever, value=shown(f"{value:g}"), low=f"{found.low:g}", high=f"{found.high:g}"
        )
    if lever in SWITCHES and value not in (0.0, 1.0):
        raise Problem("scenario.switch", lever=lever, value=shown(f"{value:g}"))
    return float(value)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer past the largest float, which JSON may hold
        return False


_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def parse_number(lever: str, text: str) -> float:
    """A number as links and the command line write it: ASCII digits and a decimal point."""
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        raise Problem("scenario.not_a_number", lever=shown(lever), value=shown(text))
    return float(text)


# Links -------------------------------------------------------------------------------------------------------------

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


# JSON --------------------------------------------------------------------------------------------------------------


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
    if not isinstance(document, dict):
        raise Problem("file.not_json")
    known = {"schema", "model_version", "baseline", "until", "levers", "options", "measures"}
    for name in document:
        if name not in known:
            raise Problem("file.unknown_key", name=shown(name), known=", ".join(sorted(known)))
    if document.get("schema") != SCHEMA or type(document["schema"]) is not int:
        raise Problem("file.schema", value=shown(document.get("schema")), known=SCHEMA)
    baseline = find_baseline(_text(document, "baseline", DEFAULT))
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
