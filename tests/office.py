"""LibreOffice, where it is installed: another program that opens our files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import pytest

PARTS: Final = {"calc": "libsclo.so", "writer": "libswlo.so", "impress": "libsdlo.so"}
"""The library of each program."""
SECONDS: Final = 300


def converted(files: Sequence[Path], ending: str, out: Path, part: Literal["calc", "writer", "impress"]) -> None:
    """Open files and write them again with another ending. Without the program it is skipped, or fails where that is required."""
    soffice = shutil.which("soffice")
    if soffice is None or not (Path(soffice).resolve().parent / PARTS[part]).exists():
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail(f"LibreOffice {part} is not there, and KOERS_REQUIRE_BROWSER asks for it")
        pytest.skip(f"LibreOffice {part} is not there")
    profile = f"-env:UserInstallation=file://{out}/profile"
    how = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(out)]
    subprocess.run([*how, *map(str, files)], check=True, capture_output=True, timeout=SECONDS)
