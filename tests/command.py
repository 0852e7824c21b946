"""What the command line prints: in this process, and in one of its own where that is what is tested."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.__main__ import main

ROOT = Path(__file__).resolve().parents[1]


def printed(*arguments: str) -> Any:
    """The document that `python -m core …` prints, read as an outsider would read it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*arguments, "--json"]) == 0
    return json.loads(out.getvalue())


def printed_elsewhere(*arguments: str) -> Any:
    """The same from a process that hashes in another order and knows nothing of this one."""
    done = subprocess.run(
        [sys.executable, "-m", "core", *arguments, "--json"],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "1"},
    )  # fmt: skip
    assert done.stderr == ""
    return json.loads(done.stdout)
