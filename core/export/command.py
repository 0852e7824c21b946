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

FORMATS: Final = ("xlsx",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes beside a scenario."""
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="kind of file: a workbook with formulas")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where it is written")


def export(args: argparse.Namespace, scenario: Scenario, baseline: Baseline) -> str:
    """Write the file, and say where it stands. Raises Problem where it cannot be written."""
    # Imported here: only who asks for a file waits for what makes it.
    from core.export.workbook import workbook

    language, query = chosen_language(), urlencode(to_query(scenario))
    lines = scenario_lines(scenario, baseline, f"?{query}", dt.date.today(), language)
    told = f"python -m core export --link {shlex.quote(query)} --format {args.format} --out {shlex.quote(args.out.name)}"
    content = workbook(scenario, baseline, [*lines, (translate(language, "export.command"), told)], language)
    try:
        args.out.write_bytes(content)
    except OSError as error:
        raise Problem("export.not_written", value=shown(str(args.out), 200)) from error
    return str(args.out)
