"""Why a value of a file has not its shape: what the reader of such files says, as the message that stands for it here."""

from __future__ import annotations

import re
from typing import Final

_REASONS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"Object missing required field `(?P<field>.+)`"), "missing"),
    (re.compile(r"Object contains unknown field `(?P<field>.+)`"), "unknown"),
    (re.compile(r"Invalid enum value '?(?P<value>[^']+)'?"), "value"),
    (re.compile(r"Expected `(?P<wanted>[\w| ]+)`, got `(?P<found>\w+)`"), "kind"),
    (re.compile(r"Invalid (?:RFC3339|ISO8601) .*"), "day"),
)
"""What msgspec says, and the name of the message."""
KINDS: Final[dict[str, str]] = {
    "float": "number", "int": "number", "str": "text", "bool": "truth", "object": "table", "array": "list", "date": "day",
    "datetime": "time", "null": "nothing",
}  # fmt: skip
"""What it calls a kind of values, and the name of the message."""


def reason_of(said: str) -> tuple[str, dict[str, str]]:
    """The message for a reason, and what it names; of one that we do not know it says only that it does not fit."""
    for pattern, name in _REASONS:
        if found := pattern.fullmatch(said):
            return name, found.groupdict()
    return "other", {}
