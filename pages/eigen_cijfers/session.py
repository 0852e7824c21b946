"""What somebody typed in the form, kept as it was typed: a page switch, another language or a refusal loses nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Final, cast

import streamlit as st

from core.baseline import Baseline
from core.model.calendar import month_label
from core.numbers import LONGEST
from core.own_data.count.answers import AMOUNTS, Answers, Moved, is_count, name_of, parent_of, written
from core.own_data.count.build import own_count
from core.own_data.count.typed import FIELDS, read_count
from core.problem import Problem
from core.ui import state
from core.ui.follow import brought, chosen

_KEY: Final = "eigen-cijfers"
PREFIX: Final = "count-"
"""Begins the key of every field of the form."""
TYPED: Final = tuple(key for key in FIELDS if key != "moved")
"""The fields that are typed in; which flow takes the growth is a choice."""
LONGEST_TYPED: Final = 2 * LONGEST
"""Characters of a field: room for what does not belong there, so that it can be shown back."""


@dataclasses.dataclass
class Session:
    """Texts as they stand in the fields, why each of them was refused, and the count that they were last made into."""

    texts: dict[str, str] = dataclasses.field(default_factory=dict)
    problems: Mapping[str, Problem] = dataclasses.field(default_factory=dict)
    seen: str = ""


def session() -> Session:
    """The form of this visitor."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session(_along())
    return cast(Session, st.session_state[_KEY])


def _along() -> dict[str, str]:
    """What was sent in a tab whose session is gone: it stands in its fields, and is read at the next press."""
    along = {key: brought(f"{PREFIX}{key}") for key in TYPED}
    return {key: held.string_value for key, held in along.items() if held is not None}


def parent() -> Baseline:
    """The baseline that a count starts from: the one in use, or that of the count in use, which a new one replaces."""
    return state.find_baseline(parent_of(state.current().committed.baseline))


def follow() -> None:
    """Show the answers of the count in use where somebody came to it by a link or went back to it."""
    along = {} if _KEY in st.session_state else _along()
    held, name = session(), state.current().committed.baseline
    if not is_count(name) or held.seen == name:
        return
    answers = state.own_count(name).answers
    given: dict[str, str] = {"month": month_label(answers.month), "volume": written(answers.volume)}
    given |= {key: written(value) for key in AMOUNTS if (value := getattr(answers, key)) is not None}
    if answers.target is not None:
        given |= {"target": written(answers.target[0]), "target_month": month_label(answers.target[1])}
    held.texts, held.problems, held.seen = given | along, {}, name


def submit() -> None:
    """Read what is typed. What can be used becomes the basis; what cannot stays where it is, with the reason under it."""
    held = session()
    held.texts = {key: chosen(f"{PREFIX}{key}") or "" for key in TYPED}
    name = state.current().committed.baseline
    moved = state.own_count(name).answers.moved if is_count(name) else ""
    start = parent()
    read = read_count(start, held.texts | {"moved": moved}, dt.date.today())
    held.problems = read.problems
    if read.answers is not None:
        _use(start, read.answers)


def move(moved: Moved) -> None:
    """Let another flow take the growth; the rest of the count stays."""
    count = state.own_count(state.current().committed.baseline)
    _use(count.parent, dataclasses.replace(count.answers, moved=moved))


def leave() -> None:
    """Back to the baseline that the count started from; what was typed stays in the form."""
    state.choose_baseline(parent_of(state.current().committed.baseline))


def _use(start: Baseline, answers: Answers) -> None:
    """Take the baseline of a count, with every slider where it stands. What cannot be changes nothing but the sentence."""
    held, name = session(), name_of(start.id, answers)
    try:
        own_count(start, answers)
        state.choose_baseline(name)
    except Problem as problem:
        held.problems = {"volume": problem}
        return
    held.problems, held.seen = {}, name
