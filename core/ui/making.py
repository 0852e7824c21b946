"""The line that says how far a file is that somebody asked for, and how many come first."""

from __future__ import annotations

import html
import json
import secrets
from typing import Final

import streamlit as st

from core.text.catalog import Language, translate

ADDRESS: Final = "koers/making.json"
"""Where the browser asks, from the app's own address on; the server answers."""
_OWNER: Final = "making-owner"


def owner() -> str:
    """The name that this session's files stand in line under. Nobody can guess it: it tells what somebody saves."""
    found: str = st.session_state.setdefault(_OWNER, secrets.token_urlsafe(12))
    return found


def making_line(language: Language, note: str = "") -> None:
    """Draw it beside the buttons: a note, in the place of which stands how far a file is that takes over half a second."""
    words = {
        name: translate(language, f"file.making.{name}", name="{name}", n="{n}")
        for name in ("waiting_one", "waiting_many", "gathering", "drawing")
    }
    said = html.escape(json.dumps({"at": f"{ADDRESS}?of={owner()}", "words": words}, ensure_ascii=False))
    kind = "koers-making koers-hint" if note else "koers-making"
    st.html(f'<p class="koers-sentence {kind}" role="status" data-making="{said}">{html.escape(note)}</p>')
