"""The button in the header that leads into the view for a room, on each page that has one, and out of it on the others."""

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
    """Draw the button: in, on a page that has a chart for a room; out, where somebody came to one that has none."""
    room = state.current().room
    if room == (page in ROOMS):
        return
    way = "close" if room else "open"
    st.button(
        translate(language, f"room.{way}"), key=f"room-{way}", on_click=state.choose_room, args=(not room,), type="tertiary",
        help=translate(language, f"room.{way}_help"), shortcut=KEY,
    )  # fmt: skip
