"""What the visitor typed and what came of it: it lives in the session, and goes nowhere unless the visitor makes a link."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Final, cast

import streamlit as st

from core.city import City
from core.household.inputs import Inputs, opening
from core.household.results import Worked, compute
from core.problem import Problem
from core.ui.household import Questions

_KEY: Final = "huishouden"


@dataclasses.dataclass
class Session:
    """Its own name, the last inputs that could be used, what is wrong with the present ones, and a link that was asked for.

    It is `new` until it has been drawn once. Of the sliders it holds what was `moved` and is not taken over yet, by field and
    as it is typed, the number of the last move of each, whether one is held, and what their thumbs asked about.
    """

    id: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    inputs: Inputs = dataclasses.field(default_factory=lambda: opening(dt.date.today()))
    fault: Problem | None = None
    bad_link: Problem | None = None
    link: str | None = None
    worked: Worked | None = None
    new: bool = True
    moved: dict[str, str] = dataclasses.field(default_factory=dict)
    acknowledged: dict[str, int] = dataclasses.field(default_factory=dict)
    dragging: bool = False
    questions: Questions = dataclasses.field(default_factory=Questions)


def session() -> Session:
    """The household of this visitor."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    return cast(Session, st.session_state[_KEY])


def adopt(held: Session, inputs: Inputs, city: City | None) -> Worked:
    """Take these inputs and their results into the session; an opened drawer or another language computes nothing anew.

    Raises Problem, and changes nothing, when the law has no value for them.
    """
    worked = _worked(held, inputs, city)
    held.inputs, held.worked, held.fault = inputs, worked, None
    held.moved.clear()
    return worked


def last(held: Session, city: City | None) -> Worked:
    """The results of the last inputs that could be used, under the rules of this city."""
    held.worked = _worked(held, held.inputs, city)
    return held.worked


def _worked(held: Session, inputs: Inputs, city: City | None) -> Worked:
    known = held.worked
    return known if known is not None and known.inputs == inputs and known.city == city else compute(inputs, city)
