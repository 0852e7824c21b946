"""Buttons that save one chart as a picture, in the light theme, with what it says and belongs to under it."""

from __future__ import annotations

import html
from functools import partial
from typing import Any, Final

import streamlit as st

from core.export.line import asked_for
from core.export.making import made
from core.export.report import cited_by, laid
from core.export.value import Drawn
from core.figures.figure import Frames
from core.figures.specs import Spec
from core.figures.table_file import Stamp
from core.text.catalog import Language, translate
from core.text.changes import slug
from core.ui.making import making_line, owner
from core.ui.save import save_button
from core.ui.share import stem

KINDS: Final = {"png": "image/png", "svg": "image/svg+xml"}
"""Endings, and what a browser calls them."""


def picture_buttons(
    key: str, said: tuple[str, str], spec: Spec, frames: Frames, belongs: tuple[Stamp, list[str]], language: Language
) -> None:
    """A button for each kind of picture; it is drawn when it is asked for.

    `said` are the chart's finding and sentence, `belongs` what it belongs to and the ids of its sources.
    """
    name = f"{stem(language)}-{slug(key)}"
    with st.container(horizontal=True, key=f"picture-{key}", gap="small", vertical_alignment="center"):
        st.html(f'<p class="koers-sentence">{html.escape(translate(language, "file.picture"))}</p>')
        for ending, mime in KINDS.items():
            make = partial(_asked, (owner(), ending.upper()), ending, said, spec, frames, belongs, language)
            note = translate(language, "file.picture_help", kind=ending.upper())
            save_button(ending.upper(), make, f"{name}.{ending}", mime, f"{ending}-{key}", quiet=True, note=note)
        making_line(language)


def _asked(asked: tuple[str, str], *what: Any) -> bytes:
    """The picture that somebody asked for, in its turn."""
    with asked_for(*asked, "drawing"):
        return picture(*what)


def picture(
    kind: str, said: tuple[str, str], spec: Spec, frames: Frames, belongs: tuple[Stamp, list[str]], language: Language
) -> bytes:
    """The picture."""
    stamp, cited = belongs
    link = next((text for label, text in stamp if label == translate(language, "file.link")), "")
    sources = "; ".join(text for text, _ in cited_by(cited, language))
    rest = [(translate(language, "report.word.sources"), sources)] if sources else []
    return made(Drawn(*said, laid(spec, frames), [*stamp, *rest], link), kind)
