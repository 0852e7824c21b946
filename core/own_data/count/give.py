"""Texts that travel with the numbers of an own count, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.facts import LocalText
from core.text.catalog import Language, translate


def said(write: Callable[[Language], dict[str, Any]]) -> LocalText:
    """A text of this package in both languages; `write` gives its key and its parameters, as that language writes them."""
    told: dict[Language, str] = {}
    languages: tuple[Language, ...] = ("nl", "en")
    for language in languages:
        params = write(language)
        told[language] = translate(language, f"count.{params.pop('key')}", **params)
    return LocalText(nl=told["nl"], en=told["en"])


def plain(key: str, **params: object) -> LocalText:
    """A text whose parameters are written alike in both languages."""
    return said(lambda language: {"key": key, **params})
