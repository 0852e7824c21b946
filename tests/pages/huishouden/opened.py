"""Werk loont as the server runs it, and what stands on it."""

from __future__ import annotations

import json
from typing import Any

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


def slider(app: AppTest, name: str) -> Any:
    """The component that draws a slider."""
    (found,) = (one for one in app.get("bidi_component") if str(one.proto.id).endswith(f"-lever-hh-{name}"))
    return found.proto


def shown(app: AppTest, name: str) -> dict[str, Any]:
    """What a slider is given to show."""
    data: dict[str, Any] = json.loads(slider(app, name).json)
    return data


def slide(app: AppTest, name: str, to: float | str, phase: str = "commit", **changed: object) -> AppTest:
    """Bring a slider to a value, or type a text in its field, with the message of its script."""
    data = shown(app, name)
    move = {"seq": data["ack"] + 1, "text" if isinstance(to, str) else "value": to, "phase": phase, "epoch": data["epoch"]}
    states = app._tree.get_widget_states()
    states.widgets.add(id=slider(app, name).id, json_value=json.dumps({"move": move | changed}))
    return app._run(states)
