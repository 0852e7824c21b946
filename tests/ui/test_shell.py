"""Scripts go to the browser as one: a name that two of them give would stop all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.ui import frame, lever

UI = Path(__file__).resolve().parents[2] / "core" / "ui"


@pytest.mark.parametrize("names", [frame.SCRIPTS, [f"lever/{name}" for name in lever.SCRIPTS]])
def test_no_two_scripts_that_go_together_give_one_name_to_two_things(names: Sequence[str]) -> None:
    given: Counter[str] = Counter()
    for name in names:
        given.update(re.findall(r"^(?:let|const|class|function) (\w+)", (UI / f"{name}.js").read_text(encoding="utf-8"), re.M))
    assert given
    assert [name for name, times in given.items() if times > 1] == []
