"""The scripts of the page's frame go to the browser as one module: a name that two of them give would stop all of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "core" / "ui"


def test_no_two_scripts_of_the_frame_give_one_name_to_two_things() -> None:
    given: Counter[str] = Counter()
    for name in ("shell", "held", "fit", "document"):
        given.update(re.findall(r"^(?:let|const|class|function) (\w+)", (UI / f"{name}.js").read_text(encoding="utf-8"), re.M))
    assert given
    assert [name for name, times in given.items() if times > 1] == []
