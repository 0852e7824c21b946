"""Scenarios side by side as tables: what each comes to, and what makes them differ."""

from __future__ import annotations

from collections.abc import Mapping

from core.analysis.compare import SHOWN, Comparison, Side, moved_apart
from core.baseline import Baseline
from core.figures.table import Cell, Column, Table, Told
from core.model.calendar import month_label
from core.scenario import Scenario, setting_values
from core.text import format as house
from core.text import levers
from core.text import sentences_compare as words
from core.text.catalog import Language, translate
from core.text.measures import measure_name


def summary(comparison: Comparison, language: Language) -> Table:
    """A row for each scenario: caseload, chance, jobs, result and reserve, with the difference from the one that is shown."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"vergelijken.table.{key}", **params)

    when, year = house.period_end(comparison.month, language), comparison.year
    aims = {words.aim(side, language) for side in comparison.sides}
    one = len(aims) == 1
    columns = [
        Column(say("scenario")), Column(say("volume", when=when)), Column(say("difference"), signed=True),
        Column(say("chance_of", aim=min(aims)) if one else say("chance"), words=True), Column(say("jobs", when=when)),
        Column(say("result", year=year), decimals=1), Column(say("difference"), decimals=1, signed=True),
        Column(say("reserve"), words=True),
    ]  # fmt: skip
    rows = [_row(side, comparison.shown, language, dated=not one) for side in comparison.sides]
    return Table(say("caption"), columns, rows, traces=[_told(side, comparison) for side in comparison.sides])


def _run(letter: str) -> str:
    """What keys of a scenario begin with."""
    return "" if letter == SHOWN else f"pin:{letter}/"


def _told(side: Side, comparison: Comparison) -> list[Told]:
    """Traces of a row."""
    run, keys = _run(side.letter), [f"{name}@{month_label(comparison.month)}" for name in ("volume", "lks_jobs")]
    volume, jobs, result = *keys, f"result@{comparison.year}"
    off = [f"apart_shown:{decimals}:{key}~{run}{key}" for decimals, key in ((0, volume), (1, result))]
    if side.letter == SHOWN:
        off = ["", ""]
    return ["", f"{run}{volume}", off[0], f"{run}chance:volume", f"{run}{jobs}", f"{run}{result}", off[1]]


def _row(side: Side, shown: Side, language: Language, *, dated: bool) -> list[Cell]:
    return [
        words.name(side.letter, language),
        side.volume, _off(side, side.volume, shown.volume, 0), _chance(side, language, dated=dated), side.jobs,
        side.result, _off(side, side.result, shown.result, 1), _reserve(side, language),
    ]  # fmt: skip


def _off(side: Side, value: float | None, other: float | None, decimals: int) -> float | None:
    """The difference of what is shown, so that a reader who subtracts finds the same."""
    if side.letter == SHOWN or value is None or other is None:
        return None
    return round(value, decimals) - round(other, decimals)


def _chance(side: Side, language: Language, *, dated: bool) -> str:
    """The chance of its own target, with its day where those differ."""
    chance = side.outlook.paths.chance
    if chance is None:
        return translate(language, "vergelijken.table.no_target")
    said = house.odds(chance, language)
    return f"{said} ({words.aim(side, language)})" if dated else said


def _reserve(side: Side, language: Language) -> str:
    if side.outlook.baseline.find("reserve") is None:
        return "–"
    empty = side.outlook.paths.outcome.reserve_empty
    return translate(language, "verkenner.key.reserve_never") if empty is None else house.month(empty, language)


Scenarios = Mapping[str, tuple[Scenario, Baseline]]
"""Scenarios with their bases, by letter; the one that is shown first."""


def differences(scenarios: Scenarios, language: Language) -> list[Table]:
    """A row for each thing that is not the same in all scenarios; no table when nothing is."""
    rows = [*_basis_rows(scenarios, language), *_lever_rows(scenarios, language), *_measure_rows(scenarios, language)]
    if not rows:
        return []
    heads = [translate(language, "vergelijken.table.differs"), *(words.name(letter, language) for letter in scenarios)]
    return [Table(translate(language, "vergelijken.table.caption_differs"), [Column(head) for head in heads], rows)]


def _basis_rows(scenarios: Scenarios, language: Language) -> list[list[Cell]]:
    titles = [baseline.title[language] for _, baseline in scenarios.values()]
    ends = [house.month(scenario.until, language) for scenario, _ in scenarios.values()]
    named = {"verkenner.panel.baseline": titles, "verkenner.panel.until": ends}
    rows: list[list[Cell]] = [[translate(language, key), *found] for key, found in named.items() if len(set(found)) > 1]
    return rows


def _lever_rows(scenarios: Scenarios, language: Language) -> list[list[Cell]]:
    values = [setting_values(*pair) for pair in scenarios.values()]
    return [
        [levers.name(name, language), *(levers.bare(name, found[name], language) for found in values)]
        for name in moved_apart(scenarios.values())
    ]


def _measure_rows(scenarios: Scenarios, language: Language) -> list[list[Cell]]:
    """Measures that are not on, or not the same, in all of them."""
    packages = [{one.id: one for one in scenario.active_measures} for scenario, _ in scenarios.values()]
    city = next(iter(scenarios.values()))[1].city
    rows: list[list[Cell]] = []
    for name in dict.fromkeys(name for package in packages for name in package):
        found = [package.get(name) for package in packages]
        kinds = {one for one in found if one is not None}
        if len(kinds) == 1 and None not in found:
            continue
        on = "on" if len(kinds) == 1 else "on_edited"
        cells = [translate(language, f"vergelijken.table.{'off' if one is None else on}") for one in found]
        rows.append([measure_name(next(iter(kinds)), city, language), *cells])
    return rows


def by_month(comparison: Comparison, language: Language) -> Table:
    """The caseload of each scenario by month end; empty where its run does not have that month."""
    runs = {side.letter: side.outlook.paths.run for side in comparison.sides}
    months = range(min(run.months[0] for run in runs.values()), max(run.months[-1] for run in runs.values()) + 1)
    heads = [translate(language, "verkenner.table.month"), *(words.name(letter, language) for letter in runs)]
    rows: list[list[Cell]] = [
        [
            house.month(t, language),
            *(float(run.caseload.stock[t - run.months[0], 0]) if t in run.months else None for run in runs.values()),
        ]
        for t in months
    ]
    traces: list[list[Told]] = [
        ["", *(f"{_run(letter)}volume@{month_label(t)}" if t in run.months else "" for letter, run in runs.items())]
        for t in months
    ]
    return Table(translate(language, "vergelijken.table.caption_months"), [Column(head) for head in heads], rows, traces=traces)
