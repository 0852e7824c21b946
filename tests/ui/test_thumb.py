"""What draws under the thumb, without a browser: whatever an answer does between, there and back is what was there before.

Run by the Node.js that Playwright brings along, on a page of our own: `thumb_page.js`.
"""

from __future__ import annotations

import functools
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from core.ui.lever import THUMB, together

HERE = Path(__file__).parent
DONE = (
    "a step is drawn", "the rows of a step stay where they are at the next", "there and back",
    "an answer that says the same comes while a step stands",
    "and the next drag goes there and back", "an answer comes before the last step is drawn", "escape where a step has no rows",
    "an answer is drawn late, between two steps", "rows come into a chart that had none", "rows go from a chart",
    "a release leaves axes wider, and the next drag comes back",
)  # fmt: skip


@functools.cache
def found() -> dict[str, list[Any]]:
    """What stands on the page, and what should, by what was done."""
    node, _ = compute_driver_executable()
    page = [node, HERE / "thumb_page.js"]
    done = subprocess.run(page, input=together(THUMB), capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, list[Any]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("done", DONE)
def test_what_stands_on_the_page_is_what_the_server_wrote_or_the_thumb_draws(done: str) -> None:
    stands, wanted = found()[done]
    assert stands == wanted


def test_all_of_it_is_asked() -> None:
    assert set(DONE) == set(found())
