"""`--explain KEY`: how a number of a run came about, as a tree of text or as nested JSON."""

from __future__ import annotations

import argparse
from typing import Any

from core.problem import Problem, shown
from core.text.catalog import Language
from core.trace.book import Book
from core.trace.tree import MOST, document_of, grow, text_of


def add_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--explain` and `--depth` to a command."""
    parser.add_argument("--explain", metavar="KEY", help=f"print how a number came about, such as {what}")
    parser.add_argument(
        "--depth", metavar="N", help="with --explain: N steps down, and nothing folded; default all the way, what repeats folded"
    )


def explained(book: Book, args: argparse.Namespace, language: Language) -> str | dict[str, Any]:
    """The tree that the arguments ask for. Raises Problem for a key that the book does not know."""
    branch = grow(book[args.explain], depth_of(args.depth))
    return document_of(branch, language) if args.json else text_of(branch, language)


def depth_of(text: str | None) -> int | None:
    """The depth that was typed. Raises Problem for what is no whole number from 0 on."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > MOST:
        raise Problem("trace.depth", value=shown(text, 20), high=MOST)
    return int(text)
