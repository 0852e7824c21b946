"""`core best`: the best package for an amount, and the frontier that it stands on, as plain values."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any
from urllib.parse import urlencode

from core import MODEL_VERSION
from core.analysis.candidates import EVERY, Wishes
from core.analysis.choice import Choice
from core.analysis.draws import check_draws
from core.analysis.frontier import Cost, Frontier, Question, Valued, frontier, question, value_packages
from core.analysis.target import parse_target
from core.analysis.uncertainty import SCREEN_DRAWS
from core.baseline import Baseline
from core.measures import package_document
from core.model.calendar import month_index, month_label
from core.problem import Problem, shown
from core.scenario import Scenario, parse_number, to_query, with_measures


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the best package can be asked."""
    parser.add_argument("--budget", metavar="EUR_MILLION", help="most that the package may cost over the horizon")
    parser.add_argument(
        "--cost", choices=("spent", "net"), default="spent",
        help="whether the budget is of what is spent (default) or of the net cost: spent less what the city saves",
    )  # fmt: skip
    parser.add_argument("--must", action="append", default=[], metavar="ID", help="a measure that is in every package")
    parser.add_argument("--never", action="append", default=[], metavar="ID", help="a measure that is in none")
    parser.add_argument(
        "--not-before", action="append", default=[], metavar="[ID=]YYYY-MM", help="first month in which (that of) measures begin"
    )
    parser.add_argument("--capacity", metavar="NUMBER", help="most gross placements of all measures together in any month")
    parser.add_argument("--draws", type=int, default=SCREEN_DRAWS, help="draws that each package is valued with, a power of two")


def wishes_from(args: argparse.Namespace) -> Wishes:
    """The wishes of a command line. Raises Problem for what is no month or no number."""
    months = []
    for text in args.not_before:
        name, _, month = text.rpartition("=")
        try:
            months.append((name or EVERY, month_index(month)))
        except ValueError as error:
            raise Problem("scenario.month", value=shown(month)) from error
    capacity = None if args.capacity is None else parse_number("capacity", args.capacity)
    return Wishes(frozenset(args.must), frozenset(args.never), tuple(months), capacity)


def best(args: argparse.Namespace, scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """Answer the command. Raises Problem for what cannot be asked."""
    check_draws(args.draws)
    budget = None if args.budget is None else parse_number("budget", args.budget)
    asked = question(baseline, scenario, parse_target(args.target), wishes_from(args))
    found = frontier(asked, args.draws)
    (now,) = value_packages(asked, [scenario.active_measures], args.draws)
    return best_document(asked, found, now, budget, args.cost) | {"baseline": baseline.id, "target": args.target}


def best_document(asked: Question, found: Frontier, now: Valued, budget: float | None, cost: Cost) -> dict[str, Any]:
    """A frontier as plain values, money in EUR million.

    `best` is the package of the frontier that does most within the budget, or most of all without one; `current` is the
    scenario's own package, with what a package of the same price does more and what the same would cost at least.
    """
    choice = Choice(asked.baseline.baseline, found, now, float("inf") if budget is None else budget, cost, asked.scenario.until)
    top = choice.best
    return {
        "model_version": MODEL_VERSION,
        "until": month_label(asked.scenario.until),
        "packages": {"run": found.looked_at, "allowed": found.allowed},
        "draws": found.draws,
        "budget": budget,
        "cost": cost,
        "best": None if top is None else valued_document(top)
        | {
            "package": package_document(top.measures),
            "query": urlencode(to_query(with_measures(asked.scenario, top.measures))),
        },
        "current": valued_document(now)
        | {
            "missed_gain": choice.missed_gain,
            "missed_money": choice.missed_money,
        },
        "frontier": [valued_document(one) for one in found.spent],
        "frontier_net": [valued_document(one) for one in found.net],
    }  # fmt: skip


def valued_document(one: Valued) -> dict[str, Any]:
    """One package as plain values: its measures by id, its costs, and what it does on the path and over the draws."""
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one) if field.name != "measures"}
    return {"measures": sorted(one.ids), "spent": values.pop("spent"), "net_cost": one.net, **values}
