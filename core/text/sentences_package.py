"""What Impulspakket says above its charts and on its cards: the answer, the key figures, and what a measure is and adds."""

from __future__ import annotations

from core.analysis.bought import Bought
from core.analysis.contribution import Contribution
from core.city import City
from core.measures import evidence_of
from core.model.kinds import KIND
from core.model.measures import Measure
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.measures import evidence_name
from core.text.sentences import KeyFigure


def answer(bought: Bought | None, language: Language) -> str:
    """How much of what is too many the package takes away, and what that costs and saves. HTML."""
    if bought is None:
        return translate(language, "impulspakket.answer.empty")
    package, count = bought.package, len(bought.parts.measures)
    gap = bought.gap
    side = "worse" if round(bought.won) < 0 else "lower" if gap is None else "short" if round(gap) > 0 else "met"
    benefits = translate(
        language, f"impulspakket.answer.{'one' if count == 1 else 'many'}_{side}",
        n=count, when=house.period_end(bought.month, language), won=house.number(abs(bought.won), language),
        gap=house.number(gap or 0.0, language),
    )  # fmt: skip
    money = translate(
        language, f"impulspakket.answer.{'gain' if package.net >= 0.0 else 'loss'}",
        until=house.month(bought.parts.months[-1], language), cost=house.million(package.gross_cost, language),
        saved=house.million(package.saved, language), net=house.million(abs(package.net), language),
    )  # fmt: skip
    return f"{benefits} {money}"


def key_figures(bought: Bought, language: Language) -> list[KeyFigure]:
    """What the package avoids, costs and saves, and from when that covers the cost."""

    def named(name: str, value: str, note: str) -> KeyFigure:
        return KeyFigure(translate(language, f"impulspakket.key.{name}"), value, note, f"package:{name}")

    package = bought.package
    until = translate(language, "impulspakket.key.until", until=house.month(bought.parts.months[-1], language))
    payback, never = package.payback_month, translate(language, "impulspakket.key.never")
    covered = translate(language, "impulspakket.key.payback_note")
    side = translate(language, f"impulspakket.key.net_{'gain' if package.net >= 0.0 else 'loss'}")
    return [
        named("avoided", house.number(package.part.benefit_years_avoided, language), until),
        named("cost", house.million(package.gross_cost, language), until),
        named("saved", house.million(package.saved, language), translate(language, "impulspakket.key.saved_note")),
        named("net", house.million(package.net, language), side),
        named("payback", never, until) if payback is None else named("payback", house.month(payback, language), covered),
    ]


def warning(bought: Bought, language: Language) -> str:
    """Of how many measures the effect is an assumption."""
    return translate(language, "impulspakket.mostly_assumption", assumed=bought.parts.assumed, n=len(bought.parts.measures))


def measure_facts(measure: Measure, city: City | None, language: Language) -> list[str]:
    """What a measure does at full strength, when it runs, and what its effect rests on, each on its own."""
    share = KIND[measure.kind].unit == "share"
    decimals = 0 if measure.effect == round(measure.effect) else 1
    amount = house.percent(measure.effect, language, 0) if share else house.number(measure.effect, language, decimals)
    end = translate(language, "impulspakket.runs_on") if measure.end is None else house.month(measure.end, language)
    return [
        translate(language, f"impulspakket.kind_short.{measure.kind}", amount=amount),
        f"{house.month(measure.start, language)} – {end}",
        evidence_name(measure, city, language),
    ]


def is_assumed(measure: Measure, city: City | None) -> bool:
    """Whether a measure's effect is our assumption, so that a page marks the word."""
    return evidence_of(measure, city) == "assumption"


def added(found: Contribution, language: Language) -> str:
    """What a measure adds to the package, and its price where it avoids anything."""
    euro, avoided = found.euro_per_benefit_year, found.part.benefit_years_avoided
    shown = house.number(avoided, language)
    if euro is None:
        return translate_count(language, "impulspakket.card.adds_free", avoided, avoided=shown)
    return translate_count(language, "impulspakket.card.adds", avoided, avoided=shown, euro=house.euro(euro, language))
