"""Explanations of the monitor in one's own words: kept with the session, and in every file that is made of the page."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.analysis.monitor import LONGEST, Monitor
from core.store.content import paragraphs
from core.text import sentences_monitor as words
from core.text.catalog import Language, translate

_KEY: Final = "monitor-explanations"


def explanations(monitor: Monitor) -> dict[str, str]:
    """What this session says itself of the indicators of a monitor, by their ids."""
    found: dict[str, dict[str, str]] = st.session_state.setdefault(_KEY, {})
    return found.setdefault(monitor.id, {})


def edit_explanations(monitor: Monitor, language: Language) -> None:
    """A fold in which the explanation of an indicator is written; what is typed stands beside its figure at once."""

    def say(key: str) -> str:
        return translate(language, f"monitor.edit.{key}")

    fold = st.expander(say("title"), key="monitor-edit", on_change="rerun", type="compact")
    if not fold.open:
        return
    with fold:
        st.html(f'<p class="koers-sentence">{html.escape(say("note"))}</p>')
        names = {one.indicator.id: one.indicator.name[language] for one in monitor.reported}
        chosen = st.selectbox(say("which"), list(names), format_func=names.__getitem__, key=f"monitor-which-{monitor.id}")
        found = monitor.find(chosen)
        if found is None:
            return
        key = f"monitor-text-{monitor.id}-{chosen}"
        st.text_area(
            say("text"),
            words.explained(found, language),
            max_chars=LONGEST,
            key=key,
            on_change=_keep,
            args=(monitor, chosen, key),
        )
        if chosen in explanations(monitor):
            st.button(say("back"), key=f"monitor-back-{monitor.id}", on_click=_drop, args=(monitor, chosen, key), type="tertiary")


def _keep(monitor: Monitor, indicator: str, key: str) -> None:
    explanations(monitor)[indicator] = paragraphs(str(st.session_state[key]))


def _drop(monitor: Monitor, indicator: str, key: str) -> None:
    explanations(monitor).pop(indicator, None)
    st.session_state.pop(key, None)
