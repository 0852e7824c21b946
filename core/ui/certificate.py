"""A number that is asked how it came about: its certificate over the page, built when it is asked for."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from core.analysis.outlook import outlook_of
from core.problem import Problem
from core.scenario import PROOF_PARAM, to_query
from core.text.catalog import Language, explain, translate
from core.trace import traces_of
from core.trace.book import Book
from core.trace.certificate import LONGEST, certificate, choices, meant
from core.trace.pages import PAGES
from core.ui import state
from core.ui.copy import copy_button
from core.ui.observe import rerun
from core.ui.share import home
from core.ui.sharing import command
from core.ui.tables import command_line

_HERE: Final = Path(__file__).parent
_KEY: Final = "proof-ask"
_ASKED: Final = "proof-asked"
_LINKED: Final = "proof-linked"
_PLACES: Final = "proof-places"
_LISTENS: Final = "proof-listens"


@functools.cache
def _component() -> Any:
    return st.components.v2.component(
        "koers_proof", html="<span hidden></span>\n", js=(_HERE / "certificate.js").read_text(encoding="utf-8")
    )


def note(place: str, keys: Sequence[str]) -> None:
    """Remember which numbers a chart shows, by their keys."""
    st.session_state.setdefault(_PLACES, {})[place] = tuple(keys)


def place_button(place: str, language: Language) -> str:
    """A button that asks for all numbers of a chart, on a page that listens. HTML."""
    if not st.session_state.get(_LISTENS):
        return ""
    said = html.escape(translate(language, "proof.all"))
    button = f'<button type="button" class="koers-asked koers-plain" data-place="{place}">{said}</button>'
    return f'<p class="koers-sentence">{button}</p>'


def certificates(page: str) -> None:
    """Listen on a page about a scenario; a link that names a number opens its certificate once."""
    name = page.replace("-", "_")
    st.session_state[_LISTENS] = name in PAGES
    if name not in PAGES:
        return
    linked = st.query_params.get(PROOF_PARAM)
    if linked and st.session_state.get(_LINKED) != linked:
        st.session_state[_ASKED] = {"key": linked}
    st.session_state[_LINKED] = linked
    with st.container(key="proof", height=1, width=1):
        _listen(name)


@st.fragment
def _listen(page: str) -> None:
    def remember() -> None:
        # A run that another question stops before it comes here would have lost what it was asked.
        asked = (st.session_state.get(_KEY) or {}).get("asked")
        if isinstance(asked, Mapping):
            st.session_state[_ASKED] = dict(asked)

    _component()(key=_KEY, data={"page": page}, on_asked_change=remember, height=1)
    asked = st.session_state.pop(_ASKED, None)
    if asked:
        st.dialog(translate(state.current().language, "proof.title"), width="large")(_dialog)(page, asked)


def _dialog(page: str, asked: Mapping[str, Any]) -> None:
    with rerun(page, "proof"):
        session = state.current()
        language = session.language
        outlook = outlook_of(session.committed, state.baseline())
        book = traces_of(outlook)
        place = str(asked.get("place") or "")
        named = st.session_state.get(_PLACES, {}).get(place) or tuple(PAGES[page](outlook).values())
        found = [str(asked["key"])[:LONGEST]] if asked.get("key") else []
        token = str(asked.get("token") or "")[:LONGEST]
        if token:
            found = meant(token, str(asked.get("near") or ""), named, book, language)
        if len(found) == 1:
            _one(found[0], book, language)
            return
        said = translate(language, "proof.several" if found else "proof.none" if token else "proof.which", token=token)
        st.html(f'<p class="koers-sentence">{html.escape(said)}</p>{choices(found or named, book, language)}')


def _one(key: str, book: Book, language: Language) -> None:
    """The certificate of one number, the link to it and the command that prints the same."""
    try:
        told = certificate(book[key], language)
    except Problem as problem:
        st.html(f'<p class="koers-sentence">{html.escape(explain(language, problem))}</p>')
        return
    st.html(told)
    scenario = state.current().committed
    copy_button(proof_link(key, language), translate(language, "proof.link"), "copy-proof", language)
    st.html(command_line(f"{command(scenario).removesuffix(' --json')} --explain '{key}'", language))


def proof_link(key: str, language: Language) -> str:
    """The link to the certificate of a number of the scenario that is shown, on this page."""
    query = {PROOF_PARAM: key, **to_query(state.current().committed)}
    return f"{home()}?{urlencode(query | ({'lang': language} if language != 'nl' else {}))}"
