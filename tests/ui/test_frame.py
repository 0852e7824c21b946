"""What every page carries: a drawing is told from every other, also from one of another session."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from tests.opened import open_app


def drawing(app: AppTest) -> str:
    """The name of the drawing on the screen, as the browser is told."""
    found = [
        json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.component_name.endswith("koers_document")
    ]
    (data,) = found
    return str(data["drawn"])


def test_a_drawing_has_a_name_that_no_other_has() -> None:
    """A tab that came back knows by it that it was drawn, though a first drawing is like the first of the session before."""
    one, other = open_app(), open_app()
    names = [drawing(one), drawing(other), drawing(one.run()), drawing(other.run())]
    assert len(set(names)) == 4
