"""What Impulspakket says above its charts and on its cards: the answer, the key figures, and what a measure is and adds."""

from __future__ import annotations

from core.analysis.contribution import Bought, Contribution
from core.city import City
from core.measures import evidence_of
from core.model.kinds import KIND
from core.model.measures import Measure
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.measures import evidence_name
from core.text.sentences import KeyFigure


def answer(bought: Bought | None, language: Language) -> str:
    """What the package avoids or adds, and at what price; an invitation while no measure is on. HTML."""
    if bought is None:
        return translate(language, "impulspakket.answer.empty")
    package, count = bought.package, len(bought.parts.measures)
    avoided = package.part.benefit_years_avoided
    key = f"impulspakket.answer.{'one' if count == 1 else 'many'}{'' if round(avoided) >= 0 else '_worse'}"
    said = translate_count(
        language, key, abs(avoided), n=count, avoided=house.number(abs(avoided), language),
        cost=house.million(package.gross_cost, language), until=house.month(bought.parts.months[-1], language),
    )  # fmt: skip
    euro = package.euro_per_benefit_year
    if euro is None:
        return said
    return f"{said} " + translate(language, "impulspakket.answer.price", euro=house.euro(euro, language))


def key_figures(bought: Bought, language: Language) -> list[KeyFigure]:
    """What the package avoids, costs and pays back, and what it does to the general funds where a year is whole."""

    def named(name: str, value: str, note: str) -> KeyFigure:
        return KeyFigure(translate(language, f"impulspakket.key.{name}"), value, note, f"package:{name}")

    package, parts = bought.package, bought.parts
    euro, payback = package.euro_per_benefit_year, package.payback_month
    until = translate(language, "impulspakket.key.until", until=house.month(parts.months[-1], language))
    never, note = translate(language, "impulspakket.key.never"), translate(language, "impulspakket.key.payback_note")
    gross = translate(language, "impulspakket.key.gross")
    figures = [
        named("avoided", house.number(package.part.benefit_years_avoided, language), until),
        named("cost", house.million(package.gross_cost, language), until),
        named("price", "–" if euro is None else house.euro(euro, language), gross),
        named("payback", never, until) if payback is None else named("payback", house.month(payback, language), note),
    ]
    if parts.years:
        funds = float(package.part.year_general_funds.sum())
        side = house.side_of_million(funds, "more", "less", "same")
        change = translate(language, f"impulspakket.key.funds_{side}", until=parts.years[-1])
        figures.append(named("funds", house.million(abs(funds), language), change))
    return figures


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
