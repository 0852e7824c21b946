"""The command `export`: a scenario, what it is compared with, or the monitor, as a file."""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from core.analysis.monitor import monitor_of
from core.baseline import Baseline, load_baseline
from core.export.files import OFFERED, STANDARD, Subject, file_of
from core.export.stamp import PAGE, lines_of, query_of, told_by
from core.problem import Problem, shown
from core.scenario import Scenario, pins_from_query
from core.text.catalog import chosen_language

FORMATS: Final = ("xlsx", "docx", "pdf", "pptx", "parquet")

HOME: Final = "http://localhost:8501/"
"""Where README lets the app run."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes beside a scenario."""
    parser.add_argument(
        "--format", choices=FORMATS, help="kind of file; default what --out ends in, else a workbook with formulas"
    )
    parser.add_argument("--annex", action="store_true", help="the two pages of an annex to a letter; for docx and pdf")
    parser.add_argument(
        "--pages", default=",".join(STANDARD), metavar="PAGE,PAGE",
        help=f"what stands in it after the first page: of {', '.join(OFFERED)}; default %(default)s",
    )  # fmt: skip
    parser.add_argument(
        "--compare", action="store_true", help="with the scenarios beside it that stand pinned in --link, vast-a to vast-e"
    )
    parser.add_argument(
        "--monitor",
        nargs="?",
        const="",
        metavar="ID",
        help="the monitor that the basis knows instead: 2023-t2; default the newest",
    )
    parser.add_argument(
        "--address", default=HOME, metavar="URL", help=f"where the app runs, for the link in the file; default {HOME}"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where it is written")


def export(args: argparse.Namespace, scenario: Scenario, baseline: Baseline) -> str:
    """Write the file, and say where it stands. Raises Problem where it cannot be written."""
    ending = args.out.suffix.removeprefix(".").lower()
    kind = args.format or (ending if ending in FORMATS else FORMATS[0])
    subject = _subject(args, scenario, baseline)
    if args.annex and (kind not in ("docx", "pdf") or subject.monitor is not None):
        raise Problem("export.annex")
    language, query = chosen_language(), query_of(subject)
    page = PAGE["monitor" if subject.monitor else "compared" if subject.beside else "scenario"]
    link = f"{args.address.rstrip('/')}/{page}?{query}{'' if language == 'nl' else f'&lang={language}'}"
    name = f"annex_{kind}" if args.annex else kind
    address = "" if args.address == HOME else f" --address {shlex.quote(args.address)}"
    lines = lines_of(subject, link, told_by(name, subject, args.out.name) + address, dt.date.today(), language)
    content = file_of(name, subject, lines, link, language)
    try:
        args.out.write_bytes(content)
    except OSError as error:
        raise Problem("export.not_written", value=shown(str(args.out), 200)) from error
    return str(args.out)


def _subject(args: argparse.Namespace, scenario: Scenario, baseline: Baseline) -> Subject:
    """What the file is of."""
    if args.monitor is not None:
        monitor = monitor_of(baseline, args.monitor or None)
        if monitor is None or args.monitor not in ("", monitor.id):
            raise Problem("export.no_monitor", value=shown(args.monitor or baseline.id))
        return Subject(scenario, baseline, monitor=monitor)
    if not args.compare:
        asked = args.pages.split(",") if args.pages else []
        for page in asked:
            if page not in OFFERED:
                raise Problem("export.no_page", value=shown(page))
        return Subject(scenario, baseline, pages=tuple(page for page in OFFERED if page in asked))
    pinned, problems = pins_from_query(parse_qs(args.link or "", keep_blank_values=True))
    if problems:
        raise problems[0]
    if not pinned:
        raise Problem("export.no_pins")
    beside = {
        letter: (one, baseline if one.baseline == baseline.id else load_baseline(one.baseline)) for letter, one in pinned.items()
    }
    return Subject(scenario, baseline, beside)
