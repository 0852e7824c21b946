"""What of each page a room sees: one sentence, and its charts, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from core.analysis.bought import bought_by
from core.analysis.chances import Chances, chances_of
from core.analysis.compare import Comparison, comparison_of
from core.analysis.flows import stock_years
from core.analysis.goal_seek import solve
from core.analysis.lks import DROPOUT, job_years_of, jobs_by_tenure, survival_of
from core.analysis.outlook import Outlook
from core.analysis.promises import promised
from core.analysis.scorecard import scorecard_of
from core.analysis.target import target_of
from core.figures.certainty.outcomes import OUTCOMES
from core.figures.certainty.skill import SKILL
from core.figures.figure import Figure
from core.figures.jobs.lks import LKS
from core.figures.jobs.money import MONEY
from core.figures.jobs.starts_ends import STARTS_ENDS
from core.figures.jobs.survival import SURVIVAL
from core.figures.jobs.tenure import TENURE
from core.figures.money.budget import BUDGET
from core.figures.money.payers import PAYERS
from core.figures.money.reserve import RESERVE
from core.figures.package.effect import EFFECT
from core.figures.package.parts import PARTS
from core.figures.people.caseload import CASELOAD
from core.figures.people.chance import CHANCE
from core.figures.people.compared import COMPARED
from core.figures.people.fan import FAN
from core.figures.people.flows import FLOWS
from core.figures.people.promises import PROMISES
from core.figures.people.reached import REACHED
from core.figures.people.season import SEASON
from core.figures.people.year import YEAR
from core.figures.sheets import About, itself
from core.problem import Problem
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


@dataclass(frozen=True, slots=True)
class Slide:
    """A chart for a room, and what of an outlook it is about; None where there is nothing of it to show."""

    figure: Figure[Any]
    of: Callable[[Outlook, About], Any] = lambda seen, _about: itself(seen)


@dataclass(frozen=True, slots=True)
class Room:
    """A page as a room sees it.

    Attributes
    ----------
    answer : Callable[[Outlook, About, Language], str]
        Its sentence, HTML with the numbers in bold.
    slides : tuple[Slide, ...]
        Its charts, the most important first.
    levers : bool
        Whether the levers of the mission move them.
    """

    answer: Callable[[Outlook, About, Language], str]
    slides: tuple[Slide, ...]
    levers: bool = True


def _compared(seen: Outlook, about: About) -> Comparison:
    return comparison_of(seen, about.others)


def _chances(seen: Outlook, _about: About) -> Chances:
    return chances_of(seen.paths.draws, seen.baseline)


def _verkenner(seen: Outlook, _about: About, language: Language) -> str:
    return sentences.answer(seen.paths, seen.baseline, language)


def _volume(seen: Outlook, _about: About, language: Language) -> str:
    return sentences_volume.answer(seen.paths, seen.baseline, stock_years(seen).last, language)


def _onzekerheid(seen: Outlook, about: About, language: Language) -> str:
    return sentences_chance.answer(seen.paths, seen.baseline, _chances(seen, about), language)


def _lks(seen: Outlook, _about: About, language: Language) -> str:
    baseline = seen.baseline
    target = target_of(baseline, "lks_target", "lks_jobs")
    if target is None:
        return sentences_lks.open_answer(seen.paths, language)
    try:
        starts, dropout = (solve(seen.scenario, baseline, lever, target) for lever in ("lks_starts", DROPOUT))
    except Problem as problem:
        return explain(language, problem)
    return sentences_lks.answer(seen.paths, baseline, starts, dropout, language)


def _eerder(seen: Outlook, _about: About, language: Language) -> str:
    card = scorecard_of(seen.baseline)
    return sentences_chance.no_score(seen.baseline, language) if card is None else sentences_chance.score_answer(card, language)


_CARD: Final = tuple(Slide(figure, lambda seen, _about: scorecard_of(seen.baseline)) for figure in (SKILL, OUTCOMES))

ROOMS: Final[dict[str, Room]] = {
    "verkenner": Room(_verkenner, tuple(map(Slide, (CASELOAD, LKS, BUDGET, RESERVE)))),
    "impulspakket": Room(
        lambda seen, _about, language: sentences_package.answer(bought_by(seen), language),
        (Slide(CASELOAD), *(Slide(figure, lambda seen, _about: bought_by(seen)) for figure in (EFFECT, PARTS))),
    ),
    "buig": Room(
        lambda seen, _about, language: sentences_buig.answer(seen, language), tuple(map(Slide, (RESERVE, BUDGET, PAYERS)))
    ),
    "onzekerheid": Room(_onzekerheid, (Slide(FAN), Slide(CHANCE, _chances), Slide(REACHED, _chances))),
    "vergelijken": Room(
        lambda seen, about, language: sentences_compare.answer(_compared(seen, about), language), (Slide(COMPARED, _compared),)
    ),
    "volume": Room(
        _volume,
        (
            Slide(FLOWS, lambda seen, _about: stock_years(seen)),
            Slide(YEAR, lambda seen, about: stock_years(seen, about.year)), Slide(SEASON),
        ),
    ),
    "lks": Room(
        _lks,
        (
            Slide(TENURE, lambda seen, _about: jobs_by_tenure(seen)), Slide(SURVIVAL, lambda seen, _about: survival_of(seen)),
            Slide(STARTS_ENDS, lambda seen, _about: job_years_of(seen)), Slide(MONEY, lambda seen, _about: job_years_of(seen)),
        ),
    ),
    "eerder": Room(
        _eerder, (Slide(PROMISES, lambda seen, _about: promised(seen)), *_CARD), levers=False
    ),
}  # fmt: skip
"""By page."""


def slides_of(room: Room, seen: Outlook, about: About) -> list[tuple[Figure[Any], Any]]:
    """The charts of a page, each with its subject; those without one are left out."""
    found = [(slide.figure, slide.of(seen, about)) for slide in room.slides]
    return [(figure, subject) for figure, subject in found if subject is not None]
