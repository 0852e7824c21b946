"""Copies of `data` that a test changes: a city more, a count more. Each is read by a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def asked(data: Path, *questions: Sequence[str]) -> list[Any]:
    """What one process that reads this folder of data answers to these questions, in turn (see `tests.cities.asked`)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.cities.asked"], cwd=ROOT, env=os.environ | {"KOERS_DATA": str(data)},
        input=json.dumps(questions), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return list(json.loads(done.stdout))
