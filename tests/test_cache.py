"""Answers are remembered in one way, for all threads, so many and no more; and what hangs on somebody's figures can go."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable

import pytest

from core import cache
from core.analysis.goal_seek import solve
from core.analysis.outcome import central
from core.analysis.outlook import outlook_of
from core.analysis.target import target_of
from core.baseline import ByIdentity, load_baseline
from core.cache import Memory, remembered
from core.figures.jobs.lks import LKS
from core.figures.people.caseload import CASELOAD
from core.scenario import default_scenario
from tests.places import LETTER


def test_the_answer_that_was_longest_not_asked_for_goes_first() -> None:
    memory: Memory[int] = Memory(2)
    memory.keep(1, "a")
    memory.keep(2, "b")
    assert memory.get("a") == 1
    memory.keep(3, "c")
    assert [memory.get(name) for name in "abc"] == [1, None, 3]
    assert len(memory) == 2


def test_work_is_done_once_for_the_same_arguments_and_an_answer_may_be_nothing() -> None:
    done: list[tuple[int, int]] = []

    @remembered(8)
    def work(one: int, other: int = 0) -> None:
        done.append((one, other))

    for _ in range(2):
        work(1)
        work(1, other=2)
        work(1, other=3)
    assert done == [(1, 0), (1, 2), (1, 3)]


def test_work_that_fails_is_not_remembered() -> None:
    tries: list[int] = []

    @remembered(8)
    def work(one: int) -> int:
        tries.append(one)
        raise InterruptedError

    for _ in range(2):
        with pytest.raises(InterruptedError):
            work(1)
    assert tries == [1, 1]


def test_what_hangs_on_one_thing_is_forgotten_everywhere_and_nothing_else() -> None:
    numbers: Memory[int] = Memory(8)
    words: Memory[str] = Memory(8)
    numbers.keep(1, "mine", 2024)
    numbers.keep(2, "theirs", 2024)
    words.keep("one", 2025, "mine")
    cache.forget("mine")
    assert (numbers.get("mine", 2024), numbers.get("theirs", 2024), words.get(2025, "mine")) == (None, 2, None)


def test_many_threads_may_ask_and_forget_at_a_time() -> None:
    memory: Memory[int] = Memory(5)
    faults: list[BaseException] = []

    def use(first: int) -> None:
        try:
            for i in range(400):
                memory.keep(i, first + i % 7)
                memory.get(i % 7)
                memory.forget(i % 3)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=use, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(memory) <= 5


class _Gone:
    """Part of a key: looking at it sets the collector off, which finds a session, which has what is its forgotten."""

    def __init__(self, then: Callable[[], None]) -> None:
        self.then = then

    def __eq__(self, other: object) -> bool:
        then, self.then = self.then, lambda: None
        then()
        return self is other

    def __hash__(self) -> int:
        return 1


def test_a_session_that_is_collected_while_another_is_forgotten_waits_for_nobody() -> None:
    memory: Memory[int] = Memory(8)
    for i, part in enumerate(("his", _Gone(lambda: cache.forget("his")), "hers", "theirs")):
        memory.keep(i, part)
    forgetting = threading.Thread(target=memory.forget, args=("hers",), daemon=True)
    forgetting.start()
    forgetting.join(5.0)
    assert not forgetting.is_alive()
    assert [memory.get(name) for name in ("his", "hers", "theirs")] == [None, None, 3]


def test_an_own_baseline_that_is_taken_back_is_remembered_nowhere() -> None:
    own = dataclasses.replace(load_baseline(LETTER))
    scenario = default_scenario(own)
    central(own, scenario)
    solve(scenario, own, "inflow", target_of(own, "target_volume", "volume"))
    caseload = outlook_of(scenario, own)
    for figure in (CASELOAD, LKS):
        figure.frames(caseload, "nl")

    def kept() -> int:
        return sum(ByIdentity(own) in key for memory in cache._MEMORIES for key in memory._kept)

    assert kept() > 4
    cache.forget(ByIdentity(own))
    assert kept() == 0
