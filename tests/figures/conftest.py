"""What the command line prints for one link, and the pages that the same link opens, for every test of this process."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from tests.figures.shown import DRAWERS, QUERY
from tests.opened import open_app
from tests.specs import take_what_is_written


@pytest.fixture(scope="session", autouse=True)
def specifications() -> None:
    """Those of all charts, where this run has them built: a tenth of a second each."""
    take_what_is_written()


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """What the command line prints for the link."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["run", "--link", "?" + urlencode(QUERY), "--json"]) == 0
    found: dict[str, Any] = json.loads(said.getvalue())
    return found


@pytest.fixture(scope="session")
def pages() -> dict[str, AppTest]:
    """The four pages, and what was said earlier, with every drawer open."""
    found = {}
    for page, drawers in (DRAWERS | {"eerder": ("promises",)}).items():
        app = open_app(**QUERY).switch_page(f"pages/{page}/page.py").run()
        for name in drawers:
            app.session_state[f"table-{name}"] = True
        found[page] = app.run()
        assert not app.exception
    return found
