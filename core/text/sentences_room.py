"""What a room is told of a change: what was done, and what that does to benefits and money."""

from __future__ import annotations

from collections.abc import Callable

from core.analysis.outcome import Outcome, central
from core.baseline import Baseline
from core.scenario import Scenario
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.changes import steps

MOST_NAMED = 2
"""Changes that are named; the rest are counted."""


def changed(before: Scenario, after: Scenario, find: Callable[[str], Baseline], language: Language) -> str:
    """What makes two scenarios differ and what that does: `Instroom van 600 naar 535: 1.204 uitkeringen minder eind 2027.`

    Parameters
    ----------
    find : Callable[[str], Baseline]
        Gives a baseline by its id.
    """
    told = [part for part in steps(before, after, find, language) if part]
    if not told:
        return translate(language, "room.change.none")
    more = len(told) - MOST_NAMED
    rest = [translate_count(language, "vergelijken.more", more, n=more)] if more > 0 else []
    return house.capital(f"{', '.join([*told[:MOST_NAMED], *rest])}: {does(before, after, find, language)}.")


def does(before: Scenario, after: Scenario, find: Callable[[str], Baseline], language: Language) -> str:
    """What one scenario comes to beside another: `1.204 uitkeringen minder eind 2027, € 9,0 mln. beter in 2027`."""
    then, now = (central(find(one.baseline), one) for one in (before, after))
    return effect(then[1], now[1], language, money=bool(then[0].years and now[0].years))


def effect(before: Outcome, after: Outcome, language: Language, *, money: bool) -> str:
    """What one outcome differs from another, in benefits and where both have that year in money, as they are shown."""
    if before.month != after.month:
        # Of another month no difference is one.
        return translate(
            language, "room.change.other_month", n=house.number(after.volume, language),
            when=house.period_end(after.month, language),
        )  # fmt: skip
    apart = round(after.volume) - round(before.volume)
    side = house.side_of(apart, "more", "fewer", "same")
    when = house.period_end(after.month, language)
    found = [translate_count(language, f"room.change.{side}", abs(apart), n=house.number(abs(apart), language), when=when)]
    gain = round(after.result, 1) - round(before.result, 1)
    better = house.side_of_million(gain, "better", "worse", "")
    if money and better and before.result_year == after.result_year:
        amount = house.million(abs(gain), language)
        found.append(translate(language, f"room.change.money_{better}", amount=amount, year=after.result_year))
    return ", ".join(found)
