"""Raad eerst: what a session asks the room to guess, and what it shows when the answer is uncovered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from core.analysis.outcome import central
from core.problem import Problem
from core.scenario import Scenario, reference_scenario
from core.store import store
from core.store.meetings import Meeting, Question, ask, begin, end, uncover
from core.text import format as house
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.code import code
from core.ui.room.address import guess_address
from core.ui.share import home

STEP: Final = 100
"""Between two numbers that a phone's slider gives [benefits]."""
AROUND: Final = 0.3
"""How far below and above the basispad a guess may lie, as a part of it."""
ROUND: Final = 3000
"""To which its ends are widened, so that its parts are round too [benefits]."""


@dataclass(frozen=True, slots=True)
class Guessing:
    """A question to the room.

    Attributes
    ----------
    meeting : Meeting | None
        Where phones answer it; None while the store is away: then hands are counted.
    guesses : tuple[float, ...]
        What phones guessed, once it is uncovered.
    answer : Scenario | None
        What answered it; None before that.
    """

    meeting: Meeting | None
    question: Question
    guesses: tuple[float, ...] = ()
    answer: Scenario | None = None


def asked(scenario: Scenario, title: str, going_on: Meeting | None, language: Language) -> Guessing:
    """Ask how many benefits a scenario comes to, in the meeting that is going on or in a new one."""
    baseline = state.find_baseline(scenario.baseline)
    base = central(baseline, reference_scenario(scenario))[1]
    low = float(math.floor(base.volume * (1.0 - AROUND) / ROUND) * ROUND)
    high = float(math.ceil(base.volume * (1.0 + AROUND) / ROUND) * ROUND)
    when = house.period_end(base.month, language)
    said = f"{title} {translate(language, 'room.guess.question', city=baseline.municipality, when=when)}".strip()
    for held in (going_on, None):
        try:
            found = held or begin(store())
            return Guessing(found, ask(store(), found, said, low, high, float(STEP)))
        except Problem:
            continue  # a meeting that is over; or the store is away, and the room raises its hands
    return Guessing(None, Question(1, said, low, high, float(STEP), open=True))


def answered(guessing: Guessing, scenario: Scenario) -> Guessing:
    """The same with its answer, and with what phones guessed."""
    guesses: tuple[float, ...] = ()
    if guessing.meeting is not None:
        try:
            guesses = uncover(store(), guessing.meeting).guesses
        except Problem:
            guesses = ()
    return replace(guessing, guesses=guesses, answer=scenario)


def ended(meeting: Meeting) -> None:
    """End a meeting. While the store is away it ends by itself, later."""
    try:
        end(store(), meeting)
    except Problem:
        return


def door(meeting: Meeting, page: str, language: Language) -> str:
    """The whole address of the page on which phones guess."""
    return home().removesuffix(f"{page}/") + guess_address(meeting.code, language)


def drawn(guessing: Guessing, page: str, language: Language) -> Mapping[str, Any]:
    """What the browser draws of it."""
    one, answer = guessing.question, guessing.answer
    told: dict[str, Any] = {
        "key": f"{guessing.meeting.code if guessing.meeting else ''} {one.number}", "said": one.said,
        "low": one.low, "high": one.high, "guesses": list(guessing.guesses), "answer": None,
    }  # fmt: skip
    if guessing.meeting is not None:
        where = door(guessing.meeting, page, language)
        told |= {"code": guessing.meeting.code, "where": where, "picture": code(where, language)}
    if answer is not None:
        outcome = central(state.find_baseline(answer.baseline), answer)[1]
        when = house.period_end(outcome.month, language)
        told["answer"] = outcome.volume
        told["told"] = translate(language, "room.guess.answer", n=house.number(outcome.volume, language), when=when)
    return told
