"""The button in the header that leads into the view for a room, on each page that has one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from core.figures.room import ROOMS
from core.text.catalog import Language, translate
from core.ui import state

KEY: Final = "Alt+G"


def in_room(page: str) -> bool:
    """Whether a page is drawn for a room."""
    return state.current().room and page in ROOMS


def door(page: str, language: Language) -> None:
    """Draw the button, on a page that has a chart for a room."""
    if page in ROOMS and not state.current().room:
        st.button(
            translate(language, "room.open"), key="room-open", on_click=state.choose_room, args=(True,), type="tertiary",
            help=translate(language, "room.open_help"), shortcut=KEY,
        )  # fmt: skip
