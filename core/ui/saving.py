"""Saving what is shown: the form, in the dialog and on the page of what is saved, and what it says when it is done or not."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Final

import streamlit as st

from core.problem import Problem
from core.store import Conflict, Entry, Saved, content_of, listed, said, save_new, save_on, scenarios_of, store
from core.store.content import LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_NOTE
from core.text import sentences_saved as words
from core.text.catalog import Language, explain, translate
from core.text.changes import steps
from core.text.sentences_compare import suggested
from core.ui import state
from core.ui.code import code
from core.ui.copy import copy_button
from core.ui.follow import chosen, following
from core.ui.saved import desk, forget_conflict, settle_desk, short_link, show, take_bases
from core.ui.visitor import who

FIELDS: Final = ("name", "description", "note")
NEW: Final = ""
"""What stands for a new scenario in the choice of what is saved on."""


def save_form(language: Language) -> None:
    """Draw the form, and above it what came of the last press."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"bewaard.form.{key}", **params)

    here = desk()
    _came_of_it(language)
    if not who().may("save") and who().role != "visitor":
        _line(translate(language, "problem.store.not_allowed_save"))
        return
    mine = _mine()
    with st.form("save-scenario", border=False, enter_to_submit=True):
        name = here.texts.get("name") or suggested(state.current().committed, state.baseline(), language)[:LONGEST_NAME]
        st.text_input(say("name"), key=following("save-name", name), max_chars=LONGEST_NAME)
        st.text_area(
            say("description"), key=following("save-description", here.texts.get("description", "")),
            max_chars=LONGEST_DESCRIPTION, height=80,
        )  # fmt: skip
        st.text_input(say("note"), key=following("save-note", here.texts.get("note", "")), max_chars=LONGEST_NOTE)
        if mine:
            options = {NEW: say("new"), **{one.id: say("version", name=one.words.name) for one in mine}}
            on = here.on[0] if here.on is not None and here.on[0] in options else NEW
            place = following("save-on", on, language)
            st.selectbox(say("on"), list(options), format_func=lambda one: options.get(one, one), key=place)
        st.form_submit_button(say("save"), key="save-submit", type="primary", on_click=_pressed)


def _mine() -> tuple[Entry, ...]:
    """What can be saved on; nothing while the store is away."""
    try:
        return listed(store(), who())
    except Problem as problem:
        desk().problem = desk().problem or problem
        return ()


def _came_of_it(language: Language) -> None:
    here = desk()
    if here.conflict is not None:
        _conflict(here.conflict, language)
    if here.problem is not None:
        _line(explain(language, here.problem), refused=True)
    if here.told is not None and state.current().committed in here.names:
        entry = here.told.entry
        _line(translate(language, "bewaard.form.saved", name=entry.words.name, n=entry.number))
        link = short_link(entry.id, language)
        copy_button(link, translate(language, "bewaard.form.link"), f"copy-saved-{entry.id}", language)
        st.html(code(link, language), width=160)


def _conflict(conflict: Conflict, language: Language) -> None:
    """Who was before us, in what their version differs from ours, and three ways on."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"bewaard.conflict.{key}", **params)

    entry = conflict.newest.entry
    told = say(
        "told", who=entry.author or say("somebody"), when=words.moment(entry.saved, language), n=entry.number,
        name=entry.words.name,
    )  # fmt: skip
    with st.container(key="save-conflict", gap="small"):
        st.html(f'<p class="koers-hand first">{html.escape(say("title"))}</p>')
        _line(told, refused=True)
        different = _difference(conflict.newest, language)
        _line(say("difference", what="; ".join(different)) if different else say("same"))
        with st.container(horizontal=True, gap="small"):
            st.button(say("over", n=entry.number + 1), key="save-over", on_click=_over)
            st.button(say("apart"), key="save-apart", on_click=_apart)
            st.button(say("show"), key="save-show", on_click=_show, type="tertiary")


def _difference(theirs: Saved, language: Language) -> list[str]:
    """What it takes to go from their version to ours, in words."""
    try:
        take_bases(theirs)
        scenario, _ = scenarios_of(theirs.content, state.find_baseline)
        return [part for part in steps(scenario, state.current().committed, state.find_baseline, language) if part]
    except Problem as problem:
        return [explain(language, problem)]


def _line(text: str, *, refused: bool = False) -> None:
    kind = " koers-refused" if refused else ""
    st.html(f'<p class="koers-sentence{kind}" role="status">{html.escape(text)}</p>')


def _pressed() -> None:
    """Take over what was typed, and save it."""
    here = desk()
    here.texts = {name: str(chosen(f"save-{name}") or "") for name in FIELDS}
    on = str(chosen("save-on") or NEW)
    if on != (here.on[0] if here.on is not None else NEW):
        here.on = _newest(on)
    _try(_save)


def _newest(scenario_id: str) -> tuple[str, int] | None:
    """The newest version of a scenario, as it stands in the list that was chosen from."""
    return next(((one.id, one.number) for one in _mine() if one.id == scenario_id), None)


def _save() -> Saved:
    here, session = desk(), state.current()
    typed = said(here.texts["name"], here.texts["description"], here.texts["note"])
    content = content_of(session.committed, session.pins, state.find_baseline)
    if here.on is None:
        return save_new(store(), who(), content, typed, here.wish)
    return save_on(store(), who(), here.on[0], here.on[1], content, typed, here.wish)


def _try(save: Callable[[], Saved]) -> None:
    here = desk()
    here.told = here.conflict = here.problem = None
    try:
        settle_desk(save())
    except Conflict as conflict:
        here.conflict = conflict
    except Problem as problem:
        here.problem = problem


def _over() -> None:
    """Save ours on top of theirs."""
    here = desk()
    if here.conflict is not None:
        here.on = (here.conflict.newest.entry.id, here.conflict.newest.entry.number)
        _try(_save)


def _apart() -> None:
    """Save ours as another scenario."""
    desk().on = None
    _try(_save)


def _show() -> None:
    """Show theirs; ours is one step back."""
    here = desk()
    if here.conflict is not None:
        theirs = here.conflict.newest
        forget_conflict()
        show_saved(theirs)


def show_saved(saved: Saved) -> None:
    """Show a version, and put its short link into the address."""
    show(saved, {"s": saved.entry.id, "n": str(saved.entry.number)})
    state.write_address()
