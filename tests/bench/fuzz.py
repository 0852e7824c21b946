"""(j) Many damaged files through the readers: `python -m tests.bench.fuzz --flips 15000`.

Each file is read in a process of its own within the limits of the box. To be quick that process is forked from one that has
the readers loaded, where the box starts anew; a part of the files goes through the box itself, and this process is the server.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

import argparse
import json
import random
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from core.own_data.box import PATIENCE, boxed_json
from core.own_data.child import bind
from core.own_data.monthly import read_monthly
from core.own_data.upload import tried
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain
from tests.bench.machine import save
from tests.fuzz.files import GOOD, bombs, flipped, restructured
from tests.own_data.files import TODAY

READ, REFUSED, FAULT = 0, 1, 2


def main() -> int:
    """Read them all, print what came of it as JSON; 1 when a reader had a fault of ours or the server did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=15_000, help="Parquet and XLSX files with flipped bytes, half each")
    parser.add_argument("--tables", type=int, default=3_000, help="CSV files whose rows, columns and cells were moved")
    parser.add_argument("--boxed", type=int, default=200, help="of the flipped files, through the box itself")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files in which a reader had a fault of ours")
    args = parser.parse_args()
    found = measure(args.flips, args.tables, args.boxed, args.seed, args.keep)
    json.dump(found, sys.stdout, indent=2)
    print()
    faults = sum(part.get("fault", 0) for part in found.values() if isinstance(part, dict))
    return int(faults > 0 or found["memory_after_mb"] - found["memory_before_mb"] > 200)


def measure(
    flips: int = 15_000, tables: int = 3_000, boxed: int = 400, seed: int = 1, keep: Path | None = None
) -> dict[str, Any]:
    """Read them all and save what came of it."""
    chance = random.Random(seed)
    for name, raw in GOOD.items():  # what is loaded here, a forked process need not load
        read_monthly(raw, name, TODAY)
    assert all(explain(language, Problem("own_data.empty", file="")) for language in LANGUAGES)
    before, begin = _memory(), time.monotonic()
    found: dict[str, Any] = {}
    for name in GOOD:
        found[name] = _through(name, (flipped(GOOD[name], chance) for _ in range(flips // len(GOOD))), keep)
    found["a.csv"] = _through("a.csv", (restructured(chance) for _ in range(tables)), keep)
    found["boxed"] = _boxed(boxed, chance)
    found["memory_before_mb"], found["memory_after_mb"] = before, _memory()
    found["seconds"] = round(time.monotonic() - begin, 1)
    save("fuzz", {"found": found})
    return found


def _through(name: str, files: Any, keep: Path | None) -> dict[str, int]:
    """How many files were read, refused, ended or outlasted their reader, or met a fault of ours."""
    counts: Counter[str] = Counter()
    for number, raw in enumerate(files):
        child = os.fork()
        if child == 0:
            os._exit(_read(raw, name))
        _, status = os.waitpid(child, 0)
        ended = os.WIFSIGNALED(status)
        code = os.WEXITSTATUS(status) if not ended else -os.WTERMSIG(status)
        what = {READ: "read", REFUSED: "refused"}.get(code, f"ended by signal {-code}" if ended else "fault")
        counts[what] += 1
        if what == "fault" and keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number}-{name}").write_bytes(raw)
    return dict(counts)


def _read(raw: bytes, name: str) -> int:
    bind()
    signal.alarm(int(PATIENCE))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        read_monthly(raw, name, TODAY)
    except Problem as problem:
        said = [explain(language, one) for one in getattr(problem, "problems", (problem,)) for language in LANGUAGES]
        return REFUSED if all(text.endswith(".") and text.isprintable() for text in said) else FAULT
    except MemoryError:
        return REFUSED  # the box says so
    except BaseException:
        return FAULT
    return READ


def _boxed(count: int, chance: random.Random) -> dict[str, Any]:
    """Files through the box: what came back, in how many sentences, and how long the slowest took [s]."""
    counts: Counter[str] = Counter()
    slowest = 0.0
    files = [(name, flipped(GOOD[name], chance)) for name in (*GOOD,) * (count // len(GOOD))]
    for name, raw in [*files, *bombs()]:
        begin = time.monotonic()
        if name.endswith("json"):
            try:
                boxed_json(raw, name)
                counts["json read"] += 1
            except Problem as problem:
                counts[f"json {problem.key}"] += 1
        else:
            upload = tried(raw, name, TODAY)
            counts["read" if upload.found is not None else upload.problems[0].key] += 1
            counts["more than one sentence"] += len(upload.problems) > 1
        slowest = max(slowest, time.monotonic() - begin)
    return {**counts, "slowest_s": round(slowest, 2), "server_alive": True}


def _memory() -> float:
    """Resident memory of this process [MB]."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)


if __name__ == "__main__":
    sys.exit(main())
