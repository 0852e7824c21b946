"""Processes that make files: they stay for the next one, and nothing of them stays behind."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest

from core.export import making
from core.export.making import made
from core.export.report import WORDS
from core.export.value import Chapter, Report
from core.problem import Problem

LONG = 60.0
"""What a test waits for at most [s]."""


def report(said: str) -> Report:
    words = dict.fromkeys(WORDS, "x")
    day = [2026, 11, 28]
    return Report(
        "nl", "nl-NL", said, "basis", "28 november 2026", day, [], [Chapter(said, [said])], [], "https://x.example/", words
    )


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that a test starts; none is there when it begins, and its own folder is where they could leave something."""
    found: list[subprocess.Popen[bytes]] = []
    start = making.start

    def kept() -> subprocess.Popen[bytes]:
        found.append(start())
        return found[-1]

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(making, "_idle", [])
    monkeypatch.setattr(making, "start", kept)
    yield found
    for process in found:
        process.kill()
        process.wait()


def title(content: bytes) -> str:
    told = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert told is not None
    return str(told.title)


def test_one_process_makes_one_file_after_another(started: list[subprocess.Popen[bytes]]) -> None:
    assert [title(made(report(name), "pdf")) for name in ("a", "b", "c")] == ["a", "b", "c"]
    assert len(started) == 1


def test_a_process_that_nobody_asks_for_a_while_goes(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "IDLE", 0.01)
    made(report("a"), "pdf")
    assert started[0].wait(LONG) != 0
    assert title(made(report("b"), "pdf")) == "b"


def test_a_process_ends_with_the_one_that_asked_it(started: list[subprocess.Popen[bytes]]) -> None:
    made(report("a"), "pdf")
    pipe = started[0].stdin
    assert pipe is not None
    pipe.close()
    assert started[0].wait(LONG) == 0


def test_a_file_that_takes_too_long_or_cannot_be_made_is_told_and_the_next_one_is_right(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurry:
        hurry.setattr(making, "PATIENCE", 0.0)
        with pytest.raises(Problem, match="not_made"):
            made(report("a"), "pdf")
    assert started[0].poll() is not None
    with pytest.raises(Problem, match="not_made"):
        made(dataclasses.replace(report("a"), chapters=[]), "pptx")  # slides begin with an answer
    assert title(made(report("b"), "pdf")) == "b"
    assert all(process.poll() is not None for process in started[:-1])


@pytest.mark.exhaustive
def test_fifty_files_asked_for_by_ten_at_once_are_all_right_and_leave_nothing(
    started: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    with ThreadPoolExecutor(10) as ten:
        found = list(ten.map(lambda number: made(report(f"nummer {number}"), "pdf"), range(50)))
    assert [title(one) for one in found] == [f"nummer {number}" for number in range(50)]
    assert len(started) <= making.AT_A_TIME
    assert threading.active_count() < 20
    assert list(tmp_path.iterdir()) == []
