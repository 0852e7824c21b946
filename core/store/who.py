"""Who asks, and what they may: every rule of who sees and changes what stands here, and the store asks it each time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from core.problem import Problem

Role: TypeAlias = Literal["stranger", "visitor", "viewer", "editor", "publisher"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""`stranger`: nobody signed in where that is asked; `visitor`: a browser where it is not; the others are given by a claim."""
Right: TypeAlias = Literal["read", "save", "shared", "publish"]
RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    "stranger": frozenset(),
    "visitor": frozenset({"read", "save", "publish"}),
    "viewer": frozenset({"read", "shared"}),
    "editor": frozenset({"read", "shared", "save"}),
    "publisher": frozenset({"read", "shared", "save", "publish"}),
}
"""`shared`: what people who signed in saved is theirs together. A visitor has what they saved, or got the link of."""
_PERSON: Final = "p-"
_BROWSER: Final = "b-"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks.

    Attributes
    ----------
    owner : str
        What the store knows them by: it follows from a secret or a claim and leads back to neither. Empty for nobody.
    name : str
        What others read who saved or published.
    """

    owner: str
    name: str = ""
    role: Role = "visitor"

    def may(self, right: Right) -> bool:
        """Whether they have a right; without a name in the store nobody saves or publishes."""
        return right in RIGHTS[self.role] and (bool(self.owner) or right == "read")


STRANGER: Final = Who("", role="stranger")


def browser(token: str) -> Who:
    """Whoever has a browser's secret; an empty one is nobody in particular."""
    return Who(_BROWSER + _short(token) if token else "")


def person(issuer: str, subject: str, name: str, role: Role) -> Who:
    """Somebody who signed in."""
    return Who(_PERSON + _short(f"{issuer}\n{subject}"), name, role)


def need(who: Who, right: Right) -> None:
    """Raise Problem when they have not a right."""
    if who.may(right):
        return
    if who.role == "visitor" and not who.owner:
        raise Problem("store.no_browser")
    if right == "publish":
        raise Problem("store.not_allowed_publish")
    raise Problem("store.not_allowed_save")


def may_read(who: Who, owner: str) -> bool:
    """Whether they may read what an owner saved, once they have its id: a visitor's anyone may, a person's only people."""
    if owner.startswith(_PERSON):
        return who.may("shared")
    return who.may("read")


def may_change(who: Who, owner: str, members: frozenset[str]) -> bool:
    """Whether they may add to it, throw it away and take it back."""
    if not who.may("save"):
        return False
    return who.owner == owner or who.owner in members or (owner.startswith(_PERSON) and who.may("shared"))


def shared_begin(who: Who) -> str | None:
    """Begin of the owners whose scenarios they see in their list beside their own."""
    return _PERSON if who.may("shared") else None


def _short(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()[:40]
