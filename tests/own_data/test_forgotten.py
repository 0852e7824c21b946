"""Own figures live in their owner's session: when they are removed, or the session ends, nothing of them is left anywhere."""

from __future__ import annotations

import functools
import gc
import types
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core import cache
from core.baseline import Baseline
from core.household.household import Household
from tests.opened import PAGES, open_page
from tests.own_data.files import as_csv, months, table
from tests.pages.huishouden.opened import slide

pytestmark = pytest.mark.exhaustive

HERE = "Ergens aan Zee"
FILE = as_csv(table(months(48, 12 * 2021, 5317)))


def remembered() -> Iterator[object]:
    """Everything that is kept for all sessions: in memories of ours and in those of the standard library."""
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ahead: list[Any] = [memory._kept for memory in cache._MEMORIES]
    for one in caches:
        ahead.extend(part for part in gc.get_referents(one) if part is not one.__dict__ and part is not one.__wrapped__)
    seen: set[int] = set()
    while ahead:
        found = ahead.pop()
        if id(found) in seen or isinstance(found, type | types.FunctionType | types.ModuleType):
            continue
        seen.add(id(found))
        yield found
        ahead.extend(gc.get_referents(found))


def left(name: str) -> list[object]:
    """What is remembered of a baseline: itself and its id."""
    return [
        found
        for found in remembered()
        if (isinstance(found, Baseline) and found.municipality == HERE) or (isinstance(found, str) and found == name)
    ]


def brought() -> tuple[AppTest, str]:
    """A session with own figures that looked at every page, and their id."""
    app = open_page("bronnen").file_uploader(key="own-file").set_value(("cijfers.csv", FILE, "text/csv")).run()
    app.text_input(key="own-name").set_value(HERE).run()
    assert left(HERE) == []  # what is read and not used is remembered nowhere
    app.button(key="own-use").click().run()
    for page in (*PAGES, "bronnen"):
        app.switch_page(f"pages/{page}/page.py").run()
        assert not app.exception
    (name,) = app.session_state["koers"].own
    assert left(name)
    return app, name


def test_own_figures_that_are_removed_are_remembered_nowhere() -> None:
    app, name = brought()
    app.button(key=f"own-remove-{name}").click().run()
    assert not app.exception
    assert left(name) == []


def test_own_figures_are_remembered_no_longer_than_their_session() -> None:
    app, name = brought()
    del app
    gc.collect()
    assert left(name) == []


def test_a_household_is_remembered_nowhere_outside_its_session() -> None:
    app = open_page("huishouden")
    slide(app, "rent", "617,31")
    assert not app.exception
    assert [found for found in remembered() if isinstance(found, Household) and found.rent == 617.31] == []
