"""Print every specification as JSON: what the process beside the server runs, at the lowest priority.

The number of a process as its argument is whom it works for, and with whom it ends.
"""

from __future__ import annotations

import os

# One thread, as in `core.__main__`; and a visitor who is already here goes first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
if hasattr(os, "nice"):
    os.nice(15)

import json
import sys
import threading
import time

from core.figures.specs import build_all


def end_with(parent: int) -> None:
    """End when the server is gone: nobody waits for the answer, and whoever starts next needs the core."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if len(sys.argv) > 1:
    threading.Thread(target=end_with, args=(int(sys.argv[1]),), daemon=True).start()
json.dump(build_all(), sys.stdout)
