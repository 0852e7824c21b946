"""What a presenter presses, without a browser: one by one, once each, and after a restart in the order in which it counts.

Run by the Node.js that Playwright brings along, on a page of our own: `line_page.js`.
"""

from __future__ import annotations

import functools
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
SCRIPT = HERE.parent.parent / "core" / "ui" / "room" / "line.js"
WANTED: dict[str, Any] = {
    "the second press waits for the first": ["next"],
    "and goes once that is done": ["next"],
    "a press without an answer goes again": ["next"],
    "nothing goes while the line is away": [],
    "a session that does not know the room hears of it first": [["resume", "one"]],
    "then what was under way": ["next"],
    "then what was pressed last": ["chart"],
    "and the tab keeps where that one stands": "two",
    "nothing waits for an answer to leaving": ["leave", "next"],
}


@functools.cache
def found() -> dict[str, Any]:
    """What was sent, by what happened before."""
    node, _ = compute_driver_executable()
    done = subprocess.run([node, HERE / "line_page.js", SCRIPT], capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("what", WANTED)
def test_presses_go_one_by_one_and_a_room_goes_on(what: str) -> None:
    assert found()[what] == WANTED[what]


def test_nothing_else_was_done() -> None:
    assert found().keys() == WANTED.keys()
