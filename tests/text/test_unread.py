"""Every message is read somewhere: by its whole key, or by a key that code puts together from words that exist."""

from __future__ import annotations

import ast
import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.text.catalog import messages
from tests.parsed import nodes

ROOT = Path(__file__).resolve().parents[2]
HELD = 3
"""Keys that are put together from keys that are put together: so many times at most."""
Pattern = tuple[str | None, ...]
"""A text that code puts together: what is written, and None where something is filled in."""


def described(file: tuple[ast.AST, ...]) -> set[int]:
    """Docstrings and other texts that stand alone: they name much and read nothing."""
    return {id(node.value) for node in file if isinstance(node, ast.Expr)}


def patterns_of(node: ast.JoinedStr) -> Iterator[Pattern]:
    """What an f-string may become: a choice between two texts that is written in it gives both."""

    def ways(part: ast.expr) -> list[str | None]:
        match part:
            case ast.Constant(value=str(text)) | ast.FormattedValue(value=ast.Constant(value=str(text))):
                return [text]
            case ast.FormattedValue(value=ast.IfExp(body=body, orelse=other)):
                return [*ways(ast.FormattedValue(value=body)), *ways(ast.FormattedValue(value=other))]
        return [None]

    return itertools.product(*(ways(part) for part in node.values))


def of_data(branch: Any, at: str = "") -> Iterator[str]:
    """Keys, keys with what they stand under, and texts in a data file."""
    if isinstance(branch, dict):
        for name, below in branch.items():
            yield from (name, at + name)
            yield from of_data(below, f"{at}{name}.")
    elif isinstance(branch, list):
        for below in branch:
            yield from of_data(below, at)
    elif isinstance(branch, str):
        yield branch


@functools.cache
def known() -> tuple[frozenset[str], frozenset[Pattern]]:
    """Words that code and data hold, and texts that code puts together."""
    words, patterns = {page.name for page in (ROOT / "pages").iterdir()}, set()
    for path in [*(ROOT / "core").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]:
        file = nodes(path)
        prose = described(file)
        for node in file:
            match node:
                case ast.Constant(value=str(text)) if id(node) not in prose:
                    words.add(text)
                case ast.AnnAssign(target=ast.Name(id=name)) | ast.keyword(arg=str(name)):
                    words.add(name)
                case ast.JoinedStr():
                    patterns.update(patterns_of(node))
    for path in (ROOT / "data").rglob("*.toml"):
        words.update(of_data(tomllib.loads(path.read_text(encoding="utf-8"))))
    # Units and stages stand in keys with dashes for what a key cannot hold.
    words |= {re.sub("[/ ]", "-", word) for word in words}
    written = {pattern for pattern in patterns if re.search("[a-z]", "".join(part or "" for part in pattern))}
    return frozenset(words), frozenset(written)


@functools.cache
def exists(text: str, held: int = HELD) -> bool:
    words, patterns = known()
    return not text or text in words or text.isdigit() or (held > 0 and any(fits(text, one, held) for one in patterns))


def fits(text: str, pattern: Pattern, held: int) -> bool:
    """Whether a text is this pattern with something that exists filled in."""
    if not pattern:
        return not text
    first, rest = pattern[0], pattern[1:]
    if first is not None:
        return text.startswith(first) and fits(text[len(first) :], rest, held)
    return any(fits(text[end:], rest, held) and exists(text[:end], held - 1) for end in range(len(text) + 1))


def is_read(key: str) -> bool:
    """A count has a key of its own for one, which its reader puts together."""
    return exists(key) or exists(key.removesuffix("_one"))


@pytest.mark.exhaustive
def test_nothing_is_translated_that_nobody_reads() -> None:
    assert [key for key in messages("nl") if not is_read(key)] == []


def test_a_message_that_nobody_reads_is_found() -> None:
    assert not is_read("verkenner.answer.sideways")
    assert not is_read("nowhere.at.all")
    assert is_read("verkenner.answer.above")
