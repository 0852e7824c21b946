"""Many scenarios at once: each is what the command for one gives, bad rows are told, and who did the work changes no byte."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import dask
import distributed
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.__main__ import main
from core.document.batch import run as machine
from core.document.batch.rows import Job, read_rows
from core.document.batch.run import PIECE, Answers, Piece, here, on_cluster, run_batch
from core.measures import again, catalogue
from core.model.calendar import month_index
from core.problem import Problem
from tests.places import ROTTERDAM

DRAWS = 4
PIECES = 6


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scenarios.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def _main_of_nobody() -> Iterator[None]:
    """A process that is begun runs the main script again, and a test of a page leaves that of its page behind as ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    lines = [
        f"s{i},{'brief-2023-t2' if i % 3 else ''},{500 + i},{'minw rap@2027-01' if i % 2 else ''}"
        for i in range(PIECE * PIECES - 3)
    ]
    found, refused = read_rows(table(tmp_path_factory.mktemp("table"), "scenario,baseline,inflow,package\n" + "\n".join(lines)))
    assert refused == []
    return found


@pytest.fixture(scope="module")
def alone(jobs: list[Job], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The result of one process without a stop."""
    out = tmp_path_factory.mktemp("alone") / "results.parquet"
    run_batch(jobs, DRAWS, out, here(DRAWS, 1), lambda done: None)
    return out.read_bytes()


@pytest.fixture(scope="module")
def apart(jobs: list[Job], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same of one process that did nothing else before."""
    out = tmp_path_factory.mktemp("apart") / "results.parquet"
    run_batch(jobs, DRAWS, out, lambda pieces: machine._pooled(dict(pieces), DRAWS, 1), lambda done: None)
    return out.read_bytes()


def rows_of(path: Path) -> dict[tuple[str, str, str, str], float]:
    return {
        (row["scenario"], row["outcome"], row["period"], row["statistic"]): row["value"]
        for row in pq.read_table(path).to_pylist()
    }


def test_a_scenario_of_a_table_comes_to_what_the_command_for_one_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = table(tmp_path, "scenario;baseline;until;inflow\nmore;brief-2023-t2;2026-12;620\n"), tmp_path / "out.parquet"
    assert main(["batch", str(path), "--draws", "16", "--out", str(out), "--processes", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["scenarios"] == 1
    assert (
        main(["run", "--baseline", "brief-2023-t2", "--until", "2026-12", "--set", "inflow=620", "--draws", "16", "--json"]) == 0
    )
    one: dict[str, Any] = json.loads(capsys.readouterr().out)
    found = rows_of(out)
    for i, year in enumerate(one["years"]):
        for name in ("volume", "lks_jobs", "buig", "lasten", "result", "reserve", "general_funds"):
            assert found["more", name, str(year["year"]), "path"] == year[name]
        for name, bands in one["bands"]["years"].items():
            for level, value in zip(one["bands"]["quantiles"], bands[i], strict=True):
                assert found["more", name, str(year["year"]), f"q{1000 * level:03.0f}"] == pytest.approx(value, rel=1e-12)
    chance = next(target["chance"] for target in one["chances"]["targets"] if target["name"] == "volume")
    assert found["more", "target_volume", "2025-12", "chance"] == chance
    assert not out.with_name("out.parquet.parts").exists()


def test_every_bad_row_is_told_in_one_sentence_and_the_rest_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = [
        "x,,oops,,", "y,nowhere,600,,", "z,,600,1999-01,", "w,,600,,bestaat-niet", "v,,600,", "good,,600,,", "u,,-5,,",
        "t,,,soon,",
    ]  # fmt: skip
    path, out = (
        table(tmp_path, "scenario,baseline,inflow,until,package\ngood,,610,,\n" + "\n".join(bad) + "\n\nlast,,,,minw\n"),
        tmp_path / "o.parquet",
    )
    assert main(["batch", str(path), "--draws", "2", "--out", str(out), "--processes", "1"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["refused"] == list(range(3, 11))
    assert [line.partition(":")[0] for line in told.err.splitlines()[:8]] == [f"Row {row}" for row in range(3, 11)]
    assert {scenario for scenario, *_ in rows_of(out)} == {"good", "last"}


def test_a_parquet_table_is_read_as_the_same_scenarios(tmp_path: Path, jobs: list[Job]) -> None:
    columns = {
        "scenario": [job.name for job in jobs],
        "baseline": [job.scenario.baseline for job in jobs],
        "inflow": [500.0 + i for i in range(len(jobs))],
        "package": ["minw rap@2027-01" if i % 2 else None for i in range(len(jobs))],
    }
    pq.write_table(pa.table(columns), tmp_path / "scenarios.parquet")
    assert read_rows(tmp_path / "scenarios.parquet") == (jobs, [])
    minw, rap = jobs[1].scenario.measures
    city = {entry.id: entry.measure() for entry in catalogue(ROTTERDAM)}
    assert (minw, rap) == (city["minw"], again(city["rap"], month_index("2027-01")))


@pytest.mark.exhaustive
def test_two_processes_of_which_one_is_killed_write_the_same_bytes(
    jobs: list[Job], apart: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled, rounds = machine._pooled, []

    def killed_once(pieces: dict[int, Any], draws: int, processes: int) -> Answers:
        rounds.append(len(pieces))
        if len(rounds) == 1:
            first = min(pieces)
            yield from pooled({first: pieces[first]}, draws, 1)
            raise machine.BrokenProcessPool
        yield from pooled(pieces, draws, processes)

    monkeypatch.setattr(machine, "_pooled", killed_once)
    run_batch(jobs, DRAWS, tmp_path / "o.parquet", here(DRAWS, 2), lambda done: None)
    assert (tmp_path / "o.parquet").read_bytes() == apart
    assert rounds == [PIECES, PIECES - 1]


@pytest.mark.exhaustive
def test_what_was_done_before_a_stop_is_not_done_again(jobs: list[Job], alone: bytes, tmp_path: Path) -> None:
    out, asked, heard = tmp_path / "o.parquet", [], []

    def stopped(pieces: list[Piece]) -> Iterator[tuple[int, bytes]]:
        yield from list(here(DRAWS, 1)(pieces[1:3]))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(jobs, DRAWS, out, stopped, lambda done: None)
    assert not out.exists()

    def rest(pieces: list[Piece]) -> Answers:
        asked.extend(i for i, _ in pieces)
        return here(DRAWS, 1)(pieces)

    run_batch(jobs, DRAWS, out, rest, heard.append)
    assert out.read_bytes() == alone
    assert len(asked) == PIECES - 2
    assert (heard[0], heard[-1]) == (2 * PIECE, len(jobs))


@pytest.mark.exhaustive
def test_a_dask_cluster_of_two_processes_of_which_one_is_killed_writes_the_same_bytes(
    jobs: list[Job], apart: bytes, tmp_path: Path
) -> None:
    patient = dask.config.set({"distributed.comm.timeouts.connect": "120s", "distributed.comm.timeouts.tcp": "120s"})
    with patient, distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            workers = sorted(client.run(os.getpid).values())
        assert len(set(workers)) == 2
        done: list[int] = []

        def progress(number: int) -> None:
            done.append(number)
            if len(done) == 2:  # the first answer is in
                os.kill(workers[0], signal.SIGKILL)

        run_batch(jobs, DRAWS, tmp_path / "o.parquet", on_cluster(DRAWS, cluster.scheduler_address), progress)
    assert (tmp_path / "o.parquet").read_bytes() == apart


def test_without_dask_or_a_scheduler_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Problem) as told:
        on_cluster(DRAWS, "tcp://127.0.0.1:1")
    assert told.value.key == "batch.no_dask"


def test_a_worker_with_another_model_refuses(jobs: list[Job]) -> None:
    with pytest.raises(Problem) as told:
        machine.work(jobs[:1], DRAWS, "other")
    assert told.value.key == "batch.version"


@pytest.mark.parametrize(
    ("text", "key"), [("", "batch.empty"), ("scenario,tempo\na,1\n", "batch.column"), ("inflow,inflow\n1,2\n", "facts.twice")]
)
def test_a_head_that_cannot_be_is_refused(text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        read_rows(table(tmp_path, text))
    assert told.value.key == key
