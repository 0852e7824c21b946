"""Print every specification as JSON: what the process beside the server runs, at the lowest priority."""

from __future__ import annotations

import os

# One thread, as in `core.__main__`; and a visitor who is already here goes first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
if hasattr(os, "nice"):
    os.nice(15)

import json
import sys

from core.figures.specs import build_all

json.dump(build_all(), sys.stdout)
