"""What is said of scenarios side by side: what each is called, which has the fewest benefits, and what that costs."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

from core.analysis.compare import SHOWN, Comparison, Side
from core.baseline import Baseline
from core.model.calendar import month_of
from core.model.projection import Projection
from core.scenario import Scenario
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.changes import steps, what_moved

MOST_NAMED = 3
"""Changes that a scenario's suggested name gives; the rest are counted."""


def name(letter: str, language: Language) -> str:
    """What one of the scenarios is called: its letter, or that it is the one that is shown."""
    return letter or translate(language, "vergelijken.shown")


def suggested(scenario: Scenario, baseline: Baseline, language: Language) -> str:
    """What was moved, as a name for a scenario: `Uitstroom: 2,05% per maand (was 1,80%); 3 maatregelen`."""
    found = what_moved(scenario, baseline, language)
    if not found:
        return house.capital(translate(language, "changes.none"))
    more = len(found) - MOST_NAMED
    rest = [translate_count(language, "vergelijken.more", more, n=more)] if more > 0 else []
    return "; ".join([*found[:MOST_NAMED], *rest])


def answer(comparison: Comparison, language: Language) -> str:
    """Which of the scenarios has the fewest benefits, how many fewer than the others, and what that does to the money. HTML."""
    return house.capital(_answer(comparison, language, "b"))


def finding(comparison: Comparison, language: Language) -> str:
    """The title of the chart: between what the scenarios end."""
    counted = _counted(comparison)
    if len(counted) < 2:
        return translate(language, "vergelijken.chart.title_one")
    few, many = counted[0], counted[-1]
    if few[0] == many[0]:
        return translate(language, "vergelijken.chart.title_same", when=house.period_end(comparison.month, language))
    return house.capital(
        translate(
            language, "vergelijken.chart.title", when=house.period_end(comparison.month, language),
            low=house.number(few[0], language), high=house.number(many[0], language),
        )
    )  # fmt: skip


def sentence(comparison: Comparison, language: Language) -> str:
    """The chart in words; also its text alternative."""
    said = [
        translate(
            language, "vergelijken.chart.side", name=side.letter or house.inside(name(SHOWN, language)),
            volume=house.number(volume, language),
        )
        for volume, side in sorted(_counted(comparison), key=lambda one: one[1].letter)
    ]  # fmt: skip
    if not said:
        return translate(language, "vergelijken.answer.apart")
    when = house.period_end(comparison.month, language)
    return house.capital(translate(language, "vergelijken.chart.sentence", when=when, sides=house.joined(said, language)))


def aim(side: Side, language: Language) -> str:
    """The target of a scenario and the day that its chance is about; empty where nobody set one."""
    target = side.outlook.baseline.find("target_volume")
    if target is None:
        return ""
    month = min(month_of(target.date), side.outlook.paths.outcome.month)
    value = house.number(target.value, language)
    return translate(language, "vergelijken.table.aim", value=value, when=house.short_end(month, language))


def chances(comparison: Comparison, language: Language) -> str:
    """The chance of the target in each of the scenarios, with the target where it is not the same in all; empty without one."""
    known = [(side, side.outlook.paths.chance) for side in comparison.sides]
    aims = {aim(side, language) for side, chance in known if chance is not None}

    def said(side: Side, chance: float) -> str:
        odds = house.odds(chance, language)
        called = side.letter or house.inside(name(SHOWN, language))
        own = f" ({aim(side, language)})" if len(aims) > 1 else ""
        return translate(language, "vergelijken.matrix.chance", name=called, chance=odds) + own

    found = [said(side, chance) for side, chance in known if chance is not None]
    if len(found) < 2:
        return ""
    key, sides = ("chances_own" if len(aims) > 1 else "chances"), house.joined(found, language)
    return translate(language, f"vergelijken.matrix.{key}", aim=min(aims), sides=sides)


def apart(shown: Scenario, pinned: Scenario, find: Callable[[str], Baseline], language: Language) -> str:
    """What makes a pinned scenario another one than the one that is shown, in one sentence."""
    changes = steps(shown, pinned, find, language)
    if not changes:
        return translate(language, "vergelijken.matrix.equal")
    return translate(language, "vergelijken.matrix.apart", changes="; ".join(changes))


def ghosts(pinned: Mapping[str, Projection], language: Language) -> str:
    """Where the thin lines of pinned scenarios end, under a chart that has them."""
    said = [
        translate(
            language, "vergelijken.chart.ghost", letter=letter, volume=house.number(float(run.caseload.stock[-1, 0]), language),
            when=house.period_end(run.months[-1], language),
        )
        for letter, run in pinned.items()
    ]  # fmt: skip
    return translate(language, "vergelijken.chart.ghosts", lines=house.joined(said, language))


def _counted(comparison: Comparison) -> list[tuple[int, Side]]:
    """The sides that have the month of the comparison, fewest benefits first; of equal ones the shown one, then by letter."""
    found = [(round(side.volume), side) for side in comparison.sides if side.volume is not None]
    return sorted(found, key=lambda one: (one[0], one[1].letter))


def _answer(comparison: Comparison, language: Language, mark: str) -> str:
    if len(comparison.sides) < 2:
        return translate(language, "vergelijken.answer.alone")
    counted = _counted(comparison)
    if len(counted) < len(comparison.sides):
        return translate(language, "vergelijken.answer.apart")
    when, city = house.period_end(comparison.month, language), html.escape(comparison.shown.outlook.baseline.municipality)
    (few, best), (many, worst) = counted[0], counted[-1]

    def bold(number: int) -> str:
        return f"<{mark}>{house.number(number, language)}</{mark}>"

    if few == many:
        said = translate(language, "vergelijken.answer.same", when=when, city=city, volume=bold(few))
    else:
        said = translate(
            language, "vergelijken.answer.fewest", when=when, city=city, volume=bold(few), gap=bold(many - few),
            best=_within(best, language), worst=_within(worst, language),
        )  # fmt: skip
    return " ".join(part for part in (said, _money(comparison, best, worst, language)) if part)


def _within(side: Side, language: Language) -> str:
    """One of the scenarios in a sentence: `scenario A`, `het scenario van nu`."""
    key = "vergelijken.within_shown" if side.letter == SHOWN else "vergelijken.within"
    return translate(language, key, letter=side.letter)


def _money(comparison: Comparison, best: Side, worst: Side, language: Language) -> str:
    """What the city is better or worse off with the fewest benefits than with the most; empty where no year tells."""
    if best is worst or best.result is None or worst.result is None:
        return ""
    change = round(best.result, 1) - round(worst.result, 1)
    key = house.side_of_million(change, "better", "worse", "")
    if not key:
        return ""
    return translate(
        language, f"vergelijken.answer.money_{key}", year=comparison.year, amount=house.million(abs(change), language)
    )
