"""The page: what can be saved now, and what was saved before."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.problem import Problem
from core.store import BIN_DAYS, Entry, Saved, listed, open_saved, store, versions
from core.text import sentences_saved as words
from core.text.catalog import Language, explain, translate
from core.ui import state
from core.ui.answer import heading
from core.ui.code import code
from core.ui.copy import copy_button
from core.ui.saved import short_link
from core.ui.saving import save_form
from core.ui.sign import sign_bar
from core.ui.visitor import who
from pages.bewaard import acts
from pages.bewaard.publish import story_form
from pages.bewaard.script import script_form

MOST_DRAWN: Final = 20
"""Scenarios that the page draws; the rest is found by searching."""


def draw() -> None:
    """Draw the page in the language of the address."""
    language = state.current().language
    sign_bar(language)
    if not who().may("read"):
        heading(html.escape(_say(language, "closed")))
        return
    search = str(st.session_state.get("find-saved", ""))
    try:
        found = listed(store(), who(), search)
        binned = listed(store(), who(), binned=True)
    except Problem as problem:
        heading(html.escape(_say(language, "away")))
        _sentence(explain(language, problem))
        return
    heading(_answer(len(found) if not search else len(listed(store(), who())), language))
    _sentence(_say(language, "note_people" if who().may("shared") else "note"))
    left, right = st.columns([5, 8], gap="large")
    with left, st.container(key="save-now", gap="small"):
        if who().may("save"):
            st.html(f'<h2 class="koers-title">{html.escape(_say(language, "form.title"))}</h2>')
        save_form(language)
    with right, st.container(key="saved-list", gap="medium"):
        if found or search:
            st.text_input(_say(language, "list.search"), key="find-saved")
        if search and not found:
            _sentence(_say(language, "list.nothing"))
        for one in found[:MOST_DRAWN]:
            _entry(one, language)
        if binned:
            _bin(binned, language)
        if who().may("save"):
            script = st.expander(_say(language, "script.open"), key="script-open", on_change="rerun", type="compact")
            if script.open:
                with script:
                    script_form(language)
        if (found or binned) and who().may("save"):
            _erase(language)


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"bewaard.{key}", **params)


def _sentence(text: str) -> None:
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')


def _answer(count: int, language: Language) -> str:
    if not count:
        return html.escape(_say(language, "none"))
    if who().may("shared"):
        return _say(language, "shared_one" if count == 1 else "shared_many", n=count)
    return _say(language, "one" if count == 1 else "many", n=count)


def _told(one: Entry, language: Language) -> str:
    """Name, version and texts of an entry, as HTML."""
    line = words.version_line(one.number, one.saved, one.author, one.restored, language)
    texts = [one.words.note, one.words.description]
    rest = "".join(f'<p class="koers-sentence">{html.escape(text)}</p>' for text in (line, *texts) if text)
    return f'<div class="koers-saved"><p class="koers-name"><b>{html.escape(one.words.name)}</b></p>{rest}</div>'


def _entry(one: Entry, language: Language) -> None:
    with st.container(key=f"saved-{one.id}", gap="small"):
        st.html(_told(one, language))
        with st.container(horizontal=True, gap="small"):
            every = {"open": acts.look, "pin": acts.pin, "away": acts.away}
            for name, act in every.items() if who().may("save") else list(every.items())[:2]:
                st.button(_say(language, f"list.{name}"), key=f"{name}-{one.id}", on_click=act, args=(one.id,))
        more = st.expander(_say(language, "list.more"), key=f"kept-{one.id}", on_change="rerun", type="compact")
        if more.open:
            with more:
                _more(one, language)


def _more(one: Entry, language: Language) -> None:
    """Links of a scenario, and its versions with a way back to each."""
    try:
        saved, kept = open_saved(store(), who(), one.id), versions(store(), who(), one.id)
    except Problem as problem:
        _sentence(explain(language, problem))
        return
    _links(saved, language)
    with st.expander(_say(language, "story.open"), key=f"story-{one.id}", type="compact"):
        story_form(saved, language)
    for older in kept:
        with st.container(key=f"version-{one.id}-{older.number}", gap="small"):
            line = words.version_line(older.number, older.saved, older.author, older.restored, language)
            _sentence(f"{line} · {older.words.name}" + (f" · {older.words.note}" if older.words.note else ""))
            with st.container(horizontal=True, gap="small"):
                st.button(
                    _say(language, "list.look", n=older.number), key=f"look-{one.id}-{older.number}", on_click=acts.look,
                    args=(one.id, older.number), type="tertiary",
                )  # fmt: skip
                if saved.mine and older.number < one.newest:
                    st.button(
                        _say(language, "list.restore", n=older.number), key=f"restore-{one.id}-{older.number}",
                        on_click=acts.bring_version_back, args=(one.id, older.number, one.newest), type="tertiary",
                    )  # fmt: skip


def _links(saved: Saved, language: Language) -> None:
    name = saved.entry.id
    link = short_link(name, language)
    _sentence(_say(language, "list.read_note"))
    copy_button(link, _say(language, "list.read_link"), f"copy-read-{name}", language)
    st.html(code(link, language), width=160)
    if saved.edit_key is not None and not who().may("shared"):
        _sentence(_say(language, "list.edit_note"))
        edit = short_link(name, language, edit_key=saved.edit_key)
        copy_button(edit, _say(language, "list.edit_link"), f"copy-edit-{name}", language)


def _bin(binned: tuple[Entry, ...], language: Language) -> None:
    with st.expander(_say(language, "list.bin", n=len(binned)), key="saved-bin", type="compact"):
        _sentence(_say(language, "list.bin_note", days=BIN_DAYS))
        for one in binned[:MOST_DRAWN]:
            st.html(_told(one, language))
            if who().may("save"):
                st.button(_say(language, "list.back"), key=f"back-{one.id}", on_click=acts.back, args=(one.id,))


def _erase(language: Language) -> None:
    with st.expander(_say(language, "list.erase"), key="saved-erase", type="compact"):
        _sentence(_say(language, "list.erase_note"))
        st.button(_say(language, "list.erase_sure"), key="erase-all", on_click=acts.erase)
