"""The round of two minutes: offered on the first page, begun from Over, never in a room and not beside a package."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.opened import open_app, open_page, texts


def offered(app: AppTest) -> dict[str, Any] | None:
    """What the script of the round was given; None where it is not on the page."""
    found = [one.proto for one in app.get("bidi_component") if one.proto.component_name.endswith("koers_tour")]
    return json.loads(found[0].json) if found else None


def test_the_first_page_offers_it_and_only_to_who_comes_with_nothing_as_new() -> None:
    told = offered(open_app())
    assert told is not None
    assert told["fresh"]
    assert len(told["steps"]) == 6
    assert all(step["title"] and step["text"].endswith(".") for step in told["steps"])
    moved = offered(open_app(v="1", basis="brief-2023-t2", tot="2026-12", inflow="570.0"))
    assert moved is not None
    assert not moved["fresh"]


def test_no_other_page_and_no_room_has_it() -> None:
    for app in (open_page("buig"), open_app(groot="1")):
        assert offered(app) is None
        assert "data-tour" not in texts(app)


def test_over_begins_it_on_the_first_page() -> None:
    app = open_page("over")
    app.button(key="tour-wish").click().run()
    told = offered(app)
    assert told is not None
    assert told["wished"] == 1
