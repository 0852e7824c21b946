"""The same model from the command line: `python -m core run|solve`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from core.analysis.document import explanation
from core.analysis.goal_seek import parse_target, solve
from core.analysis.simulate import simulate
from core.analysis.uncertainty import Spreads, disturbance
from core.baseline import DEFAULT, Baseline, load_baseline, read_baseline
from core.household.command import add_parser as add_household
from core.measures import read_package
from core.model.calendar import month_index
from core.own_data.upload import read_own
from core.problem import Problem, shown
from core.report import run_document
from core.scenario import Scenario, default_scenario, from_query, parse_number, with_measures, with_until, with_value
from core.text.catalog import LANGUAGES, Language, explain

MOST_DRAWS = 65536


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. JSON on stdout; bad input gives one sentence on stderr and exit code 2."""
    args = _parser().parse_args(arguments)
    try:
        document = args.command(args)
    except Problem as problem:
        print(explain(_language(), problem), file=sys.stderr)
        return 2
    if document is not None:
        json.dump(document, sys.stdout, indent=2, allow_nan=False)
        print()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="simulate a scenario")
    _add_scenario(run)
    run.add_argument("--until", metavar="YYYY-MM", help="last month; default the baseline's horizon")
    run.add_argument("--draws", type=int, default=0, help="add bands from this many draws, a power of two")
    run.add_argument("--measures", metavar="FILE", type=Path, help="JSON file with a package of measures")
    run.set_defaults(command=_run)
    seek = commands.add_parser("solve", help="find the value of one lever that reaches a target")
    _add_scenario(seek)
    seek.add_argument("--for", dest="lever", required=True, metavar="LEVER")
    seek.add_argument("--target", required=True, metavar="OUTCOME=VALUE@YYYY-MM")
    seek.set_defaults(command=_solve)
    add_household(commands)
    return parser


def _add_scenario(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--baseline", default=DEFAULT, metavar="ID|FILE", help="a baseline's id, or a baseline file")
    parser.add_argument(
        "--data", metavar="FILE", type=Path, help="own monthly counts as the baseline: CSV, XLSX, Parquet or TOML"
    )
    parser.add_argument("--city", action="append", default=[], metavar="KEY=VALUE", help="what --data does not say: name, target, target_year, share, reserve")  # fmt: skip # noqa: E501
    parser.add_argument("--link", metavar="QUERY", help="the scenario of a link: all that stands after its question mark")
    parser.add_argument("--set", action="append", default=[], metavar="LEVER=VALUE", help="move a lever; repeatable")
    parser.add_argument("--json", action="store_true", help="print JSON (what it always does)")


def _language() -> Language:
    chosen = os.environ.get("KOERS_LANG", "en")
    return chosen if chosen in LANGUAGES else "en"


def _scenario(args: argparse.Namespace) -> tuple[Scenario, Baseline]:
    own = None if args.data is None else read_own(args.data, args.city, dt.date.today())

    def find(wanted: str) -> Baseline:
        return own if own is not None and wanted == own.id else load_baseline(wanted)

    if args.link is not None:
        scenario, problems = from_query(parse_qs(args.link.rpartition("?")[2], keep_blank_values=True), find)
        if problems:
            raise problems[0]
        baseline = find(scenario.baseline)
    elif own is not None:
        baseline, scenario = own, default_scenario(own)
    else:
        name: str = args.baseline
        baseline = read_baseline(Path(name)) if name.endswith(".toml") else load_baseline(name)
        scenario = default_scenario(baseline)
    for setting in args.set:
        lever, equals, text = setting.partition("=")
        if not equals:
            raise Problem("command.setting", value=shown(setting, 60))
        scenario = with_value(scenario, baseline, lever, parse_number(lever, text))
    return scenario, baseline


def _run(args: argparse.Namespace) -> dict[str, Any]:
    scenario, baseline = _scenario(args)
    if args.until is not None:
        try:
            scenario = with_until(scenario, baseline, month_index(args.until))
        except Problem:
            raise
        except ValueError as error:
            raise Problem("scenario.month", value=shown(args.until)) from error
    if args.measures is not None:
        scenario = with_measures(scenario, read_package(args.measures))
    bands = None
    if args.draws:
        if args.draws < 2 or args.draws > MOST_DRAWS or args.draws & (args.draws - 1):
            raise Problem("command.draws", value=args.draws, high=MOST_DRAWS)
        first = baseline.reference_month + 1
        by = disturbance(Spreads.of(baseline), first, scenario.until + 1 - first, args.draws)
        bands = simulate(baseline, scenario, by)
    run = simulate(baseline, scenario)
    return run_document(scenario, baseline, run, bands) | explanation(scenario, baseline, run)


def _solve(args: argparse.Namespace) -> dict[str, Any]:
    scenario, baseline = _scenario(args)
    answer = solve(scenario, baseline, args.lever, parse_target(args.target))
    return dataclasses.asdict(answer) | {"target": args.target, "baseline": baseline.id}


if __name__ == "__main__":
    sys.exit(main())
