"""A server whose data do not hold does not start, and says in one line why; one that starts can serve every page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core import DATA
from core.server.process import load_facts
from tests.places import ROTTERDAM

ROOT = Path(__file__).resolve().parents[2]
START = "from core.server import server_parts; server_parts()"


def started(data: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KOERS_DATA": str(data), "KOERS_LANG": "en"}
    return subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def without_the_law(data: Path) -> None:
    (data / "law" / "norms.toml").unlink()


def with_a_slip(data: Path) -> None:
    path = data / "law" / "vangnet.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("own_risk = 0.075", "own_risk = 7.5", 1), encoding="utf-8")


def with_a_source_less(data: Path) -> None:
    (data / "cities" / ROTTERDAM.id / "sources.toml").unlink()


def without_anything(data: Path) -> None:
    shutil.rmtree(data)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (with_a_slip, "7.5"),
        *(
            pytest.param(fault, said, marks=pytest.mark.exhaustive)
            for fault, said in (
                (without_the_law, "norms.toml"),
                (with_a_source_less, "source register"),
                (without_anything, "baselines"),
            )
        ),
    ],
)
def test_a_start_that_cannot_be_served_is_refused_in_one_line(fault: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    fault(data)
    found = started(data)
    assert found.returncode == 1
    assert said in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_the_data_of_the_project_hold() -> None:
    load_facts()
