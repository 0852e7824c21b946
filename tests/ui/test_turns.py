"""Answers take turns: few at once, first come first served, and something long stands aside for the others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from core.ui.turns import Turns

PATIENCE = 10.0


def start(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def is_waiting(turns: Turns, count: int) -> bool:
    return turns.waiting == count


def line_up(turns: Turns, count: int, work: Callable[[int], None]) -> list[threading.Thread]:
    """Threads that asked for a turn one after another."""
    threads = []
    for i in range(count):

        def one(i: int = i) -> None:
            with turns.turn():
                work(i)

        before = turns.waiting
        threads.append(start(one))
        until(partial(is_waiting, turns, before + 1))
    return threads


@pytest.mark.parametrize("at_a_time", [1, 2, 3])
def test_no_more_at_a_time_than_there_are_turns(at_a_time: int) -> None:
    turns, lock = Turns(at_a_time, lambda _: None), threading.Lock()
    inside = most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with turns.turn():
                with lock:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0.001)
                with lock:
                    inside -= 1

    threads = [start(work) for _ in range(8)]
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    assert most == at_a_time


def test_who_came_first_is_served_first() -> None:
    turns, served = Turns(1, lambda _: None), list[int]()
    with turns.turn():
        threads = line_up(turns, 5, served.append)
    for thread in threads:
        thread.join(PATIENCE)
    assert served == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("longest", "order"),
    [(PATIENCE, ["answer 0", "answer 1", "family"]), (0.0, ["family", "answer 0", "answer 1"])],
    ids=["answers first", "unless it has waited long"],
)
def test_what_can_wait_comes_behind_the_others_but_not_for_ever(longest: float, order: list[str]) -> None:
    turns, served = Turns(1, lambda _: None, longest), list[str]()

    def family() -> None:
        with turns.turn(behind=True):
            served.append("family")

    with turns.turn():
        first = start(family)
        until(lambda: len(turns._behind) == 1)
        threads = line_up(turns, 2, lambda i: served.append(f"answer {i}"))
    for thread in (first, *threads):
        thread.join(PATIENCE)
    assert served == order
    with turns.turn(behind=True) as waited:  # and at once when nobody waits
        assert waited < PATIENCE


def test_a_part_of_the_page_inside_the_page_needs_no_turn_of_its_own() -> None:
    told = list[float]()
    turns = Turns(1, told.append)
    with turns.turn(), turns.turn() as waited:
        assert waited == 0.0
    assert len(told) == 1
    with turns.turn():
        pass  # the inner one gave nothing away, and the outer one is free again


def test_a_turn_is_given_back_when_the_run_is_stopped() -> None:
    turns = Turns(1, lambda _: None)
    with pytest.raises(RuntimeError), turns.turn():
        raise RuntimeError
    thread = start(lambda: turns.turn().__enter__())
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_something_long_lets_those_who_wait_go_first() -> None:
    turns, order = Turns(1, lambda _: None), list[str]()
    with turns.turn():
        order.append("first piece")
        threads = line_up(turns, 2, lambda i: order.append(f"answer {i}"))
        turns.let_others()
        order.append("second piece")
    for thread in threads:
        thread.join(PATIENCE)
    assert order == ["first piece", "answer 0", "answer 1", "second piece"]


def test_without_a_turn_nothing_is_given_away() -> None:
    turns = Turns(1, lambda _: None)
    turns.let_others()
    with turns.turn():
        thread = line_up(turns, 1, lambda _: None)[0]
    thread.join(PATIENCE)
    assert not thread.is_alive()
