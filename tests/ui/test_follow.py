"""What somebody does while an answer is on its way is not undone by it, and undoes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.measures import catalogue, encode_package
from tests.opened import PAGES, keyed, open_page, query_of, said
from tests.places import LETTER, ROTTERDAM
from tests.ui.test_kept import visited

PACKAGE = encode_package([catalogue(ROTTERDAM)[0].measure()])
FIRST = catalogue(ROTTERDAM)[0].id
MOVES: dict[str, tuple[str, Callable[[AppTest], Any]]] = {
    "measure": ("impulspakket", lambda app: keyed(app.toggle, f"on-{FIRST}").set_value(False)),
    "number": ("impulspakket", lambda app: keyed(app.text_input, f"ramp_months-{FIRST}").set_value("17")),
    "month": ("impulspakket", lambda app: keyed(app.selectbox, f"end-{FIRST}").set_value(-1)),
    "option": ("buig", lambda app: keyed(app.toggle, "vangnet-extended").set_value(True)),
    "basis": ("verkenner", lambda app: keyed(app.selectbox, "choose-baseline").set_value("stand-2026")),
    "horizon": ("lks", lambda app: keyed(app.selectbox, "choose-until").set_value("2027-12")),
}


def opened(page: str) -> AppTest:
    return open_page(page, v="1", basis="brief-2023-t2", tot="2026-12", inflow="570", pakket=PACKAGE)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", MOVES)
def test_what_was_sent_before_an_undo_was_seen_does_not_undo_it(name: str) -> None:
    page, move = MOVES[name]
    app = opened(page)
    app.session_state[f"form-{FIRST}"] = True
    before = query_of(app.run())
    move(app).run()
    assert query_of(app) != before
    moved = app._tree.get_widget_states()
    for button in [one for one in moved.widgets if one.WhichOneof("value") == "trigger_value"]:
        moved.widgets.remove(button)  # a browser tells of a button only when it is pressed
    app.button(key="undo").click().run()
    assert query_of(app) == before
    app._run(moved)  # a press of anything else, sent while the answer was on its way
    assert not app.exception
    assert query_of(app) == before
    move(app).run()
    assert query_of(app) != before, "after that it is a choice like any other"


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", PAGES)
def test_an_answer_sets_no_field_that_nothing_else_has_changed(page: str) -> None:
    """What is set in the browser overwrites what somebody typed or chose there since."""
    app = visited(page, v="1", basis="brief-2023-t2", tot="2026-12", inflow="570", pakket=PACKAGE).run()
    widgets = [*app.toggle, *app.selectbox, *app.text_input, *app.slider, *app.segmented_control]
    assert [one.key for one in widgets if one.proto.set_value] == []


def test_another_language_writes_a_choice_in_its_own_words() -> None:
    app = opened("verkenner")
    assert "december 2026" in app.selectbox(key="choose-until").options
    app.button(key="language-en").click().run()
    until = keyed(app.selectbox, "choose-until")
    assert (until.value, until.proto.set_value) == ("2026-12", True)
    app.run()
    assert query_of(app)["tot"] == ["2026-12"]
    assert not app.exception
    assert "570" in said(app)


def test_a_page_that_is_walked_to_shows_the_basis_and_the_month_of_the_scenario() -> None:
    app = open_page("onzekerheid", v="1", basis=LETTER, tot="2026-12", inflow="570")
    for page in ("verkenner", "volume", "verkenner"):
        app.switch_page(f"pages/{page}/page.py").run()
        # Two drawings: a widget that began at another value would be made anew at the second.
        for _ in range(2):
            shown = [keyed(app.selectbox, name).value for name in ("choose-baseline", "choose-until")]
            assert shown == [LETTER, "2026-12"], page
            app.run()
