"""`core batch`: a table of scenarios to a tidy Parquet file."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any, Final

from core.analysis.draws import check_draws
from core.analysis.uncertainty import SCREEN_DRAWS
from core.document.batch.rows import read_rows
from core.document.batch.run import here, on_cluster, run_batch
from core.problem import Problem
from core.text.catalog import chosen_language, explain, translate

TOLD_EVERY: Final = 2.0
"""Between two lines of progress [s]."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What a batch is asked."""
    parser.add_argument("table", type=Path, metavar="TABLE", help="scenarios: CSV or Parquet")
    parser.add_argument("--draws", type=int, default=SCREEN_DRAWS, help="draws of each scenario, a power of two")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="Parquet file to write")
    parser.add_argument("--processes", type=int, default=0, help="processes of this machine; default one for each core")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler in their place, such as tcp://10.0.0.5:8786")


def batch(args: argparse.Namespace) -> dict[str, Any]:
    """Do the batch, tell its progress and the rows that are refused, and give what was done. Raises Problem."""
    draws, language, start = check_draws(args.draws), chosen_language(), time.monotonic()
    if not args.out.absolute().parent.is_dir():
        raise Problem("facts.unreadable", file=str(args.out), reason=os.strerror(2))
    jobs, refused = read_rows(args.table)
    for one in refused:
        print(translate(language, "batch.row", row=one.row, reason=explain(language, one.problem)), file=sys.stderr)
    if not jobs:
        raise Problem("batch.empty", file=args.table.name)
    told = [0.0]

    def progress(done: int) -> None:
        now = time.monotonic()
        if now - told[0] >= TOLD_EVERY or done == len(jobs):
            told[0] = now
            print(translate(language, "batch.progress", done=done, n=len(jobs)), file=sys.stderr, flush=True)

    cores = args.processes or len(os.sched_getaffinity(0))
    answers = here(draws, cores) if args.scheduler is None else on_cluster(draws, args.scheduler)
    run_batch(jobs, draws, args.out, answers, progress)
    return {
        "out": str(args.out), "scenarios": len(jobs), "refused": [one.row for one in refused], "draws": draws,
        "seconds": round(time.monotonic() - start, 3),
    }  # fmt: skip
