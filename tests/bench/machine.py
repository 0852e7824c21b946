"""What a result was measured on, and servers to measure."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = Path(__file__).resolve().parent / "results"


def describe() -> dict[str, str]:
    """Machine, versions and date."""
    model = "unknown"
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    chromium = shutil.which("chromium")
    browser = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False).stdout if chromium else "none"
    return {
        "date": dt.date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {model}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("streamlit", "numpy", "altair", "pyarrow")},
        "chromium": browser.strip().removeprefix("Chromium ").split(" ")[0],
    }


def save(name: str, result: dict[str, Any]) -> None:
    """Keep one section; the others stay as they were measured."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"on": describe()} | result, indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


@contextlib.contextmanager
def serving(script: str = "app.py", log: IO[bytes] | None = None) -> Iterator[tuple[int, int]]:
    """A server of its own process, which writes to `log` what it says; gives its port and process id."""
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=ROOT,
        stdout=log or subprocess.DEVNULL,
        stderr=log or subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


ALL = 0
"""In the place of a process: everything on the machine."""


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    if pid == ALL:
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()
        user, nice, system, _, _, interrupt, soft = map(int, first[1:8])
        return (user + nice + system + interrupt + soft) / os.sysconf("SC_CLK_TCK")
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Memory that a process holds [MB]."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
