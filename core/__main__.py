"""The same model from the command line: `python -m core run|solve|export|map|best|batch|backtest|sensitivity|household`."""

from __future__ import annotations

import os

# Linear algebra on one thread: matrices are small, and threads on a busy machine only wait. Read when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import datetime as dt
import functools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from core.analysis.best_command import add_arguments as add_best
from core.analysis.best_command import best
from core.analysis.chances import chances_document, chances_of
from core.analysis.draws import check_draws, screen_disturbance
from core.analysis.goal_seek import answer_document, solve
from core.analysis.lever_map import HISTORY, history, lever_map, map_document, standing
from core.analysis.output import parse_output
from core.analysis.scorecard import scorecard_document
from core.analysis.sensitivity import sensitivity, sensitivity_document
from core.analysis.simulate import simulate
from core.analysis.target import parse_target
from core.baseline import DEFAULT, Baseline, load_baseline, read_baseline
from core.city import load_city
from core.document.batch.command import add_arguments as add_batch
from core.document.batch.command import batch
from core.document.explanation import explanation
from core.document.household import household_document
from core.document.run import run_document
from core.export.command import add_arguments as add_export
from core.export.command import export
from core.household.command import add_parser as add_household
from core.household.command import asked
from core.household.income import compare
from core.household.law import law_on
from core.measures import read_package
from core.model.calendar import month_index
from core.own_data.count.answers import is_count
from core.own_data.count.build import counted, own_count
from core.own_data.count.typed import faults, read_count, read_settings
from core.own_data.identity import is_own, short
from core.own_data.upload import read_own
from core.problem import Problem, shown
from core.scenario import Scenario, default_scenario, from_query, parse_number, unescaped, with_measures, with_until, with_value
from core.text.catalog import chosen_language, explain
from core.text.household_fault import fault_text
from core.trace import book_of
from core.trace.command import add_arguments as add_explain
from core.trace.command import explained
from core.trace.household import household_book

FORECASTS = "forecasts"
"""The one table of a scorecard."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. JSON or CSV on stdout; bad input gives one sentence on stderr and exit code 2."""
    args = _parser().parse_args(arguments)
    try:
        _print(args.command(args), args.csv)
    except Problem as problem:
        household = problem.key.startswith("household.")
        print(fault_text(problem, chosen_language()) if household else explain(chosen_language(), problem), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has. Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print(document: dict[str, Any] | str, table: str | None) -> None:
    """Print a document as JSON, one table of it as CSV, or a text as it is."""
    if isinstance(document, str):
        print(document)
        return
    if table is None:
        json.dump(document, sys.stdout, indent=2, allow_nan=False)
        print()
        return
    # Imported here: loading pandas takes half a second, which only who asks for a table pays.
    from core.document.frames import backtest_frame, run_frame

    frame = backtest_frame(document) if table == FORECASTS else run_frame(document, table)
    frame.to_csv(sys.stdout, index=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    parser.set_defaults(csv=None)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="simulate a scenario")
    _add_scenario(run)
    run.add_argument("--draws", type=int, default=0, help="add bands from this many draws, a power of two")
    run.add_argument("--csv", metavar="TABLE", help="print one table as CSV instead: months, years or measures")
    add_explain(run, "result@2027 or volume@2027-12")
    run.set_defaults(command=_run)
    seek = commands.add_parser("solve", help="find the value of one lever, or a measure's size, that reaches a target")
    _add_scenario(seek)
    seek.add_argument("--for", dest="lever", required=True, metavar="LEVER|measure:ID")
    _add_target(seek)
    seek.add_argument("--probability", metavar="SHARE", help="chance with which the target must hold, such as 0.8")
    seek.set_defaults(command=_solve)
    file = commands.add_parser("export", help="write a scenario as a workbook that computes, paper, document, slides or data")
    _add_scenario(file)
    add_export(file)
    file.set_defaults(command=_export)
    test = commands.add_parser("backtest", help="score forecasts from every published count with what was known then")
    test.add_argument("--json", action="store_true", help="print JSON (what it always does)")
    test.add_argument("--csv", action="store_const", const=FORECASTS, help="print the forecasts as CSV instead")
    test.add_argument("--city", metavar="ID", help="whose counts; default those of the city of the first baseline")
    test.set_defaults(command=_backtest)
    sensitive = commands.add_parser("sensitivity", help="find what an output depends on most")
    _add_scenario(sensitive)
    sensitive.add_argument("--output", required=True, metavar="NAME@YYYY-MM", help="such as volume@2027-12 or result@2027")
    sensitive.set_defaults(command=_sensitivity)
    pairs = commands.add_parser("map", help="chance of a target for many pairs of values of two levers")
    _add_scenario(pairs)
    pairs.add_argument("--levers", required=True, metavar="LEVER,LEVER", help="across and up, such as inflow,outflow_rate")
    _add_target(pairs)
    pairs.set_defaults(command=_map)
    packages = commands.add_parser("best", help="find the best package of measures for an amount, and for every other")
    _add_scenario(packages)
    _add_target(packages)
    add_best(packages)
    packages.set_defaults(command=_best)
    many = commands.add_parser("batch", help="run a table of scenarios into one Parquet file, here or on a cluster")
    add_batch(many)
    many.set_defaults(command=batch)
    add_explain(add_household(commands, _household), "gain, after/net_pay or lowest")
    return parser


def _add_scenario(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--baseline", default=DEFAULT, metavar="ID|FILE", help="a baseline's id, or a baseline file")
    parser.add_argument(
        "--data", metavar="FILE", type=Path, help="own monthly counts as the baseline: CSV, XLSX, Parquet or TOML"
    )
    parser.add_argument(
        "--city", action="append", default=[], metavar="KEY=VALUE",
        help="what --data does not say: name, target, target_year, share, reserve",
    )  # fmt: skip
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="NAME",
        help="which region, group or sheet of --data; repeatable",
    )
    parser.add_argument(
        "--count", metavar="YYYY-MM=NUMBER", help="your own count as the start, on the baseline that is named: 2026-10=33120"
    )
    parser.add_argument(
        "--count-set", action="append", default=[], metavar="KEY=VALUE",
        help="what else is known with --count: moved, lks_jobs, inflow, outflow, buig, lasten, reserve, target=NUMBER@YYYY-MM",
    )  # fmt: skip
    parser.add_argument("--link", metavar="QUERY", help="the scenario of a link: all that stands after its question mark")
    parser.add_argument("--set", action="append", default=[], metavar="LEVER=VALUE", help="move a lever; repeatable")
    parser.add_argument("--until", metavar="YYYY-MM", help="last month; default the baseline's horizon")
    parser.add_argument("--measures", metavar="FILE", type=Path, help="JSON file with a package of measures")
    parser.add_argument("--json", action="store_true", help="print JSON (what it always does)")


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--target", required=True, metavar="OUTCOME=VALUE@YYYY-MM")


def _query_of(link: str) -> dict[str, list[str]]:
    """The query of a whole link, or of what stands after its question mark; a place on the page (#…) is left out."""
    link = unescaped(link)
    text = link.partition("?")[2] if "?" in link.partition("=")[0] else link
    return parse_qs(text.partition("#")[0], keep_blank_values=True)


def _own(args: argparse.Namespace, link: str = "") -> Baseline:
    """The baseline of somebody's own file; what a reader should know of it goes to stderr."""
    found = read_own(args.data, args.city, dt.date.today(), args.region, link)
    for note in found.notes:
        print(explain(chosen_language(), note), file=sys.stderr)
    return found.baseline


def _find(args: argparse.Namespace, wanted: str) -> Baseline:
    """The baseline that a link names. An own one is in a file, and the link holds what else was answered; a count is its name."""
    if is_count(wanted):
        return counted(wanted, functools.partial(_find, args), dt.date.today()).baseline
    if not is_own(wanted):
        return load_baseline(wanted)
    if args.data is None:
        raise Problem("own_data.needs_file", value=shown(short(wanted)))
    return _own(args, wanted)


def _counted(args: argparse.Namespace, parent: Baseline) -> Baseline:
    """The baseline of a count that was typed, on the one that was named. Raises Problem with the first thing that is wrong."""
    if args.link is not None or args.count is None:
        raise Problem("count.with_link" if args.link is not None else "count.setting", value=shown(" ".join(args.count_set), 60))
    read = read_count(parent, read_settings(args.count, args.count_set), dt.date.today())
    if read.answers is None:
        raise faults(read)[0]
    return own_count(parent, read.answers).baseline


def _scenario(args: argparse.Namespace) -> tuple[Scenario, Baseline]:
    if args.link is not None:
        find = functools.cache(functools.partial(_find, args))
        scenario, problems = from_query(_query_of(args.link), find)
        if problems:
            raise problems[0]
        baseline = find(scenario.baseline)
    elif args.data is not None:
        baseline = _own(args)
        scenario = default_scenario(baseline)
    else:
        name: str = args.baseline
        baseline = read_baseline(Path(name)) if name.endswith(".toml") else load_baseline(name)
        scenario = default_scenario(baseline)
    if args.count is not None or args.count_set:
        baseline = _counted(args, baseline)
        scenario = default_scenario(baseline)
    for setting in args.set:
        lever, equals, text = setting.partition("=")
        if not equals:
            raise Problem("command.setting", value=shown(setting, 60))
        scenario = with_value(scenario, baseline, lever, parse_number(lever, text))
    if args.until is not None:
        try:
            scenario = with_until(scenario, baseline, month_index(args.until))
        except Problem:
            raise
        except ValueError as error:
            raise Problem("scenario.month", value=shown(args.until)) from error
    if args.measures is not None:
        scenario = with_measures(scenario, read_package(args.measures))
    return scenario, baseline


def _run(args: argparse.Namespace) -> dict[str, Any] | str:
    scenario, baseline = _scenario(args)
    if args.explain is not None:
        args.csv = None
        return explained(book_of(scenario, baseline), args, chosen_language())
    bands = None
    if args.draws:
        by = screen_disturbance(baseline, scenario.until, check_draws(args.draws))
        bands = simulate(baseline, scenario, by)
    run = simulate(baseline, scenario)
    chances = {} if bands is None else {"chances": chances_document(chances_of(bands, baseline))}
    return run_document(scenario, baseline, run, bands) | chances | explanation(scenario, baseline, run)


def _export(args: argparse.Namespace) -> str:
    return export(args, *_scenario(args))


def _backtest(args: argparse.Namespace) -> dict[str, Any]:
    city = load_baseline(DEFAULT).city if args.city is None else load_city(args.city)
    if city is None:
        raise Problem("city.none", value=DEFAULT)
    return scorecard_document(city)


def _solve(args: argparse.Namespace) -> dict[str, Any]:
    scenario, baseline = _scenario(args)
    probability = None if args.probability is None else parse_number("probability", args.probability)
    answer = solve(scenario, baseline, args.lever, parse_target(args.target), probability=probability)
    return answer_document(answer) | {"target": args.target, "baseline": baseline.id}


def _map(args: argparse.Namespace) -> dict[str, Any]:
    scenario, baseline = _scenario(args)
    x, comma, y = args.levers.partition(",")
    if not comma:
        raise Problem("solve.pair", value=shown(args.levers))
    target = parse_target(args.target)
    found = lever_map(baseline, scenario, x, y, target)
    past = history(baseline) if {x, y} == set(HISTORY) else ()
    return map_document(found, standing(baseline, scenario, x, y, target), past) | {"baseline": baseline.id}


def _best(args: argparse.Namespace) -> dict[str, Any]:
    return best(args, *_scenario(args))


def _household(args: argparse.Namespace) -> dict[str, Any] | str:
    found = asked(args)
    if args.explain is not None:
        comparison = compare(found.household, law_on(found.household.date, found.city))
        return explained(household_book(comparison, found.pay, found.lag, found.attribution), args, chosen_language())
    return household_document(found.household, found.city, chosen_language(), found.pay, found.lag, found.attribution)


def _sensitivity(args: argparse.Namespace) -> dict[str, Any]:
    scenario, baseline = _scenario(args)
    wanted = parse_output(args.output, baseline)
    return sensitivity_document(scenario, baseline, sensitivity(baseline, scenario, [wanted])[wanted])


def run() -> None:
    """Run the command `koers`, and end with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
