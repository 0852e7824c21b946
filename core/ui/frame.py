"""What every page carries: the style sheet, the document's language, and the switch of languages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from core.figures.theme import palette
from core.text.catalog import LANGUAGES, Language, translate
from core.ui import state
from core.ui.uploads import drop_files

_HERE: Final = Path(__file__).parent
_DOCUMENT: Final = "document-language"


@functools.cache
def _style() -> str:
    """The sheets of screen and paper; each role of colour in both themes, so that a text follows when the theme changes."""
    light, dark = palette(False), palette(True)
    roles = " ".join(
        f"--koers-{role}: light-dark({getattr(light, role)}, {getattr(dark, role)});" for role in ("muted", "line", "background")
    )
    sheets = "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("style", "print"))
    return f"<style>{sheets}\n.stApp {{ {roles} }}</style>"


@functools.cache
def _document() -> Any:
    return st.components.v2.component(
        "koers_document",
        html="<span hidden></span>\n",
        js=(_HERE / "document.js").read_text(encoding="utf-8"),
    )


def dark_theme() -> bool:
    """Whether the viewer's theme is dark."""
    return st.context.theme.type == "dark"


def page_frame(language: Language) -> None:
    """What every page carries: the style sheet, the document's language, and the switch of languages."""
    st.html(_style())
    with st.container(key="document", height=1, width=1):
        session = state.current()
        drop_files(session.place)
        # The number of the drawing is in it because the browser hears of changes only, and every page drops the query
        # anew. A question of a tab that came back is answered with its number.
        reopened = st.session_state.get(_DOCUMENT, {}).get("reopened")
        session.drawn += 1
        data = {
            "lang": language, "restore": session.restore, "reopened": reopened,
            "query": urlencode(session.address or {}), "drawn": session.drawn, "dark": dark_theme(),
            "away": translate(language, "app.away"),
        }  # fmt: skip
        _document()(
            key=_DOCUMENT, data=data, on_reopened_change=lambda: None, on_themed_change=lambda: None, height=1
        )  # fmt: skip
    with st.container(key="language", width="content"):
        st.session_state["choose-language"] = language
        st.segmented_control(
            translate(language, "app.language"),
            LANGUAGES,
            format_func=lambda name: translate(name, "app.name"),
            key="choose-language",
            label_visibility="collapsed",
            required=True,
            on_change=lambda: state.choose_language(st.session_state["choose-language"]),
        )
