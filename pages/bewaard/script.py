"""A list of prepared questions for a meeting, each with the link that answers it, and the link that opens the room with it."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import streamlit as st

from core.problem import Problem
from core.scenario import ROOM_PARAM, SCRIPT_PARAM
from core.store import Line, keep_script, store
from core.store.scripts import LONGEST_LINK, LONGEST_TITLE, MOST_LINES
from core.text.catalog import Language, explain, translate
from core.text.sentences_compare import suggested
from core.ui import state
from core.ui.code import code
from core.ui.copy import copy_button
from core.ui.follow import chosen, following
from core.ui.room import read_link
from core.ui.saved import desk, overview
from core.ui.share import link_of
from core.ui.visitor import who

BETWEEN = "|"
"""Stands between a question and its link."""
LINES, MADE, SAID = "script-lines", "script-made", "script-said"
"""Under which the desk keeps what was typed, the id of what came of it, and why nothing did."""


def script_form(language: Language) -> None:
    """Draw the list and what came of the last press."""
    here = desk()
    _sentence(_say(language, "note", between=BETWEEN))
    with st.form("script", border=False):
        text = here.texts.get(LINES) or _first(language)
        place = following(LINES, text)
        st.text_area(_say(language, "lines"), key=place, height=160, max_chars=MOST_LINES * (LONGEST_TITLE + LONGEST_LINK))
        st.form_submit_button(_say(language, "keep"), key="script-keep", on_click=_keep)
    if here.texts.get(SAID):
        _sentence(here.texts[SAID])
    if made := here.texts.get(MADE):
        link = room_link(made, language)
        _sentence(_say(language, "kept"))
        copy_button(link, _say(language, "link"), f"copy-script-{made}", language)
        st.html(code(link, language), width=160)


def room_link(script: str, language: Language) -> str:
    """The link that opens the first page for a room, with the questions that were prepared."""
    query = {ROOM_PARAM: "1", SCRIPT_PARAM: script} | ({} if language == "nl" else {"lang": language})
    return f"{overview()}?{urlencode(query)}"


def lines_of(text: str) -> tuple[Line, ...]:
    """The questions of a text, one a line. Raises Problem for a line without a link, or with one that opens no scenario."""
    found = []
    for number, each in enumerate((one for one in text.splitlines() if one.strip()), start=1):
        title, _, link = each.rpartition(BETWEEN)
        if not title.strip():
            raise Problem("store.script_line", n=number, between=BETWEEN)
        try:
            read_link(link)
        except Problem as problem:
            raise Problem("store.script_link", n=number, title=title.strip()[:LONGEST_TITLE]) from problem
        found.append(Line(title, link))
    return tuple(found)


def _first(language: Language) -> str:
    """What is on the screen now, as the first question."""
    scenario = state.current().committed
    link = link_of(scenario, language).partition("?")[2]
    return f"{suggested(scenario, state.baseline(), language)} {BETWEEN} {overview()}?{link}"


def _keep() -> None:
    here = desk()
    here.texts[LINES] = str(chosen(LINES) or "")
    here.texts[MADE] = here.texts[SAID] = ""
    try:
        here.texts[MADE] = keep_script(store(), who(), lines_of(here.texts[LINES]))
    except Problem as problem:
        here.texts[SAID] = explain(state.current().language, problem)


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"bewaard.script.{key}", **params)


def _sentence(text: str) -> None:
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')
