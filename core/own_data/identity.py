"""What an own basis is called: letters that follow from its rows, and behind them what its owner answered.

So a link to it holds all but the file: who chooses the same file, under whatever name, gets the same basis.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from core.own_data.city import City, checked
from core.own_data.row import Row
from core.problem import Problem

PREFIX: Final = "eigen-"
"""Begin of the id of a baseline that somebody brought; none of the project's own begins like this."""
_LENGTH: Final = 10
_MOST: Final = 1_000
"""Length of an id: five answers and the longest names of groups."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an id says of the basis that it was made for.

    Attributes
    ----------
    rows : str
        The id of the same rows without any answer.
    city : City
    picks : tuple[str, ...]
        What was chosen in the file.
    """

    rows: str
    city: City
    picks: tuple[str, ...]


def is_own(baseline_id: str) -> bool:
    """Whether an id is one of a baseline that somebody brought."""
    return baseline_id.startswith(PREFIX)


def content_id(content: bytes) -> str:
    """The same content gives the same id, in any session and under any file name."""
    return PREFIX + hashlib.sha256(content).hexdigest()[:_LENGTH]


def rows_id(rows: Sequence[Row]) -> str:
    """Id of an own basis without answers."""
    return content_id(repr([dataclasses.astuple(row) for row in rows]).encode())


def own_id(rows: Sequence[Row], city: City, picks: Sequence[str] = ()) -> str:
    """Id of an own basis: its rows, then the answers about the municipality and what was chosen in the file."""
    answers: list[Any] = [None if value == "" else value for value in dataclasses.astuple(city)]
    answers.append(list(picks) or None)
    while answers and answers[-1] is None:
        answers.pop()
    if not answers:
        return rows_id(rows)
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return f"{rows_id(rows)}-{base64.urlsafe_b64encode(text.encode()).rstrip(b'=').decode()}"


class _Answers(msgspec.Struct, array_like=True):
    name: str | None = None
    target: float | None = None
    target_year: int | None = None
    share: float | None = None
    reserve: float | None = None
    picks: list[str] | None = None


def asked_of(baseline_id: str) -> Asked | None:
    """What an id says; None when it is no id that we write."""
    if not is_own(baseline_id) or len(baseline_id) > _MOST:
        return None
    rows, text = baseline_id[: len(PREFIX) + _LENGTH], baseline_id[len(PREFIX) + _LENGTH :].removeprefix("-")
    if not text:
        return Asked(rows, City(), ())
    try:
        found = msgspec.json.decode(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True), type=_Answers)
        city = City(found.name or "", found.target, found.target_year, found.share, found.reserve)
        return Asked(rows, checked(city), tuple(found.picks or ()))
    except (ValueError, msgspec.MsgspecError, Problem):
        return None


def short(baseline_id: str) -> str:
    """An id as a sentence names it: without the answers, which mean nothing to a reader."""
    return baseline_id[: len(PREFIX) + _LENGTH]
