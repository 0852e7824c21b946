"""Werk loont as the server runs it, and what stands on it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.opened import asking, unfolded

SCRIPT = """
from core.ui import state
from pages.huishouden.sheet import page
state.read_address()
page()
"""


def open_page(**query: str) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    return unfolded(asking(app, **query)).run()
