"""Scenarios whose numbers are walked, and the keys of what can be asked of one."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from core.analysis.outlook import Outlook, outlook_of
from core.baseline import Baseline, load_baseline
from core.measures import catalogue
from core.model.calendar import month_index, month_label
from core.model.measures import Measure
from core.scenario import LEVERS, Scenario, default_scenario, with_measures, with_until, with_value
from core.trace import traces_of
from core.trace.book import Book

MONTHLY = (
    "volume",
    "lks_jobs",
    "reserve",
    "general_funds",
    "inflow",
    "outflow",
    "lks_returns",
    "into_lks",
    "lks_starts",
    "lasten",
)
YEARLY = (
    "result", "reserve", "general_funds", "vangnet_granted", "vangnet_received", "lasten", "bijstand_lasten", "lks_lasten",
    "buig", "macro_budget", "macro_lks", "lks_part", "worth_of_share", "price", "lks_net", "net", "outflow", "relapse",
    "measures", "prevented",
)  # fmt: skip
ONCE = (
    "target_month", "reserve_empty", "steady_state", "steady_state_gap", "volume_gap", "lks_gap", "general_funds",
    "counted:reported", "needed:volume:outflow_rate", "needed:volume:inflow", "needed:lks_jobs:lks_starts", "reading:of_started",
    "reading:of_ended", "season_top", "survival:12", "survival:36", "jobs_kept", "never_reached", "reached_by:half",
)  # fmt: skip
PACKAGE = ("won", "too_many", "avoided", "cost", "saved", "net", "price", "payback")


def moved(baseline: Baseline, by: float) -> Scenario:
    """Every lever away from its default by a part of its slider."""
    scenario = default_scenario(baseline)
    for i, lever in enumerate(LEVERS):
        span = (lever.slider_high - lever.slider_low) * by * (1 if i % 2 else -1)
        value = min(max(lever.default(baseline) + span, lever.low), lever.high)
        scenario = with_value(scenario, baseline, lever.id, value)
    return scenario


def scenarios() -> dict[str, tuple[Scenario, Baseline]]:
    """Default, levers moved, options on, packages, more asked of than there are, other baselines and horizons."""
    letter, stand = load_baseline("brief-2023-t2"), load_baseline("stand-2025")
    plain = default_scenario(letter)
    options = with_value(with_value(moved(letter, 0.1), letter, "macro_feedback", 0.5), letter, "vangnet_extended", 1.0)
    some = [entry.measure() for entry in catalogue(letter.city) if entry.id in ("kansrijk", "lks-banen", "jobcoaching")]
    start = month_index("2024-01")
    more_than_there_are = [
        Measure("a/b:@2024-01", "outflow_work", start, 4000.0, 3, None, 0.2, 0.5, 1000.0, 2000.0),
        Measure("b", "less_inflow", start + 2, 900.0, 0, None, 0.0, 0.5, 1000.0, 2000.0, True, "naam"),
        Measure("c", "lks_retention", start, 0.3, 6, start + 20),
    ]
    return {
        "default": (plain, letter),
        "levers moved": (moved(letter, 0.1), letter),
        "options on": (with_until(options, letter, month_index("2028-12")), letter),
        "package": (with_measures(plain, some), letter),
        "more asked of than there are": (with_measures(plain, more_than_there_are), letter),
        "other baseline": (moved(stand, -0.05), stand),
        "longest horizon": (with_until(default_scenario(stand), stand, month_index("2030-12")), stand),
        "a year cut in two": (with_until(plain, letter, month_index("2025-05")), letter),
        "a few months": (with_until(plain, letter, month_index("2023-10")), letter),
    }


@cache
def told(name: str) -> tuple[Outlook, Book]:
    """The outlook of one of the scenarios, and the traces of its numbers."""
    outlook = outlook_of(*scenarios()[name])
    return outlook, traces_of(outlook)


def keys_of(scenario: Scenario, baseline: Baseline) -> list[str]:
    """What can be asked of a scenario, months thinned out."""
    months = range(baseline.reference_month + 1, scenario.until + 1)
    years = list(range(baseline.reference_month // 12, (scenario.until + 1) // 12))
    found = [f"{name}@{month_label(month)}" for name in MONTHLY for month in (*months[::5], months[-1])]
    found += [f"{name}@{year}" for name in YEARLY for year in years]
    effects = {"buig_bridge": ("macro", "share", "lks", "feedback", "other"), "lasten_bridge": ("volume", "price", "lks")}
    found += [f"{name}:{part}_effect@{year}" for name, parts in effects.items() for part in parts for year in years[1:]]
    found += list(ONCE)
    if scenario.active_measures:
        found += [f"package:{name}" for name in PACKAGE]
        found += [f"contribution:{quote(measure.id, safe='')}" for measure in scenario.active_measures]
    return found + [f"difference:{name}" for name in ("volume_gap", "general_funds_total")]
