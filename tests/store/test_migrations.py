"""What an older store holds is still there, and opens the same, after each step that came later."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

import core.store
from core.store import open_saved, publish, read_story, save_new
from tests.store.conftest import open_at
from tests.store.made import ANNA, content, words

STEPS = Path(core.store.__file__).parent / "migrations"
NEWEST = 4
TABLES = {
    1: ("scenario", "member", "basis", "version", "used", "audit"),
    2: ("scenario", "member", "basis", "version", "used", "audit"),
    3: ("scenario", "member", "basis", "version", "used", "audit", "script"),
}
"""The tables that a store of each older step has, in an order in which they can be filled."""


def brought_to(address: str, step: int) -> None:
    """Make an empty store as the program of a step made it."""
    url = make_url(address)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, str(step))
    engine.dispose()


def test_every_step_but_the_newest_is_tried_here() -> None:
    assert len(list((STEPS / "versions").glob("v*.py"))) == NEWEST
    assert sorted(TABLES) == list(range(1, NEWEST))


@pytest.mark.parametrize("step", TABLES)
def test_a_store_of_an_older_step_opens_with_all_that_it_held(address: str, step: int, tmp_path: Path) -> None:
    newest = open_at(f"sqlite:///{tmp_path}/newest.sqlite")
    made = save_new(newest, ANNA, content(), words(), "first")
    with newest.begin() as connection:
        rows = {name: connection.execute(text(f"SELECT * FROM {name}")).mappings().all() for name in TABLES[step]}
        rows["audit"] = [{key: value for key, value in row.items() if key != "number"} for row in rows["audit"]]
    newest.dispose()

    brought_to(address, step)
    url = make_url(address)
    old = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with old.begin() as connection:
        for name in TABLES[step]:
            for row in rows[name]:
                places = ", ".join(f":{column}" for column in row)
                connection.execute(text(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({places})"), dict(row))
    old.dispose()

    store = open_at(address)
    found = open_saved(store, ANNA, made.entry.id)
    assert (found.content, found.entry.words, found.mine) == (made.content, made.entry.words, True)
    told = publish(store, ANNA, made.entry.id, 1, "Voorstel", "", "nl")
    assert read_story(store, told.id).saved.content == made.content
    store.dispose()
