"""The specifications of all charts, built once for a whole run of the tests, as the server has it: by a process beside."""

from __future__ import annotations

import atexit
import fcntl
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from core.figures.specs import take_over

ROOT = Path(__file__).resolve().parent.parent
FOLDER: Final = "KOERS_TEST_FOLDER"
"""Names the folder that the processes of one run share."""


def share() -> None:
    """Make the folder, for this process and those that it starts, unless whoever started this one did; it goes with its maker."""
    if FOLDER in os.environ:
        return
    os.environ[FOLDER] = folder = tempfile.mkdtemp(prefix="koers-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def written() -> Path:
    """The file with all specifications. Whoever asks first has it built, the others wait for it."""
    share()
    path = _path()
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            done = subprocess.run([sys.executable, "-m", "core.figures"], cwd=ROOT, capture_output=True, check=True)
            path.with_suffix(".part").write_bytes(done.stdout)
            path.with_suffix(".part").rename(path)
    return path


def build_beside() -> None:
    """Have them built while the first tests run, for a run in more than one process."""
    _path().with_suffix(".lock").touch()
    threading.Thread(target=written, daemon=True).start()


def take_what_is_written() -> None:
    """Know the specifications where somebody has them built; else this process builds the few that it needs."""
    if FOLDER in os.environ and _path().with_suffix(".lock").exists():
        _take(written())


@functools.cache
def _take(path: Path) -> None:
    take_over(json.loads(path.read_text(encoding="utf-8")))


def _path() -> Path:
    return Path(os.environ[FOLDER]) / "specs.json"
