"""What stays with a session between two answers is small: no widget's function holds on to what was drawn."""

from __future__ import annotations

import dataclasses
import functools
import gc
import types
from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.analysis.outlook import Outlook
from core.cache import Memory
from core.measures import catalogue, encode_package
from core.model.projection import Projection
from core.ui.view import View
from tests.opened import PAGES, open_page
from tests.places import ROTTERDAM

LARGEST = 4096
"""Numbers that a session may keep in one array: the outcomes of a household's own draws, and nothing of a projection."""
DRAWERS = ("assumptions", "share", "household-more", "form-kansrijk", "form-eigen-1", "own-format", "table-needed")
SHARED = (types.ModuleType, type, Memory, functools._lru_cache_wrapper, str, bytes, int, float)
"""What is there once for all sessions, or holds nothing."""


def reachable(root: object) -> Iterator[tuple[object, str]]:
    """Everything that an object keeps alive, each with the way to it; of a function what it closes over and defaults to."""
    seen: set[int] = set()
    ahead = [(root, "")]
    while ahead:
        found, way = ahead.pop()
        if id(found) in seen or isinstance(found, SHARED):
            continue
        seen.add(id(found))
        yield found, way
        if isinstance(found, types.FunctionType):
            name, held = found.__qualname__, [*(found.__closure__ or ()), found.__defaults__, found.__kwdefaults__]
        else:
            name, held = type(found).__name__, gc.get_referents(found)
        ahead.extend((one, f"{way} {name}") for one in held)


def large(app: AppTest) -> list[str]:
    """Ways to what no session may keep: views, outlooks, runs and their arrays."""
    held = [app.session_state._state, app._fragment_storage]
    return [
        f"{way} {type(found).__name__}"
        for found, way in reachable(held)
        if isinstance(found, View | Outlook | Projection) or (isinstance(found, np.ndarray) and found.size > LARGEST)
    ]


def visited(page: str, **query: str) -> AppTest:
    """A page with all that can be opened on it open."""
    app = open_page(page, **query)
    for drawer in DRAWERS:
        app.session_state[drawer] = True
    return app.run()


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", PAGES)
def test_no_widget_of_a_page_keeps_what_was_drawn(page: str) -> None:
    own = dataclasses.replace(catalogue(ROTTERDAM)[0].measure(), id="eigen-1", name="Eigen")
    package = encode_package([own, *(entry.measure() for entry in catalogue(ROTTERDAM)[1:4])])
    app = visited(page, v="1", basis="brief-2023-t2", tot="2026-12", inflow="570", pakket=package)
    assert not app.exception
    assert large(app) == []


PLANTED = """
import functools
import streamlit as st
from core.ui.view import current_view

def drawn(view):
    {widget}

drawn(current_view())
"""


@pytest.mark.parametrize(
    "widget",
    [
        "st.selectbox('a', ['a'], format_func=lambda name: name + view.language)",
        "st.button('a', on_click=functools.partial(print, view))",
        "st.toggle('a', on_change=print, args=(view.paths,))",
        "st.number_input('a', on_change=print, kwargs={'draws': view.paths.draws.caseload.stock})",
        "st.session_state['a'] = view.outlook",
        "st.fragment(lambda: st.text(view.language))()",
    ],
)
def test_a_widget_that_keeps_it_is_found(widget: str) -> None:
    app = AppTest.from_string(PLANTED.format(widget=widget)).run()
    assert not app.exception
    assert large(app)
