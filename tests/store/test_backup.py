"""A backup holds all of a moment: restoring it loses only what was saved after it, in either kind of database."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from core.problem import Problem
from core.store import bring_back, listed, open_saved, publish, read_story, save_new, save_on, throw_away, versions
from core.store.backup import STEP, backup, restore
from core.store.database import SETTING
from tests.postgres import Postgres
from tests.store.conftest import KINDS, empty, open_at
from tests.store.made import ANNA, content, words
from tests.store.test_migrations import NEWEST

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=KINDS)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the backup is restored: an empty database of either kind, made when the first has been left."""
    return f"sqlite:///{tmp_path}/restored.sqlite" if request.param == "sqlite" else "postgresql"


def emptied(address: str, request: pytest.FixtureRequest) -> Engine:
    if address != "postgresql":
        return open_at(address)
    running: Postgres = request.getfixturevalue("running")
    empty(running)
    return open_at(running.url)


def test_yesterdays_backup_loses_only_what_was_saved_today(
    store: Engine, other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made, binned = (
        save_new(store, ANNA, content(), words("Van gisteren"), "a"),
        save_new(store, ANNA, content(), words("Weg"), "b"),
    )
    told = publish(store, ANNA, made.entry.id, 1, "Voorstel", "Eerst.", "nl")
    throw_away(store, ANNA, binned.entry.id)
    count = backup(store, tmp_path / "yesterday.gz")
    save_on(store, ANNA, made.entry.id, 1, content(560.0), words("Van vandaag"), "c")
    save_new(store, ANNA, content(), words("Ook van vandaag"), "d")
    store.dispose()

    again = emptied(other, request)
    assert restore(again, tmp_path / "yesterday.gz") == count
    assert [one.words.name for one in listed(again, ANNA)] == ["Van gisteren"]
    assert len(versions(again, ANNA, made.entry.id)) == 1
    assert open_saved(again, ANNA, made.entry.id) == made
    assert read_story(again, told.id).saved.content == made.content
    bring_back(again, ANNA, binned.entry.id)
    assert save_on(again, ANNA, made.entry.id, 1, content(560.0), words("Weer verder"), "e").entry.number == 2
    again.dispose()


def test_a_store_that_holds_anything_is_not_overwritten(store: Engine, tmp_path: Path) -> None:
    made = save_new(store, ANNA, content(), words(), "a")
    backup(store, tmp_path / "one.gz")
    with pytest.raises(Problem, match=r"store\.not_empty"):
        restore(store, tmp_path / "one.gz")
    assert open_saved(store, ANNA, made.entry.id) == made


def test_a_file_that_is_not_whole_restores_nothing(store: Engine, tmp_path: Path) -> None:
    full = open_at(f"sqlite:///{tmp_path}/full.sqlite")
    save_new(full, ANNA, content(), words(), "a")
    backup(full, tmp_path / "one.gz")
    full.dispose()
    raw, plain = (tmp_path / "one.gz").read_bytes(), gzip.decompress((tmp_path / "one.gz").read_bytes())
    lines = plain.splitlines(keepends=True)
    other_step = plain.replace(f'"step": {STEP}'.encode(), b'"step": 999')
    for broken in (raw[:-20], b"", b"x", gzip.compress(b"".join(lines[:-1])), gzip.compress(b"".join(lines[:2] + lines[3:])),
                   gzip.compress(other_step), gzip.compress(b"[]\n{}\n")):  # fmt: skip
        (tmp_path / "broken.gz").write_bytes(broken)
        with pytest.raises(Problem, match=r"store\.backup"):
            restore(store, tmp_path / "broken.gz")
    with store.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM scenario")).scalar_one() == 0


def test_a_backup_is_of_the_newest_step_and_nobody_else_reads_it(store: Engine, tmp_path: Path) -> None:
    assert STEP == NEWEST
    backup(store, tmp_path / "one.gz")
    assert stat.S_IMODE((tmp_path / "one.gz").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.exhaustive
def test_who_keeps_the_store_does_it_from_the_command_line(address: str, tmp_path: Path) -> None:
    engine = open_at(address)
    save_new(engine, ANNA, content(), words(), "a")
    engine.dispose()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | {SETTING: address, "KOERS_LANG": "nl"}
        command = [sys.executable, "-m", "core.store", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120)

    assert run("backup", f"{tmp_path}/one.gz").stdout == "5\n"
    refused = run("restore", f"{tmp_path}/one.gz")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    nowhere = run("backup", f"{tmp_path}/nowhere/one.gz")
    assert (nowhere.returncode, len(nowhere.stderr.splitlines())) == (2, 1)
    assert "nowhere/one.gz kan niet worden geschreven" in nowhere.stderr
    assert run("empty-bin").stdout == "0\n"
    assert run("erase", ANNA.owner).stdout == "1\n"
    engine = open_at(address)
    assert listed(engine, ANNA) == ()
    engine.dispose()
