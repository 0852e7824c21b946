"""One household as plain values: both situations with every step, the pressure, the jumps, the months and the notices."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from core.city import City
from core.facts import sources
from core.household.curve import Curve, curve, worst_step
from core.household.household import Household
from core.household.income import Situation, compare
from core.household.law import law_on
from core.household.months import ALLOWANCE_LAG, MONTHS, Attribution, Pay, first_months, without_work_months, years
from core.household.steps import Step
from core.text.catalog import Language
from core.text.household import law, notice_texts, sentences


def household_document(
    household: Household,
    city: City | None,
    language: Language,
    pay: Pay = "monthly",
    lag: int = ALLOWANCE_LAG,
    attribution: Attribution = "paid",
) -> dict[str, Any]:
    """Everything that is known about one household, as a document that JSON can hold.

    Parameters
    ----------
    city : City | None
        Whose own rules are counted with.
    lag : int
        Months until the allowances follow the income [months].
    attribution : Attribution
        To which month a wage of four weeks counts.
    """
    found = compare(household, law_on(household.date, city))
    over_hours = curve(household, found.law)
    worst = worst_step(over_hours)
    months = first_months(household, found.law, MONTHS, pay, lag, attribution)
    return {
        "household": asdict(household) | {"date": household.date.isoformat()},
        "disclaimer": law(language, "disclaimer"),
        "calculators": law(language, "calculators"),
        "sentences": sentences(found, worst, language),
        "notices": notice_texts(found.notices, language),
        "before": _situation(found.before, language),
        "after": _situation(found.after, language),
        "difference": found.difference(),
        "gain": found.gain,
        "worst_step": asdict(worst) if worst is not None else None,
        "jumps": [asdict(jump) | {"text": law(language, f"jump.{jump.key}")} for jump in over_hours.jumps],
        "hours": _hours(over_hours),
        "years": [asdict(year) for year in years(months, without_work_months(household, found.law))],
        "months": [asdict(month) | {"first_day": month.first_day.isoformat()} for month in months],
    }


def _hours(over: Curve) -> list[dict[str, float]]:
    return [
        {"hours": float(over.hours[i]), "gross": float(over.gross[i]), "disposable": float(over.disposable[i])}
        | {key: float(values[i]) for key, values in over.components.items()}
        for i in range(len(over.hours))
    ]


def _situation(found: Situation, language: Language) -> dict[str, Any]:
    return {
        "hours": found.hours,
        "components": dict(found.amounts),
        "disposable": found.disposable,
        "test_income": found.test_income,
        "steps": [_step(step, language) for step in found.steps],
    }


def _step(step: Step, language: Language) -> dict[str, Any]:
    return {
        "key": step.key,
        "name": law(language, f"component.{step.key}"),
        "amount": step.amount,
        "unit": step.unit,
        "formula": law(language, f"formula.{step.formula}"),
        "inputs": [{"key": key, "name": law(language, f"input.{key}"), "value": value} for key, value in step.inputs.items()],
        "sources": [_source(name) for name in step.sources],
        "status": step.status,
        "approximate": step.approximate,
    }


def _source(name: str) -> dict[str, Any]:
    found = sources()[name]
    return {
        "id": name,
        "title": found.title,
        "publisher": found.publisher,
        "date": found.date.isoformat(),
        "where": found.url or found.reference,
        "second_hand": found.second_hand,
    }
