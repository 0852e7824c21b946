"""Walk every page of the app and tell all that it shows.

For a process of its own, since the data is read once. Every drawer is open, the map is drawn, and a chart counts with the
texts and the numbers of its data.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import streamlit as st
from google.protobuf.message import Message

from tests.opened import PAGES, open_app

_NAMES = re.compile(r"\b[0-9a-f]{32}\b|\bedition=[0-9a-f]{12}\b|\bof=[\w-]{16}(?![\w-])")
"""What names the session of a visitor, and the edition of code and data that an address is of."""


class _Open:
    """A drawer that stands open."""

    open = True

    def __init__(self) -> None:
        self.box = st.container()

    def __enter__(self) -> Any:
        return self.box.__enter__()

    def __exit__(self, *args: Any) -> None:
        self.box.__exit__(*args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.box, name)


def shown(value: Any) -> Iterator[str | float]:
    """Every text and every number of a chart's data within what goes to the browser."""
    if isinstance(value, Message):
        for _, inner in value.ListFields():
            yield from shown(inner)
    elif isinstance(value, str):
        yield _NAMES.sub("", value)
    elif isinstance(value, bytes):
        yield from _table(value)
    elif isinstance(value, Iterable):
        for inner in value.values() if hasattr(value, "values") else value:
            yield from shown(inner)


def _table(raw: bytes) -> Iterator[str | float]:
    with contextlib.suppress(pa.ArrowInvalid):
        for column in pa.ipc.open_stream(io.BytesIO(raw)).read_all().to_pydict().values():
            yield from (value for value in column if isinstance(value, str | float | int))


def walk(basis: str, language: str) -> dict[str, list[str | float]]:
    """What each page shows, by page. Raises AssertionError for a page that does not open."""
    st.expander = st.popover = lambda *args, **kwargs: _Open()  # type: ignore[assignment]
    app = open_app(v="1", basis=basis, lang=language)
    found = {}
    for page in PAGES:
        app.switch_page(f"pages/{page}/page.py").run()
        for button in app.button:
            if button.key == "map-draw":
                button.click().run()
                break
        assert not app.exception, (page, [error.proto.message for error in app.exception])
        found[page] = list(_all(app._tree))
    return found


def _all(block: Any) -> Iterator[str | float]:
    if isinstance(getattr(block, "proto", None), Message):
        yield from shown(block.proto)
    for child in getattr(block, "children", {}).values():
        yield from _all(child)
