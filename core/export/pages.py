"""The pages of a scenario that a report can hold: each with its answer and its figures, as the screen shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from core.analysis.bought import bought_by
from core.analysis.flows import stock_years
from core.analysis.lks import job_years_of, jobs_by_tenure, survival_of
from core.analysis.outlook import Outlook, outlook_of
from core.baseline import Baseline
from core.export.notes import with_notes
from core.export.report import answer, jobs, lever_chapters, money, part_of, plain, sure, whole
from core.export.value import Chapter, Report
from core.figures.figure import Figure
from core.figures.jobs.money import MONEY
from core.figures.jobs.starts_ends import STARTS_ENDS
from core.figures.jobs.survival import SURVIVAL
from core.figures.jobs.tenure import TENURE
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.package.effect import EFFECT
from core.figures.package.parts import PARTS
from core.figures.package.runs import RUNS
from core.figures.people.chance import CHANCE
from core.figures.people.fan import FAN
from core.figures.people.flows import FLOWS
from core.figures.people.season import SEASON
from core.figures.people.year import YEAR
from core.scenario import Scenario
from core.text import sentences_package, sentences_volume
from core.text.catalog import Language, translate
from core.text.stamp import Lines
from core.trace import traces_of


def report_of(
    scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language, pages: Iterable[str]
) -> Report:
    """The first page and the other pages that were chosen, whole with their tables; `lines` say what it belongs to."""
    outlook, chosen = outlook_of(scenario, baseline), set(pages)
    chapters = [answer(outlook, language), *lever_chapters(outlook, language), jobs(outlook, language)]
    for page, chapter in PAGES.items():
        found = chapter(outlook, language) if page in chosen else None
        if found is not None:
            chapters.append(found)
    book = traces_of(outlook)
    return with_notes(whole("title", baseline, chapters, lines, link, language), lambda key: book[key], language)


def _of(page: str, said: str, figures: Sequence[tuple[Figure[Any], Any]], language: Language) -> Chapter:
    parts = [part_of(figure, subject, language) for figure, subject in figures]
    return Chapter(translate(language, f"{page}.title"), [plain(said)] if said else [], parts=parts)


def _package(outlook: Outlook, language: Language) -> Chapter | None:
    """What the package does; nothing where no measure is on."""
    bought = bought_by(outlook)
    if bought is None:
        return None
    said = sentences_package.answer(bought, language)
    return _of("impulspakket", said, [(figure, bought) for figure in (EFFECT, PARTS, RUNS)], language)


def _money(outlook: Outlook, language: Language) -> Chapter:
    return money(outlook, (BUDGET, RESERVE), language)


def _sure(outlook: Outlook, language: Language) -> Chapter:
    return sure(outlook, (FAN, CHANCE), language)


def _volume(outlook: Outlook, language: Language) -> Chapter:
    years = stock_years(outlook)
    said = sentences_volume.answer(outlook.paths, outlook.baseline, years.last, language)
    return _of("volume", said, [(FLOWS, years), (YEAR, years), (SEASON, outlook)], language)


def _lks(outlook: Outlook, language: Language) -> Chapter:
    by_year = job_years_of(outlook)
    figures: list[tuple[Figure[Any], Any]] = [
        (TENURE, jobs_by_tenure(outlook)),
        (SURVIVAL, survival_of(outlook)),
        (STARTS_ENDS, by_year),
        (MONEY, by_year),
    ]
    return _of("lks", "", figures, language)


PAGES: Final[dict[str, Callable[[Outlook, Language], Chapter | None]]] = {
    "impulspakket": _package, "buig": _money, "onzekerheid": _sure, "volume": _volume, "lks": _lks,
}  # fmt: skip
"""What can be chosen beside the first page, in the order of the menu."""
