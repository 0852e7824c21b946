"""`python -m core household`: the whole computation of one household, every step with formula and source."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.baseline import DEFAULT, load_baseline
from core.city import City, load_city
from core.facts import read_toml, sources
from core.household.assistance import exemption_rule
from core.household.curve import Pressure, curve, worst_step
from core.household.household import LIMITS, Household, household_from
from core.household.income import Comparison, Situation, compare
from core.household.law import Notice, law_on
from core.household.months import ALLOWANCE_LAG, MONTHS, Pay, first_months, years
from core.household.steps import Step
from core.problem import Problem
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import date, number

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add the command `household` to the command line."""
    parser = subparsers.add_parser("household", help="one household before and after work, every step with its source")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="TOML file with the household")
    names = ", ".join(field.name for field in fields(Household))
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=f"repeatable; {names}")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="day whose law is used; default 2026-01-01")
    parser.add_argument("--city", metavar="ID", help="whose own rules are counted with; default that of the first baseline")
    parser.add_argument("--pay", choices=("monthly", "four_weekly"), default="monthly", help="how often wages are paid")
    parser.add_argument("--allowance-lag", type=int, default=ALLOWANCE_LAG, metavar="MONTHS", help="assumption; default 2")
    parser.add_argument("--json", action="store_true", help="print JSON (what it always does)")
    parser.set_defaults(command=run)
    return parser


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Compute the household that the arguments describe, as a document that JSON can hold."""
    values: dict[str, object] = dict(read_toml(args.file, dict[str, Any])) if args.file is not None else {}
    for setting in args.set:
        name, equals, text = setting.partition("=")
        if not equals:
            raise Problem("household.setting", value=setting[:60])
        values[name.strip()] = text.strip()
    if args.date is not None:
        values["date"] = args.date
    if not 0 <= args.allowance_lag <= MONTHS:
        raise Problem("household.out_of_range", name="allowance-lag", value=args.allowance_lag, low=0, high=MONTHS)
    city = load_baseline(DEFAULT).city if args.city is None else load_city(args.city)
    chosen = os.environ.get("KOERS_LANG", "en")
    language: Language = chosen if chosen in LANGUAGES else "en"
    return document(household_from(values), city, language, args.pay, args.allowance_lag)


def document(
    household: Household, city: City | None, language: Language, pay: Pay = "monthly", lag: int = ALLOWANCE_LAG
) -> dict[str, Any]:
    """Everything that is known about one household: both situations, steps, pressure, jumps, months, notices."""
    found = compare(household, law_on(household.date, city))
    over_hours = curve(household, found.law)
    worst = worst_step(over_hours)
    months = first_months(household, found.law, MONTHS, pay, lag)
    return {
        "household": asdict(household) | {"date": household.date.isoformat()},
        "disclaimer": translate(language, "household.disclaimer"),
        "calculators": translate(language, "household.calculators"),
        "sentences": sentences(found, worst, language),
        "notices": [notice_text(notice, language) for notice in found.notices],
        "before": _situation(found.before, language),
        "after": _situation(found.after, language),
        "difference": found.difference(),
        "gain": found.gain,
        "worst_step": asdict(worst) if worst is not None else None,
        "jumps": [asdict(jump) | {"text": translate(language, f"household.jump.{jump.key}")} for jump in over_hours.jumps],
        "hours": [
            {"hours": float(hour), "gross": float(gross), "disposable": float(disposable)}
            | {key: float(values[i]) for key, values in over_hours.components.items()}
            for i, (hour, gross, disposable) in enumerate(
                zip(over_hours.hours, over_hours.gross, over_hours.disposable, strict=True)
            )
        ],
        "years": [asdict(year) for year in years(months, found.before)],
        "months": [asdict(month) | {"first_day": month.first_day.isoformat()} for month in months],
    }


def sentences(found: Comparison, worst: Pressure | None, language: Language) -> list[str]:
    """What a client and a coach can read together."""
    gain = round(found.gain)
    key = "more" if gain > 0 else "less" if gain < 0 else "same"
    texts = [
        translate(
            language, f"household.sentence.{key}", hours=number(found.household.hours, language, _decimals(found)),
            amount=_euro(abs(gain), language), after=_euro(found.after.disposable, language),
            before=_euro(found.before.disposable, language),
        )
    ]  # fmt: skip
    later = after_exemption(found)
    if later is not None:
        difference = _signed_euro(later.gain, language)
        texts.append(translate(language, "household.sentence.exemption_ends", amount=difference))
    if worst is None:
        return texts
    kept = 1.0 - worst.share
    texts.append(
        translate(
            language, f"household.sentence.{'pressure_loss' if kept < -0.005 else 'pressure'}",
            below=number(worst.below, language), above=number(worst.above, language),
            kept=_euro(max(0.0, kept), language, 2), lost=_euro(max(0.0, -kept), language, 2),
            cause=translate(language, f"household.cause.{worst.cause}"),
        )
    )  # fmt: skip
    return texts


def after_exemption(found: Comparison) -> Comparison | None:
    """The same household when a temporary exemption is over; None when nothing ends that is felt."""
    rule = exemption_rule(found.household, found.household.months_since_start, found.law)
    if rule.kind in ("none", "medical") or found.after.amounts["assistance"] <= 0.0 or found.household.hours <= 0.0:
        return None
    return compare(replace(found.household, months_since_start=int(LIMITS["months_since_start"][1])), found.law)


def notice_text(notice: Notice, language: Language) -> str:
    """A notice as a sentence."""
    params: dict[str, object] = dict(notice.params)
    if "subject" in params:
        name = params["municipality"] or translate(language, "household.this_municipality")
        params["municipality"] = name
        params["subject"] = translate(language, f"household.subject.{params['subject']}", municipality=name)
        params["date"] = date(notice.params["date"], language)  # type: ignore[arg-type]
    if "minimum" in params:
        params["minimum"] = _euro(float(str(params["minimum"])), language, 2)
    return translate(language, f"household.notice.{notice.key}", **params)


def _situation(found: Situation, language: Language) -> dict[str, Any]:
    return {
        "hours": found.hours,
        "components": dict(found.amounts),
        "disposable": found.disposable,
        "test_income": found.test_income,
        "steps": [_step(step, language) for step in found.steps],
    }


def _step(step: Step, language: Language) -> dict[str, Any]:
    register = sources()
    return {
        "key": step.key,
        "name": translate(language, f"household.component.{step.key}"),
        "amount": step.amount,
        "unit": step.unit,
        "formula": translate(language, f"household.formula.{step.formula}"),
        "inputs": _inputs(step.inputs, language),
        "sources": [
            {
                "id": source,
                "title": register[source].title,
                "publisher": register[source].publisher,
                "date": register[source].date.isoformat(),
                "where": register[source].url or register[source].reference,
            }
            for source in step.sources
        ],
        "status": step.status,
        "approximate": step.approximate,
    }


def _inputs(inputs: Mapping[str, float], language: Language) -> list[dict[str, Any]]:
    return [{"key": key, "name": translate(language, f"household.input.{key}"), "value": value} for key, value in inputs.items()]


def _decimals(found: Comparison) -> int:
    return 0 if float(found.household.hours).is_integer() else 1


def _signed_euro(amount: float, language: Language) -> str:
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return sign + _euro(abs(amount), language)


def _euro(amount: float, language: Language, decimals: int = 0) -> str:
    return translate(language, "common.euro", amount=number(amount, language, decimals))
