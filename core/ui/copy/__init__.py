"""A button that copies a text, large enough for a thumb, with the text beside it for who would rather read it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.text.catalog import Language, translate

_HERE: Final = Path(__file__).parent


@functools.cache
def _component() -> Any:
    html, css, js = ((_HERE / f"copy.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component("koers_copy", html=html, css=css, js=js)


def copy_button(text: str, label: str, key: str, language: Language) -> None:
    """Draw the button for a text, called `label`."""
    said = {name: translate(language, f"share.{name}") for name in ("copy", "copied", "by_hand")}
    # Streamlit raises for a component whose name has two of these together, and an id that was made earlier can have them.
    _component()(key=key.replace("_", "."), data={"text": text, "label": label, **said})
