"""What a scenario is compared with beside what is ready made: one from a link or a file."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from core.analysis.presets import Preset, preset
from core.own_data.box import boxed_json
from core.problem import Problem, shown
from core.scenario import from_document, from_query, is_of_scenario
from core.store import Entry, listed, open_saved, store
from core.text.catalog import translate
from core.ui import pins, state
from core.ui.chart import sentence, under
from core.ui.saved import pin_saved
from core.ui.uploads import chosen_file
from core.ui.visitor import who

_LINK: Final = "compare-link"
_FILE: Final = "compare-file"
_SAVED: Final = "compare-saved"


def add() -> None:
    """Draw the field for a link and the one for a file."""
    language = state.current().language

    def say(key: str) -> str:
        return translate(language, f"vergelijken.add.{key}")

    sentence(say("title"))
    under(say("note"))
    left, right = st.columns(2, gap="large")
    left.text_input(say("link"), key=_LINK, on_change=_pin_link, placeholder=say("link_example"))
    right.file_uploader(say("file"), type="json", key=_FILE, on_change=_pin_file)
    named = {one.id: one.words.name for one in _saved()}
    if named:
        left.selectbox(
            say("saved"), list(named), index=None, format_func=lambda one: named.get(one, one), key=_SAVED,
            placeholder=say("saved_example"), on_change=_pin_saved,
        )  # fmt: skip


def pin_preset(name: Preset) -> None:
    """Pin one that is ready made, for the scenario that is shown."""
    session = state.current()
    try:
        pins.pin(preset(name, session.committed, state.baseline()))
    except Problem as problem:
        session.problems = [problem]


def _pin_link() -> None:
    """Pin the scenario of a link that was pasted, where nothing of it was lost: half a scenario is another one."""
    text = str(st.session_state[_LINK]).strip()
    st.session_state[_LINK] = ""
    if not text:
        return
    query = parse_qs(urlsplit(text).query or text, keep_blank_values=True)
    scenario, problems = from_query(query, state.find_baseline)
    if not is_of_scenario(query):
        problems = [Problem("pins.no_link", value=shown(text))]
    if problems:
        state.current().problems = problems
        return
    pins.pin(scenario)


def _saved() -> tuple[Entry, ...]:
    """What this visitor saved; nothing while the store is away."""
    try:
        return listed(store(), who())
    except Problem:
        return ()


def _pin_saved() -> None:
    chosen = st.session_state[_SAVED]
    if chosen is None:
        return
    try:
        pin_saved(open_saved(store(), who(), chosen))
    except Problem as problem:
        state.current().problems = [problem]


def _pin_file() -> None:
    upload = chosen_file(_FILE)
    if upload is None:
        return
    try:
        pins.pin(from_document(boxed_json(upload.getvalue(), upload.name), state.find_baseline))
    except Problem as problem:
        state.current().problems = [problem]
