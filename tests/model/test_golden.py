"""The paths of four scenarios as they were when somebody last looked at them and agreed."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.model.update_golden import FOLDER, SCENARIOS, snapshot, write

ACCEPT = (
    "If this change is meant: raise MODEL_VERSION in core/__init__.py, run `python -m tests.model.update_golden`, "
    "and let the difference in tests/model/golden be reviewed."
)


def differences(now: Any, then: Any, where: str = "") -> list[str]:
    """Places where two snapshots differ, numbers by more than one part in a thousand million."""
    if isinstance(now, dict) and isinstance(then, dict):
        keys = sorted(now.keys() | then.keys())
        return [line for key in keys for line in differences(now.get(key), then.get(key), f"{where}.{key}")]
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [line for i, new in enumerate(now) for line in differences(new, then[i], f"{where}[{i}]")]
    if isinstance(now, float | int) and isinstance(then, float | int):
        return [] if math.isclose(now, then, rel_tol=1e-9, abs_tol=1e-9) else [f"{where[1:]}: {then!r} became {now!r}"]
    return [] if now == then else [f"{where[1:]}: {then!r} became {now!r}"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_path_is_what_was_agreed(name: str) -> None:
    then = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    moved = differences(snapshot(name), then)
    assert not moved, "\n".join([f"{name}: {len(moved)} numbers moved.", *moved[:12], ACCEPT])


def test_every_golden_file_belongs_to_a_scenario() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SCENARIOS)


def test_what_the_update_writes_reads_back_as_the_snapshot(tmp_path: Path) -> None:
    write("brief-default", tmp_path)
    read = json.loads((tmp_path / "brief-default.json").read_text(encoding="utf-8"))
    assert differences(snapshot("brief-default"), read) == []


def test_a_number_that_moves_by_a_millionth_is_seen_and_named() -> None:
    then = snapshot("brief-default")
    now = json.loads(json.dumps(then))
    now["years"][2]["lasten"] *= 1 + 1e-6
    assert [line.split(":")[0] for line in differences(now, then)] == ["years[2].lasten"]
    del now["years"][0]["buig"]
    assert len(differences(now, then)) == 2
