"""Publishing a saved scenario as a story: its title and words, the link for readers, and the way back."""

from __future__ import annotations

import html

import streamlit as st

from core.problem import Problem
from core.store import Published, Saved, publish, published, store, withdraw
from core.store.content import LONGEST_NAME
from core.store.stories import LONGEST_WORDS
from core.text import sentences_saved as words
from core.text.catalog import Language, explain, translate
from core.ui import state
from core.ui.copy import copy_button
from core.ui.saved import desk, story_link
from core.ui.visitor import who


def story_form(saved: Saved, language: Language) -> None:
    """Draw the form for whoever may publish, and the link of what is published."""
    name = saved.entry.id
    try:
        found = published(store(), who(), name)
    except Problem as problem:
        _sentence(explain(language, problem))
        return
    if found is not None:
        _standing(found, language)
    if not saved.mine or not who().may("publish"):
        return
    with st.form(f"story-{name}", border=False):
        title = saved.entry.words.name if found is None else found.edition.title
        told = saved.entry.words.description if found is None else found.edition.words
        st.text_input(_say(language, "title"), value=title, key=f"story-title-{name}", max_chars=LONGEST_NAME)
        st.text_area(_say(language, "words"), value=told, key=f"story-words-{name}", max_chars=LONGEST_WORDS, height=160)
        label = _say(language, "publish" if found is None or found.withdrawn else "again", n=saved.entry.number)
        st.form_submit_button(label, key=f"story-publish-{name}", on_click=_publish, args=(name, saved.entry.number))
    if found is not None and not found.withdrawn:
        st.button(_say(language, "withdraw"), key=f"story-withdraw-{name}", on_click=_withdraw, args=(name,), type="tertiary")


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"bewaard.story.{key}", **params)


def _sentence(text: str) -> None:
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')


def _standing(found: Published, language: Language) -> None:
    """What stands published: which version since when, and its link."""
    if found.withdrawn:
        _sentence(_say(language, "withdrawn"))
        return
    edition = found.edition
    _sentence(_say(language, "standing", n=edition.version, when=words.moment(edition.published, language)))
    copy_button(story_link(found.id, language), _say(language, "link"), f"copy-story-{found.id}", language)


def _publish(name: str, number: int) -> None:
    here = desk()
    here.problem = None
    title, told = (str(st.session_state.get(f"story-{part}-{name}", "")) for part in ("title", "words"))
    try:
        publish(store(), who(), name, number, title, told, state.current().language)
    except Problem as problem:
        here.problem = problem


def _withdraw(name: str) -> None:
    here = desk()
    here.problem = None
    try:
        withdraw(store(), who(), name)
    except Problem as problem:
        here.problem = problem
