"""`python -m tests.bench [--only a,b] [--soak-minutes N]`: measure, keep each section, write RESULTS.md."""

from __future__ import annotations

import argparse

from tests.bench import (
    answer,
    attack,
    batch,
    drag,
    fuzz,
    heap,
    household,
    kernel,
    load,
    phones,
    pysd_model,
    replicas,
    rerun,
    room,
    thumb,
    tour,
)
from tests.bench.table import write

SECTIONS = (
    "kernel",
    "batch",
    "rerun",
    "drag",
    "thumb",
    "heap",
    "answer",
    "load",
    "replicas",
    "room",
    "phones",
    "soak",
    "attack",
    "tour",
    "fuzz",
    "household",
    "pysd",
)


def main() -> None:
    """Run the chosen sections."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, separated by commas")
    parser.add_argument("--soak-minutes", type=float, default=20.0)
    parser.add_argument("--tour-minutes", type=float, default=15.0)
    args = parser.parse_args()
    chosen = set(args.only.split(","))
    if unknown := chosen - set(SECTIONS):
        parser.error(f"unknown section {', '.join(sorted(unknown))}; choose from {', '.join(SECTIONS)}")
    calls = {
        "kernel": kernel.measure,
        "batch": batch.measure,
        "rerun": rerun.measure,
        "drag": drag.measure,
        "thumb": thumb.measure,
        "heap": heap.measure,
        "answer": answer.measure,
        "load": load.measure,
        "replicas": replicas.measure,
        "room": room.measure,
        "phones": phones.measure,
        "soak": lambda: load.soak(args.soak_minutes),
        "attack": attack.measure,
        "tour": lambda: tour.measure(args.tour_minutes),
        "fuzz": fuzz.measure,
        "household": household.measure,
        "pysd": pysd_model.measure,
    }
    for name in SECTIONS:
        if name in chosen:
            print(f"measuring {name}", flush=True)
            calls[name]()
    write()


if __name__ == "__main__":
    main()
