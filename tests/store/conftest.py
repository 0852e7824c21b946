"""Every test of the store runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from core.store import opened
from tests.postgres import Postgres, postgres

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.exhaustive))


@pytest.fixture(scope="session")
def running() -> Iterator[Postgres]:
    with postgres() as found:
        yield found


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty database, as KOERS_DATABASE names it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/saved.sqlite"
    found: Postgres = request.getfixturevalue("running")
    empty(found)
    return found.url


@pytest.fixture
def store(address: str) -> Iterator[Engine]:
    """A store that nobody saved in."""
    engine = open_at(address)
    yield engine
    engine.dispose()


def open_at(address: str) -> Engine:
    url = make_url(address)
    return opened(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)


def empty(found: Postgres) -> None:
    """Take everything out of a database."""
    from sqlalchemy import create_engine

    engine = create_engine(make_url(found.url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
