"""Files in line: first come, first served, and whoever waits hears how many come first."""

from __future__ import annotations

import threading

from core.export.line import asked_for, gathering, told_of
from core.export.making import AT_A_TIME

LONG = 30.0
"""What a test waits for at most [s]."""


def test_files_are_put_together_in_the_order_in_which_they_were_asked_for_and_each_hears_its_place() -> None:
    asked = {name: threading.Event() for name in "abcd"}
    goes, turns = threading.Semaphore(0), []

    def file(name: str) -> None:
        with asked_for(name, name.upper()) as made:
            asked[name].set()
            with gathering(made):
                turns.append(name)
                assert goes.acquire(timeout=LONG)

    threads = [threading.Thread(target=file, args=(name,), daemon=True) for name in "abcd"]
    for thread, name in zip(threads, "abcd", strict=True):
        thread.start()
        assert asked[name].wait(LONG)
    told = {name: told_of(name) for name in "abcd"}
    assert [told[name][0]["ahead"] for name in "abcd"] == [0, 1, 2, 3]
    assert [told[name][0]["name"] for name in "abcd"] == ["A", "B", "C", "D"]
    assert [told[name][0]["stage"] for name in "bcd"] == ["waiting"] * 3
    for _ in threads:
        goes.release()
    for thread in threads:
        thread.join(LONG)
    assert turns == list("abcd")
    assert [told_of(name) for name in "abcd"] == [[]] * 4


def test_what_is_drawn_waits_once_as_many_are_drawn_as_go_at_a_time() -> None:
    with asked_for("first", "PDF") as first, gathering(first):
        assert told_of("first") == [{"name": "PDF", "stage": "gathering", "ahead": 0}]
    files = [asked_for(f"{n}", "PNG", "drawing") for n in range(AT_A_TIME + 2)]
    for one in files:
        one.__enter__()
    found = [told_of(f"{n}")[0] for n in range(AT_A_TIME + 2)]
    assert [one["ahead"] for one in found] == [0] * AT_A_TIME + [1, 2]
    assert [one["stage"] for one in found] == ["drawing"] * AT_A_TIME + ["waiting"] * 2
    files[0].__exit__(None, None, None)
    assert [told_of(f"{n}")[0]["ahead"] for n in range(1, AT_A_TIME + 2)] == [0] * AT_A_TIME + [1]
    for one in files[1:]:
        one.__exit__(None, None, None)
    assert told_of("0") == []


def test_nobody_hears_of_the_files_of_others() -> None:
    with asked_for("mine", "PDF"):
        assert told_of("theirs") == told_of("") == []
