"""What moves under a thumb on each page with sliders, without the server: its charts, and what it says."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.analysis.along import along, chances_along
from core.analysis.bought import Bought, bought_along
from core.analysis.chances import Chances
from core.analysis.compare import SHOWN, Comparison, comparison_of
from core.analysis.family import Family, few_steps
from core.analysis.flows import StockYears, stock_years
from core.analysis.lks import DROPOUT, JobsByTenure, Survival, jobs_by_tenure_along, progress_of, readings
from core.analysis.needed_along import Needed, needed_along
from core.analysis.outlook import Outlook
from core.analysis.target import target_of
from core.baseline import Baseline
from core.figures.figure import Figure
from core.figures.jobs.lks import LKS
from core.figures.jobs.survival import SURVIVAL
from core.figures.jobs.tenure import TENURE
from core.figures.money.budget import BUDGET
from core.figures.money.moments import MOMENTS
from core.figures.money.reserve import RESERVE
from core.figures.package.effect import EFFECT
from core.figures.package.parts import PARTS
from core.figures.package.runs import RUNS
from core.figures.people.caseload import CASELOAD
from core.figures.people.chance import CHANCE
from core.figures.people.compared import COMPARED
from core.figures.people.fan import FAN
from core.figures.people.flows import FLOWS
from core.figures.people.reached import REACHED
from core.figures.people.year import YEAR
from core.problem import Problem
from core.scenario import Lever, Scenario, default_value
from core.text import (
    sentences,
    sentences_buig,
    sentences_chance,
    sentences_compare,
    sentences_lks,
    sentences_package,
    sentences_volume,
)
from core.text.catalog import Language, explain
from core.text.sentences import KeyFigure, cells


def itself(seen: Any) -> Any:
    """What a page draws from."""
    return seen


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart on a page, what of that which the page draws from it is about, and decimals that the eye sees."""

    figure: Figure[Any]
    of: Callable[[Any], Any] = itself
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What of a page somebody chose to look at.

    Attributes
    ----------
    year : int | None
        Of the bridge of a year.
    letter : str
        Of the scenario that moves, on a page with more than one.
    others : Mapping[str, Outlook]
        The scenarios beside it that stay, by letter.
    """

    year: int | None = None
    letter: str = SHOWN
    others: Mapping[str, Outlook] = field(default_factory=dict)


NOTHING: Final = About()
MOST_COLUMNS: Final = 8192
"""Runs at once, of all sets of measures at all steps of a lever."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a page moves under a thumb without the server.

    Attributes
    ----------
    charts : tuple[Chart, ...]
        All charts that a lever can move on it; when another one is unfolded, the page asks the server.
    said : Callable[[Any, Language], Mapping[str, str]]
        HTML of what it says, by place: `answer`, `keys`, `beside`, `gauge`; what it says elsewhere comes with the answer.
    seen : Callable[[Family, About], Sequence[Any]]
        What the page draws from at every step, or once where the lever moves nothing of it; by a family, and what of it
        somebody chose to look at.
    fits : Callable[[Scenario, int], bool]
        Whether one run holds a scenario at so many steps.
    money : bool
        Whether it counts in all draws of the money too.
    strip : bool
        Whether the target of its sliders' tracks is that of the caseload, of which a family knows the chance.
    still : tuple[str, ...]
        Charts on it that no lever moves, by key.
    """

    charts: tuple[Chart, ...]
    said: Callable[[Any, Language], Mapping[str, str]]
    seen: Callable[[Family, About], Sequence[Any]]
    fits: Callable[[Scenario, int], bool] = lambda _scenario, _steps: True
    money: bool = False
    strip: bool = True
    still: tuple[str, ...] = ()


def outlooks(family: Family, _about: About = NOTHING) -> list[Outlook]:
    """The outlook at every step."""
    return [family.outlook(step) for step in range(len(family.values))]


def top(answer: str, keys: Iterable[KeyFigure], language: Language) -> dict[str, str]:
    """An answer and its key figures."""
    return {"answer": answer, "keys": cells(keys, language)}


def _verkenner(seen: Outlook, language: Language) -> dict[str, str]:
    return top(
        sentences.answer(seen.paths, seen.baseline, language),
        sentences.key_figures(seen.paths, seen.baseline, language), language,
    )  # fmt: skip


def _buig(seen: Outlook, language: Language) -> dict[str, str]:
    return top(sentences_buig.answer(seen, language), sentences_buig.key_figures(seen, language), language)


@dataclass(frozen=True, slots=True)
class _Volume:
    """Years of an outlook: as the page opens with them, and with the year that somebody looks at."""

    years: StockYears
    chosen: StockYears


def _volumes(family: Family, about: About) -> list[_Volume]:
    found = [stock_years(seen) for seen in outlooks(family)]
    wanted = found[0].year if about.year is None else about.year
    chosen = wanted if wanted in [bridge.year for bridge in found[0].bridges] else found[0].year
    return [_Volume(years, dataclasses.replace(years, year=chosen)) for years in found]


def _volume(seen: _Volume, language: Language) -> dict[str, str]:
    outlook = seen.years.outlook
    return {"answer": sentences_volume.answer(outlook.paths, outlook.baseline, seen.years.last, language)}


@dataclass(frozen=True, slots=True)
class _Sure:
    """An outlook and its chances."""

    outlook: Outlook
    chances: Chances


def _sures(family: Family, _about: About) -> list[_Sure]:
    chances = chances_along(family, along(family))
    return [_Sure(seen, found) for seen, found in zip(outlooks(family), chances, strict=True)]


def _onzekerheid(seen: _Sure, language: Language) -> dict[str, str]:
    outlook, chances = seen.outlook, seen.chances
    found = top(
        sentences_chance.answer(outlook.paths, outlook.baseline, chances, language),
        sentences_chance.key_figures(outlook.paths, chances, language), language,
    )  # fmt: skip
    return found | {"beside": sentences_chance.beside(outlook.baseline, chances, language)}


@dataclass(frozen=True, slots=True)
class _Jobs:
    """Jobs of an outlook, and what the target asks."""

    groups: JobsByTenure
    survival: Survival
    needed: tuple[Needed, Needed] | Problem | None

    @property
    def outlook(self) -> Outlook:
        """What it is of."""
        return self.groups.outlook


def _jobs(family: Family, _about: About) -> list[_Jobs]:
    baseline, each = family.baseline, jobs_by_tenure_along(family)
    target = target_of(baseline, "lks_target", "lks_jobs")
    needed: Sequence[tuple[Needed, Needed] | Problem | None] = [None] * len(each)
    if target is not None:
        try:
            starts, dropout = (needed_along(family, lever, target) for lever in ("lks_starts", DROPOUT))
            needed = list(zip(starts, dropout, strict=True))
        except Problem as problem:
            needed = [problem] * len(each)
    return [
        # What each reading leads to stands under the chart, which comes with the answer.
        _Jobs(groups, Survival(groups.outlook, readings(baseline, groups.outlook.scenario), {}), asked)
        for groups, asked in zip(each, needed, strict=True)
    ]


def _lks(seen: _Jobs, language: Language) -> dict[str, str]:
    outlook, progress = seen.outlook, progress_of(seen.outlook)
    if seen.needed is None:
        return {"answer": sentences_lks.open_answer(outlook.paths, language)}
    if isinstance(seen.needed, Problem):
        return {"answer": explain(language, seen.needed)}
    found = {"answer": sentences_lks.answer(outlook.paths, outlook.baseline, *seen.needed, language)}
    return found if progress is None else found | {"gauge": sentences_lks.gauge(progress, language)}


def _package(seen: Bought | None, language: Language) -> dict[str, str]:
    answer = sentences_package.answer(seen, language)
    return {"answer": answer} if seen is None else top(answer, sentences_package.key_figures(seen, language), language)


def _small_package(scenario: Scenario, steps: int) -> bool:
    return steps << len(scenario.active_measures) <= MOST_COLUMNS


def _compared(family: Family, about: About) -> list[Comparison]:
    found = []
    for seen in outlooks(family):
        sides = {**about.others, about.letter: seen}
        pinned = {letter: sides[letter] for letter in sorted(sides) if letter != SHOWN}
        found.append(comparison_of(sides[SHOWN], pinned))
    return found


def _vergelijken(seen: Comparison, language: Language) -> dict[str, str]:
    return {"answer": sentences_compare.answer(seen, language), "beside": html.escape(sentences_compare.chances(seen, language))}


PREVIEWED: Final[dict[str, Sheet]] = {
    "verkenner": Sheet(tuple(map(Chart, (CASELOAD, LKS, BUDGET, RESERVE))), _verkenner, outlooks),
    "buig": Sheet((Chart(RESERVE), Chart(BUDGET)), _buig, outlooks, strip=False, still=(MOMENTS.key,)),
    "volume": Sheet(
        (Chart(FLOWS, lambda seen: seen.years), Chart(YEAR, lambda seen: seen.chosen)), _volume, _volumes
    ),
    "lks": Sheet(
        (Chart(TENURE, lambda seen: seen.groups, 1), Chart(SURVIVAL, lambda seen: seen.survival, 2)), _lks, _jobs, strip=False
    ),
    "onzekerheid": Sheet(
        (
            Chart(FAN, lambda seen: seen.outlook), Chart(CHANCE, lambda seen: seen.chances),
            Chart(REACHED, lambda seen: seen.chances),
        ),
        _onzekerheid, _sures, money=True,
    ),
    "impulspakket": Sheet(
        (Chart(EFFECT, decimals=1), Chart(PARTS, decimals=1)), _package, lambda family, _about: bought_along(family),
        _small_package, still=(RUNS.key,),
    ),
    "vergelijken": Sheet((Chart(COMPARED),), _vergelijken, _compared),
}  # fmt: skip
"""By page."""


def has_family(page: str, scenario: Scenario, lever: Lever, baseline: Baseline) -> bool:
    """Whether one run holds all steps of a lever on a page."""
    sheet, low_high = PREVIEWED.get(page), lever.span(default_value(baseline, lever.id))
    steps = int((low_high[1] - low_high[0]) / lever.step) + 1
    return sheet is not None and few_steps(lever, baseline) and sheet.fits(scenario, steps)
