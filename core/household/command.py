"""`python -m core household`: what the command line asks, as one household."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.baseline import DEFAULT, load_baseline
from core.city import City, load_city
from core.facts import read_toml
from core.household.household import Household, household_from
from core.household.months import ALLOWANCE_LAG, ATTRIBUTIONS, MONTHS, Attribution, Pay
from core.problem import Problem

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks.

    Attributes
    ----------
    city : City | None
        Whose own rules are counted with.
    lag : int
        Months until the allowances follow the income [months].
    attribution : Attribution
        To which month a wage of four weeks counts.
    """

    household: Household
    city: City | None
    pay: Pay
    lag: int
    attribution: Attribution


def add_parser(subparsers: Subparsers, command: Callable[[argparse.Namespace], dict[str, Any] | str]) -> argparse.ArgumentParser:
    """Add the command `household` to the command line."""
    parser = subparsers.add_parser("household", help="one household before and after work, every step with its source")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="TOML file with the household")
    names = ", ".join(field.name for field in fields(Household))
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=f"repeatable; {names}")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="day whose law is used; default today")
    parser.add_argument("--city", metavar="ID", help="whose own rules are counted with; default that of the first baseline")
    parser.add_argument("--pay", choices=("monthly", "four_weekly"), default="monthly", help="how often wages are paid")
    parser.add_argument(
        "--attribution",
        choices=ATTRIBUTIONS,
        default="paid",
        help="month to which the city counts a wage of four weeks: that of the pay day, or those in which it was worked",
    )
    parser.add_argument("--allowance-lag", type=int, default=ALLOWANCE_LAG, metavar="MONTHS", help="assumption; default 2")
    parser.add_argument("--json", action="store_true", help="print JSON (what it always does)")
    parser.set_defaults(command=command)
    return parser


def asked(args: argparse.Namespace, today: dt.date | None = None) -> Asked:
    """The household that the arguments describe; who names no day asks about today. Raises Problem for what cannot be."""
    values: dict[str, object] = {"date": today or dt.date.today()}
    values |= dict(read_toml(args.file, dict[str, Any])) if args.file is not None else {}
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
    return Asked(household_from(values), city, args.pay, args.allowance_lag, args.attribution)
