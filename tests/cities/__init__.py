"""Copies of `data` that a test changes: a city more, a count more. Each is read by a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def core(data: Path, *arguments: str, module: str = "core") -> Any:
    """What a command prints when it reads this folder of data."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=os.environ | {"KOERS_DATA": str(data)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
