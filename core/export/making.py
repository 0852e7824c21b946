"""Reports become files in processes beside this one: drawing charts would stop every visitor, and its memory would stay."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import msgspec

from core.export.value import Report
from core.problem import Problem

AT_A_TIME: Final = 2
"""Files made at a time; the others wait."""
PATIENCE: Final = 60.0
"""Time that one file may take [s]."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_START: Final = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from core.export.child import main; main()"
_free: Final = threading.BoundedSemaphore(AT_A_TIME)


def made(report: Report, kind: str) -> bytes:
    """A report as a file of a kind: `pdf`, `docx` or `pptx`. Raises Problem."""
    said = msgspec.json.encode(report)
    with _free:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-c", _START, kind], input=said, capture_output=True, timeout=PATIENCE, check=True,
                env={name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ},
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise Problem("export.not_made") from error
    return done.stdout
