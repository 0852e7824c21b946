"""Prepared questions: kept whole under an id of their own, read by whoever has it, and gone when their owner is erased."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from core.problem import Problem
from core.store import Line, erase_all, keep_script, read_script
from core.store.scripts import MOST_LINES
from core.store.who import STRANGER
from tests.store.made import ANNA, BERT

QUESTIONS = (Line("Wat als de uitstroom een tiende hoger is?", "?v=2&outflow_rate=0.0198"), Line("En het geld?", "/buig?v=2"))


def test_questions_come_back_in_their_order_and_a_change_is_another_list(store: Engine) -> None:
    first = keep_script(store, ANNA, QUESTIONS)
    second = keep_script(store, ANNA, QUESTIONS[::-1])
    assert first != second
    assert read_script(store, first) == QUESTIONS
    assert read_script(store, second) == QUESTIONS[::-1]


@pytest.mark.parametrize("script_id", ["", "0" * 32, "é", "x" * 5000])
def test_an_id_of_no_list_is_told(store: Engine, script_id: str) -> None:
    with pytest.raises(Problem, match=r"store\.no_script"):
        read_script(store, script_id)


@pytest.mark.parametrize("lines", [(), (Line("", "?v=2"),), (Line("x" * 121, "?v=2"),), QUESTIONS[:1] * (MOST_LINES + 1)])
def test_what_does_not_fit_is_refused(store: Engine, lines: tuple[Line, ...]) -> None:
    with pytest.raises(Problem, match=r"store\.script"):
        keep_script(store, ANNA, lines)


def test_nobody_keeps_what_they_may_not(store: Engine) -> None:
    with pytest.raises(Problem, match=r"store\.not_allowed"):
        keep_script(store, STRANGER, QUESTIONS)


def test_lists_go_with_all_that_their_owner_saved_and_no_other_does(store: Engine) -> None:
    hers, his = keep_script(store, ANNA, QUESTIONS), keep_script(store, BERT, QUESTIONS)
    erase_all(store, ANNA)
    with pytest.raises(Problem, match=r"store\.no_script"):
        read_script(store, hers)
    assert read_script(store, his) == QUESTIONS
