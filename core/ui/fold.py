"""What comes after the first two screens of a page stands behind a fold that says what is in it; made when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from core.text.catalog import Language, translate

FOLDS: Final = (
    "volume", "impulspakket", "lks", "buig", "onzekerheid", "futures", "eerder", "huishouden", "pilot", "monitor", "files",
)  # fmt: skip
"""Every fold: its key in a session is `more-` and its name, and its label the message `app.more` and its name."""


def folded(name: str, language: Language) -> ExpanderContainer:
    """A fold to draw in when it is open."""
    return st.expander(translate(language, f"app.more.{name}"), key=f"more-{name}", on_change="rerun", type="compact")


def fold(name: str, language: Language, draw: Callable[[], object]) -> None:
    """A fold with what `draw` puts in it."""
    found = folded(name, language)
    if found.open:
        with found, st.container(gap="medium"):
            draw()
