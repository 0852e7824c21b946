"""What every page carries: the style sheet, the document's language, and the switch of languages."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from core.figures.theme import palette
from core.text.catalog import LANGUAGES, Language, translate
from core.text.glossary import meanings
from core.ui import state
from core.ui.uploads import drop_files

_HERE: Final = Path(__file__).parent
SCRIPTS: Final = ("shell", "held", "fit", "making", "document")
"""What the browser runs of the frame, as one."""
_DOCUMENT: Final = "document-language"
_STREAMLIT: Final = {
    "Skip to main content": "skip", "App pages": "pages", "Main menu": "menu", "Theme": "theme", "System": "system",
    "Light": "light", "Dark": "dark", "Print": "print", "Record screen": "record", "Made with Streamlit v": "made",
    "Copy version to clipboard": "copy_version", "Copy to clipboard": "copy", "Copied": "copied", "Dismiss": "close",
    "Close": "close", "Open": "open", "file upload": "upload", "Upload": "upload", "Browse files": "upload",
    "Drag and drop file here": "upload", "#MB per file": "size", "Choose an option": "choose", "No results": "no_results",
    "# options available.": "options", "# option available.": "option", "Press Enter to apply": "apply",
    "Press Enter to submit form": "submit", "Fullscreen": "whole", "Close fullscreen": "part", "Loading...": "loading",
    "Remove file": "remove", "Clear value": "clear", "Stop": "stop", "visualization": "chart",
}  # fmt: skip
"""What the front end says in English, with a number as #, by the key of what it says here instead."""


@functools.cache
def _style(language: Language) -> str:
    """The sheets of screen and paper; each role of colour in both themes, so that a text follows when the theme changes.

    What takes longer than half a second says so, by what Streamlit tells of a run.
    """
    light, dark = palette(False), palette(True)
    names = ("muted", "line", "background", "base")
    roles = " ".join(f"--koers-{role}: light-dark({getattr(light, role)}, {getattr(dark, role)});" for role in names)
    sheets = "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("style", "over", "print"))
    busy = json.dumps(translate(language, "app.busy"), ensure_ascii=False)
    return f"<style>{sheets}\n.stApp {{ {roles} --koers-busy: {busy}; }}</style>"


@functools.cache
def _document() -> Any:
    return st.components.v2.component(
        "koers_document",
        html="<span hidden></span>\n",
        js="\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS),
    )


def dark_theme() -> bool:
    """Whether the viewer's theme is dark."""
    return st.context.theme.type == "dark"


@functools.cache
def _words(language: Language) -> dict[str, str]:
    """What the front end says, in the reader's language."""
    return {said: translate(language, f"app.streamlit.{key}", n="#") for said, key in _STREAMLIT.items()}


def page_frame(language: Language, group: str, beside: Callable[[], None]) -> None:
    """What every page carries: the style sheet, the document's language, and the switch of languages.

    `group` is the name of the menu's group that the page stands in, empty for one that stands by itself; `beside` draws what
    else the page has beside the languages.
    """
    st.html(_style(language))
    with st.container(key="document", height=1, width=1):
        session = state.current()
        drop_files(session.place)
        # The drawing has a name of its own because the browser hears of changes only, and every page drops the query anew.
        # A tab that came back knows by it that it was drawn: to a new session its first question is no question yet, as the
        # session has not met the widget that asks.
        session.drawn += 1
        data = {
            "lang": language, "restore": session.restore, "query": urlencode(session.address or {}),
            "drawn": f"{session.epoch}/{session.drawn}", "dark": dark_theme(),
            "away": translate(language, "app.away"), "words": _words(language), "group": group,
            "terms": meanings(language),
        }  # fmt: skip
        _document()(
            key=_DOCUMENT, data=data, on_reopened_change=lambda: None, on_themed_change=lambda: None, height=1
        )  # fmt: skip
    with st.container(key="language", width="content", horizontal=True, gap="small"):
        beside()
        for other in LANGUAGES:
            if other != language:
                st.button(
                    translate(other, "app.name"), key=f"language-{other}", on_click=state.choose_language, args=(other,),
                    type="tertiary",
                )  # fmt: skip
