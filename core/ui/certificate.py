"""A number that is asked how it came about: its certificate over the page, built when it is asked for."""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

import streamlit as st

from core.analysis.outlook import outlook_of
from core.problem import Problem
from core.scenario import PROOF_PARAM, to_query
from core.text import format as house
from core.text.catalog import Language, explain, translate
from core.trace import traces_of
from core.trace.book import Book
from core.trace.certificate import LONGEST, certificate, choices, meant
from core.trace.node import Trace
from core.trace.pages import PAGES, also
from core.ui import pins, state
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


COUNTED: Final = ("shares", "lever-map", "best-packages", "futures", "quoted")
"""Charts whose numbers are counted in many runs, and what quotes publications: told in words, as no formula with a few inputs
gives them."""
QUOTING: Final = "bronnen"
"""The page whose texts quote publications."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the numbers of a page can be asked of.

    Attributes
    ----------
    book : Book
        Their traces.
    named, also : Sequence[str]
        Keys that the page names itself, and what any of its texts can say beside those.
    link : Callable[[str], str]
        The link to the certificate of a number.
    command : Callable[[str], str] | None
        The command line that prints the same; None where it would tell of a household.
    """

    book: Book
    named: Sequence[str]
    also: Sequence[str]
    link: Callable[[str], str]
    command: Callable[[str], str] | None = None


Others: TypeAlias = Mapping[str, Callable[[], Told | None]]
"""Pages that are about something else than the scenario, and what their numbers can be asked of."""


@functools.cache
def _component() -> Any:
    css, js = ((_HERE / f"certificate.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component("koers_proof", html='<button type="button"></button>\n', css=css, js=js)


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


def certificates(page: str, others: Others) -> None:
    """Listen on a page with numbers; a link that names a number opens its certificate once."""
    name = page.replace("-", "_")
    st.session_state[_LISTENS] = name in PAGES or name in others
    if not st.session_state[_LISTENS]:
        return
    linked = st.query_params.get(PROOF_PARAM)
    if linked and st.session_state.get(_LINKED) != linked:
        st.session_state[_ASKED] = {"key": linked}
    st.session_state[_LINKED] = linked
    with st.container(key="proof", height=1, width=1):
        _listen(name, others)


@st.fragment
def _listen(page: str, others: Others) -> None:
    language = state.current().language

    def remember() -> None:
        # A run that another question stops before it comes here would have lost what it was asked.
        asked = (st.session_state.get(_KEY) or {}).get("asked")
        if isinstance(asked, Mapping):
            st.session_state[_ASKED] = dict(asked)

    words = {name: translate(language, f"proof.{name}") for name in ("list", "search", "count", "close")}
    data = {
        "page": page,
        "months": [*house.calendar_months(language), *house.calendar_months(language, short=True)],
        "bands": translate(language, "proof.bands"),
        "words": words,
    }
    _component()(key=_KEY, data=data, on_asked_change=remember, height=1)
    asked = st.session_state.pop(_ASKED, None)
    if asked:
        st.dialog(translate(language, "proof.title"), width="large")(_dialog)(page, others, asked)


def _told(page: str, others: Others) -> Told | None:
    """What the numbers of a page can be asked of."""
    if page in others:
        return others[page]()
    scenario = state.current().committed
    outlook = outlook_of(scenario, state.baseline())
    plain = command(scenario).removesuffix(" --json")
    named, book = tuple(PAGES[page](outlook).values()), traces_of(outlook)
    book.pinned = {letter: (found, state.find_baseline(found.baseline)) for letter, found in pins.pins().items()}
    return Told(book, named, also(outlook), proof_link, lambda key: f"{plain} --explain '{key}'")


def _dialog(page: str, others: Others, asked: Mapping[str, Any]) -> None:
    with rerun(page, "proof"):
        language, told = state.current().language, _told(page, others)
        if told is None:
            return
        noted = st.session_state.get(_PLACES, {}).get(str(asked.get("place") or ""), ())
        token = str(asked.get("token") or "")[:LONGEST]
        found = [str(asked["key"])[:LONGEST]] if asked.get("key") else []
        if token:
            near = str(asked.get("near") or "")
            found = meant(token, near, (*noted, *told.named), told.book, language, told.also)
        row = str(asked.get("row") or "")[:LONGEST]
        if not found and row:
            st.html(f'<p class="koers-sentence">{html.escape(translate(language, "proof.quoted", token=token))}</p>')
            found = [row]
        if len(found) == 1:
            _one(found[0], told, language)
            return
        said = _which("quoted" if page == QUOTING else str(asked.get("place")), token, language, several=bool(found))
        offered = choices(found or noted or told.named, told.book, language)
        st.html(f'<p class="koers-sentence">{html.escape(said)}</p>{offered}')


def _which(place: str, token: str, language: Language, *, several: bool) -> str:
    """What stands over the numbers of which a reader chooses: the one was pressed has no certificate, or more than one."""
    if several or not token:
        return translate(language, "proof.several" if several else "proof.which", token=token)
    if place in COUNTED:
        return translate(language, f"proof.made.{place}", token=token)
    return translate(language, "proof.none", token=token)


def _one(key: str, told: Told, language: Language) -> None:
    """The certificate of one number, the link to it and the command that prints the same."""
    try:
        trace: Trace = told.book[key]
    except Problem as problem:
        st.html(f'<p class="koers-sentence">{html.escape(explain(language, problem))}</p>')
        return
    st.html(certificate(trace, language))
    copy_button(told.link(key), translate(language, "proof.link"), "copy-proof", language)
    if told.command is not None:
        st.html(command_line(told.command(key), language))


def proof_link(key: str) -> str:
    """The link to the certificate of a number of the scenario that is shown, on this page."""
    session = state.current()
    # The scenario first: of a link whose signs were escaped the browser keeps what stands before the first of them.
    query = {**to_query(session.committed), PROOF_PARAM: key}
    return f"{home()}?{urlencode(query | ({'lang': session.language} if session.language != 'nl' else {}))}"
