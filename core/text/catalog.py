"""The translation files: one TOML file per subject and language, `core/text/<language>/<subject>.toml`.

A key is the subject followed by the path in the file, `verkenner.answer.above`. A message is a
`str.format` template; what stands between braces is filled in by name.
"""

from __future__ import annotations

import functools
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from core.problem import Problem
from core.text.reasons import KINDS, reason_of

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_ASKED: Final = re.compile(r"\W*([A-Za-z]{2})(?![A-Za-z])")
"""A language of two letters, also with a country behind it."""
_HERE: Final = Path(__file__).parent


def _flatten(tree: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, branch in tree.items():
        if isinstance(branch, dict):
            yield from _flatten(branch, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}", branch


@functools.cache
def messages(language: Language) -> dict[str, str]:
    """All messages of a language, by key."""
    found: dict[str, str] = {}
    for path in sorted((_HERE / language).glob("*.toml")):
        found.update(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), path.stem))
    return found


def translate(language: Language, key: str, /, **params: object) -> str:
    """The message `key` in `language`, filled in. An unknown key raises KeyError: a fault of ours."""
    template = messages(language)[key]
    return template.format(**params) if params else template


def translate_count(language: Language, key: str, count: float, /, **params: object) -> str:
    """The message `key` about a number that a reader sees whole, or `key_one` when that is one."""
    return translate(language, f"{key}_one" if round(count) == 1 else key, **params)


def explain(language: Language, problem: Problem) -> str:
    """One clear sentence about bad input: what, where and how to mend it.

    A field of a measure is named in words, with the name that stands in a file behind them. Of equal faults the first is
    named, with the number of the others.
    """
    params = problem.params
    if others := params.get("others"):
        place = "row" if "row" in params else "month"
        params = params | {place: translate(language, "common.and_others", first=params.get(place), n=others)}
    words = messages(language).get(f"measure.field.{params.get('key')}")
    if words is not None:
        params = params | {"key": f"{words} ({params['key']})"}
    if problem.key == "facts.shape":
        params = params | {"reason": _reason(language, str(params["reason"]))}
    return translate(language, f"problem.{problem.key}", **params)


def _reason(language: Language, reason: str) -> str:
    """Why a value has not its shape, with the kinds of values by name: `float | null` is a number or nothing."""
    name, parts = reason_of(reason)
    if name == "kind":
        for key, said in parts.items():
            kinds = (KINDS.get(kind.strip()) for kind in said.split("|"))
            known = dict.fromkeys(translate(language, f"reason.kinds.{kind}") for kind in kinds if kind is not None)
            parts[key] = translate(language, "reason.or").join(known)
    return translate(language, f"reason.{name}", **parts)


def asked_language(query: Mapping[str, str]) -> Language:
    """The language that an address asks for, with whatever a text around a link left on it; Dutch where it names none."""
    found = _ASKED.match(query.get("lang", query.get("amp;lang", "")))
    return next((language for language in LANGUAGES if found and language == found[1].lower()), "nl")


def chosen_language() -> Language:
    """The language of the command line and of what a server says as it starts: `KOERS_LANG`, else English."""
    chosen = os.environ.get("KOERS_LANG", "en")
    return chosen if chosen in LANGUAGES else "en"
