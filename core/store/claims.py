"""From the claims of somebody who signed in to who they are: which role a claim gives, and for how long signing in counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from core.problem import Problem
from core.store.content import LONGEST_NAME, line
from core.store.who import STRANGER, Role, Who, person

SLACK: Final = dt.timedelta(minutes=5)
"""By how much the clock of the provider may be ahead of ours."""
_HIGHEST_FIRST: Final[tuple[Role, ...]] = ("publisher", "editor", "viewer")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the keeper of a site says of roles.

    Attributes
    ----------
    claim : str
        Name of the claim that tells them.
    viewer, editor, publisher : tuple[str, ...]
        Values of it that give each role; of several the highest counts.
    hours : float
        How long signing in counts [h].
    """

    claim: str = "roles"
    viewer: tuple[str, ...] = ("koers-viewer",)
    editor: tuple[str, ...] = ("koers-editor",)
    publisher: tuple[str, ...] = ("koers-publisher",)
    hours: float = 8.0


def rules_of(section: Mapping[str, Any]) -> Rules:
    """The rules of a section of settings. Raises Problem for one that does not hold, so that a slip opens nothing."""
    known = {name: value for name, value in section.items() if name in Rules.__dataclass_fields__}
    if len(known) != len(section):
        raise Problem("store.rules", names=", ".join(sorted(section.keys() - known.keys())))
    try:
        rules = msgspec.convert(known, Rules)
    except msgspec.ValidationError as error:
        raise Problem("store.rules", names=str(error)) from error
    if not rules.hours > 0.0:
        raise Problem("store.rules", names="hours")
    return rules


def who_of(claims: Mapping[str, Any], rules: Rules, at: dt.datetime) -> Who:
    """Who has these claims, which the server has proved; a stranger when they say too little, gave no role, or are too old."""
    issuer, subject, signed = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not _text(issuer) or not _text(subject) or isinstance(signed, bool) or not isinstance(signed, int | float):
        return STRANGER
    now = at.timestamp()
    if not signed - SLACK.total_seconds() <= now < signed + 3600.0 * rules.hours:
        return STRANGER
    role = _role(claims.get(rules.claim), rules)
    if role is None:
        return STRANGER
    named = next((claims[key] for key in ("name", "preferred_username", "email") if _text(claims.get(key))), "")
    return person(str(issuer), str(subject), line(str(named))[:LONGEST_NAME], role)


def _role(found: Any, rules: Rules) -> Role | None:
    values = {found} if isinstance(found, str) else {one for one in found if isinstance(one, str)} if _many(found) else set()
    return next((role for role in _HIGHEST_FIRST if values & set(getattr(rules, role))), None)


def _many(found: Any) -> bool:
    return isinstance(found, list | tuple | set | frozenset)


def _text(found: Any) -> bool:
    return isinstance(found, str) and bool(found)
