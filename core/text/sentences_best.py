"""What Maatregelen says of the best package for an amount: what it does and costs, and what the present one misses."""

from __future__ import annotations

from core.analysis.choice import Choice
from core.model.reached import BENEFITS, MONEY
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.measures import measure_name


def gain(choice: Choice, value: float, language: Language) -> str:
    """How much better an outcome is: `321 uitkeringen`, `€ 4,2 mln.`"""
    if choice.found.target.outcome == "volume":
        return translate_count(language, "best.gain", value, n=house.number(value, language))
    return house.million(value, language)


def _worth(choice: Choice, value: float) -> bool:
    """Whether a difference can be counted or paid."""
    return value > (BENEFITS if choice.found.target.outcome == "volume" else MONEY)


def title(choice: Choice, language: Language) -> str:
    """What the best package for the amount does."""
    best, amount = choice.best, house.million(choice.budget, language)
    if best is None or not _worth(choice, best.gain):
        return translate(language, "best.title_none", amount=amount)
    when = house.period_end(choice.found.target.month, language)
    return translate(
        language, f"best.title_{choice.found.target.outcome}", amount=amount, when=when, gain=gain(choice, best.gain, language)
    )


def answer(choice: Choice, language: Language) -> str:
    """Which measures the best package has, what it costs and saves, and how likely the target is with it; empty without one."""
    best = choice.best
    if best is None or not best.measures:
        return ""
    names = [house.inside(measure_name(one, choice.baseline.city, language)) for one in best.measures]
    said = [
        translate_count(
            language, "best.answer", len(names), n=house.number(len(names), language), names=house.joined(names, language),
            spent=house.million(best.spent, language), saved=house.million(best.saved, language),
            until=house.month(choice.until, language),
        )
    ]  # fmt: skip
    if choice.aimed:
        said.append(translate(language, "best.chance", chance=house.chance(best.chance, language)))
    if best.assumed:
        said.append(translate(language, "best.assumed", assumed=best.assumed, n=len(names)))
    return " ".join(said)


def missed(choice: Choice, language: Language) -> str:
    """What the present package does for its price, and what another would; empty where no measure is on."""
    now = choice.now
    if not now.measures:
        return ""
    said = [
        translate(
            language, "best.present", spent=house.million(now.price(choice.cost), language),
            gain=gain(choice, max(now.gain, 0.0), language),
        )
    ]  # fmt: skip
    more, less = choice.missed_gain or 0.0, choice.missed_money or 0.0
    if _worth(choice, more):
        said.append(translate(language, "best.missed_gain", more=gain(choice, more, language)))
    if less > 0.05:
        said.append(translate(language, "best.missed_money", less=house.million(less, language)))
    if len(said) == 1:
        said.append(translate(language, "best.missed_nothing"))
    return " ".join(said)


def reading(choice: Choice, language: Language) -> str:
    """How many packages were run, how the chart is read, and how sure its chances are."""
    found = choice.found
    if len(choice.packages) < 2:
        return translate(language, "best.no_choice")
    said = [
        translate(
            language, "best.reading", run=house.number(found.allowed, language),
            n=house.number(len(choice.packages), language),
        )
    ]  # fmt: skip
    if choice.aimed:
        error = max(one.chance_error for one in choice.packages)
        points = house.number(200.0 * error, language, 1)
        said.append(translate(language, "best.error", draws=house.number(found.draws, language), points=points))
    return " ".join(said)
