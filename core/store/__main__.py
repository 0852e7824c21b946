"""For who keeps the store: `python -m core.store backup FILE | restore FILE | empty-bin | erase OWNER`, on KOERS_DATABASE."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from core.problem import Problem
from core.store import empty_bin, erase_owner, store
from core.store.backup import backup, restore
from core.text.catalog import chosen_language, explain


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: how many rows or scenarios it was about on stdout, bad input in one sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m core.store", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    for name, said in (("backup", "write all of it into a new file"), ("restore", "fill an empty store from such a file")):
        commands.add_parser(name, help=said).add_argument("file", type=Path)
    commands.add_parser("empty-bin", help="erase what has lain in the bin for too long")
    commands.add_parser("erase", help="erase all of one owner, as the store calls them").add_argument("owner")
    asked = parser.parse_args(arguments)
    try:
        print(_done(asked))
    except Problem as problem:
        print(explain(chosen_language(), problem), file=sys.stderr)
        return 2
    return 0


def _done(asked: argparse.Namespace) -> int:
    if asked.command == "backup":
        return backup(store(), asked.file)
    if asked.command == "restore":
        return restore(store(), asked.file)
    return empty_bin(store()) if asked.command == "empty-bin" else erase_owner(store(), asked.owner)


if __name__ == "__main__":
    sys.exit(main())
