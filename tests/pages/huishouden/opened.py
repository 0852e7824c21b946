"""Werk loont as the server runs it, and what stands on it."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

SCRIPT = """
from core.ui import state
from pages.huishouden.sheet import page
state.read_address()
page()
"""


def open_page(**query: str) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def texts(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def charts(app: AppTest) -> list[Any]:
    return [element.proto for element in app.get("vega_lite_chart")]
