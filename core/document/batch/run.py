"""The whole table: pieces of it go to workers, each answer is kept beside the result, and what is there is not done again.

A piece is always the same rows, its answer always the same bytes, and the result takes them in the order of the table. So
the result is the same to the last bit on one process, on ten or on a cluster, stopped and begun again or not.
"""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from core import MODEL_VERSION
from core.document.batch.rows import Job
from core.document.batch.work import SCHEMA, work
from core.problem import Problem

PIECE: Final = 8
"""Scenarios of a piece: a stop loses no more than these on each worker."""
TRIES: Final = 3
"""Times that workers may be lost before it is told that they are."""
CONNECT_WITHIN: Final = 30.0
"""For a scheduler to answer [s]: one on a busy machine takes a while."""
Piece = tuple[int, Sequence[Job]]
Answers = Iterator[tuple[int, bytes]]


def run_batch(
    jobs: Sequence[Job], draws: int, out: Path, answers: Callable[[list[Piece]], Answers], progress: Callable[[int], None]
) -> None:
    """Do what is not done yet, and write the result.

    Parameters
    ----------
    answers : Callable[[list[Piece]], Answers]
        Gives the answers to pieces, in any order.
    progress : Callable[[int], None]
        Hears how many scenarios are done.
    """
    kept = _kept(jobs, draws, out)
    pieces = [(i, jobs[i : i + PIECE]) for i in range(0, len(jobs), PIECE)]
    todo = [(i, some) for i, some in pieces if not _part(kept, i).exists()]
    done = len(jobs) - sum(len(some) for _, some in todo)
    progress(done)
    size = {i: len(some) for i, some in pieces}
    for i, answer in answers(todo):
        _write(_part(kept, i), answer)
        done += size[i]
        progress(done)
    _merge([_part(kept, i) for i, _ in pieces], out)
    shutil.rmtree(kept)


def _kept(jobs: Sequence[Job], draws: int, out: Path) -> Path:
    """The folder of the answers so far. Those of another table, other draws or another model are thrown away."""
    folder = out.with_name(f"{out.name}.parts")
    asked = hashlib.sha256(repr((MODEL_VERSION, draws, PIECE, tuple(jobs))).encode()).hexdigest()
    label = folder / "asked"
    if folder.exists() and not (label.exists() and label.read_text(encoding="ascii") == asked):
        shutil.rmtree(folder)
    if not folder.exists():
        folder.mkdir(parents=True)
        _write(label, asked.encode())
    return folder


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number:09d}.parquet"


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole: one that is there is complete, whenever the program was stopped."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def _merge(parts: Sequence[Path], out: Path) -> None:
    unfinished = out.with_name(f"{out.name}.unfinished")
    with pq.ParquetWriter(unfinished, SCHEMA, compression="zstd") as writer:
        for part in parts:
            table = pq.read_table(part)
            writer.write_table(table, row_group_size=max(1, table.num_rows))
    os.replace(unfinished, out)


# Who does the work -------------------------------------------------------------------------------------------------


def here(draws: int, processes: int) -> Callable[[list[Piece]], Answers]:
    """Processes of this machine; one is this process itself."""

    def answers(pieces: list[Piece]) -> Answers:
        if processes == 1 or len(pieces) < 2:
            yield from ((i, work(some, draws, MODEL_VERSION)) for i, some in pieces)
            return
        left = dict(pieces)
        for _ in range(TRIES):
            try:
                for i, answer in _pooled(left, draws, processes):
                    del left[i]
                    yield i, answer
            except BrokenProcessPool:
                continue  # one was killed, for want of memory or by somebody: what it held is done again
            return
        raise Problem("batch.lost", n=TRIES)

    return answers


def _pooled(pieces: dict[int, Sequence[Job]], draws: int, processes: int) -> Answers:
    # A process of its own, and no copy of this one: threads that run here would stand still in a copy.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(pieces)), context, _end_with, (os.getpid(),)) as pool:
        waiting = {pool.submit(work, some, draws, MODEL_VERSION): i for i, some in pieces.items()}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _end_with(parent: int) -> None:
    """Let this process end when the one that began it is gone: it would wait for work for ever."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def on_cluster(draws: int, address: str) -> Callable[[list[Piece]], Answers]:
    """Workers of a Dask scheduler, which have the same version of this program. Raises Problem without Dask or scheduler."""
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise Problem("batch.no_dask") from error

    def answers(pieces: list[Piece]) -> Answers:
        try:
            client = distributed.Client(address, timeout=CONNECT_WITHIN)
        except (OSError, ValueError) as error:
            raise Problem("batch.no_scheduler", value=address) from error
        with client:
            waiting = {
                client.submit(
                    work, some, draws, MODEL_VERSION, pure=False, retries=TRIES, key=f"koers-{_name(some, draws)}-{i}"
                ): i
                for i, some in pieces
            }
            for future in distributed.as_completed(list(waiting)):
                yield waiting[future], future.result()
                future.release()

    return answers


def _name(jobs: Sequence[Job], draws: int) -> str:
    return hashlib.sha256(repr((tuple(jobs), draws)).encode()).hexdigest()[:16]
