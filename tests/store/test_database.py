"""The database: none has to be set up, one that cannot be used is refused in a sentence, one that is away is not waited for."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from core.problem import Problem
from core.store import address as address_of
from core.store import open_saved, opened, save_new
from core.store.database import SETTING
from core.store.tables import METADATA, PASSING
from core.text.catalog import LANGUAGES, explain
from tests.store.conftest import open_at
from tests.store.made import ANNA, content, words

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_setting_it_is_a_file_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    engine = opened(address_of())
    engine.dispose()
    assert (tmp_path / "koers-30000" / "saved.sqlite").is_file()


@pytest.mark.parametrize(
    ("named", "key"),
    [
        ("mysql://root@localhost/koers", "store.address"),
        ("sqlite://", "store.address"),
        ("http://example.nl/", "store.address"),
        ("://", "store.address"),
        ("/proc/nowhere/saved.sqlite", "store.unusable"),
        ("/etc/passwd", "store.unusable"),
        ("/", "store.unusable"),
        ("postgresql://koers:geheim@127.0.0.1:1/koers", "store.unusable"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_in_one_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, named: str, key: str
) -> None:
    monkeypatch.setenv(SETTING, named)
    with pytest.raises(Problem) as caught:
        opened(address_of())
    assert caught.value.key == key
    for language in LANGUAGES:
        sentence = explain(language, caught.value)
        assert "\n" not in sentence
        assert "geheim" not in sentence


@pytest.mark.exhaustive
def test_a_server_with_such_a_database_does_not_start_and_says_why() -> None:
    env = os.environ | {SETTING: "mysql://x", "KOERS_LANG": "nl"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode != 0
    assert SETTING in done.stderr
    assert "Traceback" not in done.stderr


def test_the_steps_lead_to_the_tables_that_the_code_reads(store: Engine) -> None:
    found = inspect(store)
    tables = {**METADATA.tables, **PASSING.tables}
    assert set(found.get_table_names()) == {*tables, "alembic_version"}
    for name, table in tables.items():
        columns = {one["name"]: one["nullable"] for one in found.get_columns(name)}
        assert columns == {one.name: bool(one.nullable) for one in table.columns}, name
        assert set(found.get_pk_constraint(name)["constrained_columns"]) == {one.name for one in table.primary_key}, name


@pytest.mark.exhaustive
def test_many_processes_that_open_an_empty_database_at_once_all_get_it(address: str) -> None:
    code = "from core.store import address, opened; opened(address()); print('open')"
    command, env = [sys.executable, "-c", code], os.environ | {SETTING: address}

    def start(_: int) -> str:
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False).stdout

    with ThreadPoolExecutor(3) as many:
        assert list(many.map(start, range(3))) == ["open\n"] * 3


def test_a_store_that_a_newer_program_made_is_refused(address: str) -> None:
    engine = open_at(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    engine.dispose()
    with pytest.raises(Problem, match=r"store\.newer"):
        open_at(address)


def test_opening_again_keeps_what_was_saved(address: str) -> None:
    engine = open_at(address)
    made = save_new(engine, ANNA, content(), words(), "key")
    engine.dispose()
    engine = open_at(address)
    assert open_saved(engine, ANNA, made.entry.id) == made
    engine.dispose()


def test_a_file_that_somebody_holds_is_waited_for(tmp_path: Path) -> None:
    engine = open_at(f"sqlite:///{tmp_path}/saved.sqlite")
    holder = sqlite3.connect(tmp_path / "saved.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as one:
        waiting = one.submit(save_new, engine, ANNA, content(), words(), "key")
        holder.execute("COMMIT")
        assert waiting.result(30).entry.number == 1
    holder.close()
    engine.dispose()


def test_what_is_logged_of_a_store_that_is_away_holds_no_text_of_anybody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_at(f"sqlite:///{tmp_path}/saved.sqlite")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE audit"))
    for _ in range(2):
        with pytest.raises(Problem, match=r"store\.away"):
            save_new(engine, ANNA, content(), words("Geheim plan"), "key")
    lines = [record.getMessage() for record in caplog.records if record.name == "koers.error"]
    assert [json.loads(line)["type"] for line in lines] == ["OperationalError"]
    assert "Geheim" not in caplog.text
    engine.dispose()
