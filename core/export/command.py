"""The command `export`: a scenario as a file."""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from core.baseline import Baseline
from core.problem import Problem, shown
from core.scenario import Scenario, to_query
from core.text.catalog import chosen_language, translate
from core.text.stamp import scenario_lines

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
        "--address", default=HOME, metavar="URL", help=f"where the app runs, for the link in the file; default {HOME}"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where it is written")


def export(args: argparse.Namespace, scenario: Scenario, baseline: Baseline) -> str:
    """Write the file, and say where it stands. Raises Problem where it cannot be written."""
    # Imported here: only who asks for a file waits for what makes it.
    from core.export.files import file_of

    ending = args.out.suffix.removeprefix(".").lower()
    kind = args.format or (ending if ending in FORMATS else FORMATS[0])
    if args.annex and kind not in ("docx", "pdf"):
        raise Problem("export.annex")
    language, query = chosen_language(), urlencode(to_query(scenario))
    told = f"python -m core export --link {shlex.quote(query)} --format {kind}{' --annex' if args.annex else ''}"
    told += f" --out {shlex.quote(args.out.name)}"
    link = f"{args.address.rstrip('/')}/?{query}{'' if language == 'nl' else f'&lang={language}'}"
    if args.address != HOME:
        told += f" --address {shlex.quote(args.address)}"
    lines = scenario_lines(scenario, baseline, link, dt.date.today(), language)
    name = f"annex_{kind}" if args.annex else kind
    content = file_of(name, scenario, baseline, [*lines, (translate(language, "export.command"), told)], link, language)
    try:
        args.out.write_bytes(content)
    except OSError as error:
        raise Problem("export.not_written", value=shown(str(args.out), 200)) from error
    return str(args.out)
