"""The whole store as a file, and back: the same file whichever database it came from or goes to.

Lines of JSON, packed: the first says what it is, then a line for each row, then how many there were, so that half a file shows.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from core.problem import Problem, shown
from core.store.database import reading, writing
from core.store.tables import AUDIT, METADATA

KIND: Final = "koers-store"
STEP: Final = 4
"""The step of the store whose tables the file has: one of another step is restored with the program that made it."""
_AT_ONCE: Final = 200


def backup(store: Engine, path: Path) -> int:
    """Write all of the store at one moment into a new file; how many rows. The file is there whole, or not at all.

    Raises Problem when it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.touch(0o600)  # nobody else reads it while it grows either
        with reading(store) as connection, gzip.open(part, "wt", encoding="utf-8") as file:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            count = _write(connection, file)
        os.replace(part, path)
    except OSError as error:
        raise Problem("store.unwritten", file=shown(str(path), 120), reason=error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def restore(store: Engine, path: Path) -> int:
    """Fill an empty store from a file; how many rows. Raises Problem when it holds anything, or the file is not whole."""
    rows = list(_read(path))
    with writing(store) as connection:
        if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in METADATA.sorted_tables):
            raise Problem("store.not_empty")
        for table in METADATA.sorted_tables:
            found = [_row(table, values) for name, values in rows if name == table.name]
            for i in range(0, len(found), _AT_ONCE):
                connection.execute(insert(table), found[i : i + _AT_ONCE])
        if connection.dialect.name == "postgresql":
            # Rows that bring their own number leave the counter behind.
            number = select(func.coalesce(func.max(AUDIT.c.number), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence("audit", "number"), number, False)))
    return len(rows)


def _write(connection: Connection, file: IO[str]) -> int:
    head = {"kind": KIND, "step": STEP, "made": dt.datetime.now(dt.UTC).isoformat()}
    file.write(json.dumps(head) + "\n")
    count = 0
    for table in METADATA.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            file.write(json.dumps([table.name, dict(row)], ensure_ascii=False, default=_written) + "\n")
            count += 1
    file.write(json.dumps({"rows": count}) + "\n")
    return count


def _read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a file. Raises Problem for one that is not ours, not of this step, or not whole."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
    except (OSError, EOFError, ValueError) as error:
        raise Problem("store.backup", file=path.name) from error
    whole = len(lines) >= 2 and isinstance(lines[0], dict) and lines[0].get("kind") == KIND
    if not whole or lines[0].get("step") != STEP or lines[-1] != {"rows": len(lines) - 2}:
        raise Problem("store.backup", file=path.name)
    for name, values in lines[1:-1]:
        yield str(name), dict(values)


def _row(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """A row as the database takes it: moments as moments."""
    moments = [column.name for column in table.columns if column.name.endswith("_at") or column.name == "at"]
    return values | {name: dt.datetime.fromisoformat(values[name]) for name in moments if values.get(name) is not None}


def _written(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
