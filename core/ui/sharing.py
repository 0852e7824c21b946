"""Delen: a dialog with the link to copy, a code for a phone's camera, the scenario as a file, and the command behind a fold."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.export.files import KINDS, Subject
from core.model.calendar import month_label
from core.own_data.box import boxed_json
from core.own_data.count.answers import is_count, parent_of
from core.problem import Problem
from core.scenario import Scenario, from_document, to_json, to_query
from core.text.catalog import Language, translate
from core.text.changes import scenario_name
from core.ui import state
from core.ui.code import code
from core.ui.copy import copy_button
from core.ui.files import chosen_pages, file_buttons
from core.ui.saved import leave_saved
from core.ui.saving import save_form
from core.ui.share import link_of
from core.ui.turns import turn


def share_button(language: Language) -> None:
    """Draw the button that opens the dialog."""
    if st.button(translate(language, "verkenner.panel.share"), key="share"):
        st.dialog(translate(language, "share.title"))(_dialog)()


def _dialog() -> None:
    with turn():
        session = state.current()
        language, scenario = session.language, session.committed

        def say(key: str) -> str:
            return translate(language, f"share.{key}")

        def note(text: str) -> None:
            st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')

        own = parent_of(scenario.baseline) in session.own
        link = link_of(scenario, language)
        note(translate(language, "own_data.page.share_note" if own else "verkenner.panel.share_note"))
        copy_button(link, say("link"), "copy-link", language)
        with st.container(horizontal=True, key="share-file", vertical_alignment="center"):
            st.html(code(link, language), width=160)
            with st.container(gap="small"):
                note(say("file_note"))
                st.download_button(
                    say("save"), to_json(scenario, state.baseline()), file_name=f"{scenario_name(scenario, language)}.json",
                    mime="application/json", key="save", on_click="ignore",
                )  # fmt: skip
        with st.expander(translate(language, "report.save.title"), key="share-kinds", type="compact"):
            pages = chosen_pages(language)
            file_buttons("share-files", Subject(scenario, state.baseline(), pages=pages), tuple(KINDS), link, language)
        with st.expander(translate(language, "bewaard.form.share"), key="share-save", type="compact"):
            save_form(language)
        upload = st.file_uploader(say("open"), type="json", key="load")
        with st.expander(say("command"), key="share-command", type="compact"):
            note(translate(language, "verkenner.panel.command_note"))
            st.code(command(scenario), language=None, wrap_lines=True)
        if upload is not None:
            _load(upload)
            st.rerun()


def command(scenario: Scenario) -> str:
    """The command line that gives the numbers on the screen; a package travels in the link's own form."""
    own = state.current().own.get(parent_of(scenario.baseline))
    if own is not None:
        return f"python -m core run {own.arguments()} --link '{urlencode(to_query(scenario))}' --json"
    if scenario.measures:
        return f"python -m core run --link '{urlencode(to_query(scenario))}' --json"
    settings = "".join(f" --set {name}={value!r}" for name, value in scenario.overrides)
    count = is_count(scenario.baseline)
    named = state.own_count(scenario.baseline).arguments() if count else f"--baseline {scenario.baseline}"
    return f"python -m core run {named}{settings} --until {month_label(scenario.until)} --json"


def _load(upload: UploadedFile) -> None:
    try:
        state.commit(from_document(boxed_json(upload.getvalue(), upload.name), state.find_baseline))
        leave_saved()
    except Problem as problem:
        state.current().problems = [problem]
