"""The database that the store stands in: a file of SQLite in the user's own folder, or what `KOERS_DATABASE` names.

SQLite waits for whoever writes at the same time; PostgreSQL is for several processes on several machines. Both are brought to
the tables of now when they are opened, one process at a time.
"""

from __future__ import annotations

import functools
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from core.problem import Problem, fault_line, shown

SETTING: Final = "KOERS_DATABASE"
"""Environment variable that names another database than the user's own file."""
FILE: Final = "saved.sqlite"
PATIENCE: Final = 20
"""How long a write waits for the one before it [s]."""
ANSWERS_WITHIN: Final = 3
"""How long a database may take to take a connection [s]."""
LOCK: Final = 30000
"""Number of the lock that PostgreSQL gives one process at a time, to bring the tables up to date."""
_DRIVERS: Final = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "sqlite": "sqlite"}
_WRITES: Final = "koers_writes"
PAUSE: Final = 2.0
"""How long a database that did not answer is not asked again: who waits for it holds up others [s]."""
_away: Final[WeakKeyDictionary[Engine, float]] = WeakKeyDictionary()


def address() -> URL:
    """Where the store is. Raises Problem for an address that names no database that we know."""
    named = os.environ.get(SETTING, "").strip()
    if not named:
        return URL.create("sqlite", database=str(user_data_path("koers-30000") / FILE))
    if "://" not in named:
        return URL.create("sqlite", database=named)
    try:
        found = make_url(named)
    except ArgumentError as error:
        raise Problem("store.address") from error
    driver = _DRIVERS.get(found.drivername, found.drivername)
    if driver not in _DRIVERS.values() or (driver == "sqlite" and not found.database):
        raise Problem("store.address")
    return found.set(drivername=driver)


def opened(url: URL) -> Engine:
    """An engine on a database with the tables of now. Raises Problem when it cannot be used."""
    where = shown(url.database if url.drivername == "sqlite" else url.set(password=None).render_as_string(), 120)
    try:
        engine = _sqlite(url) if url.drivername == "sqlite" else _postgresql(url)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise Problem("store.driver") from error
    except OSError as error:
        raise Problem("store.unusable", where=where, reason=error.strerror or "") from error
    try:
        with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            _upgrade(connection, where)
    except SQLAlchemyError as error:
        engine.dispose()
        raise Problem("store.unusable", where=where, reason=_reason(error)) from error
    return engine


@functools.cache
def store() -> Engine:
    """The store of this process. Raises Problem when it cannot be used; the next one that asks tries again."""
    return opened(address())


def _sqlite(url: URL) -> Engine:
    if url.database is not None:
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        url = url.set(database=str(Path(url.database).expanduser()))
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _settle(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # the driver would begin at the first change only, too late to wait for its turn
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Who reads first and then writes could find that somebody wrote in between: a writer takes its turn at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    settings = {"connect_timeout": ANSWERS_WITHIN, "options": f"-c statement_timeout={1000 * PATIENCE} -c timezone=UTC"}
    return create_engine(
        url, connect_args=settings, pool_pre_ping=True, pool_size=4, max_overflow=16, pool_timeout=ANSWERS_WITHIN,
        hide_parameters=True
    )  # fmt: skip


def _upgrade(connection: Connection, where: str) -> None:
    """Run the steps that the database has not had; another process that opens it waits."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    has = MigrationContext.configure(connection).get_current_revision()
    if has is not None and has not in known:
        raise Problem("store.newer", where=where)
    command.upgrade(config, "head")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One look at the store. Raises Problem when it does not answer."""
    with _answering(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One change, all of it or nothing. Raises Problem when the store does not answer: then it may have happened or not."""
    with _answering(engine), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def _answering(engine: Engine) -> Iterator[None]:
    """What the database does not answer is told in our words; who asks in the next moment hears it without waiting."""
    if time.monotonic() < _away.get(engine, 0.0):
        raise Problem("store.away")
    try:
        yield
    except (OperationalError, InterfaceError, NoneFree) as error:
        _away[engine] = time.monotonic() + PAUSE
        logging.getLogger("koers.error").error(fault_line(error))
        raise Problem("store.away") from error


def _reason(error: SQLAlchemyError) -> str:
    """What the driver says, in one line and without an address."""
    told = str(getattr(error, "orig", None) or error).strip().splitlines()
    return shown(told[0] if told else type(error).__name__, 120)
