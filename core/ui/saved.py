"""What a session knows of the store: what a short link opened, what that came to since, and what is under way."""

from __future__ import annotations

import html
import weakref
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import urlencode

import streamlit as st

from core.analysis.simulate import forget_baseline
from core.baseline import baseline_ids
from core.own_data.count.answers import is_count
from core.own_data.upload import OwnData
from core.problem import Problem
from core.scenario import Scenario
from core.store import Conflict, Saved, join, new_id, open_saved, scenarios_of, store
from core.store.since import Since, since
from core.text import sentences_saved as words
from core.text.catalog import Language, asked_language, translate
from core.ui import pins, state
from core.ui.share import home
from core.ui.tables import table
from core.ui.visitor import who

SAVED: Final = "s"
VERSION: Final = "n"
EDIT: Final = "w"
"""Query keys of a short link: which saved scenario, which version when not the newest, and what lets the reader change it."""
STORY: Final = "p"
"""Query key of the link to a story."""
_KEY: Final = "koers-saved"
_PLACE: Final = "bewaard/"
_STORIES: Final = "verhaal"


@dataclass
class Desk:
    """Attributes
    ----------
    opened : Saved | None
        What a short link opened, and `since` what became of it.
    told : Saved | None
        What was saved last.
    conflict : Conflict | None
        Who was before us, until it is settled.
    problem : Problem | None
        Why something could not be done.
    texts : dict[str, str]
        What was typed, so that it outlives whatever goes wrong.
    on : tuple[str, int] | None
        The scenario and the version that is saved on; None for a new one.
    story : str | None
        Of which the address is that of its reader.
    wish : str
        Of the next wish to save: asked for twice, it is granted once.
    names : dict[Scenario, str]
        What saved scenarios that stand pinned are called.
    scenario : Scenario | None
        The one that was opened, as it was saved.
    epoch : str
        That of the session when it was opened: another address that is read makes another.
    copied : bool
        Whether what is shown came of it by moving things.
    said : str
        What the line on the page says of it: "shown", "copy", or nothing.
    """

    opened: Saved | None = None
    since: Since | None = None
    told: Saved | None = None
    conflict: Conflict | None = None
    problem: Problem | None = None
    texts: dict[str, str] = field(default_factory=dict)
    on: tuple[str, int] | None = None
    story: str | None = None
    wish: str = field(default_factory=new_id)
    names: dict[Scenario, str] = field(default_factory=dict)
    scenario: Scenario | None = None
    epoch: str = ""
    copied: bool = False
    said: str = ""


def desk() -> Desk:
    """Of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Desk()
    return cast(Desk, st.session_state[_KEY])


def overview() -> str:
    """Address of the first page, from the list of what is saved."""
    return home().removesuffix(_PLACE)


def short_link(saved_id: str, language: Language, number: int | None = None, edit_key: str | None = None) -> str:
    """The link to a saved scenario, on the page that is shown or, from the list, on the first."""
    query = {SAVED: saved_id}
    query |= {} if number is None else {VERSION: str(number)}
    query |= {} if edit_key is None else {EDIT: edit_key}
    query |= {} if language == "nl" else {"lang": language}
    return f"{overview()}?{urlencode(query)}"


def story_link(story_id: str, language: Language) -> str:
    """The link to a story, for its readers."""
    query = {STORY: story_id} | ({} if language == "nl" else {"lang": language})
    return f"{overview()}{_STORIES}?{urlencode(query)}"


def read_short_link() -> None:
    """Open what a short link names, before the address is read: it stays in the address bar as long as nothing is moved.

    The link of a story shows no other scenario: who reads it finds their own as they left it.
    """
    session = state.current()
    flat = {name: st.query_params[name] for name in st.query_params}
    late = session.address is not None and flat in session.left and not state.stepped()
    if not {SAVED, STORY} & flat.keys() or session.address == flat or late:
        return
    session.language = asked_language(flat)
    if session.address is not None:
        session.left = [*session.left[-state.MOST_LEFT + 1 :], session.address]
    session.address = flat
    if STORY in flat:
        desk().story = flat[STORY]
        return
    try:
        saved = _asked(flat)
        show(saved, {name: value for name, value in flat.items() if name in (SAVED, VERSION)})
    except Problem as problem:
        session.problems = [problem]


def _asked(flat: dict[str, str]) -> Saved:
    if EDIT in flat and who().may("save"):
        join(store(), who(), flat[SAVED], flat[EDIT])
    text = flat.get(VERSION, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return open_saved(store(), who(), flat[SAVED], number)


def show(saved: Saved, query: dict[str, str]) -> None:
    """Show a saved scenario with its pins, with a way back; `query` is the address that means it."""
    session, here = state.current(), desk()
    take_bases(saved)
    scenario, pins = scenarios_of(saved.content, state.find_baseline)
    if session.committed != scenario:
        session.undo = [*session.undo[-state.MOST_UNDO + 1 :], session.committed]
        session.redo = []
    session.committed = session.live = scenario
    session.pins, session.live_pins = pins, {}
    session.problems, session.refused, session.lost = [], {}, None
    session.arrival = (scenario, pins, query)
    session.epoch = new_id()
    here.opened, here.since = saved, since(saved, scenario, state.find_baseline)
    here.on = (saved.entry.id, saved.entry.newest) if saved.mine else None
    here.names[scenario] = saved.entry.words.name
    here.scenario, here.epoch = scenario, session.epoch


def leave_saved() -> None:
    """Something else is shown now than what a saved scenario came to by moving things."""
    desk().copied = False


def pin_saved(saved: Saved) -> None:
    """Pin a saved scenario beside the one that is shown, under its name."""
    take_bases(saved)
    scenario, _ = scenarios_of(saved.content, state.find_baseline)
    desk().names[scenario] = saved.entry.words.name
    pins.pin(scenario)


def take_bases(saved: Saved) -> None:
    """Give the session the bases that only the store has: own ones, and one that the project does not have any more."""
    session = state.current()
    for name in saved.content.bases:
        if is_count(name) or name in baseline_ids() or name in session.own:
            continue
        baseline = saved.basis(name)
        if baseline is not None:
            session.own[name] = OwnData(baseline, baseline.title.nl)
            weakref.finalize(session, forget_baseline, baseline)


def standing() -> str:
    """What can be said of the saved scenario that was opened: it is "shown", or a "copy" of it is; else nothing."""
    here, session = desk(), state.current()
    if here.opened is None or here.since is None or session.arrival is None:
        return ""
    if session.committed == here.scenario:
        return "shown"
    moved = session.committed.overrides or session.committed.measures
    return "copy" if here.copied and here.epoch == session.epoch and moved else ""


def is_outdated() -> bool:
    """Whether the line would say otherwise by now: it stands outside the part of the page that a slider draws again."""
    here, said = desk(), standing()
    before, here.said = here.said, said
    return before != said


def saved_line(language: Language) -> None:
    """Which saved scenario is shown, and its numbers of then beside those of now where they differ; or that it is a copy."""
    here = desk()
    here.said = standing()
    if here.opened is None or here.since is None or not here.said:
        here.copied = False  # what is moved from something else is no copy of it
        return

    def say(key: str, **params: object) -> str:
        return html.escape(translate(language, f"bewaard.line.{key}", **params))

    if here.said == "copy":
        told = translate(language, "vergelijken.matrix.copy", name=here.opened.entry.words.name)
        _told(f'<p class="koers-sentence">{html.escape(told)}</p>')
        return
    here.copied = True  # whatever is moved from here on is a copy of it
    entry, found = here.opened.entry, here.since
    line = words.version_line(entry.number, entry.saved, entry.author, entry.restored, language)
    parts = [say("shown", name=entry.words.name, version=line)]
    if entry.number < entry.newest:
        parts.append(say("newer", n=entry.newest))
    different = beside(found, entry.words.name, language)
    if not different:
        parts.append(say("same"))
    note = f'<p class="koers-sentence">{html.escape(entry.words.description)}</p>' if entry.words.description else ""
    _told(f'<p class="koers-sentence">{" ".join(parts)}</p>{note}{different}')


def _told(said: str) -> None:
    with st.container(key="saved-line"):
        st.html(f'<div class="koers-saved" role="status">{said}</div>')


def beside(found: Since, name: str, language: Language) -> str:
    """The numbers of then beside those of now where they read otherwise, and why, as HTML; empty where they do not."""
    rows = words.then_and_now(found.then, found.now, language)
    if not rows:
        return ""
    why = words.why(found.model, found.basis.law, found.basis.figures, language)
    said = html.escape(f"{translate(language, 'bewaard.line.differ')} {why}")
    heads = [translate(language, f"bewaard.line.{key}") for key in ("what", "then", "now")]
    return f'<p class="koers-sentence">{said}</p>{table(name, heads, rows, language)}'


def settle_desk(saved: Saved) -> None:
    """After a save: the next one comes on top of it, and is another wish."""
    here = desk()
    here.told, here.conflict, here.problem = saved, None, None
    here.on = (saved.entry.id, saved.entry.newest)
    here.wish = new_id()
    here.texts = {"name": saved.entry.words.name, "description": saved.entry.words.description}
    here.names[state.current().committed] = saved.entry.words.name


def forget_conflict() -> None:
    """Somebody chose otherwise: nothing is in the way any more."""
    here = desk()
    here.conflict = here.problem = None
